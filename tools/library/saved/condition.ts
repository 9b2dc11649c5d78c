import { createHash } from 'node:crypto'
import { z } from 'zod'
import type { AlertContext, Checked, Condition } from '../../../core/alert.ts'
import { PetrelError } from '../../../core/errors.ts'
import { createLedger } from '../../../core/ledger.ts'
import { checkLevel, type LevelMemory, newKeys, rewordLevel, zScore } from '../../../core/levels.ts'
import type { Scalar } from '../../../core/record.ts'
import { inLocale, m } from '../../../core/title.ts'
import type { ToolContext } from '../../../core/tool.ts'
import type { Handles } from '../../define.ts'
import { formatNumber, formatPercent } from '../../format.ts'
import { callOf, storeOf } from './call.ts'

const rule = z.discriminatedUnion('op', [
  z.object({ op: z.enum(['above', 'below', 'cross']), level: z.number() }),
  z.object({ op: z.literal('change'), percent: z.number().positive().max(100_000), direction: z.enum(['any', 'up', 'down']) }),
  z.object({ op: z.literal('new_row') }),
  z.object({ op: z.literal('zscore'), score: z.number().positive().max(100) }),
])
export type QueryRule = z.output<typeof rule>

export const querySpec = z.object({
  owner: z.object({ bot: z.string(), chat: z.string(), user: z.string() }),
  name: z.string().min(1).max(60),
  /** Column that is watched; the last one with numbers when left out. */
  column: z.string().max(60).optional(),
  rule,
  /** The alert lives elsewhere than the query: at the operator's home. */
  moved: z.literal(true).optional(),
})
export type QuerySpec = z.output<typeof querySpec>

/** The call that answers with a saved query; `of` says whose, where the alert lives elsewhere than the query. */
export const runInput = (name: string, of: QuerySpec['owner'] | undefined) => ({ name, ...(of === undefined ? {} : { of }) })

/** Why an alert answers: what it waited for, and the figure that it found. */
export const because = z.object({ spec: querySpec, value: z.number(), unit: z.string().max(60), column: z.string().max(100) })
export type Because = z.output<typeof because>

const callOfSpec = (spec: QuerySpec, found: Omit<Because, 'spec'>) => ({
  tool: 'run',
  input: { ...runInput(spec.name, spec.moved ? spec.owner : undefined), because: { spec, ...found } },
})

interface Memory {
  level?: LevelMemory
  known?: string[]
  earlier?: number[]
  count?: number
}

/** Values that a z-score looks back on. */
const KEPT = 200

const WORDS = {
  above: m('{name} above {value}', '{name} por encima de {value}', '{name} 高于 {value}', {
    ru: '{name} выше {value}',
    tr: '{name} {value} üzerinde',
    vi: '{name} trên {value}',
  }),
  below: m('{name} below {value}', '{name} por debajo de {value}', '{name} 低于 {value}', {
    ru: '{name} ниже {value}',
    tr: '{name} {value} altında',
    vi: '{name} dưới {value}',
  }),
  cross: m('{name} crosses {value}', '{name} cruza {value}', '{name} 穿过 {value}', {
    ru: '{name} пересекает {value}',
    tr: '{name} {value} seviyesini geçer',
    vi: '{name} cắt qua {value}',
  }),
  change: m('{name} changes by {value}', '{name} cambia un {value}', '{name} 变动 {value}', {
    ru: '{name} меняется на {value}',
    tr: '{name} {value} değişir',
    vi: '{name} thay đổi {value}',
  }),
  new_row: m('{name} has a new row', '{name} tiene una fila nueva', '{name} 有新行', {
    ru: '{name}: новая строка',
    tr: '{name} yeni satır',
    vi: '{name} có dòng mới',
  }),
  zscore: m(
    '{name} is {value} deviations from its mean',
    '{name} se aparta {value} desviaciones de su media',
    '{name} 偏离均值 {value} 个标准差',
    {
      ru: '{name} отклонилось от среднего на {value} σ',
      tr: '{name} ortalamadan {value} sapma uzakta',
      vi: '{name} lệch {value} độ lệch chuẩn so với trung bình',
    },
  ),
}

const thresholdOf = (given: QueryRule, locale: string): string => {
  if (given.op === 'change') return formatPercent(given.percent, locale)
  if (given.op === 'zscore') return formatNumber(given.score, locale)
  return given.op === 'new_row' ? '' : formatNumber(given.level, locale)
}

interface Table {
  columns: readonly { name: string; type: string; unit: string }[]
  rows: readonly (readonly Scalar[])[]
  sql: string
  /** Column that the answer itself is about. */
  main?: number
}

/** The rows of the saved query now, with no one's conversation around it. */
async function tableOf(spec: QuerySpec, { handles, resolve, signal, now }: AlertContext<Handles>): Promise<Table> {
  const kept = await storeOf({ handles }).find(spec.owner, spec.name)
  const { tool, input } = callOf(kept, { handles })
  const context: ToolContext<Handles> = {
    ...{ signal, handles, resolve, now, locale: 'en', model: undefined, files: [], progress: () => undefined, ledger: createLedger(now) },
    asker: { ...spec.owner, role: 'everyone', place: 'direct' },
  }
  const result = (await tool.run(input, context)) as { table?: Table; sql?: string; main?: number }
  if (!result.table) throw new PetrelError('cannot_answer', { message: `"${spec.name}" gives no table that could be watched.` })
  return { ...result.table, sql: result.sql ?? '', ...(result.main === undefined ? {} : { main: result.main }) }
}

function columnOf({ columns, main }: Table, wanted: string | undefined): number {
  const named = wanted === undefined ? -1 : columns.findIndex(({ name }) => name.toLowerCase() === wanted.toLowerCase())
  if (named >= 0) return named
  if (wanted !== undefined)
    throw new PetrelError('input_invalid', {
      message: `The query has no column "${wanted}".`,
      hint: `It has ${columns.map(({ name }) => name).join(', ')}.`,
    })
  if (main !== undefined) return main
  return columns.findLastIndex(({ type }) => type === 'number' || type === 'integer')
}

const keyOf = (row: readonly Scalar[]): string => createHash('sha256').update(JSON.stringify(row)).digest('base64url').slice(0, 16)

function checkRows(table: Table, spec: QuerySpec, { memory, at }: { memory: Memory | undefined; at: number }): Checked<Memory> {
  // A running figure beside a row would make it new each time: what names the row are its texts and times.
  const names = table.columns.flatMap(({ type }, index) => (type === 'number' || type === 'integer' ? [] : [index]))
  const keys = table.rows.map((row) => keyOf(names.length > 0 ? names.map((index) => row[index] ?? null) : row))
  const { known, fresh } = newKeys(keys, memory?.known)
  if (fresh.length === 0) return { memory: { ...memory, known } }
  const facts = [{ name: `new rows of ${spec.name}`, value: fresh.length, unit: '', source: table.sql, at }]
  return {
    memory: { ...memory, known },
    fired: { event: fresh.join('.').slice(0, 100), facts, call: callOfSpec(spec, { value: fresh.length, unit: '', column: 'new rows' }) },
  }
}

function checkValue(table: Table, spec: QuerySpec, { memory, at }: { memory: Memory | undefined; at: number }): Checked<Memory> {
  const index = columnOf(table, spec.column)
  const column = table.columns[index]
  // Of a series the last row is the present; of a ranking the first row is the top.
  const row = table.columns[0]?.type === 'time' ? table.rows.at(-1) : table.rows[0]
  const cell = row?.[index]
  if (!column || cell === null || cell === undefined || !Number.isFinite(Number(cell))) return { memory: memory ?? {} }
  const value = Number(cell)
  const facts = [{ name: `${column.name} of ${spec.name}`, value, unit: column.unit, source: table.sql, at }]
  const call = callOfSpec(spec, { value, unit: column.unit, column: column.name })
  if (spec.rule.op === 'zscore') {
    const earlier = memory?.earlier ?? []
    const far = Math.abs(zScore(value, earlier)) >= spec.rule.score
    const count = (memory?.count ?? 0) + (far ? 1 : 0)
    const next = { ...memory, earlier: [...earlier, value].slice(-KEPT), count }
    return { memory: next, ...(far ? { fired: { event: `z${count}`, facts, call } } : {}) }
  }
  if (spec.rule.op === 'new_row') return { memory: memory ?? {} }
  const checked = checkLevel(spec.rule, value, memory?.level)
  const next = { ...memory, level: checked.memory }
  return { memory: next, ...(checked.fired === undefined ? {} : { fired: { event: String(checked.fired), facts, call } }) }
}

/** A saved query against a level, its own past, its usual range, or the rows it had. */
export const queryCondition: Condition<QuerySpec, Memory, Handles> = {
  kind: 'saved-query',
  spec: querySpec,
  describe: ({ name, column, rule: given }, locale) =>
    inLocale(WORDS[given.op], locale)
      .replace('{name}', column === undefined ? name : `${name} (${column})`)
      .replace('{value}', thresholdOf(given, locale)),
  reword: (spec, words) => {
    if (spec.rule.op === 'new_row') return undefined
    if (spec.rule.op === 'zscore')
      return words.value !== undefined && words.value > 0 && !words.op ? { ...spec, rule: { op: 'zscore', score: words.value } } : undefined
    const rule = rewordLevel(spec.rule, words)
    return rule && { ...spec, rule }
  },
  check: async (spec, memory, context) => {
    const table = await tableOf(spec, context)
    const at = context.now()
    return spec.rule.op === 'new_row' ? checkRows(table, spec, { memory, at }) : checkValue(table, spec, { memory, at })
  },
}
