import { createHash } from 'node:crypto'
import { mkdtemp, readFile, rm, utimes, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { makeZip } from '../zip.case.ts'
import { withLock } from './lock.ts'
import { verifyFile } from './verify.ts'
import { extractEntry, listZip } from './zip.ts'

let dir: string
const signal = new AbortController().signal
beforeEach(async () => {
  dir = await mkdtemp(path.join(os.tmpdir(), 'petrel-files-'))
})
afterEach(() => rm(dir, { recursive: true, force: true }))

describe('zip', () => {
  it('gives back what was packed, stored or deflated', async () => {
    const bytes = fc.uint8Array({ minLength: 0, maxLength: 5000 })
    await fc.assert(
      fc.asyncProperty(bytes, bytes, fc.constantFrom(0 as const, 8 as const), async (a, b, method) => {
        const file = path.join(dir, 'a.zip')
        await writeFile(file, makeZip({ 'x/one.bin': Buffer.from(a), 'two.bin': Buffer.from(b) }, method))
        const entries = await listZip(file)
        expect(entries.map((entry) => entry.name)).toEqual(['x/one.bin', 'two.bin'])
        const target = path.join(dir, 'out')
        await writeFile(target, '')
        for (const entry of entries) if (entry.compressedSize > 0) await extractEntry(file, entry, target, signal)
        expect(await readFile(target)).toEqual(Buffer.concat([a, b]))
      }),
      { numRuns: 30 },
    )
  })

  it('refuses what is no whole archive', async () => {
    const file = path.join(dir, 'b.zip')
    await writeFile(file, makeZip({ 'one.bin': Buffer.alloc(4000, 7) }).subarray(0, 60))
    await expect(listZip(file)).rejects.toMatchObject({ code: 'model_download' })
  })
})

describe('verifyFile', () => {
  const sha = (text: string) => createHash('sha256').update(text).digest('hex')

  it('takes the right content and refuses any other', async () => {
    const file = path.join(dir, 'm.gguf')
    await writeFile(file, 'weights')
    await verifyFile(file, sha('weights'), signal)
    await expect(verifyFile(file, sha('other'), signal)).rejects.toMatchObject({ code: 'model_checksum' })
  })

  it('hashes again after the file was changed, whatever its stamp says', async () => {
    const file = path.join(dir, 'm.gguf')
    await writeFile(file, 'weights')
    await verifyFile(file, sha('weights'), signal)
    await writeFile(file, 'WEIGHTS')
    await utimes(file, 1, 1)
    await expect(verifyFile(file, sha('weights'), signal)).rejects.toMatchObject({ code: 'model_checksum' })
  })
})

describe('withLock', () => {
  const ctx = { signal, now: Date.now }

  it('lets one work at a time', async () => {
    const file = path.join(dir, 'lock')
    let inside = 0
    let most = 0
    const work = async () => {
      most = Math.max(most, ++inside)
      await new Promise((resolve) => setTimeout(resolve, 20))
      inside--
    }
    await Promise.all([1, 2, 3].map(() => withLock(file, ctx, work)))
    expect(most).toBe(1)
  })

  it('takes over from a process that is gone, and from one that no longer beats', async () => {
    const file = path.join(dir, 'lock')
    await writeFile(file, '999999999')
    expect(await withLock(file, ctx, async () => 'mine')).toBe('mine')
    await writeFile(file, String(process.pid))
    await utimes(file, Date.now() / 1000 - 60, Date.now() / 1000 - 60)
    expect(await withLock(file, ctx, async () => 'mine too')).toBe('mine too')
  })

  it('frees the lock when the work fails, and stops waiting on abort', async () => {
    const file = path.join(dir, 'lock')
    await expect(withLock(file, ctx, () => Promise.reject(new Error('no')))).rejects.toThrow('no')
    const held = withLock(file, ctx, () => new Promise((resolve) => setTimeout(resolve, 400)))
    await new Promise((resolve) => setTimeout(resolve, 50))
    let told = 0
    const waiting = withLock(file, { signal: AbortSignal.timeout(50), now: Date.now, waiting: () => void told++ }, async () => {})
    await expect(waiting).rejects.toThrow()
    expect(told).toBe(1)
    await held
  })
})
