import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { Resvg } from '@resvg/resvg-js'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { ChartBlock } from '../../core/answer.ts'
import type { TableRecord } from '../../core/record.ts'
import { anyChart, anyTable } from '../../test/web/arbitrary-answer.ts'
import { chartAnswer, HOSTILE } from '../../test/web/sample-answers.ts'
import { renderChart } from './chart.ts'

const answer = chartAnswer('b')
const block = answer.blocks.find((candidate) => candidate.kind === 'chart') as ChartBlock
const record = answer.records.find((candidate) => candidate.kind === 'table') as TableRecord

/** Pixels that differ from the ground, counted in the decoded picture. */
const inked = (png: Buffer): number => {
  const image = new Resvg(
    `<svg xmlns="http://www.w3.org/2000/svg" width="720" height="360"><image href="data:image/png;base64,${png.toString('base64')}" width="720" height="360"/></svg>`,
  ).render().pixels
  let count = 0
  for (let at = 0; at < image.length; at += 4) if ((image[at] ?? 255) < 160) count++
  return count
}

test('text is drawn: a picture with words has more ink than the same without', () => {
  const bare: ChartBlock = { ...block, title: '', unit: '' }
  const words = inked(renderChart(block, record, { format: 'png' })) - inked(renderChart(bare, record, { format: 'png' }))
  // "Daily volume of WETH" in 15 pixels covers well over three hundred; fonts that fail to load cover none.
  expect(words).toBeGreaterThan(300)
})

test('the same chart is the same text and the same picture', () => {
  expect(renderChart(block, record, { format: 'svg' })).toBe(renderChart(block, record, { format: 'svg' }))
  expect(renderChart(block, record, { format: 'png' }).equals(renderChart(block, record, { format: 'png' }))).toBe(true)
})

test('every point is there, days are named with their month', () => {
  const svg = renderChart(block, record, { format: 'svg' })
  expect(svg).toContain('>8 Mar<')
  expect(svg).toContain('>14 Mar<')
  expect(svg).toContain('>800K<')
})

/** A chart of its own: one column of names or times, others of values. */
function drawn(
  shape: ChartBlock['shape'],
  columns: readonly [string, TableRecord['columns'][number]['type']][],
  rows: TableRecord['rows'],
): string {
  const table: TableRecord = { ...record, columns: columns.map(([name, type]) => ({ name, type, unit: '' })), rows }
  return renderChart({ ...block, shape, x: 0, y: [columns.length - 1], unit: '' }, table, { format: 'svg' })
}
const DAY = 86_400_000
const START = Date.UTC(2026, 4, 1)

test('a value between gaps is a dot, where a line would show nothing', () => {
  const rows = Array.from({ length: 30 }, (_, day) => [START + day * DAY, day % 2 === 0 ? day + 1 : null])
  const joined = rows.map(([at], day) => [at ?? null, day + 1])
  const columns: [string, 'time' | 'number'][] = [
    ['time', 'time'],
    ['price', 'number'],
  ]
  const dots = (svg: string): number => [...svg.matchAll(/ transform="matrix\(3,0,0,3,/g)].length
  expect(dots(drawn('line', columns, rows))).toBe(15)
  expect(dots(drawn('line', columns, joined))).toBe(0)
})

test('every bar of a ranking is named, however long the list that fits', () => {
  const names = Array.from({ length: 20 }, (_, index) => `Exchange wallet ${index}`)
  const svg = drawn(
    'bar',
    [
      ['label', 'text'],
      ['volume', 'number'],
    ],
    names.map((name, index) => [name, 1000 - index]),
  )
  for (const name of names) expect(svg).toContain(`>${name}<`)
})

test('bars grouped by two are named by both', () => {
  const rows = [
    ['uniswap', '3', 900],
    ['uniswap', '2', 700],
    ['curve', '1', 100],
  ]
  const svg = drawn(
    'bar',
    [
      ['dex', 'text'],
      ['version', 'text'],
      ['trades', 'integer'],
    ],
    rows,
  )
  for (const name of ['uniswap · 3', 'uniswap · 2', 'curve · 1']) expect(svg).toContain(`>${name}<`)
})

test('counts have no halves on their axis', () => {
  const rows = Array.from({ length: 14 }, (_, day) => [START + day * DAY, 1])
  const columns: [string, 'time' | 'integer'][] = [
    ['time', 'time'],
    ['trades', 'integer'],
  ]
  expect([...drawn('line', columns, rows).matchAll(/>(\d+(?:\.\d+)?)</g)].map((match) => match[1])).toEqual(['0', '1', '2'])
})

test('a name that no font has is shown as question marks, not as boxes', () => {
  const named = { ...block, title: '\u{10480}\u{10481} volume' }
  const marked = { ...block, title: '?? volume' }
  expect(renderChart(named, record, { format: 'png' }).equals(renderChart(marked, record, { format: 'png' }))).toBe(true)
})

test('any chart over any table is a valid picture without a script, a link or an outside reference', () => {
  fc.assert(
    fc.property(anyChart, anyTable, (chart, table) => {
      if (table.kind !== 'table') return
      const svg = renderChart(chart, table, { format: 'svg' })
      // resvg is a strict XML parser: it throws on a stray < or a control character.
      expect(new Resvg(svg).width).toBe(720)
      const tags = new Set([...svg.matchAll(/<([a-zA-Z]+)/g)].map((match) => match[1]))
      for (const tag of tags)
        expect(['svg', 'rect', 'path', 'text', 'g', 'defs', 'clipPath', 'tspan', 'circle', 'polyline', 'polygon', 'use', 'line']).toContain(
          tag,
        )
      expect(svg.replace(/>[^<]*</g, '><')).not.toMatch(/\son\w+=|href=|url\((?!#)/)
    }),
    { numRuns: 100 },
  )
})

test('a hostile name stays text', () => {
  const svg = renderChart({ ...block, title: HOSTILE }, record, { format: 'svg' })
  expect(svg).toContain('&lt;img src=x onerror=alert(1)&gt;')
})

test('drawing leaves nothing behind that keeps a process alive', () => {
  const chart = fileURLToPath(new URL('./chart.ts', import.meta.url))
  const code = `import { renderChart } from ${JSON.stringify(chart)}; process.stdout.write(renderChart(${JSON.stringify(block)}, ${JSON.stringify(record)}, { format: 'svg' }).slice(0, 4))`
  const run = spawnSync(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', code], { timeout: 25_000, encoding: 'utf8' })
  expect({ status: run.status, stdout: run.stdout }).toEqual({ status: 0, stdout: '<svg' })
})

test.each(Object.getOwnPropertyNames(Object.prototype))('a token called %s reaches no prototype', (name) => {
  const before = Object.getOwnPropertyNames(Object.prototype)
  const named = { ...record, rows: [[name, 1] as const, [`${name} and a longer name that is cut`, 2] as const] }
  named.columns = [
    { name, unit: name, type: 'text' },
    { name, unit: '', type: 'number' },
  ]
  for (const shape of ['bar', 'line'] as const) {
    const svg = renderChart({ ...block, shape, title: name, unit: name }, named, { format: 'svg' })
    expect(svg.replaceAll('\u200b', '')).toContain(`>${name}<`)
    expect(svg).not.toContain('NaN')
  }
  expect(Object.getOwnPropertyNames(Object.prototype)).toEqual(before)
  expect(Object.keys(Object.prototype.toString)).toEqual([])
})
