// What the server is doing: shown in the header, and as a bar while something long runs.
import { getStatus } from './api.js'
import { byId, h } from './dom.js'
import { clean, showBytes, showCount, showDuration } from './format.js'

const BUSY_MS = 2000
const CALM_MS = 15_000

/** What other parts of the page look up: names of chains, meaning of formulas. */
export const known = { chains: new Map(), formulas: {} }

function modelWords(model) {
  switch (model.phase) {
    case 'off':
      return 'No language model: commands and the reader answer.'
    case 'downloading':
      return `Downloading ${model.id}: ${showBytes(model.done)} of ${showBytes(model.total)} from ${model.source}.`
    case 'loading':
      return `Loading ${model.id}.`
    case 'ready':
      return `${model.id} is ready.`
    default:
      return `${model.id} failed: ${model.reason} ${model.hint}`
  }
}

function chainWords(chain) {
  if (chain.phase === 'failed') return `Failed: ${chain.error ?? 'unknown'}`
  if (chain.to === undefined) return 'Waiting for the first block.'
  const reach = `Blocks ${showCount(chain.from ?? 0)} to ${showCount(chain.to)}`
  if (chain.phase === 'backfill' && chain.remainingS !== undefined) return `${reach}, about ${showDuration(chain.remainingS)} to go.`
  return chain.lagBlocks > 0 ? `${reach}, ${showCount(chain.lagBlocks)} behind.` : `${reach}, up to date.`
}

const row = (name, words, state) =>
  h('div.row', null, h('span.dot', { 'data-state': state }), h('b', null, clean(name)), h('span', null, clean(words)))

const MODEL_STATE = { ready: 'good', off: 'idle', failed: 'bad' }

function panel(status) {
  return [
    row('Model', modelWords(status.model), MODEL_STATE[status.model.phase] ?? 'busy'),
    ...status.chains.map((chain) => row(chain.name, chainWords(chain), { failed: 'bad', backfill: 'busy' }[chain.phase] ?? 'good')),
    ...status.parts.map((part) => row(part.name, part.note ?? (part.up ? 'Up.' : 'Down.'), part.up ? 'good' : 'bad')),
    h('p.small', null, `Petrel ${status.version}`),
  ]
}

/** Bars for what takes long. */
function work(status) {
  const bars = []
  const bar = (words, done) => bars.push(h('label', null, h('span', null, words), h('progress', { max: '1', value: done })))
  const { model } = status
  if (model.phase === 'downloading')
    bar(`${modelWords(model)} Questions work already.`, model.total > 0 ? model.done / model.total : undefined)
  if (model.phase === 'loading') bar(`${modelWords(model)} Questions work already.`)
  for (const chain of status.chains) {
    if (chain.phase !== 'backfill') continue
    const share =
      chain.head === undefined || chain.to === undefined || chain.from === undefined
        ? undefined
        : (chain.to - chain.from + 1) / Math.max(1, chain.head - chain.from + 1)
    bar(clean(`Indexing ${chain.name}. ${chainWords(chain)}`), share)
  }
  return bars
}

function overall(status) {
  if (status.parts.some((part) => !part.up) || status.chains.some((chain) => chain.phase === 'failed')) return 'bad'
  return status.model.phase === 'downloading' ||
    status.model.phase === 'loading' ||
    status.chains.some((chain) => chain.phase === 'backfill')
    ? 'busy'
    : 'good'
}

function shortWords(status) {
  const [chain] = status.chains
  if (!chain) return 'No chain'
  return chain.name
}

function paint(status) {
  for (const chain of status.chains) known.chains.set(chain.chain, `${chain.name} (${chain.chain})`)
  known.formulas = status.formulas
  byId('state-dot').dataset.state = overall(status)
  byId('state-short').textContent = clean(shortWords(status))
  const height = status.chains[0]?.to
  byId('state-block').textContent = height === undefined ? '' : `block ${showCount(height)}`
  byId('state-panel').replaceChildren(...panel(status))
  const bars = work(status)
  byId('work').replaceChildren(...bars)
  byId('work').hidden = bars.length === 0
}

/**
 * Asks for the state now and from then on; often while something runs.
 * @param {{ first: (status: any) => void, refused: (error: any) => void }} listeners
 */
export function followStatus({ first, refused }) {
  let greeted = false
  const turn = async () => {
    let wait = CALM_MS
    try {
      const status = await getStatus()
      paint(status)
      if (!greeted) first(status)
      greeted = true
      if (overall(status) === 'busy') wait = BUSY_MS
    } catch (error) {
      byId('state-dot').dataset.state = 'bad'
      byId('state-short').textContent = error.code === 'unauthorized' ? 'Locked' : 'Offline'
      if (error.code === 'unauthorized') return refused(error)
      wait = BUSY_MS
    }
    setTimeout(turn, wait)
  }
  return turn()
}
