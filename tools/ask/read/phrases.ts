import { KIND_OF } from './bounds.ts'
import type { Atom } from './scan.ts'
import type { Walk } from './walk.ts'
import { NOUN_OF } from './words/nouns.ts'

/** A phrase of a measure may hold the words that rank or direct it: "used the most gas", "eth sent", "pairs traded". */
export function metric(walk: Walk, atom: Extract<Atom, { kind: 'metric' }>, prior: Atom | undefined): void {
  const said = atom.said ?? ''
  // "sushiswap-labelled addresses": those of the name before.
  if (atom.id === 'labelled_addresses' && prior?.kind === 'label' && walk.direction !== undefined) return
  // "top 3 pairs traded by volume": the kind is what is ranked, by something else than its number.
  const kind = KIND_OF[atom.id]
  const found = kind === undefined ? undefined : NOUN_OF.get(kind)
  if (found && /trad/.test(said) && (walk.pending === 'sup' || walk.number !== undefined) && !walk.roles.has('count')) {
    if (walk.number !== undefined) walk.limit ??= walk.number
    walk.number = undefined
    walk.nouns.push({ noun: found, singular: false, role: 'top' })
    walk.roles.add('traded')
    return
  }
  walk.metrics.push(atom.id)
  if (/\bthe most\b/.test(said) && walk.order === undefined) {
    walk.order = 'most'
    walk.roles.add('sup:most')
  }
  if (/\bsent\b/.test(said)) walk.roles.add('send')
  if (/\bmoved\b/.test(said)) walk.roles.add('moved')
  // "the gas price paid": said as a price, it is no sum.
  if (atom.id === 'gas_price' && /price/.test(said)) walk.roles.add('priced')
}

const DOING = /^(did|do|does|to|can|that|who|people|everyone|everybody|traders|wallets|users|addresses|they)$/
/** "swap" and "trade" right after who does it, or after the verb that asks. */
export const isVerb = (atom: Extract<Atom, { kind: 'noun' }>, before: Atom | undefined, walk: Walk): boolean =>
  atom.id === 'trade' &&
  atom.singular &&
  /^(swap|trade)$/.test(atom.said ?? '') &&
  walk.number === undefined &&
  (DOING.test(before?.said ?? '') ||
    ((before?.kind === 'wallet' || before?.kind === 'label' || (before?.kind === 'noun' && before.id !== 'token')) &&
      walk.roles.has('much')))

/** "how much did people buy", "how many contracts did users deploy": nobody in particular. */
export const isAnybody = (atom: Atom, before: Atom | undefined, walk: Walk): boolean =>
  /^(people|everyone|everybody|traders|users|folks)$/.test(atom.said ?? '') &&
  walk.pending === undefined &&
  (walk.roles.has('much') || /^(did|do|does)$/.test(before?.said ?? ''))

/** Words of roles that shape nothing where they stand: "went to fees", "used to trade", "how big", "value of a swap". */
export function isIdle(atom: Extract<Atom, { kind: 'role' }>, before: Atom | undefined, next: Atom | undefined): boolean {
  const { role, said = '' } = atom
  const verb = next?.kind === 'noun' && next.id === 'trade' && next.singular
  const shaping = next?.kind === 'role' && /^(per|by|currency|traded|buy|sell|send)$/.test(next.role)
  if (role === 'to' && (next?.kind === 'metric' || verb || shaping)) return true
  if (role === 'sup' && /^(big|large|huge|small)$/.test(said) && before?.said === 'how') return true
  return (
    role === 'per' &&
    said === 'a' &&
    next?.kind === 'noun' &&
    ((before?.kind === 'role' && before.role !== 'by') || /\bof$/.test(before?.said ?? ''))
  )
}
