import { readFile, rm, stat, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { Tokenizer } from '@huggingface/tokenizers'
import { env, InferenceSession, Tensor } from 'onnxruntime-web'
import { PetrelError, toPetrelError } from '../core/errors.ts'
import { EMBEDDING } from './catalogue.ts'
import { extractEntry, listZip } from './files/zip.ts'
import { type ObtainContext, obtain } from './obtain.ts'

/** Turns texts into unit vectors of 384 numbers. Nothing is downloaded or loaded before the first text. */
export interface Embedder {
  /** Throws PetrelError embedding_missing when the model cannot be had. */
  embed(texts: readonly string[], signal: AbortSignal): Promise<Float32Array[]>
  close(): Promise<void>
}

/** Longest text in tokens; the model was trained on shorter ones, the rest is cut off. */
const MAX_TOKENS = 256

interface Loaded {
  session: InferenceSession
  tokenizer: Tokenizer
}

export function openEmbedder(ctx: Omit<ObtainContext, 'signal' | 'report'>): Embedder {
  let loading: Promise<Loaded> | undefined
  let closed = false
  const load = (signal: AbortSignal) => {
    loading ??= loadAll({ ...ctx, signal, report: () => {} })
    loading.catch(() => {
      loading = undefined // the next question tries again
    })
    return loading
  }
  return {
    embed: async (texts, signal) => {
      if (closed) throw missing(new Error('it was closed'))
      const loaded = await load(signal).catch((error: unknown) => {
        signal.throwIfAborted()
        throw missing(error)
      })
      const vectors: Float32Array[] = []
      for (const text of texts) {
        signal.throwIfAborted()
        vectors.push(await embedOne(loaded, text))
      }
      return vectors
    },
    close: async () => {
      closed = true
      const loaded = await loading?.catch(() => undefined)
      loading = undefined
      await loaded?.session.release()
    },
  }
}

async function loadAll(ctx: ObtainContext): Promise<Loaded> {
  const model = await obtain(EMBEDDING.model, ctx)
  const tokenizer = await loadTokenizer(ctx)
  env.wasm.numThreads = 1 // more threads need shared memory between workers and gain nothing on single sentences
  env.logLevel = 'error'
  const session = await InferenceSession.create(await readFile(model.path), { executionProviders: ['wasm'] })
  return { session, tokenizer }
}

/** The tokenizer is half a megabyte inside an archive of eighty; it is taken out once and the archive deleted. */
async function loadTokenizer(ctx: ObtainContext): Promise<Tokenizer> {
  const file = path.join(ctx.dir, `${EMBEDDING.id}.tokenizer.json`)
  const config = path.join(ctx.dir, `${EMBEDDING.id}.tokenizer_config.json`)
  if (!(await stat(config).catch(() => undefined))) {
    const archive = await obtain(EMBEDDING.tokenizer, ctx)
    await unpack(archive.path, 'tokenizer.json', file, ctx.signal)
    await unpack(archive.path, 'tokenizer_config.json', config, ctx.signal)
    await rm(archive.path, { force: true })
    await rm(`${archive.path}.verified.json`, { force: true })
  }
  return new Tokenizer(JSON.parse(await readFile(file, 'utf8')), JSON.parse(await readFile(config, 'utf8')))
}

async function unpack(archive: string, name: string, target: string, signal: AbortSignal): Promise<void> {
  const entry = (await listZip(archive)).find((candidate) => candidate.name === name)
  if (!entry) throw new PetrelError('model_download', { message: `${archive} holds no ${name}.`, hint: 'Delete it and try again.' })
  await writeFile(target, '')
  await extractEntry(archive, entry, target, signal)
}

/** Mean of the token vectors, scaled to length 1 (as the model was trained: sentence-transformers' mean pooling). */
async function embedOne({ session, tokenizer }: Loaded, text: string): Promise<Float32Array> {
  const encoded = tokenizer.encode(text)
  const ids = encoded.ids.length > MAX_TOKENS ? [...encoded.ids.slice(0, MAX_TOKENS - 1), encoded.ids.at(-1) ?? 0] : encoded.ids
  const input = (values: readonly number[]) => new Tensor('int64', BigInt64Array.from(values, BigInt), [1, values.length])
  const feeds = { input_ids: input(ids), attention_mask: input(ids.map(() => 1)), token_type_ids: input(ids.map(() => 0)) }
  const wanted = Object.fromEntries(session.inputNames.map((name) => [name, feeds[name as keyof typeof feeds]]))
  const output = await session.run(wanted)
  const first = output[session.outputNames[0] ?? '']
  if (!first) throw new PetrelError('internal', { message: 'The embedding model gave no output.' })
  return unit(pool(first.data as Float32Array, first.dims))
}

function pool(data: Float32Array, dims: readonly number[]): Float32Array {
  if (dims.length === 2) return data // some exports pool inside the graph
  const [, tokens = 1, size = data.length] = dims
  const mean = new Float32Array(size)
  for (let t = 0; t < tokens; t++) for (let i = 0; i < size; i++) mean[i] = (mean[i] ?? 0) + (data[t * size + i] ?? 0) / tokens
  return mean
}

function unit(vector: Float32Array): Float32Array {
  const length = Math.hypot(...vector) || 1
  return vector.map((value) => value / length)
}

const missing = (cause: unknown) => {
  const { message, hint } = toPetrelError(cause)
  return new PetrelError('embedding_missing', {
    message: `The embedding model is not there: ${message}`,
    hint: hint ?? 'Try again later.',
    cause,
  })
}
