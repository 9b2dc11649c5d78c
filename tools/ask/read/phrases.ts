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
}
