import { createWriteStream } from 'node:fs'
import { rm, stat } from 'node:fs/promises'
import { PetrelError } from '../../core/errors.ts'
import type { CatalogueFile } from '../catalogue.ts'
import type { FetchContext, Source } from './source.ts'

/** Seconds without a byte after which a download counts as stuck. */
const STALL_MS = 30_000

/** The public model hub at `base`. The checksum it vouches for is the SHA-256 in its large-file header. */
export function hubSource(base = 'https://huggingface.co'): Source {
  return {
    name: 'hub',
    refuses: (file) => (file.origins.hub ? undefined : 'it does not hold this file'),
    fetch: async (file, partial, ctx) => {
      const hub = file.origins.hub
      if (!hub) throw failed(file, 'it does not hold this file')
      const url = `${base}/${hub.repo}/resolve/main/${encodeURIComponent(hub.file)}`
      const { sha256, size } = await ask(url, file, ctx)
      await download({ url, size, file, partial }, ctx)
      return sha256 ? { sha256 } : {}
    },
  }
}

/** Size and checksum without the content: the hub answers with a redirect that carries both. */
async function ask(url: string, file: CatalogueFile, ctx: FetchContext): Promise<{ sha256?: string; size?: number }> {
  const response = await request(url, { method: 'HEAD', redirect: 'manual' }, file, ctx)
  if (response.status >= 400) throw failed(file, `HTTP ${response.status}`)
  const tag = (response.headers.get('x-linked-etag') ?? '').replace(/^W\/|"/g, '').toLowerCase()
  const size = Number(response.headers.get('x-linked-size') ?? response.headers.get('content-length') ?? Number.NaN)
  return { ...(/^[0-9a-f]{64}$/.test(tag) ? { sha256: tag } : {}), ...(Number.isSafeInteger(size) && size > 0 ? { size } : {}) }
}

async function download(
  job: { url: string; size: number | undefined; file: CatalogueFile; partial: string },
  ctx: FetchContext,
): Promise<void> {
  const { url, file, partial } = job
  let have = (await stat(partial).catch(() => undefined))?.size ?? 0
  if (job.size !== undefined && have > job.size) {
    await rm(partial, { force: true })
    have = 0
  }
  if (have > 0 && have === job.size) return
  const response = await request(url, have > 0 ? { headers: { range: `bytes=${have}-` } } : {}, file, ctx)
  if (!response.ok || !response.body) throw failed(file, `HTTP ${response.status}`)
  // A server that ignores the range sends everything again: then we start over instead of appending.
  const resumed = response.status === 206
  const total = job.size ?? file.size
  await save(response.body, { partial, resumed, have: resumed ? have : 0, total, file }, ctx)
}

async function save(
  body: ReadableStream<Uint8Array>,
  to: { partial: string; resumed: boolean; have: number; total: number; file: CatalogueFile },
  ctx: FetchContext,
): Promise<void> {
  const sink = createWriteStream(to.partial, { flags: to.resumed ? 'a' : 'w' })
  const reader = body.getReader()
  let done = to.have
  try {
    for (;;) {
      const { value, done: ended } = await withTimeout(reader.read(), STALL_MS, ctx.signal)
      if (ended) break
      done += value.length
      if (!sink.write(value)) await new Promise<void>((resolve, reject) => void sink.once('drain', resolve).once('error', reject))
      ctx.report(done, to.total)
    }
  } catch (error) {
    ctx.signal.throwIfAborted()
    throw failed(to.file, reason(error), error)
  } finally {
    void reader.cancel().catch(() => {})
    await new Promise<void>((resolve) => sink.end(resolve))
  }
}

/** One request that must answer its headers within `patienceMs`; the body may take as long as it needs. */
async function request(url: string, init: RequestInit, file: CatalogueFile, ctx: FetchContext): Promise<Response> {
  const late = new AbortController()
  const timer = setTimeout(() => late.abort(new Error(`no answer within ${ctx.patienceMs / 1000} s`)), ctx.patienceMs)
  try {
    return await fetch(url, { ...init, signal: AbortSignal.any([ctx.signal, late.signal]) })
  } catch (error) {
    ctx.signal.throwIfAborted()
    throw failed(file, reason(error), error)
  } finally {
    clearTimeout(timer)
  }
}

function withTimeout<T>(work: Promise<T>, ms: number, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`no data for ${ms / 1000} s`)), ms)
    const stop = () => reject(signal.reason)
    signal.addEventListener('abort', stop, { once: true })
    work.then(resolve, reject).finally(() => {
      clearTimeout(timer)
      signal.removeEventListener('abort', stop)
    })
  })
}

function reason(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  const cause = error.cause instanceof Error ? error.cause : undefined
  return cause ? `${cause.message || (cause as NodeJS.ErrnoException).code || cause.name}` : error.message
}

const failed = (file: CatalogueFile, why: string, cause?: unknown) =>
  new PetrelError('model_download', {
    message: `The model hub did not give ${file.file}: ${why}.`,
    hint: 'Check the connection, or put the file into the models folder by hand.',
    facts: { file: file.file, why },
    cause,
  })
