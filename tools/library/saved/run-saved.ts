import { z } from 'zod'
import { type Block, figure, note, text } from '../../../core/answer.ts'
import { PetrelError } from '../../../core/errors.ts'
import { inLocale, m } from '../../../core/title.ts'
import type { Candidate, ToolContext } from '../../../core/tool.ts'
import type { QueryOwner } from '../../../store/queries.ts'
import { WORDS } from '../../alerts/words.ts'
import { defineTool, type Handles } from '../../define.ts'
import { cleanText, formatNumber, formatUsd } from '../../format.ts'
import { splitValues } from '../read.ts'
import { callOf, checkName, ownerOf, storeOf, withParameters } from './call.ts'
import { type Because, because, queryCondition } from './condition.ts'

const M = {
  own: m('Your saved query: ', 'Tu consulta guardada: ', '您保存的查询：', {
    ru: 'Ваш сохранённый запрос: ',
    tr: 'Kayıtlı sorgunuz: ',
    vi: 'Truy vấn đã lưu của bạn: ',
  }),
  shared: m('A shared query: ', 'Una consulta compartida: ', '共享的查询：', {
    ru: 'Общий запрос: ',
    tr: 'Paylaşılan sorgu: ',
    vi: 'Truy vấn được chia sẻ: ',
  }),
}

const input = z.object({
  name: z.string().max(200).optional().describe('Name of a saved query, or the id of a shared one.'),
  values: z.record(z.string().max(40), z.string().max(300)).optional().describe('Other values for its parameters.'),
  version: z.number().int().min(1).optional().describe('An earlier version of it.'),
  of: z
    .object({ bot: z.string().max(100), chat: z.string().max(200), user: z.string().max(200) })
    .optional()
    .describe('Whose query, for alerts that the operator keeps in one place.')
    .meta({ byModel: false, audience: 'operator' }),
  because: because.optional().describe('Why an alert shows it; alerts themselves use it.').meta({ byModel: false, audience: 'operator' }),
})

interface Ran {
  name: string
  shared: boolean
  blocks: readonly Block[]
  because?: Because & { record: string }
}

async function find(
  { name, version, of }: { name: string; version: number | undefined; of: QueryOwner | undefined },
  context: ToolContext<Handles>,
) {
  const store = storeOf(context)
  if (of !== undefined && context.asker.role !== 'operator')
    throw new PetrelError('not_allowed', { message: 'Only the operator runs the saved queries of others.' })
  try {
    return { ...(await store.find(of ?? ownerOf(context), name, version)), shared: false }
  } catch (error) {
    if (!(error instanceof PetrelError) || error.code !== 'not_found' || version !== undefined) throw error
    const found = await store.shared(name).catch(() => undefined)
    if (!found) throw error
    return { ...found, shared: true }
  }
}

async function run({ name = '', values, version, of, because: why }: z.output<typeof input>, context: ToolContext<Handles>): Promise<Ran> {
  const split = splitValues(name)
  if (split.words === '') throw new PetrelError('input_invalid', { message: 'Which saved query?', hint: '/queries lists them.' })
  const kept = await find({ name: checkName(split.words), version, of }, context)
  const call = callOf({ tool: kept.tool, input: withParameters(kept.tool, kept.input, { ...split.values, ...values }) }, context)
  const result = await call.tool.run(call.input, context)
  const found = why && context.ledger.measured({ name: `${why.column} of ${kept.name}`, value: why.value, unit: why.unit, source: `the alert's look at the saved query "${kept.name}"` }) // biome-ignore format: one record
  return {
    name: cleanText(kept.name, 60),
    shared: kept.shared,
    blocks: call.tool.answer(result, context.locale),
    ...(why && found ? { because: { ...why, record: found.id } } : {}),
  }
}

/** "Alert: weekly volume above 1,000; volume_usd is 1,204." */
const told = (why: Because & { record: string }, locale: string): Block =>
  text(
    inLocale(WORDS.fired, locale),
    cleanText(queryCondition.describe(why.spec, locale), 120),
    `; ${cleanText(why.column, 60)}: `,
    figure(why.unit === 'USD' ? formatUsd(why.value, locale) : formatNumber(why.value, locale), why.record),
    '.',
  )

/** Runs what was saved, also with other values. */
export const runTool = defineTool({
  name: 'run',
  title: 'Run',
  description: 'Runs a saved query again, with other values if wanted.',
  descriptions: {
    es: 'Ejecuta de nuevo una consulta guardada, con otros valores si se quiere.',
    zh: '再次运行已保存的查询，可换用其他参数值。',
    ru: 'Выполняет сохранённый запрос снова, при желании с другими значениями.',
    tr: 'Kayıtlı bir sorguyu, istenirse başka değerlerle, yeniden çalıştırır.',
    vi: 'Chạy lại truy vấn đã lưu, có thể với giá trị khác.',
  },
  audience: 'everyone',
  reach: 'chain',
  returns: 'strangers',
  input,
  positional: 'name',
  read: (said, { previous }): Candidate[] => {
    const candidate = (fields: Record<string, unknown>): Candidate[] => [
      { tool: 'run', score: 0.97, input: fields, missing: [], ambiguous: [], reading: 'a saved query' },
    ]
    const { words, values } = splitValues(said)
    const again = /^(?:run|rerun) (?:my )?(?:saved )?query (.{1,60})$/i.exec(words)?.[1]
    if (again) return candidate({ name: again.replace(/^["“]|["”]$/g, ''), ...(Object.keys(values).length > 0 ? { values } : {}) })
    if (previous?.tool !== 'run' || words !== '' || Object.keys(values).length === 0) return []
    const before = previous.input as { name?: string; values?: Record<string, string> }
    return candidate({ ...before, values: { ...before.values, ...values } })
  },
  run,
  answer: ({ name, shared, blocks, because: why }, locale) => [
    ...(why ? [told(why, locale)] : []),
    ...blocks,
    note(inLocale(shared ? M.shared : M.own, locale), name, '.'),
  ],
  examples: [{ say: 'run my saved query weekly volume token=UNI', input: { name: 'weekly volume', values: { token: 'UNI' } } }],
})
