import { type Event, execute } from './execute.ts'

/** What runtime code can do, function by function. */
export interface CodeFacts {
  selectors: readonly string[]
  events: readonly Event[]
  /** Slots in which balanceOf looks, and totalSupply. */
  balances: ReadonlySet<string>
  supply: ReadonlySet<string>
  truncated: boolean
}

export const BALANCE_OF = '70a08231'
export const TOTAL_SUPPLY = '18160ddd'
export const TRANSFERS: readonly string[] = ['a9059cbb', '23b872dd']
/** transfer, transferFrom, approve, and the allowance helpers: their writes of balances are what users ask for. */
export const STANDARD: ReadonlySet<string> = new Set([
  ...TRANSFERS,
  '095ea7b3',
  '39509351',
  'a457c2d7',
  'd505accf',
  BALANCE_OF,
  TOTAL_SUPPLY,
  'dd62ed3e',
])

const cache = new WeakMap<Uint8Array, CodeFacts>()

/** Facts of runtime code; computed once for each array. */
export function factsOf(code: Uint8Array): CodeFacts {
  const known = cache.get(code)
  if (known) return known
  const { events, selectors, truncated } = execute(code)
  const reads = (selector: string, mapping: boolean): Set<string> =>
    new Set(
      events
        .filter((event) => event.k === 'read' && event.selector === selector && event.mapping === mapping)
        .map((event) => (event as { slot: string }).slot),
    )
  const facts: CodeFacts = { selectors, events, balances: reads(BALANCE_OF, true), supply: reads(TOTAL_SUPPLY, false), truncated }
  cache.set(code, facts)
  return facts
}

/** Of one function. */
export const eventsOf = (facts: CodeFacts, selector: string): readonly Event[] =>
  facts.events.filter((event) => event.selector === selector)

/** True when the caller had to be someone in particular. */
export const isAsked = (event: Event): boolean => event.asked.length > 0
