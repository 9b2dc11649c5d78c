import { createHash } from 'node:crypto'
import { PetrelError, toPetrelError } from '../../core/errors.ts'
import type { AskedFile, ToolContext } from '../../core/tool.ts'
import type { Knowledge, KnowledgeDocument, NewChunk } from '../../store/knowledge.ts'
import type { Handles } from '../define.ts'
import { cleanText } from '../format.ts'
import { shownName, withoutOrders } from '../summarize/evidence.ts'
import type { Material } from '../summarize/material.ts'
import { asUrl, fileMaterials, readUrl } from '../summarize/obtain.ts'
import { chunksOf } from './chunk.ts'

/** Most pieces of one document. */
const MOST_CHUNKS = 3000
/** Pieces that get a vector; an embedding on a small machine takes tens of milliseconds. */
const MOST_VECTORS = 600

export const knowledgeOf = ({ knowledge }: Handles): Knowledge => {
  if (knowledge) return knowledge
  throw new PetrelError('cannot_answer', {
    message: 'This Petrel has no knowledge base.',
    hint: 'Start it as a server: it is kept in its database.',
  })
}

/** Vectors of texts, or none where there is no embedding model. */
export async function vectorsOf(
  texts: readonly string[],
  { model, signal, progress }: Pick<ToolContext<Handles>, 'model' | 'signal' | 'progress'>,
): Promise<Float32Array[]> {
  if (!model) return []
  const vectors: Float32Array[] = []
  try {
    for (let start = 0; start < Math.min(texts.length, MOST_VECTORS); start += 16) {
      vectors.push(...(await model.embed(texts.slice(start, Math.min(start + 16, MOST_VECTORS)), signal)))
      progress('reading for meaning', vectors.length / texts.length)
    }
    return vectors
  } catch {
    signal.throwIfAborted()
    return [] // words alone find much
  }
}

async function store(
  source: string,
  materials: readonly Material[],
  context: ToolContext<Handles>,
): Promise<{ document: KnowledgeDocument; changed: boolean }> {
  const chunks = materials.flatMap(({ title, blocks }) => chunksOf(title, blocks.map((block) => ({ ...block, text: withoutOrders(block.text) })).filter(({ text }) => text))).slice(0, MOST_CHUNKS) // biome-ignore format: short
  if (chunks.length === 0)
    throw new PetrelError('nothing_to_read', {
      message: `${source.slice(0, 200)} holds no text that can be read.`,
      hint: 'Give another address or a file with text.',
    })
  const hash = createHash('sha256')
    .update(chunks.map(({ text }) => text).join('\n'))
    .digest('hex')
  const knowledge = knowledgeOf(context.handles)
  const [newest] = await knowledge.versions(context.asker.bot, source)
  const vectors = newest?.hash === hash ? [] : await vectorsOf(chunks.map(({ path, text }) => [...path.slice(-2), text].join('. ')), context) // biome-ignore format: short
  const made: NewChunk[] = chunks.map((chunk, i) => ({ ...chunk, ...(vectors[i] ? { vector: vectors[i] } : {}) }))
  const title = shownName(materials[0]?.series ?? materials[0]?.title ?? '', 160) || source
  return knowledge.put({ bot: context.asker.bot, source, title, hash, by: context.asker.user, at: context.now() }, made)
}

interface Stored {
  document: KnowledgeDocument
  changed: boolean
}

/** Adds, or reads again, an address. Throws what reading throws. */
export const add = async (source: string, context: ToolContext<Handles>): Promise<Stored> =>
  store(asUrl(source), await readUrl(source, context), context)

/** Adds every file of the message; what cannot be read is told once the others are stored. Throws PetrelError input_invalid and what reading throws. */
export async function addFiles(context: ToolContext<Handles>): Promise<Stored[]> {
  if (context.files.length === 0)
    throw new PetrelError('input_invalid', {
      message: 'There is nothing to add.',
      hint: 'Say /kb add and an address, or send a file with the words "/kb add".',
    })
  const stored: Stored[] = []
  const faults: unknown[] = []
  for (const file of context.files) {
    try {
      stored.push(await addFile(file, context))
    } catch (error) {
      context.signal.throwIfAborted()
      faults.push(error)
    }
  }
  const [fault] = faults
  if (fault === undefined) return stored
  if (stored.length === 0) throw fault
  const { message, hint } = toPetrelError(fault)
  throw new PetrelError('nothing_to_read', {
    message: `Stored ${stored.map(({ document }) => document.source).join(', ')}; not all: ${message}`,
    ...(hint ? { hint } : {}),
  })
}

async function addFile(file: AskedFile, context: ToolContext<Handles>): Promise<Stored> {
  if (file.size > 10 * 2 ** 20)
    throw new PetrelError('fetch_too_large', {
      message: `The file "${cleanText(file.name)}" is larger than 10 MiB.`,
      hint: 'Send it in parts.',
    })
  return store(`file:${cleanText(file.name, 120)}`, await fileMaterials(file.name, await file.read(), context.signal), context)
}
