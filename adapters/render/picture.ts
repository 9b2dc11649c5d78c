import { Resvg } from '@resvg/resvg-js'
import { encode } from 'uqr'
import type { PictureBlock } from '../../core/answer.ts'
import { fontsFor, PICTURE_FONT } from './chart-fonts.ts'
import { cleanLine } from './clean-text.ts'
import { fitText, textWidth } from './text-width.ts'

type Flow = Extract<PictureBlock['drawing'], { shape: 'flow' }>

export interface PictureOptions {
  theme?: 'light' | 'dark'
  format: 'svg' | 'png'
}

interface Look {
  paper: string
  ink: string
  faint: string
  line: string
  box: string
}

const LOOKS: Record<'light' | 'dark', Look> = {
  light: { paper: '#ffffff', ink: '#14213d', faint: '#5b6472', line: '#2f6f9f', box: '#eef4f9' },
  dark: { paper: '#12171f', ink: '#e8edf4', faint: '#9aa7b8', line: '#6fb3e0', box: '#1d2733' },
}
const WEB_FONT = "ui-sans-serif, system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', 'DejaVu Sans', sans-serif"
/** Pixels of a box, of the space between columns and rows, and of the margin. */
const BOX = { width: 150, height: 50, between: 190, rows: 84, margin: 24, head: 40 }
const CHARACTER = 7.4
/** Pictures have two pixels for one, for sharp text on phones. */
const SCALE = 2
const QR_CELL = 6

const escapeXml = (text: string): string => cleanLine(text).replace(/[&<>"']/g, (character) => `&#${character.codePointAt(0)};`)

/** The column of each box: one further right than the furthest box that leads to it. A circle ends after as many steps as there are boxes. */
function columnsOf({ nodes, edges }: Flow): Map<string, number> {
  const columns = new Map(nodes.map(({ id }) => [id, 0]))
  for (let round = 0; round < nodes.length; round++) {
    for (const { from, to } of edges) {
      const next = (columns.get(from) ?? 0) + 1
      if (columns.has(to) && from !== to && next > (columns.get(to) ?? 0) && next < nodes.length) columns.set(to, next)
    }
  }
  return columns
}

interface Placed {
  x: number
  y: number
}

function place(flow: Flow): { at: Map<string, Placed>; width: number; height: number } {
  const columns = columnsOf(flow)
  const lists: string[][] = []
  for (const { id } of flow.nodes) {
    const column = columns.get(id) ?? 0
    lists[column] = [...(lists[column] ?? []), id]
  }
  const lanes = Math.max(...lists.map((list) => list?.length ?? 0), parallelEdges(flow))
  const height = BOX.head + lanes * BOX.rows + BOX.margin
  const at = new Map<string, Placed>()
  for (const [column, list] of lists.entries()) {
    for (const [row, id] of (list ?? []).entries()) {
      const slot = (height - BOX.head - BOX.margin) / (list?.length ?? 1)
      at.set(id, { x: BOX.margin + column * (BOX.width + BOX.between), y: BOX.head + slot * (row + 0.5) - BOX.height / 2 })
    }
  }
  const width = 2 * BOX.margin + lists.length * BOX.width + (lists.length - 1) * BOX.between
  return { at, width, height }
}

const keyOf = ({ from, to }: { from: string; to: string }): string => `${from} ${to}`

/** Rows that arrows between the same two boxes need, with room above and below for those that pass a column. */
const parallelEdges = ({ nodes, edges }: Flow): number =>
  Math.max(1, ...edges.map((edge) => edges.filter((other) => keyOf(other) === keyOf(edge)).length)) + (nodes.length > 2 ? 2 : 0)

const words = (text: string, at: { x: number; y: number; size: number; fill: string; bold?: boolean; width: number }): string => {
  const most = Math.max(4, Math.floor(at.width / (CHARACTER * (at.size / 13))))
  const shown = textWidth(text) > most ? fitText(text, most) : text
  const weight = at.bold ? ' font-weight="bold"' : ''
  return `<text x="${at.x.toFixed(1)}" y="${at.y.toFixed(1)}" font-size="${at.size}" fill="${at.fill}"${weight} text-anchor="middle">${escapeXml(shown)}</text>`
}

function arrows({ edges }: Flow, at: ReadonlyMap<string, Placed>, look: Look): string[] {
  return edges.flatMap((edge) => {
    const [from, to] = [at.get(edge.from), at.get(edge.to)]
    if (!from || !to) return []
    const same = edges.filter((other) => keyOf(other) === keyOf(edge))
    const index = same.indexOf(edge)
    // An arrow that passes a column goes around its boxes: above and below in turn.
    const far = to.x - from.x > BOX.width + BOX.between
    const lane = far ? (index % 2 === 0 ? -1 : 1) * (1 + Math.floor(index / 2)) : index - (same.length - 1) / 2
    const [x1, y1, x2, y2] = [from.x + BOX.width, from.y + BOX.height / 2, to.x - 6, to.y + BOX.height / 2]
    const bend = lane * BOX.rows * 0.62
    const middle = { x: (x1 + x2) / 2, y: (y1 + y2) / 2 + bend }
    const weight = 1.5 + 4.5 * Math.min(1, Math.max(0, edge.share ?? 0))
    // The control point lies so that the curve passes through the middle.
    const control = { x: middle.x, y: 2 * middle.y - (y1 + y2) / 2 }
    const path = `M${x1.toFixed(1)} ${y1.toFixed(1)} Q${control.x.toFixed(1)} ${control.y.toFixed(1)} ${x2.toFixed(1)} ${y2.toFixed(1)}`
    const line = `<path d="${path}" fill="none" stroke="${look.line}" stroke-width="${weight.toFixed(1)}" marker-end="url(#tip)"/>`
    return [line, words(edge.label, { x: middle.x, y: middle.y - weight - 3, size: 12, fill: look.faint, width: x2 - x1 })]
  })
}

function flowSvg(block: PictureBlock, flow: Flow, { look, font }: { look: Look; font: string }): string {
  const { at, width, height } = place(flow)
  const boxes = flow.nodes.flatMap(({ id, label, detail }) => {
    const spot = at.get(id)
    if (!spot) return []
    const centre = spot.x + BOX.width / 2
    return [
      `<rect x="${spot.x.toFixed(1)}" y="${spot.y.toFixed(1)}" width="${BOX.width}" height="${BOX.height}" rx="8" fill="${look.box}" stroke="${look.line}"/>`,
      words(label, { x: centre, y: spot.y + (detail ? 21 : 30), size: 14, fill: look.ink, bold: true, width: BOX.width - 8 }),
      ...(detail ? [words(detail, { x: centre, y: spot.y + 39, size: 12, fill: look.faint, width: BOX.width - 8 })] : []),
    ]
  })
  const tip = `<defs><marker id="tip" viewBox="0 0 8 8" refX="6" refY="4" markerWidth="9" markerHeight="9" markerUnits="userSpaceOnUse" orient="auto"><path d="M0 0L8 4L0 8z" fill="${look.line}"/></marker></defs>`
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" font-family="${font}" role="img">`,
    `<title>${escapeXml(block.alt)}</title>${tip}<rect width="100%" height="100%" fill="${look.paper}"/>`,
    words(block.title, { x: width / 2, y: 24, size: 14, fill: look.ink, bold: true, width: width - 20 }),
    ...arrows(flow, at, look),
    ...boxes,
    '</svg>',
  ].join('\n')
}

/** A QR code in black on white whatever the theme: scanners need the contrast. Error correction is low, for long contents. */
function qrSvg(block: PictureBlock, text: string): string {
  const { data, size } = encode(text, { ecc: 'L', border: 4 })
  const cells = data.flatMap((row, y) => row.flatMap((dark, x) => (dark ? [`M${x} ${y}h1v1h-1z`] : [])))
  const pixels = size * QR_CELL
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${pixels}" height="${pixels}" viewBox="0 0 ${size} ${size}" shape-rendering="crispEdges" role="img">`,
    `<title>${escapeXml(block.alt)}</title><rect width="${size}" height="${size}" fill="#ffffff"/><path d="${cells.join('')}" fill="#000000"/></svg>`,
  ].join('\n')
}

/**
 * A picture block as SVG text or PNG bytes; the same input gives the same output.
 * @example renderPicture(block, { format: 'png', theme: 'dark' })
 */
export function renderPicture(block: PictureBlock, options: PictureOptions & { format: 'svg' }): string
export function renderPicture(block: PictureBlock, options: PictureOptions & { format: 'png' }): Buffer
export function renderPicture(block: PictureBlock, options: PictureOptions): string | Buffer
export function renderPicture(block: PictureBlock, { format, theme = 'light' }: PictureOptions): string | Buffer {
  const { drawing } = block
  const font = format === 'svg' ? WEB_FONT : PICTURE_FONT
  const svg = drawing.shape === 'qr' ? qrSvg(block, drawing.text) : flowSvg(block, drawing, { look: LOOKS[theme], font })
  if (format === 'svg') return svg
  const fitted = fontsFor(svg)
  const zoom = drawing.shape === 'qr' ? 1 : SCALE
  return new Resvg(fitted.svg, { font: fitted.font, fitTo: { mode: 'zoom', value: zoom } }).render().asPng()
}
