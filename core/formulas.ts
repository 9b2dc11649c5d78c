import { PetrelError } from './errors.ts'
import { type PetrelRecord, resolveRef } from './record.ts'

/**
 * The named formulas behind derived records, over numbers in the order of their inputs.
 * Results are doubles: exact amounts stay measured records of base units.
 */
export const FORMULAS = {
  sum: { about: 'a + b + …', of: (values) => values.reduce((total, value) => total + value, 0) },
  difference: { about: 'a − b', of: ([a = Number.NaN, b = Number.NaN]) => a - b },
  product: { about: 'a × b × …', of: (values) => values.reduce((total, value) => total * value, 1) },
  ratio: { about: 'a ÷ b', of: ([a = Number.NaN, b = Number.NaN]) => a / b },
  share_pct: { about: '100 × a ÷ b', of: ([a = Number.NaN, b = Number.NaN]) => (100 * a) / b },
  change_pct: { about: '100 × (a − b) ÷ b, a being the newer', of: ([a = Number.NaN, b = Number.NaN]) => (100 * (a - b)) / b },
  mean: { about: '(a + b + …) ÷ n', of: (values) => values.reduce((total, value) => total + value, 0) / values.length },
  minimum: { about: 'the least', of: (values) => Math.min(...values) },
  maximum: { about: 'the greatest', of: (values) => Math.max(...values) },
  count: { about: 'how many inputs', of: (values) => values.length },
  /** Token amount in whole tokens from base units a and decimals b (ERC-20). */
  from_base_units: { about: 'a ÷ 10^b', of: ([a = Number.NaN, b = Number.NaN]) => a / 10 ** b },
} as const satisfies Record<string, { about: string; of: (values: readonly number[]) => number }>

export type FormulaName = keyof typeof FORMULAS

/** Number behind `id` or `id:row:column`. */
function inputValue(input: string, records: readonly PetrelRecord[]): number {
  const [record = '', row, column] = input.split(':')
  const ref = row === undefined || column === undefined ? { record } : { record, row: Number(row), column: Number(column) }
  const value = resolveRef(records, ref)
  const number = typeof value === 'boolean' || value === null || value === '' ? Number.NaN : Number(value)
  if (Number.isFinite(number)) return number
  throw new PetrelError('internal', {
    message: `A formula was given "${input}", which is not the id of a number.`,
    facts: { input, value },
  })
}

/** Value of a named formula. Throws PetrelError internal when an input is no number or the result is not finite. */
export function evaluate(name: FormulaName, inputs: readonly string[], records: readonly PetrelRecord[]): number {
  const result = FORMULAS[name].of(inputs.map((input) => inputValue(input, records)))
  if (Number.isFinite(result)) return result
  throw new PetrelError('internal', {
    message: `The formula ${name} of ${inputs.join(', ')} has no finite value.`,
    facts: { name, inputs },
  })
}
