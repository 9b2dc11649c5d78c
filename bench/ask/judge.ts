import type { Scalar } from '../../core/record.ts'

/** How an answer is held against the expected rows. */
export interface Compare {
  /** Expected columns that count: positions, or names where rows are objects; all when absent. */
  columns?: readonly (number | string)[] | number
  /** Rows must come in this order. */
  order?: boolean
  rel_tol?: number
}

/** Columns and rows of an answer; times are Unix milliseconds. */
export interface Table {
  columns: readonly { name: string; type: string; unit: string }[]
  rows: readonly (readonly Scalar[])[]
}

type Cell = unknown

const TIME = /^\d{4}-\d{2}(-\d{2})?([T ]\d{2}(:\d{2}(:\d{2}(\.\d+)?)?)?)?(Z|\+00(:?00)?)?$/
const numberOf = (value: Cell): number | undefined => {
  if (typeof value === 'number') return value
  if (typeof value === 'bigint') return Number(value)
  if (typeof value === 'boolean') return value ? 1 : 0
  return typeof value === 'string' && /^[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?$/i.test(value.trim()) ? Number(value) : undefined
}
const millis = (value: Cell): number | undefined => {
  if (typeof value !== 'string' || !TIME.test(value.trim())) return undefined
  const text = value
    .trim()
    .replace(' ', 'T')
    .replace(/Z$|\+00(:?00)?$/, '')
  const full = text.length === 7 ? `${text}-01` : text.length === 13 ? `${text}:00` : text
  return Date.parse(full.length === 10 ? full : `${full}Z`)
}

const near = (a: number, b: number, tolerance: number): boolean =>
  a === b || Math.abs(a - b) <= tolerance * Math.max(Math.abs(a), Math.abs(b)) || (Math.abs(a) < 1e-12 && Math.abs(b) < 1e-12)

/** A moment as text, as seconds, or as milliseconds. */
function sameTime(got: number, want: Cell): boolean {
  const at = millis(want)
  if (at !== undefined) return at === got
  const number = numberOf(want)
  return number !== undefined && (number === got || number * 1000 === got)
}

/** One cell of ours against one that is expected. A percentage may be expected as a share of one. */
function same(got: Cell, want: Cell, column: { type: string; unit: string }, tolerance: number): boolean {
  if (got === null || want === null || want === undefined) return (got ?? null) === (want ?? null)
  if (column.type === 'time') return sameTime(Number(got), want)
  const [a, b] = [numberOf(got), numberOf(want)]
  if (a !== undefined && b !== undefined) return near(a, b, tolerance) || (column.unit === '%' && near(a, b * 100, tolerance))
  return String(got).trim().toLowerCase() === String(want).trim().toLowerCase()
}

/** Expected rows as arrays: a bare value, one row, objects, or rows. */
export function rowsOf(expected: unknown): { names: string[]; rows: Cell[][] } {
  if (!Array.isArray(expected)) {
    if (typeof expected === 'object' && expected !== null) return { names: Object.keys(expected), rows: [Object.values(expected)] }
    return { names: [], rows: [[expected]] }
  }
  if (expected.length > 0 && expected.every((row) => Array.isArray(row))) return { names: [], rows: expected as Cell[][] }
  if (expected.length > 0 && expected.every((row) => typeof row === 'object' && row !== null)) {
    const names = Object.keys(expected[0] as object)
    return { names, rows: expected.map((row) => names.map((name) => (row as Record<string, Cell>)[name])) }
  }
  return { names: [], rows: expected.map((value) => [value]) }
}

function chosen({ names, rows }: { names: string[]; rows: Cell[][] }, columns: Compare['columns']): Cell[][] {
  const width = rows[0]?.length ?? 0
  const wanted = typeof columns === 'number' ? Array.from({ length: columns }, (_, index) => index) : (columns ?? [])
  const places = wanted
    .map((each) => (typeof each === 'number' ? each : names.indexOf(each)))
    .filter((place) => place >= 0 && place < width)
  return places.length === 0 ? rows : rows.map((row) => places.map((place) => row[place]))
}

/** True when every wanted row pairs with its own row of ours, by the assigned columns. */
function rowsMatch(
  got: Table,
  want: Cell[][],
  places: readonly number[],
  { order, tolerance }: { order: boolean; tolerance: number },
): boolean {
  const fits = (mine: readonly Scalar[], row: readonly Cell[]) =>
    places.every((place, index) => same(mine[place] ?? null, row[index], got.columns[place] as Table['columns'][number], tolerance))
  if (order) return want.every((row, index) => fits(got.rows[index] ?? [], row))
  const free = new Set(got.rows.keys())
  return want.every((row) => {
    for (const index of free) {
      if (!fits(got.rows[index] ?? [], row)) continue
      free.delete(index)
      return true
    }
    return false
  })
}

/** Values of a comparison side by side in one expected row, where the answer gives each a row of its own. */
const turned = (rows: readonly Cell[][], count: number): Cell[][] | undefined =>
  rows.length === 1 && rows[0]?.length === count && rows[0].every((cell) => numberOf(cell) !== undefined)
    ? rows[0].map((cell) => [cell])
    : undefined

/** Each wanted column is one of ours (a different one each), so that the rows agree; more columns of ours do no harm. */
export function agrees(got: Table, expected: unknown, { columns, order = false, rel_tol: tolerance = 1e-6 }: Compare = {}): boolean {
  const rows = chosen(rowsOf(expected), columns)
  const want = rows.length === got.rows.length ? rows : turned(rows, got.rows.length)
  if (!want || want.length !== got.rows.length) return false
  if (want.length === 0) return true
  const width = want[0]?.length ?? 0
  const rules = { order, tolerance }
  const one = (column: number, place: number) =>
    rowsMatch(
      got,
      want.map((row) => [row[column]]),
      [place],
      rules,
    )
  const options = Array.from({ length: width }, (_, column) => [...got.columns.keys()].filter((place) => one(column, place)))
  const search = (places: number[]): boolean => {
    if (places.length === width) return rowsMatch(got, want, places, rules)
    return (options[places.length] ?? []).some((place) => !places.includes(place) && search([...places, place]))
  }
  return search([])
}
