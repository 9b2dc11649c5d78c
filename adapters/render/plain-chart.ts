import type { ChartBlock } from '../../core/answer.ts'
import type { TableRecord } from '../../core/record.ts'
import { chartNames } from './chart-names.ts'
import { cleanLine } from './clean-text.ts'
import { formatShort, toNumber } from './format-value.ts'
import type { Paint } from './paint.ts'
import { fitText, padText, textWidth } from './text-width.ts'

interface Canvas {
  width: number
  paint: Paint
}

const EIGHTHS = ['', '▏', '▎', '▍', '▌', '▋', '▊', '▉']
const LEVELS = '▁▂▃▄▅▆▇█'

/** A bar of `share` (0 to 1) of `width` columns, in steps of an eighth. */
export function bar(share: number, width: number): string {
  const eighths = Math.round(Math.min(1, Math.max(0, share)) * width * 8)
  return '█'.repeat(Math.floor(eighths / 8)) + (EIGHTHS[eighths % 8] ?? '')
}

/** One character a value, from the lowest to the highest; a space where there is none. */
export function sparkline(values: readonly (number | undefined)[]): string {
  const known = values.filter((value) => value !== undefined)
  const low = Math.min(...known)
  const span = Math.max(...known) - low
  return values
    .map((value) => (value === undefined ? ' ' : (LEVELS[span === 0 ? 3 : Math.round(((value - low) / span) * 7)] ?? ' ')))
    .join('')
}

const labels = (block: ChartBlock, record: TableRecord): string[] => chartNames(block, record).map(cleanLine)

const series = (record: TableRecord, column: number): (number | undefined)[] => record.rows.map((row) => toNumber(row[column]))

/** One line a row: label, bar, value. */
export function drawBars(block: ChartBlock, record: TableRecord, { width, paint }: Canvas): string[] {
  const values = series(record, block.y[0] ?? -1)
  const names = labels(block, record)
  const shown = values.map((value) => (value === undefined ? '–' : formatShort(value)))
  const left = Math.min(Math.max(...names.map(textWidth)), Math.floor(width / 3))
  const right = Math.max(...shown.map(textWidth))
  const room = Math.max(1, width - left - right - 2)
  const most = Math.max(...values.map((value) => Math.abs(value ?? 0)))
  return names.map((name, index) => {
    const drawn = bar(most === 0 ? 0 : Math.abs(values[index] ?? 0) / most, room)
    const value = padText(shown[index] ?? '', right, 'right')
    return `${padText(fitText(name, left), left, 'left')} ${paint.accent(padText(drawn, room, 'left'))} ${value}`
  })
}

/** Fewer values by taking the mean of neighbours, so that a long series fits the line. */
function shrink(values: readonly (number | undefined)[], most: number): (number | undefined)[] {
  if (values.length <= most) return [...values]
  return Array.from({ length: most }, (_, index) => {
    const part = values.slice(Math.floor((index * values.length) / most), Math.floor(((index + 1) * values.length) / most))
    const known = part.filter((value) => value !== undefined)
    return known.length === 0 ? undefined : known.reduce((sum, value) => sum + value, 0) / known.length
  })
}

/** One line a series, with its ends and the labels under it. */
export function drawSparkline(block: ChartBlock, record: TableRecord, { width, paint }: Canvas): string[] {
  const names = labels(block, record)
  const curves = block.y.flatMap((column) => {
    const values = series(record, column)
    const known = values.filter((value) => value !== undefined)
    if (known.length === 0) return []
    const range = `${formatShort(Math.min(...known))} to ${formatShort(Math.max(...known))}`
    const name = cleanLine(record.columns[column]?.name ?? '')
    const head = block.y.length > 1 ? [fitText(`${name}: ${range}`, width)] : [range]
    return [paint.accent(sparkline(shrink(values, width))), ...head.map(paint.dim)]
  })
  return [...curves, paint.dim(fitText(`${names[0] ?? ''} … ${names.at(-1) ?? ''}`, width))]
}
