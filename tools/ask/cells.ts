import type { Scalar } from '../../core/record.ts'
import { formatBucket, formatDecimal, formatInteger, formatNumber, formatPercent, formatTime, formatUsd, UNKNOWN } from '../format.ts'
import type { ResultColumn } from './compile/compile.ts'

const withSymbol = (shown: string, symbol: string | undefined): string => (shown === UNKNOWN || !symbol ? shown : `${shown} ${symbol}`)

/** What a bare symbol stands for, in the units of columns. */
export interface Symbols {
  token?: string
  native: string
}

/** A value of a column as people read it. With `symbols`, tokens and native amounts carry their name. */
export function shown(value: Scalar, column: ResultColumn, locale: string, symbols?: Symbols): string {
  if (value === null) return UNKNOWN
  switch (column.unit) {
    case 'USD':
      return formatUsd(Number(value), locale)
    case '%':
      return formatPercent(Number(value), locale, column.name === 'change_pct')
    case 'time':
      return column.name === 'time' ? formatBucket(Number(value)) : formatTime(Number(value))
    case 'token':
      return withSymbol(typeof value === 'string' ? formatDecimal(value, locale) : formatNumber(Number(value), locale), symbols?.token)
    case 'native':
      return withSymbol(formatNumber(Number(value), locale), symbols?.native)
    case 'gwei':
      return withSymbol(formatNumber(Number(value), locale), symbols ? 'gwei' : undefined)
    case 'seconds':
      return withSymbol(formatNumber(Number(value), locale), symbols ? 's' : undefined)
    case 'block':
      return String(value)
    default:
      return plainCell(value, column, locale)
  }
}

function plainCell(value: Scalar, column: ResultColumn, locale: string): string {
  if (column.type === 'integer') return formatInteger(String(value), locale)
  if (column.type === 'number')
    return typeof value === 'string' && /^-?\d+(\.\d+)?$/.test(value) ? formatDecimal(value, locale) : formatNumber(Number(value), locale)
  if (column.type === 'time') return formatTime(Number(value))
  return String(value)
}

export const isNumeric = (column: ResultColumn): boolean => column.type === 'number' || column.type === 'integer'
