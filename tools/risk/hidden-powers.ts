import { type CodeFacts, eventsOf, isAsked, STANDARD, TRANSFERS } from '../../audit/bytecode/facts.ts'
import type { Tried } from './powers.ts'

/** transferOwnership, renounceOwnership, acceptOwnership. */
const USUAL: ReadonlySet<string> = new Set(['f2fde38b', '715018a6', '79ba5097'])

/** Functions besides the usual ones that write the slot of the owner. In a packed slot they may write something else: trying tells. */
export function overOwner(facts: CodeFacts, slot: string | undefined): Tried[] {
  if (slot === undefined) return []
  return facts.selectors
    .filter((selector) => !USUAL.has(selector) && !STANDARD.has(selector))
    .flatMap((selector): Tried[] => {
      const writes = eventsOf(facts, selector).filter((event) => event.k === 'write' && !event.mapping && event.slot === slot)
      const asked = writes.every(isAsked) ? [...new Set(writes.flatMap((event) => event.asked))] : []
      return writes.length > 0 ? [{ kind: 'owner', selector, slots: [{ slot, mapping: false }], asked }] : []
    })
}

/** approve and its like write allowances only: one that writes balances hides a power. A sign that no trial can better, for it may ask for a secret number. */
export function inStandard(facts: CodeFacts): Tried[] {
  return [...STANDARD]
    .filter((selector) => !TRANSFERS.includes(selector))
    .flatMap((selector): Tried[] => {
      const writes = eventsOf(facts, selector).filter((event) => event.k === 'write' && event.mapping && facts.balances.has(event.slot))
      const [first] = writes
      if (first?.k !== 'write') return []
      const kind = first.value.change?.up === false ? 'take' : 'mint'
      return [
        {
          kind,
          selector,
          slots: [{ slot: first.slot, mapping: true }],
          asked: [...new Set(writes.flatMap((event) => event.asked))],
          hidden: true,
        },
      ]
    })
}

/** It asks for something that it writes itself: an initialiser, which works once. */
export function worksOnce(facts: CodeFacts, selector: string): boolean {
  const events = eventsOf(facts, selector)
  const written = new Set(events.flatMap((event) => (event.k === 'write' && !event.mapping ? [`s:${event.slot}`] : [])))
  return events.some((event) => event.k === 'test' && event.reverts && event.word.tags.some((tag) => written.has(tag)))
}

/** Functions that anybody may call and that put something under the caller's own name on every list that a power asks; [] where one of them is closed. */
export function joinsOf(facts: CodeFacts, { asked, selector }: Pick<Tried, 'asked' | 'selector'>): string[] {
  const lists = asked.flatMap((tag) => /^[cm]:(.+)$/.exec(tag)?.[1] ?? [])
  if (lists.length === 0 || lists.length < asked.length) return []
  const writers = lists.map((list) => {
    const writes = facts.events.filter(
      (event) => event.k === 'write' && event.mapping && event.slot === list && event.selector !== selector,
    )
    const open = writes.every((event) => event.k === 'write' && !isAsked(event) && event.value.tags.includes(`c:${list}`))
    return open ? writes.map((event) => event.selector) : []
  })
  return writers.some((one) => one.length === 0) ? [] : [...new Set(writers.flat())]
}
