/**
 * SQL expressions that turn a column of a file into a value of ours, or NULL when it is none. Exact integers stay text: no float
 * ever holds one; hex text is accepted because the writer reads it as an integer.
 */
export type ValueType = 'address' | 'hash' | 'hex' | 'uint' | 'int' | 'integer' | 'double' | 'text' | 'time' | 'flag'

export interface SourceColumn {
  name: string
  /** DuckDB's name of its type. */
  type: string
}

const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`

/** The cell as trimmed text, NULL when empty; bytes become 0x… */
export function textOf({ name, type }: SourceColumn): string {
  const raw = quoted(name)
  return type === 'BLOB' ? `('0x' || lower(hex(${raw})))` : `nullif(trim(${raw}::VARCHAR), '')`
}

const shaped = (text: string, pattern: string, then = text): string => `CASE WHEN regexp_full_match(${text}, '${pattern}') THEN ${then} END`

/** Unix milliseconds from seconds, milliseconds, microseconds or a timestamp in UTC. */
const time = (text: string): string => `CASE
  WHEN regexp_full_match(${text}, '[0-9]{8,11}(\\.[0-9]+)?') THEN (TRY_CAST(${text} AS DOUBLE) * 1000)::BIGINT
  WHEN regexp_full_match(${text}, '[0-9]{12,14}') THEN TRY_CAST(${text} AS BIGINT)
  WHEN regexp_full_match(${text}, '[0-9]{15,17}') THEN TRY_CAST(${text} AS BIGINT) // 1000
  ELSE epoch_ms(TRY_CAST(regexp_replace(${text}, '( ?UTC|Z|\\+00(:?00)?)$', '') AS TIMESTAMP)) END`

const FLOATS = /^(DOUBLE|FLOAT)$/

/** The value of a column, NULL when the cell does not hold one of this type. */
export function cellOf(column: SourceColumn, type: ValueType): string {
  const text = textOf(column)
  const lower = `lower(${text})`
  switch (type) {
    case 'address':
      return shaped(lower, '0x[0-9a-f]{40}')
    case 'hash':
      return shaped(lower, '0x[0-9a-f]{64}')
    case 'hex':
      return shaped(lower, '0x([0-9a-f]{2})*')
    case 'uint':
      // A float has lost digits already: it is no value.
      return FLOATS.test(column.type) ? 'NULL' : shaped(lower, '[0-9]{1,78}|0x[0-9a-f]{1,64}')
    case 'int':
      return FLOATS.test(column.type) ? 'NULL' : shaped(text, '-?[0-9]{1,78}')
    case 'integer':
      return shaped(text, '-?[0-9]{1,19}(\\.0+)?', `TRY_CAST(regexp_replace(${text}, '\\.0+$', '') AS BIGINT)`)
    case 'double':
      return `TRY_CAST(${text} AS DOUBLE)`
    case 'text':
      return text
    case 'time':
      return time(text)
    case 'flag':
      return `CASE WHEN ${lower} IN ('1', 'true', 't', '1.0') THEN 1 WHEN ${lower} IN ('0', 'false', 'f', '0.0') THEN 0 END`
    default:
      return type satisfies never
  }
}

/** What stands for a column that a file does not have. */
export const absentOf = (type: ValueType): string => {
  if (type === 'double') return 'NULL::DOUBLE'
  return type === 'integer' || type === 'time' || type === 'flag' ? 'NULL::BIGINT' : 'NULL::VARCHAR'
}
