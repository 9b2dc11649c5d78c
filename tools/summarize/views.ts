import { CONS, PROS } from './cues/section.ts'
import type { Rated } from './forms.ts'
import { type Opinion, opinionsIn } from './stance.ts'

/** A sentence on one side, with those whose opinion it is. */
export interface Sided extends Rated, Opinion {}

/** Least that somebody must say in all to be on a side: one evaluation, or two words that lean. */
const ENOUGH = 1

/** Under "Risks" or "Pros" each sentence is an argument, whoever brings it. */
function argument({ unit }: Rated): Opinion[] {
  const under = unit.path.at(-1) ?? ''
  if (unit.who !== undefined) return []
  if (PROS.test(under)) return [{ side: 1, weight: 1, holders: [] }]
  return CONS.test(under) ? [{ side: -1, weight: 1, holders: [] }] : []
}

/** Opinions on the side their holders are on, and how many people hold each; no numbers where nobody can be counted. */
export function sidesOf(rated: readonly Rated[]): { opinions: Sided[]; people?: { for: number; against: number } } {
  const found = rated.flatMap((item): Sided[] => {
    const own = opinionsIn(item.unit.text, item.unit.who)
    return (own.length > 0 ? own : argument(item)).map((opinion) => ({ ...item, ...opinion }))
  })
  const sums = new Map<string, number>()
  const add = ({ side, weight, holders }: Opinion): void => {
    for (const holder of holders) {
      const before = sums.get(holder) ?? 0
      // Who says the contrary in as many words has changed sides.
      sums.set(holder, weight >= 2 && Math.sign(before) === -side ? side * weight : before + side * weight)
    }
  }
  for (const opinion of found) if (opinion.with === undefined) add(opinion)
  // Who agrees with somebody is where that one is.
  const settled = found.map((opinion) => {
    if (opinion.with === undefined) return opinion
    const there = sums.get(opinion.with) ?? [...sums].find(([name]) => name.startsWith((opinion.with ?? '').slice(0, 4)))?.[1]
    const turned: Sided = there ? { ...opinion, side: there > 0 ? 1 : -1 } : opinion
    add(turned)
    return turned
  })
  const stands = (holder: string): number => (Math.abs(sums.get(holder) ?? 0) >= ENOUGH ? Math.sign(sums.get(holder) ?? 0) : 0)
  const opinions = settled.filter(({ side, holders }) => holders.length === 0 || holders.some((holder) => stands(holder) === side))
  const sides = [...sums.keys()].map(stands)
  const count = (side: number): number => sides.filter((one) => one === side).length
  return { opinions, ...(sums.size > 0 ? { people: { for: count(1), against: count(-1) } } : {}) }
}
