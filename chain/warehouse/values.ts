import { type DuckDBType, DuckDBTypeId, type DuckDBValue } from '@duckdb/node-api'
import type { RecordColumn, Scalar } from '../../core/record.ts'

const SAFE = BigInt(Number.MAX_SAFE_INTEGER)

const INTEGERS = new Set<DuckDBTypeId>([
  DuckDBTypeId.TINYINT,
  DuckDBTypeId.SMALLINT,
  DuckDBTypeId.INTEGER,
  DuckDBTypeId.BIGINT,
  DuckDBTypeId.HUGEINT,
  DuckDBTypeId.UTINYINT,
  DuckDBTypeId.USMALLINT,
  DuckDBTypeId.UINTEGER,
  DuckDBTypeId.UBIGINT,
  DuckDBTypeId.UHUGEINT,
  DuckDBTypeId.BIGNUM,
])
const TIMES = new Set<DuckDBTypeId>([
  DuckDBTypeId.TIMESTAMP,
  DuckDBTypeId.TIMESTAMP_S,
  DuckDBTypeId.TIMESTAMP_MS,
  DuckDBTypeId.TIMESTAMP_NS,
  DuckDBTypeId.TIMESTAMP_TZ,
  DuckDBTypeId.DATE,
])
const NUMBERS = new Set<DuckDBTypeId>([DuckDBTypeId.DOUBLE, DuckDBTypeId.FLOAT, DuckDBTypeId.DECIMAL])

const typeOf = (type: DuckDBType): RecordColumn['type'] => {
  if (INTEGERS.has(type.typeId)) return 'integer'
  if (NUMBERS.has(type.typeId)) return 'number'
  if (TIMES.has(type.typeId)) return 'time'
  return type.typeId === DuckDBTypeId.BOOLEAN ? 'boolean' : 'text'
}

/** Unit that a column's name states, as the views' names do: amount_usd, gas_price_gwei. */
function unitOf(name: string): string {
  if (/(^|_)usd$/.test(name)) return 'USD'
  if (/_gwei$/.test(name)) return 'gwei'
  if (/_bps$/.test(name)) return 'bps'
  return ''
}

/** Column of the record; text columns become address or hash by what they hold, see `refine`. */
export const columnOf = (name: string, type: DuckDBType): RecordColumn => ({ name, unit: unitOf(name), type: typeOf(type) })

const all = (cells: readonly Scalar[], shape: RegExp): boolean => {
  const texts = cells.filter((cell) => cell !== null)
  return texts.length > 0 && texts.every((cell) => typeof cell === 'string' && shape.test(cell))
}

/** A text column that holds only addresses or only hashes is said to do so. */
export function refine(columns: readonly RecordColumn[], rows: readonly (readonly Scalar[])[]): RecordColumn[] {
  return columns.map((column, index) => {
    if (column.type !== 'text') return column
    const cells = rows.map((row) => row[index] ?? null)
    if (all(cells, /^0x[0-9a-f]{40}$/)) return { ...column, type: 'address' }
    return all(cells, /^0x[0-9a-f]{64}$/) ? { ...column, type: 'hash' } : column
  })
}

const has = <K extends string>(value: object, key: K): value is Record<K, bigint> =>
  key in value && typeof Reflect.get(value, key) === 'bigint'

const integer = (value: bigint): Scalar => (value <= SAFE && value >= -SAFE ? Number(value) : value.toString())

/** Nested values as JSON-like text; DuckDB's own toString is what its shell prints. */
function composite(value: object): Scalar {
  if (has(value, 'micros') && !('months' in value)) return integer(value.micros / 1000n)
  if (has(value, 'seconds')) return integer(value.seconds * 1000n)
  if (has(value, 'milliseconds') || has(value, 'millis')) return integer(Reflect.get(value, 'milliseconds') ?? Reflect.get(value, 'millis'))
  if (has(value, 'nanos')) return integer(value.nanos / 1_000_000n)
  if ('days' in value && typeof value.days === 'number' && !('months' in value)) return value.days * 86_400_000
  return String(value)
}

/** One value as JSON can carry it. Integers beyond 2^53 and decimals are strings, times Unix milliseconds, NaN and infinities null. */
export function scalarOf(value: DuckDBValue): Scalar {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return value
  if (typeof value === 'bigint') return integer(value)
  if (typeof value === 'number') return Number.isFinite(value) ? value : null
  return typeof value === 'object' ? composite(value) : String(value)
}

/** Cuts text to `cell` characters, never inside a surrogate pair. */
export function cut(value: Scalar, cell: number): { value: Scalar; truncated: boolean } {
  if (typeof value !== 'string' || value.length <= cell) return { value, truncated: false }
  const end = /[\uD800-\uDBFF]/.test(value[cell - 2] ?? '') ? cell - 2 : cell - 1
  return { value: `${value.slice(0, Math.max(0, end))}…`, truncated: true }
}
