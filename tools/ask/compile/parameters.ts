import type { Parameter } from '../../../chain/warehouse/warehouse.ts'

/** Collects the values of a statement and hands out their placeholders. */
export interface Parameters {
  /** Placeholder of a value: $1, $2, … */
  add(value: Parameter): string
  /** Placeholder of a moment (Unix milliseconds) as TIMESTAMP. */
  time(ms: number): string
  values: readonly Parameter[]
}

/** "2026-05-01 12:00:00.000", as DuckDB reads a timestamp. */
export const timestamp = (ms: number): string => new Date(ms).toISOString().replace('T', ' ').replace('Z', '')

export function parameters(): Parameters {
  const values: Parameter[] = []
  const add = (value: Parameter): string => {
    const known = values.indexOf(value)
    if (known >= 0) return `$${known + 1}`
    values.push(value)
    return `$${values.length}`
  }
  return { add, time: (ms) => `CAST(${add(timestamp(ms))} AS TIMESTAMP)`, values }
}

const literal = (value: Parameter | undefined): string =>
  value === null || value === undefined ? 'NULL' : typeof value === 'string' ? `'${value.replaceAll("'", "''")}'` : String(value)

/** The statement with its values written in, for people to read and to run elsewhere; never run by us. */
export const inlined = (sql: string, values: readonly Parameter[]): string =>
  sql.replace(/\$(\d+)/g, (_, index: string) => literal(values[Number(index) - 1]))

/** The statement with only the parameters that it uses, renumbered: DuckDB refuses spare ones. */
export function compact(sql: string, values: readonly Parameter[]): { sql: string; parameters: Parameter[] } {
  const used = [...new Set([...sql.matchAll(/\$(\d+)/g)].map((match) => Number(match[1])))]
  return {
    sql: sql.replace(/\$(\d+)/g, (_, index: string) => `$${used.indexOf(Number(index)) + 1}`),
    parameters: used.map((index) => values[index - 1] ?? null),
  }
}
