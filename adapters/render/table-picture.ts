import { Resvg } from '@resvg/resvg-js'
import type { TableBlock } from '../../core/answer.ts'
import { fontsFor, PICTURE_FONT } from './chart-fonts.ts'
import { cleanLine } from './clean-text.ts'
import { fitText, textWidth } from './text-width.ts'

/** Two pixels for one, for sharp text on phones. */
const SCALE = 2
const SIZE = 14
const ROW = 26
const PAD = 12
/** A character of the picture's font is about this wide, in its size. */
const CHARACTER = 0.66
const MOST_ROWS = 40
const MOST_COLUMNS = 12
const WIDEST_CELL = 42

const COLOURS = { ground: '#ffffff', ink: '#1b2733', soft: '#5b6875', line: '#e3e8ed', stripe: '#f6f8fa' }

const escapeXml = (text: string): string => text.replace(/[&<>"']/g, (character) => `&#${character.codePointAt(0)};`)

const cell = (text: string | undefined): string => fitText(cleanLine(text ?? ''), WIDEST_CELL)

interface Grid {
  head: readonly string[]
  rows: readonly (readonly string[])[]
  widths: readonly number[]
  align: readonly ('left' | 'right')[]
}

function gridOf(block: Pick<TableBlock, 'columns' | 'rows'>): Grid {
  const columns = block.columns.slice(0, MOST_COLUMNS)
  const head = columns.map(({ title }) => cell(title))
  const rows = block.rows.slice(0, MOST_ROWS).map((row) => columns.map((_, index) => cell(row[index])))
  const widths = columns.map(
    (_, index) => Math.max(2, ...[head, ...rows].map((row) => textWidth(row[index] ?? ''))) * SIZE * CHARACTER + 2 * PAD,
  )
  return { head, rows, widths, align: columns.map(({ align }) => align) }
}

function line({ widths, align }: Grid, cells: readonly string[], { y, style }: { y: number; style: string }): string {
  let left = 0
  return cells
    .map((text, index) => {
      const width = widths[index] ?? 0
      const right = align[index] === 'right'
      const x = right ? left + width - PAD : left + PAD
      left += width
      return `<text x="${x.toFixed(1)}" y="${y + ROW / 2 + SIZE * 0.36}" text-anchor="${right ? 'end' : 'start'}" ${style}>${escapeXml(text)}</text>`
    })
    .join('')
}

/** A table as PNG bytes: the first 40 rows and 12 columns, long cells cut. The same table gives the same picture. */
export function renderTablePicture(block: Pick<TableBlock, 'columns' | 'rows'>): Buffer {
  const grid = gridOf(block)
  const width = Math.max(
    160,
    grid.widths.reduce((sum, one) => sum + one, 0),
  )
  const height = Math.max(width / 15, ROW * (grid.rows.length + 1) + PAD)
  const stripes = grid.rows.map((_, index) =>
    index % 2 === 0 ? '' : `<rect y="${ROW * (index + 1)}" width="100%" height="${ROW}" fill="${COLOURS.stripe}"/>`,
  )
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width.toFixed(0)}" height="${height.toFixed(0)}" font-family="${PICTURE_FONT}" font-size="${SIZE}">
<rect width="100%" height="100%" fill="${COLOURS.ground}"/>${stripes.join('')}
<rect y="${ROW - 1}" width="100%" height="1" fill="${COLOURS.soft}"/>
${line(grid, grid.head, { y: 0, style: `font-weight="bold" fill="${COLOURS.soft}"` })}
${grid.rows.map((row, index) => line(grid, row, { y: ROW * (index + 1), style: `fill="${COLOURS.ink}"` })).join('\n')}
</svg>`
  const fitted = fontsFor(svg)
  return new Resvg(fitted.svg, { font: fitted.font, fitTo: { mode: 'zoom', value: SCALE } }).render().asPng()
}
