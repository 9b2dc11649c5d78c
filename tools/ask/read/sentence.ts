import { metricOf } from '../layer/index.ts'
import type { Atom } from './scan.ts'
import { NOUN_OF } from './words/nouns.ts'

/** A message that goes on from the one before begins or ends with the word that says so; elsewhere "and" only joins. */
export function leads(atoms: readonly Atom[]): boolean {
  const said = atoms.filter((atom) => atom.kind !== 'filler')
  return [said[0], said.at(-1)].some((atom) => atom?.kind === 'role' && atom.role === 'continue')
}

const measureOf = (atom: Atom | undefined): string | undefined => {
  if (atom?.kind === 'metric') return atom.id
  return atom?.kind === 'noun' && !atom.singular ? NOUN_OF.get(atom.id)?.count : undefined
}

/** "volume per dex, together with the number of trades": the measure stands before what it is grouped by. */
function beforeGroup(said: readonly Atom[], at: number): string | undefined {
  const [group, role] = [said[at], said[at - 1]]
  const grouped = (group?.kind === 'noun' || (group?.kind === 'role' && group.role === 'grain')) && role?.kind === 'role'
  return grouped && (role.role === 'per' || role.role === 'by') ? measureOf(said[at - 2]) : undefined
}

/** Measures with an "and" between them, in order. */
export function joinedOf(atoms: readonly Atom[]): string[] {
  const said = atoms.filter((atom) => atom.kind !== 'filler' && !(atom.kind === 'role' && (atom.role === 'count' || atom.role === 'much')))
  const out: string[] = []
  said.forEach((atom, index) => {
    if (atom.kind !== 'role' || atom.role !== 'continue') return
    const [left, right] = [measureOf(said[index - 1]) ?? beforeGroup(said, index - 1), measureOf(said[index + 1])]
    if (!left || !right || left === right) return
    // "trades, traders and volume": what stands right before belongs to the list.
    const further: string[] = []
    for (let at = index - 2; at >= 0; at--) {
      const each = measureOf(said[at])
      if (!each || said[at]?.end !== said[at + 1]?.start) break
      further.unshift(each)
    }
    out.push(...[...further, left, right].filter((id) => !out.includes(id)))
  })
  return out
}

/** Words that only Portuguese has: "no" is then "in the". */
export const PORTUGUESE =
  /^(quantos|quantas|quanto|quanta|qual|quais|quem|em|foram|houve|volume negociado|preco|preco .*|gas medio|bloco|blocos|mais|maior|maiores|taxa de|transacoes|media de)$/

/** The message is about transactions rather than trades: they fail, have a place in a block, and pay gas. */
export const ofChain = (atoms: readonly Atom[]): boolean =>
  !atoms.some((atom) => atom.kind === 'dex' || atom.kind === 'version' || atom.kind === 'token' || atom.kind === 'money') &&
  atoms.some(
    (atom, index) =>
      (atom.kind === 'role' && atom.role === 'failed') ||
      (atom.kind === 'metric' && metricOf(atom.id)?.subject.id === 'gas') ||
      (atom.kind === 'role' && atom.role === 'send' && atoms.some((each) => each.kind === 'label' || each.kind === 'wallet')) ||
      (atom.kind === 'noun' && atom.id === 'block' && atoms[index + 1]?.kind === 'number'),
  )

/** The message names a DEX, and nothing that only transactions have. */
export const ofDex = (atoms: readonly Atom[]): boolean =>
  atoms.some((atom) => atom.kind === 'dex' || atom.kind === 'version') &&
  !atoms.some(
    (atom) =>
      (atom.kind === 'role' && atom.role === 'failed') ||
      (atom.kind === 'metric' && metricOf(atom.id)?.subject.id === 'gas') ||
      (atom.kind === 'noun' && atom.id === 'block'),
  )
