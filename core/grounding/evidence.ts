import type { PetrelRecord, Scalar } from '../record.ts'
import type { Claim, Reading } from './claim.ts'
import { extractClaims } from './claims.ts'
import { absolute, type Decimal, decimal, multiply, parseDecimal, toNumber } from './decimal.ts'
import { linkKey, takeLinks } from './links.ts'
import { normalise } from './normalise.ts'
import { namesIn } from './terms.ts'
import { recordUnit, TIMES, type Unit, unit } from './units.ts'

/** A number that a record holds, in the base of its family. */
export interface Fact {
  value: Decimal
  /** |value| as a float, by which facts are ordered. */
  size: number
  record: string
}

/** Everything that prose may speak of, arranged for look-up. */
export interface Evidence {
  /** By family of unit, ordered by size; "bare" holds every number that is no percentage. */
  numbers: ReadonlyMap<string, readonly Fact[]>
  /** Keys of dates at every precision, with the record. */
  dates: ReadonlyMap<string, string>
  /** Whole hexadecimal strings without 0x, sorted, with the record. */
  hex: readonly (readonly [string, string])[]
  /** Links, names and handles. */
  links: ReadonlyMap<string, string>
  /** Names with digits, lower case. */
  names: ReadonlySet<string>
  symbols: ReadonlySet<string>
  /** Rows of table records. */
  tables: readonly { rows: number; record: string }[]
}

export const WORDS = 'words'

interface Draft {
  numbers: Map<string, Fact[]>
  dates: Map<string, string>
  hex: Map<string, string>
  links: Map<string, string>
  names: Set<string>
  symbols: Set<string>
  tables: { rows: number; record: string }[]
}

const keep = <K>(map: Map<K, string>, key: K, record: string): void => {
  if (!map.has(key)) map.set(key, record)
}

function addNumber(draft: Draft, value: Decimal, { of, record }: { of: Unit; record: string }): void {
  const add = (family: string, number: Decimal) => {
    const list = draft.numbers.get(family) ?? []
    list.push({ value: number, size: Math.abs(toNumber(number)), record })
    draft.numbers.set(family, list)
  }
  add(of.family, multiply(value, of.scale))
  if (of.family !== 'percent' && of.family !== 'times') add('bare', value)
  if (of.family.startsWith('token:')) draft.symbols.add(of.family.slice(6).toLowerCase())
}

/** Name of a moment at the precision of the parts that are given. */
export const dateKey = ({ year, month, day, hour, minute, second }: Omit<Extract<Reading, { kind: 'date' }>, 'kind'>): string =>
  [year, month, day, hour, minute, second].map((part) => part ?? '').join('-')

function addTime(draft: Draft, milliseconds: number, record: string): void {
  const time = new Date(milliseconds)
  if (Number.isNaN(time.getTime())) return
  const [year, month, day] = [time.getUTCFullYear(), time.getUTCMonth() + 1, time.getUTCDate()]
  const [hour, minute, second] = [time.getUTCHours(), time.getUTCMinutes(), time.getUTCSeconds()]
  const days = [{}, { year }, { year, month }, { year, month, day }, { month, day }]
  const hours = [{}, { hour, minute }, { hour, minute, second }, ...(minute === 0 ? [{ hour }] : [])]
  for (const date of days) for (const clock of hours) keep(draft.dates, dateKey({ ...date, ...clock }), record)
}

/** Links, addresses, names and written dates of a text that a record holds. */
function addText(draft: Draft, text: string, record: string): void {
  const plain = normalise(text)
  for (const claim of takeLinks(plain).claims) addLink(draft, claim, record)
  for (const name of namesIn(plain)) draft.names.add(name)
  if (/^\d{4}-\d\d-\d\d/.test(text)) addTime(draft, Date.parse(text.length === 10 ? `${text}T00:00:00Z` : text), record)
}

function addLink(draft: Draft, claim: Claim, record: string): void {
  for (const reading of claim.readings) {
    if (reading.kind === 'verbatim') keep(draft.links, linkKey(reading.text), record)
    if (reading.kind === 'hex' && reading.whole) keep(draft.hex, reading.start, record)
  }
}

const TIME_UNIT = /^(?:time|timestamp|date|datetime|unix.*|ms since.*|epoch.*)$/i
/** Windows that a tool names in the title of a record: "volume, last 24 hours". */
const WINDOW = /\b(\d{1,4})\s?-?\s?(hours?|days?|weeks?|minutes?|months?|years?|h|d|horas?|dias?|semanas?|小时|天|周|个月)/gi

function addWindows(draft: Draft, name: string, record: string): void {
  for (const match of normalise(name).matchAll(WINDOW)) {
    const value = parseDecimal(match[1] ?? '')
    if (value) addNumber(draft, value, { of: recordUnit(match[2] ?? ''), record })
  }
}

interface Cell {
  unit: string
  type: string
  formula?: string | undefined
}

function addValue(draft: Draft, value: Scalar, { cell, record }: { cell: Cell; record: string }): void {
  if (value === null || typeof value === 'boolean') return
  const number = typeof value === 'number' || cell.type !== 'text' ? parseDecimal(String(value)) : undefined
  if (!number) {
    addText(draft, String(value), record)
    return
  }
  if (cell.type === 'time' || TIME_UNIT.test(cell.unit)) {
    const moment = toNumber(number)
    addTime(draft, moment > 1e11 ? moment : moment * 1000, record)
    return
  }
  addNumber(draft, number, { of: recordUnit(cell.unit), record })
  if (cell.formula === 'ratio') {
    addNumber(draft, number, { of: TIMES, record })
    addNumber(draft, number, { of: unit('percent', decimal(1, 2)), record })
  }
  if (cell.formula === 'change_pct') addNumber(draft, number, { of: unit('change'), record })
}

function addRecord(draft: Draft, record: PetrelRecord): void {
  const { id } = record
  addText(draft, record.name, id)
  addWindows(draft, record.name, id)
  for (const claim of takeLinks(normalise(record.source.slice(0, 20_000))).claims) if (claim.kind !== 'link') addLink(draft, claim, id)
  addTime(draft, record.at, id)
  if (record.block !== undefined) addNumber(draft, decimal(record.block), { of: recordUnit('block'), record: id })
  if (record.chain !== undefined) addNumber(draft, decimal(record.chain), { of: unit('chain'), record: id })
  if (record.kind === 'scalar') {
    addValue(draft, record.value, { cell: { unit: record.unit, type: 'any', formula: record.formula }, record: id })
    return
  }
  draft.tables.push({ rows: record.rows.length, record: id })
  for (const column of record.columns) addWindows(draft, column.name, id)
  for (const row of record.rows)
    for (const [index, value] of row.entries()) addCell(draft, value, { column: record.columns[index], record: id })
}

const SYMBOL = /^\p{L}[\p{L}\p{N}_.$]{0,11}$/u
function addCell(
  draft: Draft,
  value: Scalar,
  { column, record }: { column: { unit: string; type: string } | undefined; record: string },
): void {
  if (column?.type === 'text' && typeof value === 'string' && SYMBOL.test(value) && /[A-Z]/.test(value))
    draft.symbols.add(value.toLowerCase())
  addValue(draft, value, { cell: column ?? { unit: '', type: 'text' }, record })
}

function addWords(draft: Draft, words: string, locale: string): void {
  for (const name of namesIn(normalise(words))) draft.names.add(name)
  const claims = extractClaims(words, { locale, symbols: draft.symbols, known: (chunk) => draft.names.has(chunk.toLowerCase()) })
  for (const claim of claims) {
    addLink(draft, claim, WORDS)
    for (const reading of claim.readings) {
      if (reading.kind === 'point')
        addNumber(draft, reading.value, { of: reading.unit.family === 'bare' ? recordUnit('') : reading.unit, record: WORDS })
      if (reading.kind === 'rank') addNumber(draft, decimal(Math.round(reading.value)), { of: recordUnit(''), record: WORDS })
      if (reading.kind === 'times') addNumber(draft, parseDecimal(String(reading.factor)) ?? decimal(1), { of: TIMES, record: WORDS })
      if (reading.kind === 'date') keep(draft.dates, dateKey(reading), WORDS)
    }
  }
}

/** Arranges the records of a turn and the asker's words for look-up. */
export function gatherEvidence(records: readonly PetrelRecord[], words: string, locale: string): Evidence {
  const draft: Draft = {
    numbers: new Map(),
    dates: new Map(),
    hex: new Map(),
    links: new Map(),
    names: new Set(),
    symbols: new Set(),
    tables: [],
  }
  for (const record of records) addRecord(draft, record)
  addWords(draft, words, locale)
  for (const list of draft.numbers.values()) list.sort((a, b) => a.size - b.size)
  return { ...draft, hex: [...draft.hex].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)) }
}

export const magnitude = (value: Decimal): number => toNumber(absolute(value))
