/**
 * A record is the proof behind a figure. Nothing that Petrel says may carry a number, address or hash without one.
 * Values are JSON: a bigint is kept as a decimal string with `unit` saying what it counts.
 */
export type Scalar = string | number | boolean | null

/** measured: read from chain, warehouse or machine · user: stands in the asker's own words · derived: a named formula over other records. */
export type Origin = 'measured' | 'user' | 'derived'

export interface Provenance {
  origin: Origin
  /** Where it was read: an RPC call, the SQL text, a file. For `user`, the words it stands in. */
  source: string
  /** Name of the formula in core/formulas.ts, for `derived`. */
  formula?: string
  /** Ids of the records (or cells, `id:row:column`) that the formula took, in order. */
  inputs?: readonly string[]
  /** EIP-155 chain id. */
  chain?: number
  /** Block height that the value holds for. */
  block?: number
  /** Unix time in milliseconds at which it was read. */
  at: number
}

export interface ScalarRecord extends Provenance {
  kind: 'scalar'
  id: string
  /** What the value is, in words: "total supply of USDC". */
  name: string
  value: Scalar
  /** "USD", "wei", "block", "%", a token symbol, or "" for a pure count or a text. */
  unit: string
}

export interface RecordColumn {
  name: string
  unit: string
  type: 'text' | 'number' | 'integer' | 'time' | 'address' | 'hash' | 'boolean'
}

/** A result set is one record; a cell is addressed by row and column index. */
export interface TableRecord extends Provenance {
  kind: 'table'
  id: string
  name: string
  columns: readonly RecordColumn[]
  /** One array a row, in column order. Integers beyond 2^53 and decimals that must stay exact are strings. Times are Unix milliseconds. */
  rows: readonly (readonly Scalar[])[]
}

export type PetrelRecord = ScalarRecord | TableRecord

/** Points at a record, or at one cell of a table record. */
export interface Ref {
  record: string
  row?: number
  column?: number
}

/** The value that a reference points at, or undefined when there is none. */
export function resolveRef(records: readonly PetrelRecord[], ref: Ref): Scalar | undefined {
  const record = records.find((candidate) => candidate.id === ref.record)
  if (!record) return undefined
  if (record.kind === 'scalar') return record.value
  if (ref.row === undefined || ref.column === undefined) return undefined
  return record.rows[ref.row]?.[ref.column]
}
