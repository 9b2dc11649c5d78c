import { z } from 'zod'
import type { Alert, Cadence } from '../../../core/alert.ts'
import { PetrelError } from '../../../core/errors.ts'
import type { Candidate, ToolContext } from '../../../core/tool.ts'
import { homeOf, targetOf } from '../../alerts/home.ts'
import { defineTool, type Handles } from '../../define.ts'
import { diff } from '../../sql/diff.ts'
import { callOf, checkName, ownerOf, SAVABLE, storeOf } from './call.ts'
import { ACTIONS, type Command, readCommand } from './command.ts'
import { type QuerySpec, queryCondition, runInput } from './condition.ts'
import { answer } from './queries-answer.ts'

const input = z.object({
  command: z
    .string()
    .max(20_000)
    .optional()
    .describe('In words: share NAME, diff NAME 1 2, rename A to B, alert NAME above 100 every hour, import {…}.'),
  action: z.enum(ACTIONS).optional().describe('What to do; without it the list.'),
  name: z.string().max(200).optional().describe('Name of a saved query, or the id of a shared one for fork.'),
  to: z.string().max(120).optional().describe('New name, for rename, fork and promote.'),
  from: z.number().int().min(1).optional().describe('Earlier version, for diff.'),
  until: z.number().int().min(1).optional().describe('Later version, for diff.'),
  json: z.string().max(20_000).optional().describe('An exported query, for import.'),
  webhook: z
    .string()
    .min(1)
    .max(60)
    .optional()
    .describe('For alert and schedule: the operator’s webhook that is told instead of this chat.')
    .meta({ byModel: false, audience: 'operator' }),
})

export interface Kept {
  name: string
  version: number
  tool: string
  share: string | undefined
  updatedAt: number
}

export type QueriesResult =
  | { kind: 'list'; record: string; count: { id: string; value: number }; queries: readonly Kept[] }
  | { kind: 'versions'; record: string; name: string; versions: readonly { version: number; tool: string; at: number }[] }
  | { kind: 'text'; said: 'diff' | 'export' | 'show'; name: string; text: string; language: 'text' | 'json' | 'sql' }
  | { kind: 'done'; action: 'renamed' | 'deleted' | 'forked' | 'imported' | 'unshared' | 'promoted' | 'demoted'; name: string }
  | { kind: 'shared'; name: string; share: string }
  | { kind: 'alert'; name: string; title: string; record: string; number: number; cadence: Cadence; to?: { name: string; record: string } }

type Context = ToolContext<Handles>

const pretty = (value: unknown): string => JSON.stringify(value, undefined, 2)
/** What a person reads of a call: the statement itself where there is one. */
const shownCall = (input: unknown): string => {
  const sql = (input as { sql?: unknown } | null)?.sql
  // What was never said stands in the input as false, an empty list or "auto".
  const said = ([key, value]: [string, unknown]) =>
    key !== 'sql' && value !== false && value !== 'auto' && !(Array.isArray(value) && value.length === 0)
  const rest = typeof input === 'object' && input !== null ? Object.fromEntries(Object.entries(input).filter(said)) : input
  return typeof sql === 'string' ? `${sql}${Object.keys(rest as object).length > 0 ? `\n-- ${JSON.stringify(rest)}` : ''}` : pretty(input)
}

async function list(context: Context): Promise<QueriesResult> {
  const queries = await storeOf(context).list(ownerOf(context))
  const record = context.ledger.table({
    name: 'saved queries',
    source: 'saved queries of the asker',
    columns: [
      { name: 'name', unit: '', type: 'text' },
      { name: 'version', unit: '', type: 'integer' },
      { name: 'tool', unit: '', type: 'text' },
      { name: 'shared as', unit: '', type: 'text' },
      { name: 'changed', unit: '', type: 'time' },
    ],
    rows: queries.map(({ name, version, tool, share, updatedAt }) => [name, version, tool, share ?? null, updatedAt]),
  })
  const count = context.ledger.measured({ name: 'saved queries', value: queries.length, source: 'saved queries of the asker' })
  return { kind: 'list', record: record.id, count: { id: count.id, value: queries.length }, queries }
}

async function versions(name: string, context: Context): Promise<QueriesResult> {
  const all = await storeOf(context).versions(ownerOf(context), name)
  const record = context.ledger.table({
    name: `versions of ${name}`,
    source: 'saved queries of the asker',
    columns: [
      { name: 'version', unit: '', type: 'integer' },
      { name: 'tool', unit: '', type: 'text' },
      { name: 'at', unit: '', type: 'time' },
    ],
    rows: all.map(({ version, tool, at }) => [version, tool, at]),
  })
  return { kind: 'versions', record: record.id, name, versions: all }
}

async function compare({ name = '', from, until }: Command, context: Context): Promise<QueriesResult> {
  const store = storeOf(context)
  const newest = await store.find(ownerOf(context), name, until)
  const older = await store.find(ownerOf(context), name, from ?? Math.max(1, newest.version - 1))
  const [before, after] = [older, newest].map(({ tool, input }) => `${tool}\n${shownCall(input)}`)
  return { kind: 'text', said: 'diff', name: newest.name, text: diff(before ?? '', after ?? '') || '=', language: 'text' }
}

const FORMAT = 'petrel-query'
const exported = z.object({ format: z.literal(FORMAT), name: z.string(), tool: z.enum(SAVABLE), input: z.record(z.string(), z.unknown()) })

/** Takes over an exported query; its call must be one that runs here. Throws PetrelError input_invalid. */
async function importQuery(json: string, context: Context): Promise<QueriesResult> {
  let data: unknown
  try {
    data = JSON.parse(json.replace(/^```(?:json)?\s*|```$/g, ''))
  } catch (cause) {
    throw new PetrelError('input_invalid', {
      message: 'This is not an exported query: it is not valid JSON.',
      hint: 'Paste what /queries export NAME gave.',
      cause,
    })
  }
  const parsed = exported.safeParse(data)
  if (!parsed.success) throw new PetrelError('input_invalid', { message: `This is not an exported query: ${parsed.error.issues.map(({ path, message }) => `${path.join('.')} ${message}`).join('; ')}.`, hint: 'Paste what /queries export NAME gave.' }) // biome-ignore format: one error
  const name = checkName(parsed.data.name)
  callOf(parsed.data, context)
  await storeOf(context).save(ownerOf(context), { name, tool: parsed.data.tool, input: parsed.data.input })
  return { kind: 'done', action: 'imported', name }
}

async function fork({ name = '', to }: Command, context: Context): Promise<QueriesResult> {
  const store = storeOf(context)
  const mine = await store.find(ownerOf(context), name).catch(() => undefined)
  const kept = mine ?? (await store.shared(name))
  const wanted = checkName(to ?? `${kept.name} 2`)
  if ((await store.list(ownerOf(context))).some((each) => each.name.toLowerCase() === wanted.toLowerCase()))
    throw new PetrelError('input_invalid', {
      message: `You have a query called "${wanted}" already.`,
      hint: 'Write /queries fork NAME as ANOTHER.',
    })
  await store.save(ownerOf(context), { name: wanted, tool: kept.tool, input: kept.input })
  return { kind: 'done', action: 'forked', name: wanted }
}

function onlyOperator({ asker }: Context): void {
  if (asker.role !== 'operator')
    throw new PetrelError('not_allowed', {
      message: 'Only an operator adds to the library.',
      hint: 'Ask one, and share the query with /queries share NAME.',
    })
}

/** The statement that a saved query stands for: written SQL as it is, a structured query as it compiled. */
async function statementOf(name: string, context: Context): Promise<string> {
  const kept = await storeOf(context).find(ownerOf(context), name)
  const written = (kept.input as { sql?: unknown; wishes?: readonly unknown[] } | null) ?? {}
  if (kept.tool === 'sql' && typeof written.sql === 'string' && (written.wishes ?? []).length === 0) return written.sql
  const call = callOf(kept, context)
  const result = (await call.tool.run(call.input, context)) as { sql?: string }
  if (!result.sql) throw new PetrelError('cannot_answer', { message: `"${name}" has no SQL that could join the library.` })
  return result.sql
}

const slug = (name: string): string =>
  name
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')

async function promote({ name = '', to }: Command, context: Context): Promise<QueriesResult> {
  onlyOperator(context)
  const sql = await statementOf(name, context)
  const id = slug(name)
  if (id === '')
    throw new PetrelError('input_invalid', {
      message: `"${name}" gives no name for the library.`,
      hint: 'Rename it with Latin letters first.',
    })
  // It must pass the guard now, not at its first use; {{names}} stand for nothing here.
  if (!/\{\{/.test(sql)) await context.handles.warehouse.guarded(sql, { signal: context.signal, limits: { rows: 1 } })
  await storeOf(context).promote({ id, title: checkName(to ?? name), sql })
  return { kind: 'done', action: 'promoted', name: id }
}

/**
 * An alert or a schedule on a saved query. It lives in the chat, or in the operator's one home at the command line and over HTTP; the
 * query stays its owner's.
 */
async function watch({ name = '', rule, column, cadence, action, webhook }: Command, context: Context): Promise<QueriesResult> {
  const { asker, handles, ledger, locale } = context
  const target = targetOf(webhook, context)
  const of = ownerOf(context)
  const kept = await storeOf(context).find(of, name)
  const owner = { ...of, ...homeOf(asker) }
  const request = { owner, role: asker.role, place: asker.place, locale, cadence: cadence ?? { everyMs: 3_600_000 }, ...target }
  const moved = owner.bot !== of.bot || owner.chat !== of.chat
  const spec: QuerySpec | undefined = rule && { owner: of, name: kept.name, rule, ...(column === undefined ? {} : { column }), ...(moved ? { moved } : {}) } // biome-ignore format: short
  const alert: Alert =
    action === 'alert' && spec
      ? await handles.alerts.add({ ...request, kind: queryCondition.kind, spec })
      : await handles.alerts.add({ ...request, kind: 'always', spec: { tool: 'run', input: runInput(kept.name, moved ? of : undefined) } })
  const record = ledger.user({ name: 'alert', value: alert.title, words: alert.title })
  const to = alert.to === undefined ? {} : { to: { name: alert.to, record: ledger.user({ name: 'webhook', value: alert.to, words: alert.to }).id } } // biome-ignore format: short
  return { kind: 'alert', name: kept.name, title: alert.title, record: record.id, number: alert.number, cadence: request.cadence, ...to }
}

async function simple(command: Command, context: Context): Promise<QueriesResult> {
  const store = storeOf(context)
  const owner = ownerOf(context)
  const { name = '', to } = command
  switch (command.action) {
    case 'share':
      return { kind: 'shared', name, share: await store.share(owner, name) }
    case 'unshare':
      await store.unshare(owner, name)
      return { kind: 'done', action: 'unshared', name }
    case 'rename':
      await store.rename(owner, name, checkName(to))
      return { kind: 'done', action: 'renamed', name: checkName(to) }
    case 'delete':
      if (!(await store.remove(owner, name))) await store.find(owner, name)
      return { kind: 'done', action: 'deleted', name }
    case 'demote':
      onlyOperator(context)
      if (!(await store.demote(name))) throw new PetrelError('not_found', { message: `The library has no promoted query "${name}".` })
      return { kind: 'done', action: 'demoted', name }
    default: {
      const kept = await store.find(owner, name)
      if (command.action === 'export') return { kind: 'text', said: 'export', name: kept.name, text: pretty({ format: FORMAT, name: kept.name, tool: kept.tool, input: kept.input }), language: 'json' } // biome-ignore format: one object
      return { kind: 'text', said: 'show', name: kept.name, text: shownCall(kept.input), language: kept.tool === 'sql' ? 'sql' : 'json' }
    }
  }
}

/** Throws PetrelError input_invalid, not_found, not_allowed. */
async function run({ command, ...given }: z.output<typeof input>, context: Context): Promise<QueriesResult> {
  const fields = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined))
  const { timeZone } = await context.handles.chats.get(context.asker)
  const said: Command = { ...(command === undefined ? { action: 'list' } : readCommand(command, timeZone)), ...fields } as Command
  if (said.action === 'list') return list(context)
  if (said.action === 'import') return importQuery(said.json ?? '', context)
  if (!said.name)
    throw new PetrelError('input_invalid', { message: `Which query? "${said.action}" needs its name.`, hint: '/queries lists them.' })
  if (said.action === 'versions') return versions(said.name, context)
  if (said.action === 'diff') return compare(said, context)
  if (said.action === 'fork') return fork(said, context)
  if (said.action === 'promote') return promote(said, context)
  if (said.action === 'alert' || said.action === 'schedule') return watch(said, context)
  return simple(said, context)
}

const LIST =
  /^(?:(?:show|list) )?(?:my )?saved (?:queries|questions)$|^(?:mis )?consultas guardadas$|^已保存的查询$|^(?:мои )?сохран[её]нные запросы$|^kayıtlı sorgular(?:ım)?$|^truy vấn đã lưu$/iu

/** Lists, shares, compares and watches what was saved. */
export const queriesTool = defineTool({
  name: 'queries',
  title: 'Saved queries',
  description: 'Lists, shows, compares, shares, forks, exports, schedules and watches saved queries.',
  descriptions: {
    es: 'Lista, muestra, compara, comparte, bifurca, exporta, programa y vigila consultas guardadas.',
    zh: '列出、查看、比较、分享、复制、导出、定时运行和监控已保存的查询。',
    ru: 'Показывает, сравнивает, делится, копирует, выгружает, планирует и отслеживает сохранённые запросы.',
    tr: 'Kayıtlı sorguları listeler, gösterir, karşılaştırır, paylaşır, çatallar, dışa aktarır, zamanlar ve izler.',
    vi: 'Liệt kê, xem, so sánh, chia sẻ, sao chép, xuất, lên lịch và theo dõi các truy vấn đã lưu.',
  },
  audience: 'everyone',
  reach: 'chain',
  returns: 'ours',
  input,
  positional: 'command',
  read: (text): Candidate[] =>
    text.length < 80 && LIST.test(text.trim())
      ? [{ tool: 'queries', score: 0.97, input: {}, missing: [], ambiguous: [], reading: 'saved queries' }]
      : [],
  run,
  answer,
  conditions: [queryCondition],
  examples: [{ say: 'my saved queries', input: {} }],
})
