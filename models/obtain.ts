import { mkdir, rename, rm } from 'node:fs/promises'
import path from 'node:path'
import { PetrelError } from '../core/errors.ts'
import type { CatalogueFile } from './catalogue.ts'
import { withLock } from './files/lock.ts'
import { verifyFile } from './files/verify.ts'
import { findLocal } from './sources/local.ts'
import { dropParts } from './sources/pypi.ts'
import type { Source, SourceName } from './sources/source.ts'

export interface ObtainContext {
  /** Folder of model files. */
  dir: string
  /** Names of the sources that may be used, in order. */
  order: readonly SourceName[]
  sources: readonly Source[]
  signal: AbortSignal
  now(): number
  /** Called with bytes so far, bytes in all and the source in use. */
  report(progress: { done: number; total: number; source: string }): void
  /** Milliseconds that each source has for its first answer; 5000 when absent. */
  patienceMs?: number
}

/**
 * A verified file of the catalogue: from the models folder, else from the first source that gives it. An interrupted download goes
 * on where it stopped; two processes never write the same file. Throws PetrelError model_download (with every source's reason),
 * model_checksum.
 */
export async function obtain(file: CatalogueFile, ctx: ObtainContext): Promise<{ path: string; source: SourceName }> {
  const found = await fromFolder(file, ctx)
  if (found) return found
  await mkdir(ctx.dir, { recursive: true })
  const waiting = () => ctx.report({ done: 0, total: file.size, source: 'another process' })
  return withLock(path.join(ctx.dir, `${file.file}.lock`), { signal: ctx.signal, now: ctx.now, waiting }, async () => {
    return (await fromFolder(file, ctx)) ?? (await fromSources(file, ctx))
  })
}

async function fromFolder(file: CatalogueFile, ctx: ObtainContext) {
  const local = await findLocal(ctx.dir, file)
  if (!local) return undefined
  if (file.sha256) await verifyFile(local, file.sha256, ctx.signal)
  return { path: local, source: 'local' as const }
}

async function fromSources(file: CatalogueFile, ctx: ObtainContext) {
  const reasons: string[] = ctx.order.includes('local') ? [`local: ${ctx.dir} holds no ${file.file}`] : []
  for (const name of ctx.order) {
    const source = ctx.sources.find((candidate) => candidate.name === name)
    if (!source) continue
    const refusal = source.refuses(file)
    if (refusal) reasons.push(`${name}: ${refusal}`)
    else {
      const got = await trySource(file, source, ctx).catch((error: unknown) => keepReason(error, name, reasons, ctx.signal))
      if (got) return got
    }
  }
  throw new PetrelError('model_download', {
    message: `No source gave ${file.file} (${reasons.join('; ')}).`,
    hint: `Connect to a source, or copy the file to ${path.join(ctx.dir, file.file)}.`,
    facts: { file: file.file, reasons },
  })
}

/** Another source may still help, so only a stop by the caller ends the search. */
function keepReason(error: unknown, name: SourceName, reasons: string[], signal: AbortSignal): undefined {
  signal.throwIfAborted()
  reasons.push(`${name}: ${error instanceof Error ? error.message : String(error)}`)
  return undefined
}

async function trySource(file: CatalogueFile, source: Source, ctx: ObtainContext) {
  // Each source keeps its own partial file: what one has begun is of no use to the other.
  const partial = path.join(ctx.dir, `${file.file}.${source.name}.part`)
  const report = (done: number, total: number) => ctx.report({ done, total, source: source.name })
  const vouched = await source.fetch(file, partial, { signal: ctx.signal, report, patienceMs: ctx.patienceMs ?? 5000 })
  const expected = file.sha256 ?? vouched.sha256
  try {
    if (!expected) throw noChecksum(file, source.name)
    await verifyFile(partial, expected, ctx.signal)
  } catch (error) {
    if (error instanceof PetrelError) await discard(partial)
    throw error
  }
  return finish(file, partial, source.name, ctx)
}

async function finish(file: CatalogueFile, partial: string, source: SourceName, ctx: ObtainContext) {
  const target = path.join(ctx.dir, file.file)
  await rename(partial, target)
  await rename(`${partial}.verified.json`, `${target}.verified.json`).catch(() => {})
  await dropParts(partial)
  return { path: target, source }
}

async function discard(partial: string): Promise<void> {
  await rm(partial, { force: true })
  await dropParts(partial)
}

const noChecksum = (file: CatalogueFile, source: SourceName) =>
  new PetrelError('model_checksum', {
    message: `${source} gave ${file.file} without a checksum, and the catalogue has none.`,
    hint: 'Download it by hand and set model.name to its path if you trust it.',
    facts: { file: file.file, source },
  })
