import { PetrelError } from '../../core/errors.ts'
import type { ToolContext } from '../../core/tool.ts'
import type { KnowledgeDocument } from '../../store/knowledge.ts'
import type { Handles } from '../define.ts'
import { add, addFiles, knowledgeOf } from './add.ts'
import { answerFrom } from './ask.ts'
import { type KnowledgeInput, type Order, orderOf } from './input.ts'

interface Quoted {
  row: number
  text: string
  section: string
  document: number
}

export type KnowledgeResult =
  | {
      kind: 'answer'
      record: string
      lines: readonly Quoted[]
      documents: readonly { title: string; url?: string }[]
      known: { id: string; value: number }
    }
  | { kind: 'list'; record: string; documents: readonly KnowledgeDocument[] }
  | { kind: 'versions'; record: string; documents: readonly KnowledgeDocument[] }
  | { kind: 'stored'; record: string; documents: readonly { document: KnowledgeDocument; changed: boolean }[] }
  | { kind: 'removed'; source: string }

const DOCUMENT_COLUMNS = [
  { name: 'title', unit: '', type: 'text' },
  { name: 'source', unit: '', type: 'text' },
  { name: 'version', unit: '', type: 'integer' },
  { name: 'pieces', unit: '', type: 'integer' },
  { name: 'added', unit: 'ms since 1970, UTC', type: 'time' },
  { name: 'checked', unit: 'ms since 1970, UTC', type: 'time' },
] as const

function recordOf(name: string, documents: readonly KnowledgeDocument[], { ledger }: ToolContext<Handles>): string {
  const rows = documents.map(({ title, source, version, chunks, at, checkedAt }) => [title, source, version, chunks, at, checkedAt])
  return ledger.table({ name, columns: DOCUMENT_COLUMNS, rows, source: 'knowledge base' }).id
}

/** The document that is meant by its address or name. Throws PetrelError not_found. */
async function named(source: string | undefined, context: ToolContext<Handles>): Promise<KnowledgeDocument> {
  const documents = await knowledgeOf(context.handles).list(context.asker.bot)
  const wanted = (source ?? '').toLowerCase()
  const found = documents.filter((document) =>
    [document.source, document.title, document.source.replace(/^(?:https?:\/\/|file:)/, '')].some((name) => name.toLowerCase() === wanted),
  )
  const [first] = found
  if (first) return first
  throw new PetrelError('not_found', {
    message: `The knowledge base has no document "${(source ?? '').slice(0, 120)}".`,
    hint: documents.length > 0 ? `It has: ${documents.slice(0, 8).map((document) => document.source).join(', ')}.` : 'It is empty; add one with /kb add and an address.', // biome-ignore format: short
  })
}

const mustBeAdmin = ({ asker }: ToolContext<Handles>, action: string): void => {
  if (asker.role === 'everyone')
    throw new PetrelError('not_allowed', {
      message: `"${action}" changes what the bot knows and is for its admins.`,
      hint: 'You can ask it questions: /kb and your question.',
    })
}

async function manage({ action, source }: Order, context: ToolContext<Handles>): Promise<KnowledgeResult> {
  const knowledge = knowledgeOf(context.handles)
  const { bot } = context.asker
  if (action === 'list') {
    const documents = await knowledge.list(bot)
    return { kind: 'list', record: recordOf('documents', documents, context), documents }
  }
  mustBeAdmin(context, action)
  if (action === 'versions') {
    const documents = await knowledge.versions(bot, (await named(source, context)).source)
    return { kind: 'versions', record: recordOf('versions', documents, context), documents }
  }
  if (action === 'remove') {
    const document = await named(source, context)
    await knowledge.remove(bot, document.source)
    return { kind: 'removed', source: document.source }
  }
  const stored = action === 'recrawl' ? await recrawl(source, context) : source ? [await add(source, context)] : await addFiles(context)
  return { kind: 'stored', record: recordOf('documents', stored.map(({ document }) => document), context), documents: stored } // biome-ignore format: short
}

/** Reads one document, or all that have an address, again; one that cannot be read now keeps its version. */
async function recrawl(
  source: string | undefined,
  context: ToolContext<Handles>,
): Promise<{ document: KnowledgeDocument; changed: boolean }[]> {
  if (source) return [await add((await named(source, context)).source, context)]
  const documents = (await knowledgeOf(context.handles).list(context.asker.bot)).filter((document) => /^https?:/.test(document.source))
  const done: { document: KnowledgeDocument; changed: boolean }[] = []
  for (const document of documents) {
    done.push(
      await add(document.source, context).catch(() => {
        context.signal.throwIfAborted()
        return { document, changed: false }
      }),
    )
  }
  return done
}

async function ask(question: string, context: ToolContext<Handles>): Promise<KnowledgeResult> {
  const found = await answerFrom(question, context)
  const known = (await knowledgeOf(context.handles).list(context.asker.bot)).length
  const sources = [...new Set(found.map(({ source }) => source))]
  const rows = found.map(({ text, title, section, source }, i) => [i + 1, text, title, section, source])
  const columns = ['number', 'sentence', 'document', 'section', 'source'].map((name, i) => ({
    name,
    unit: '',
    type: i === 0 ? ('integer' as const) : ('text' as const),
  }))
  return {
    kind: 'answer',
    record: context.ledger.table({ name: 'evidence', columns, rows, source: 'knowledge base' }).id,
    lines: found.map(({ text, section, source }, row) => ({ row, text, section, document: sources.indexOf(source) })),
    documents: sources.map((source) => ({
      title: found.find((one) => one.source === source)?.title ?? source,
      ...(/^https?:/.test(source) ? { url: source } : {}),
    })),
    known: {
      id: context.ledger.measured({ name: 'documents of the knowledge base', value: known, source: 'knowledge base' }).id,
      value: known,
    },
  }
}

/** Answers from the documents, or manages them for admins. Throws PetrelError not_allowed, not_found, input_invalid and what reading throws. */
export async function run(input: KnowledgeInput, context: ToolContext<Handles>): Promise<KnowledgeResult> {
  const order = orderOf(input)
  if (order.action !== 'ask') return manage(order, context)
  if (!order.question) throw new PetrelError('input_invalid', { message: 'There is no question.', hint: 'Say /kb and your question.' })
  return ask(order.question, context)
}
