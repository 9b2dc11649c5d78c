import { evaluate, type FormulaName } from './formulas.ts'
import type { PetrelRecord, Provenance, RecordColumn, Scalar, ScalarRecord, TableRecord } from './record.ts'

type Where = Pick<Provenance, 'source'> & Partial<Pick<Provenance, 'chain' | 'block'>>

/** The records of one turn. Ids are short (r1, r2, …) and unique within the turn. */
export interface Ledger {
  measured(fact: { name: string; value: Scalar | bigint; unit?: string } & Where): ScalarRecord
  table(set: { name: string; columns: readonly RecordColumn[]; rows: readonly (readonly Scalar[])[] } & Where): TableRecord
  /** A value that stands in the asker's own words. */
  user(fact: { name: string; value: Scalar | bigint; unit?: string; words: string }): ScalarRecord
  /** A named formula over records of this ledger; cells are `id:row:column`. Throws PetrelError internal when an input is missing. */
  derived(fact: { name: string; formula: FormulaName; inputs: readonly string[]; unit?: string }): ScalarRecord
  all(): readonly PetrelRecord[]
}

const jsonScalar = (value: Scalar | bigint): Scalar => (typeof value === 'bigint' ? value.toString() : value)

/** An empty ledger; `now` gives Unix milliseconds. */
export function createLedger(now: () => number): Ledger {
  const records: PetrelRecord[] = []
  const keep = <R extends PetrelRecord>(record: R): R => {
    records.push(record)
    return record
  }
  const next = () => `r${records.length + 1}`
  const scalar = (fact: { name: string; value: Scalar | bigint; unit?: string }, from: Omit<Provenance, 'at'>): ScalarRecord =>
    keep({ kind: 'scalar', id: next(), name: fact.name, value: jsonScalar(fact.value), unit: fact.unit ?? '', ...from, at: now() })
  return {
    measured: ({ name, value, unit, ...where }) =>
      scalar({ name, value, ...(unit === undefined ? {} : { unit }) }, { origin: 'measured', ...where }),
    table: ({ name, columns, rows, ...where }) =>
      keep({ kind: 'table', id: next(), name, columns, rows, origin: 'measured', ...where, at: now() }),
    user: ({ words, ...fact }) => scalar(fact, { origin: 'user', source: words }),
    derived: ({ formula, inputs, ...fact }) =>
      scalar({ ...fact, value: evaluate(formula, inputs, records) }, { origin: 'derived', source: formula, formula, inputs }),
    all: () => records,
  }
}
