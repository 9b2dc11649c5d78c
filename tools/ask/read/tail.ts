import type { Atom } from './scan.ts'

const VERBS = new Set([
  'send',
  'receive',
  'moved',
  'traded',
  'spend',
  'buy',
  'sell',
  'much',
  'count',
  'which',
  'when',
  'who',
  'amount',
  'to',
  'from',
])

const isRole = (atom: Atom | undefined, ...roles: string[]): boolean => atom?.kind === 'role' && roles.includes(atom.role)

/** A word that only asks for what stands in the row that was asked before: "it", "its hash", "was sent with it". */
const isEcho = (atom: Atom, earlier: readonly Atom[]): boolean =>
  atom.kind === 'filler' ||
  (atom.kind === 'role' && (VERBS.has(atom.role) || atom.role === 'continue' || atom.role.startsWith('currency'))) ||
  (atom.kind === 'metric' && earlier.some((each) => each.kind === 'metric' && each.id === atom.id)) ||
  (atom.kind === 'token' && earlier.some((each) => each.kind === 'token' && each.words.toLowerCase() === atom.words.toLowerCase()))

const MOST = /\b(most|biggest|largest|highest|top|least|lowest|smallest|fewest)\b/

/**
 * "which block used the most gas, and how much was it", "the largest swap together with its hash": what stands after the "and"
 * is a column of the row that is asked for, and asks for nothing more.
 */
export function withoutTail(atoms: readonly Atom[]): Atom[] {
  const ranked = atoms.findIndex((atom) => isRole(atom, 'sup') || (atom.kind === 'metric' && MOST.test(atom.said ?? '')))
  if (ranked < 0) return [...atoms]
  for (let at = atoms.length - 1; at > ranked + 1; at--) {
    const atom = atoms[at] as Atom
    const earlier = atoms.slice(0, at)
    if (isRole(atom, 'continue') && atom.said !== 'was it' && at < atoms.length - 1) {
      const tail = atoms.slice(at + 1)
      const asks =
        tail.some((each) => isRole(each, 'much', 'count', 'which', 'when', 'who')) || tail.every((each) => each.kind === 'filler')
      if (asks && tail.every((each) => isEcho(each, earlier))) return earlier
    }
    if (!isEcho(atom, earlier)) break
  }
  return [...atoms]
}
