// One function a kind of block. Strangers' words pass through text nodes only.
import { getBlob } from './api.js'
import { copy, h } from './dom.js'
import { clean, showCount, showValue } from './format.js'
import { figureButton } from './proof.js'
import { onTheme, theme } from './theme.js'

const inline = (parts, answer) =>
  parts.map((part) => (typeof part === 'string' ? clean(part) : figureButton(part.figure, part.ref, answer.records)))

const paragraphs = (block, answer) => {
  const tone = block.tone === 'note' || block.tone === 'model' ? `p.${block.tone}` : 'p'
  const label =
    block.tone === 'model'
      ? h('span.tag', { title: 'Written by the language model from the figures here; every figure was checked.' }, 'model')
      : undefined
  return h(tone, null, label, ...inline(block.parts, answer))
}

const PROVEN = new Set(['number', 'integer', 'time', 'address', 'hash', 'boolean'])

/** Arrow keys move between the figures of a table, so that it is one stop of the Tab key. */
function roving(table) {
  const figures = [...table.querySelectorAll('button.figure')]
  for (const figure of figures.slice(1)) figure.tabIndex = -1
  table.addEventListener('keydown', (event) => {
    const cell = event.target.closest?.('td, th')
    if (!cell || !event.key.startsWith('Arrow')) return
    const step = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0] }[event.key]
    if (!step) return
    let row = cell.parentElement.rowIndex
    let column = cell.cellIndex
    for (;;) {
      row += step[0]
      column += step[1]
      const next = table.rows[row]?.cells[column]
      if (!next) return
      const figure = next.querySelector('button.figure')
      if (!figure) continue
      event.preventDefault()
      for (const each of figures) each.tabIndex = -1
      figure.tabIndex = 0
      figure.focus()
      return
    }
  })
}

const LONG_HEX = /^0x(?:[0-9a-f]{40}|[0-9a-f]{64})$/i

/** Addresses and hashes would take half a table; the card of the figure has them whole. */
const brief = (words) => (LONG_HEX.test(words) ? `${words.slice(0, 8)}…${words.slice(-6)}` : words)

function grid({ columns, rows, record, cellRef }, answer) {
  const proven = (index) => record && (PROVEN.has(record.columns[index]?.type) || columns[index].align === 'right')
  const cell = (words, row, index) =>
    proven(index) && words !== '' ? figureButton(brief(words), cellRef(row, index), answer.records) : clean(brief(words))
  const head = h('tr', null, ...columns.map((column) => h(`th.${column.align}`, { scope: 'col' }, clean(column.title))))
  const body = rows.map((row, place) =>
    h('tr', null, ...columns.map((column, index) => h(`td.${column.align}`, null, cell(row[index] ?? '', place, index)))),
  )
  const table = h('table', null, h('thead', null, head), h('tbody', null, ...body))
  roving(table)
  return table
}

const scroll = (name, table) => h('div.scroll', { tabindex: '0', role: 'region', 'aria-label': name }, table)

async function download(path, name) {
  const url = URL.createObjectURL(await getBlob(path))
  h('a', { href: url, download: name }).click()
  setTimeout(() => URL.revokeObjectURL(url), 10_000)
}

const recordOf = (id, answer) => answer.records.find((record) => record.id === id && record.kind === 'table')

function table(block, answer) {
  const record = recordOf(block.record, answer)
  const more = block.total > block.rows.length ? `${showCount(block.rows.length)} of ${showCount(block.total)} rows` : ''
  const path = `/v1/answers/${encodeURIComponent(answer.id)}/tables/${encodeURIComponent(block.record)}.csv`
  const csv = record && h('button.plain', { type: 'button', onclick: () => download(path, `petrel-${block.record}.csv`) }, 'Download CSV')
  const cellRef = (row, column) => ({ record: block.record, row, column })
  return h(
    'figure.table',
    null,
    block.title && h('figcaption', null, clean(block.title)),
    scroll(clean(block.title ?? 'Table'), grid({ columns: block.columns, rows: block.rows, record, cellRef }, answer)),
    h('div.under', null, h('span', null, more), csv),
  )
}

/** The picture fits its place and the colours of the page; it is fetched again when these change. */
function picture(block, answer, index) {
  const image = h('img', { alt: clean(block.alt), decoding: 'async' })
  let url
  const draw = async () => {
    const wide = Math.round(Math.min(Math.max(image.parentElement?.clientWidth || 320, 280), 760))
    const size = `theme=${theme()}&width=${wide}&height=${wide < 480 ? 260 : 340}`
    try {
      const blob = await getBlob(`/v1/answers/${encodeURIComponent(answer.id)}/charts/${index}.svg?${size}`)
      if (url) URL.revokeObjectURL(url)
      url = URL.createObjectURL(blob)
      image.src = url
    } catch {
      image.replaceWith(h('p.note', null, 'The picture could not be loaded; its values are below.'))
    }
  }
  requestAnimationFrame(draw)
  onTheme(() => image.isConnected && draw())
  return image
}

/** A drawing of fixed size; its text stands in its own words for those who cannot see it. */
function drawing(block, answer, { pictures }) {
  const image = h('img', { alt: clean(block.alt), decoding: 'async' })
  let url
  const draw = async () => {
    try {
      const blob = await getBlob(`/v1/answers/${encodeURIComponent(answer.id)}/pictures/${pictures}.svg?theme=${theme()}`)
      if (url) URL.revokeObjectURL(url)
      url = URL.createObjectURL(blob)
      image.src = url
    } catch {
      image.replaceWith(h('p.note', null, clean(block.alt)))
    }
  }
  requestAnimationFrame(draw)
  onTheme(() => image.isConnected && draw())
  return h('figure.chart', { 'aria-label': clean(block.title) }, h('div.canvas.drawing', null, image))
}

const MOST_VALUES = 200

function chartValues(block, answer) {
  const record = recordOf(block.record, answer)
  if (!record) return undefined
  const indexes = [block.x, ...block.y]
  const columns = indexes.map((index, place) => ({ title: record.columns[index]?.name ?? '', align: place === 0 ? 'left' : 'right' }))
  const rows = record.rows
    .slice(0, MOST_VALUES)
    .map((row) => indexes.map((index) => showValue(row[index], record.columns[index]?.type).replace('T00:00:00Z', '')))
  const cellRef = (row, place) => ({ record: record.id, row, column: indexes[place] })
  const picked = { ...record, columns: indexes.map((index) => record.columns[index]) }
  return h(
    'details',
    null,
    h('summary', null, 'Values'),
    scroll('Values of the chart', grid({ columns, rows, record: picked, cellRef }, answer)),
  )
}

function chart(block, answer, { charts }) {
  return h(
    'figure.chart',
    { 'aria-label': clean(block.title) },
    h('div.canvas', null, picture(block, answer, charts)),
    answer.blocks.some(({ kind, record }) => kind === 'table' && record === block.record) ? undefined : chartValues(block, answer),
  )
}

function code(block) {
  const button = h('button.plain', { type: 'button' }, 'Copy')
  button.addEventListener('click', async () => {
    await copy(block.text)
    button.textContent = 'Copied'
    setTimeout(() => (button.textContent = 'Copy'), 1500)
  })
  const name = clean(block.title ?? (block.language === 'text' ? 'Text' : block.language.toUpperCase()))
  return h(
    'details.code',
    null,
    h('summary', null, name),
    h('div.codebox', null, button, h('pre', { tabindex: '0' }, h('code', null, block.text))),
  )
}

const safeUrl = (url) => (URL.canParse(url ?? '') && /^https?:$/.test(new URL(url).protocol) ? new URL(url).href : undefined)

function sources(block, answer) {
  const item = ({ text, url, ref }) => {
    const href = safeUrl(url)
    const words = href ? h('a', { href, rel: 'noopener noreferrer nofollow', target: '_blank' }, clean(text)) : clean(text)
    return h('li', null, words, ref && ' ', ref && figureButton('record', ref, answer.records))
  }
  const name = block.items.length === 1 ? '1 source' : `${block.items.length} sources`
  return h('details.sources', null, h('summary', null, name), h('ul', null, ...block.items.map(item)))
}

const buttons = (block, { say }) =>
  h('div.chips', null, ...block.items.map((item) => h('button.chip', { type: 'button', onclick: () => say(item.say) }, clean(item.label))))

const large = (block, answer) =>
  h(
    'div.large',
    null,
    h('span.label', null, clean(block.label)),
    figureButton(block.figure, block.ref, answer.records, 'button.figure.huge'),
  )

const warning = (block, answer) => h('p.warning', { role: 'note' }, h('b', null, 'Take care: '), ...inline(block.parts, answer))

const KINDS = {
  text: paragraphs,
  table,
  chart,
  picture: drawing,
  figure: large,
  code,
  warning,
  sources,
  buttons: (block, _answer, context) => buttons(block, context),
}

/**
 * The elements of an answer.
 * @param {any} answer
 * @param {{ say: (text: string) => void }} context
 */
export function renderBlocks(answer, { say }) {
  let charts = -1
  let pictures = -1
  return answer.blocks.flatMap((block) => {
    if (block.kind === 'chart') charts++
    if (block.kind === 'picture') pictures++
    const render = Object.hasOwn(KINDS, block.kind) ? KINDS[block.kind] : undefined
    return render ? [render(block, answer, { say, charts, pictures })] : []
  })
}
