import { renderUnicodeCompact } from 'uqr'
import type { PictureBlock } from '../../core/answer.ts'
import { cleanLine } from './clean-text.ts'

/** A picture in characters: one line an arrow, or the cells of a QR code. */
export function pictureLines({ drawing }: PictureBlock): string[] {
  if (drawing.shape === 'qr') return renderUnicodeCompact(drawing.text, { ecc: 'L', border: 2 }).split('\n')
  const named = new Map(drawing.nodes.map(({ id, label }) => [id, cleanLine(label)]))
  const indent = depths(drawing)
  return drawing.edges.map(({ from, to, label, share }) => {
    const part = share === undefined ? '' : `${(share * 100).toFixed(share >= 0.1 ? 0 : 1)} % `
    return `${'  '.repeat(indent.get(from) ?? 0)}${named.get(from) ?? from} ─ ${part}${cleanLine(label)} → ${named.get(to) ?? to}`
  })
}

function depths({ nodes, edges }: Extract<PictureBlock['drawing'], { shape: 'flow' }>): Map<string, number> {
  const depth = new Map(nodes.map(({ id }) => [id, 0]))
  for (let round = 0; round < nodes.length; round++) {
    for (const { from, to } of edges) {
      const next = (depth.get(from) ?? 0) + 1
      if (from !== to && next > (depth.get(to) ?? 0) && next < nodes.length) depth.set(to, next)
    }
  }
  return depth
}
