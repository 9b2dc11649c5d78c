import { PetrelError } from '../../core/errors.ts'
import { unitsToDecimal } from '../format.ts'

/** Base units of a plain decimal, exact. Throws PetrelError input_invalid for more decimals than the token has, or zero. */
export function toBase(text: string, { decimals, symbol }: { decimals: number; symbol: string }): bigint {
  const [whole = '0', fraction = ''] = text.split('.')
  const kept = fraction.replace(/0+$/, '')
  if (kept.length > decimals) {
    throw new PetrelError('input_invalid', {
      message: `${text} has more than the ${decimals} decimals of ${symbol}.`,
      hint: `The least amount of ${symbol} is ${unitsToDecimal(1n, decimals)}.`,
      facts: { amount: text, decimals },
    })
  }
  const base = BigInt(whole + kept.padEnd(decimals, '0'))
  if (base > 0n) return base
  throw new PetrelError('input_invalid', { message: 'The amount is zero.', hint: 'Give an amount above zero.', facts: { amount: text } })
}
