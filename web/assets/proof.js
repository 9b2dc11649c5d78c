// The card that shows where a figure came from, and the figures that open it.
import { byId, h } from './dom.js'
import { clean, showTime, showValue } from './format.js'
import { known } from './status.js'

const ORIGIN = { measured: 'Measured', user: 'From your words', derived: 'Calculated' }
const ORIGIN_HELP = {
  measured: 'Read by a tool in this turn.',
  user: 'You said it; it was not looked up.',
  derived: 'Made from other records by a named formula.',
}
const HIDE_MS = 180

const card = byId('proof')
/** @type {HTMLElement | undefined} */
let owner
let pinned = false
// Set while the focus goes back to a figure whose card was just closed.
let closing = false
let timer

/** What a reference points at. @returns {{ record: any, name: string, value: unknown, unit: string, type?: string } | undefined} */
function lookUp(records, ref) {
  const record = records.find((candidate) => candidate.id === ref.record)
  if (!record) return undefined
  if (record.kind === 'scalar') return { record, name: record.name, value: record.value, unit: record.unit }
  const column = record.columns[ref.column]
  if (!column) return { record, name: record.name, value: `${record.rows.length} rows`, unit: '' }
  const label = record.columns[0]?.type === 'text' || record.columns[0]?.type === 'address' ? record.rows[ref.row]?.[0] : undefined
  const place = label === undefined || label === null || ref.column === 0 ? `row ${ref.row + 1}` : String(label)
  return { record, name: `${column.name}, ${place}`, value: record.rows[ref.row]?.[ref.column], unit: column.unit, type: column.type }
}

const inputRef = (input) => {
  const [record, row, column] = input.split(':')
  return row === undefined ? { record } : { record, row: Number(row), column: Number(column) }
}

const line = (name, ...content) => [h('dt', null, name), h('dd', null, ...content)]

function inputList(records, record, depth) {
  const letters = 'abcdefghijklmnopqrstuvwxyz'
  const rows = record.inputs.slice(0, 12).map((input, index) => {
    const found = lookUp(records, inputRef(input))
    if (!found) return h('li', null, input)
    const inner = found.record.inputs && depth < 3 ? inputList(records, found.record, depth + 1) : undefined
    const where = ORIGIN[found.record.origin] + (found.record.formula ? ` by ${found.record.formula}` : '')
    const words = [h('b', null, `${letters[index] ?? '·'} = ${shown(found)}`), h('span', null, clean(`${found.name}. ${where}.`))]
    return h('li', null, ...words, inner)
  })
  const more = record.inputs.length > 12 ? h('li', null, `and ${record.inputs.length - 12} more`) : undefined
  return h('ul.inputs', null, ...rows, more)
}

const shown = ({ value, unit, type }) => clean(`${showValue(value, type)}${unit ? ` ${unit}` : ''}`)

function contents(records, ref) {
  const found = lookUp(records, ref)
  const close = h('button.icon.close', { type: 'button', 'aria-label': 'Close', onclick: hide }, '×')
  if (!found) return [close, h('h2', { id: 'proof-title' }, 'No record'), h('p', null, 'This figure has no record in the answer.')]
  const { record } = found
  const chain = record.chain === undefined ? undefined : (known.chains.get(record.chain) ?? `chain ${record.chain}`)
  return [
    close,
    h('p.origin', { 'data-origin': record.origin, title: ORIGIN_HELP[record.origin] }, ORIGIN[record.origin] ?? record.origin),
    h('h2', { id: 'proof-title' }, clean(found.name)),
    h('p.exact', null, shown(found)),
    h(
      'dl',
      null,
      ...(record.formula ? line('Formula', h('code', null, record.formula), ` ${known.formulas[record.formula] ?? ''}`) : []),
      ...(record.inputs ? line('Inputs', inputList(records, record, 1)) : []),
      ...(record.formula
        ? []
        : line(record.origin === 'user' ? 'Your words' : 'Source', h('pre.source', { tabindex: '0' }, clean(record.source)))),
      ...(chain ? line('Chain', chain) : []),
      ...(record.block === undefined ? [] : line('Block', showValue(record.block))),
      ...line('Read at', showTime(record.at)),
    ),
  ]
}

/** Beside the figure where there is room; a sheet at the bottom of a phone is laid out by the style sheet. */
function place(figure) {
  const box = figure.getBoundingClientRect()
  const wide = card.offsetWidth
  const tall = card.offsetHeight
  const left = Math.min(Math.max(8, box.left + box.width / 2 - wide / 2), innerWidth - wide - 8)
  const below = box.bottom + 8
  const top = below + tall > innerHeight - 8 && box.top - tall - 8 > 8 ? box.top - tall - 8 : Math.min(below, innerHeight - tall - 8)
  card.style.setProperty('--left', `${left}px`)
  card.style.setProperty('--top', `${Math.max(8, top)}px`)
}

function show(figure, records, ref) {
  clearTimeout(timer)
  if (owner === figure) return
  hide()
  owner = figure
  owner.setAttribute('aria-expanded', 'true')
  card.replaceChildren(...contents(records, ref))
  card.hidden = false
  place(figure)
}

export function hide() {
  clearTimeout(timer)
  pinned = false
  owner?.setAttribute('aria-expanded', 'false')
  owner = undefined
  card.hidden = true
}

const hideSoon = () => {
  clearTimeout(timer)
  if (!pinned) timer = setTimeout(hide, HIDE_MS)
}

card.addEventListener('pointerenter', () => clearTimeout(timer))
card.addEventListener('pointerleave', hideSoon)
addEventListener('keydown', (event) => {
  if (event.key !== 'Escape' || card.hidden) return
  const back = owner
  const inside = card.contains(document.activeElement)
  hide()
  closing = true
  if (inside) back?.focus()
  closing = false
})
addEventListener('pointerdown', (event) => {
  if (owner && !card.contains(event.target) && !owner.contains(event.target)) hide()
})
addEventListener('resize', hide)
addEventListener('scroll', () => owner && place(owner), { capture: true, passive: true })

/**
 * A figure that shows its record on hover, focus or tap.
 * @param {string} words
 * @param {any} ref
 * @param {readonly any[]} records
 */
export function figureButton(words, ref, records, className = 'button.figure') {
  const button = h(
    className,
    { type: 'button', 'aria-haspopup': 'dialog', 'aria-expanded': 'false', 'aria-controls': 'proof' },
    clean(words),
  )
  const open = () => show(button, records, ref)
  button.addEventListener('pointerenter', (event) => event.pointerType === 'mouse' && open())
  button.addEventListener('pointerleave', (event) => event.pointerType === 'mouse' && hideSoon())
  button.addEventListener('focus', () => !closing && button.matches(':focus-visible') && open())
  button.addEventListener('blur', (event) => !card.contains(event.relatedTarget) && hideSoon())
  button.addEventListener('click', (event) => {
    if (owner === button && pinned) return hide()
    open()
    pinned = true
    // A key press goes on inside the card; a pointer already sees it.
    if (event.detail === 0) card.focus()
  })
  return button
}
