import { expect, test } from 'vitest'
import type { PictureBlock } from '../../core/answer.ts'
import { renderMarkdown } from './markdown.ts'
import { renderPicture } from './picture.ts'
import { renderPlain } from './plain.ts'

const flow: PictureBlock = {
  kind: 'picture',
  title: 'ETH to <USDC>',
  alt: 'Half through "one" & half through the other.',
  drawing: {
    shape: 'flow',
    nodes: [
      { id: 'a', label: 'ETH', detail: '12.5' },
      { id: 'b', label: '<script>alert(1)</script>' },
      { id: 'c', label: 'USDC\u202e' },
    ],
    edges: [
      { from: 'a', to: 'c', label: 'pool 1', share: 0.5 },
      { from: 'a', to: 'b', label: 'pool 2', share: 0.5 },
      { from: 'b', to: 'c', label: 'pool 3', share: 0.5 },
    ],
  },
}
const qr: PictureBlock = {
  kind: 'picture',
  title: 'Open',
  alt: 'A link',
  drawing: { shape: 'qr', text: 'ethereum:0x00000000000000000000000000000000000000aa@1' },
}

test('a flow is drawn as SVG and PNG, the same each time, with text that is never markup', () => {
  const svg = renderPicture(flow, { format: 'svg' })
  expect(svg).toBe(renderPicture(flow, { format: 'svg' }))
  expect(svg).toMatch(/^<svg [^>]*role="img">/)
  expect(svg).not.toMatch(/<script|\u202e/)
  expect(svg.match(/<rect /g)).toHaveLength(4)
  expect(svg.match(/<path d="M[\d.]+ [\d.]+ C/g)).toHaveLength(3)
  const png = renderPicture(flow, { format: 'png', theme: 'dark' })
  expect(png.subarray(1, 4).toString()).toBe('PNG')
})

test('boxes in a circle are drawn as well', () => {
  const drawing = { shape: 'flow' as const, nodes: [{ id: 'a', label: 'A' }, { id: 'b', label: 'B' }], edges: [{ from: 'a', to: 'b', label: '' }, { from: 'b', to: 'a', label: '' }] } // biome-ignore format: short
  expect(renderPicture({ ...flow, drawing }, { format: 'svg' })).toContain('</svg>')
})

test('a QR code is black on white in every theme', () => {
  expect(renderPicture(qr, { format: 'svg', theme: 'dark' })).toContain('fill="#ffffff"')
  expect(renderPicture(qr, { format: 'png' }).length).toBeGreaterThan(300)
})

test('where there are only characters, each arrow is a line and a code stays scannable or becomes words', () => {
  const plain = renderPlain({ blocks: [flow, qr], records: [] }, { width: 80, color: false })
  expect(plain).toContain('ETH ─ 50 % pool 1 → USDC')
  expect(plain).toMatch(/▄▄▄▄/)
  expect(renderPlain({ blocks: [qr], records: [] }, { width: 20, color: false })).toContain('A link')
  expect(renderMarkdown({ blocks: [flow, qr], records: [] })).toMatch(/- ETH ─ 50 % pool 1 → USDC[\s\S]*A link/)
  expect(renderMarkdown({ blocks: [flow], records: [] })).not.toContain('<script>')
})
