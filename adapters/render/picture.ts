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

interface Point {
  x: number
  y: number
}

interface Plan {
  /** Left upper corner of each box. */
  at: Map<string, Point>
  /** The middle of the free row in which an arrow passes a column, by the arrow's place in the list. */
  passes: Map<number, Point[]>
  width: number
  height: number
}

const leftOf = (column: number): number => BOX.margin + column * (BOX.width + BOX.between)

/** Rows of each column: its boxes, and a free row for every arrow that passes it. */
function rowsOf({ nodes, edges }: Flow, columns: ReadonlyMap<string, number>): (string | number)[][] {
  const count = Math.max(...columns.values()) + 1
  const rows: (string | number)[][] = Array.from({ length: count }, () => [])
  for (const [place, { from, to }] of edges.entries()) {
    const [start, end] = [columns.get(from) ?? 0, columns.get(to) ?? 0]
    for (let column = start + 1; column < end; column++) rows[column]?.push(place)
  }
  for (const [index, { id }] of nodes.entries()) {
    const list = rows[columns.get(id) ?? 0]
    // Boxes go below the heaviest arrow that passes, so that it stays on top.
    list?.splice(Math.min(list.length, index === 0 ? 0 : 1), 0, id)
  }
  return rows
}

function place(flow: Flow): Plan {
  const columns = columnsOf(flow)
  const rows = rowsOf(flow, columns)
  const height = BOX.head + Math.max(...rows.map((list) => list.length), parallelEdges(flow)) * BOX.rows + BOX.margin
  const [at, passes] = [new Map<string, Point>(), new Map<number, Point[]>()]
  for (const [column, list] of rows.entries()) {
    for (const [row, item] of list.entries()) {
      const middle = BOX.head + ((height - BOX.head - BOX.margin) / list.length) * (row + 0.5)
      if (typeof item === 'string') at.set(item, { x: leftOf(column), y: middle - BOX.height / 2 })
      else passes.set(item, [...(passes.get(item) ?? []), { x: leftOf(column) + BOX.width / 2, y: middle }])
    }
  }
  return { at, passes, width: leftOf(rows.length - 1) + BOX.width + BOX.margin, height }
}

const keyOf = ({ from, to }: { from: string; to: string }): string => `${from} ${to}`

/** Rows that arrows between two neighbouring boxes need. */
const parallelEdges = ({ edges }: Flow): number =>
  Math.max(1, ...edges.map((edge) => Math.ceil(edges.filter((other) => keyOf(other) === keyOf(edge)).length * 0.6)))

const words = (
  text: string,
  at: { x: number; y: number; size: number; fill: string; bold?: boolean; width: number; halo?: string },
): string => {
  const most = Math.max(4, Math.floor(at.width / (CHARACTER * (at.size / 13))))
  const shown = textWidth(text) > most ? fitText(text, most) : text
  const weight = at.bold ? ' font-weight="bold"' : ''
  // Where it lies on a line it stays legible.
  const halo = at.halo ? ` stroke="${at.halo}" stroke-width="5" stroke-linejoin="round" paint-order="stroke"` : ''
  return `<text x="${at.x.toFixed(1)}" y="${at.y.toFixed(1)}" font-size="${at.size}" fill="${at.fill}"${weight}${halo} text-anchor="middle">${escapeXml(shown)}</text>`
}

/** A line through points that leaves and enters each one level. */
function curve(points: readonly Point[]): string {
  const [first, ...rest] = points
  if (!first) return ''
  let [path, last] = [`M${first.x.toFixed(1)} ${first.y.toFixed(1)}`, first]
  for (const point of rest) {
    const middle = ((last.x + point.x) / 2).toFixed(1)
    path += ` C${middle} ${last.y.toFixed(1)} ${middle} ${point.y.toFixed(1)} ${point.x.toFixed(1)} ${point.y.toFixed(1)}`
    last = point
  }
  return path
}

/** Where an arrow goes: straight to its neighbour, beside its twins, or through the free rows of the columns between. */
function wayOf({ edges }: Flow, index: number, { at, passes }: Plan): { points: Point[]; label: Point } | undefined {
  const edge = edges[index]
  const [from, to] = [at.get(edge?.from ?? ''), at.get(edge?.to ?? '')]
  if (!edge || !from || !to) return undefined
  const start = { x: from.x + BOX.width, y: from.y + BOX.height / 2 }
  const end = { x: to.x - 6, y: to.y + BOX.height / 2 }
  const between = passes.get(index) ?? []
  if (between.length > 0) {
    const ends = between.flatMap(({ x, y }) => [
      { x: x - BOX.width / 2, y },
      { x: x + BOX.width / 2, y },
    ])
    return { points: [start, ...ends, end], label: between[0] as Point }
  }
  const twins = edges.filter((other) => keyOf(other) === keyOf(edge))
  const lane = twins.indexOf(edge) - (twins.length - 1) / 2
  const middle = { x: (start.x + end.x) / 2, y: (start.y + end.y) / 2 + lane * BOX.rows * 0.5 }
  return { points: twins.length === 1 ? [start, end] : [start, middle, end], label: middle }
}

function arrows(flow: Flow, plan: Plan, look: Look): { lines: string[]; labels: string[] } {
  const [lines, labels]: [string[], string[]] = [[], []]
  for (const [index, edge] of flow.edges.entries()) {
    const way = wayOf(flow, index, plan)
    if (!way) continue
    const weight = 1.5 + 4.5 * Math.min(1, Math.max(0, edge.share ?? 0))
    lines.push(
      `<path d="${curve(way.points)}" fill="none" stroke="${look.line}" stroke-width="${weight.toFixed(1)}" marker-end="url(#tip)"/>`,
    )
    const { x, y } = way.label
    const part = edge.share === undefined ? '' : `${(100 * edge.share).toFixed(edge.share < 0.1 ? 1 : 0)} % `
    labels.push(words(part + edge.label, { x, y: y - weight / 2 - 4, size: 12, fill: look.faint, width: BOX.between, halo: look.paper }))
  }
  return { lines, labels }
}

function flowSvg(block: PictureBlock, flow: Flow, { look, font }: { look: Look; font: string }): string {
  const plan = place(flow)
  const { at, width, height } = plan
  const { lines, labels } = arrows(flow, plan, look)
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
    ...lines,
    ...boxes,
    ...labels,
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
