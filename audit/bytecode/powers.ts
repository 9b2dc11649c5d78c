import type { Event } from './execute.ts'
import { type CodeFacts, eventsOf, isAsked, STANDARD, TRANSFERS } from './facts.ts'

/**
 * stop: transfers revert depending on what the function writes. tax: what it writes changes how much arrives. mint: it raises a balance from nothing. take: it lowers
 * a balance that is not the caller's. outside: transfers ask a contract whose address it writes. destroy: it ends the code. replace: it runs code whose address
 * is kept in storage.
 */
export type PowerKind = 'stop' | 'tax' | 'mint' | 'take' | 'outside' | 'destroy' | 'replace'

/** What one function of a token lets its caller do to those who hold it. */
export interface Power {
  kind: PowerKind
  /** 8 hex digits; "" for the fallback. */
  selector: string
  /** Slots (hex) that carry it; for a mapping, its root. */
  slots: readonly { slot: string; mapping: boolean }[]
  /**
   * What the caller is compared with: "s:5" a slot, "c:6" or "m:6" a mapping, "constant" an account in the code. Empty: anyone may call.
   */
  asked: readonly string[]
}

type Write = Extract<Event, { k: 'write' }>
const KEPT = /^([smc]):(.+)$/
/** transferOwnership, renounceOwnership, acceptOwnership: they change who, not what. */
const OWNERSHIP: ReadonlySet<string> = new Set(['f2fde38b', '715018a6', '79ba5097'])
export const RENOUNCE = '715018a6'

interface Path {
  /** Slots on which a transfer's revert depends, and those that flow into the amounts. */
  gates: ReadonlySet<string>
  amounts: ReadonlySet<string>
  /** Slots that hold the address of a contract which a transfer calls. */
  outside: ReadonlySet<string>
  /** Slots that a transfer writes itself: its own book-keeping. */
  own: ReadonlySet<string>
}

const slotsIn = (tags: readonly string[]): string[] => tags.flatMap((tag) => KEPT.exec(tag)?.[2] ?? []).filter((slot) => slot !== '?')

/** What decides over a transfer. */
function transferPath(facts: CodeFacts): Path {
  const events = TRANSFERS.flatMap((selector) => eventsOf(facts, selector))
  const books = (slot: string): boolean => facts.balances.has(slot) || facts.supply.has(slot)
  const tests = events.flatMap((event) => (event.k === 'test' ? slotsIn(event.word.tags) : []))
  const values = events.flatMap((event) => (event.k === 'write' && facts.balances.has(event.slot) ? slotsIn(event.value.tags) : []))
  const targets = events.flatMap((event) => (event.k === 'call' ? slotsIn(event.target.tags) : []))
  const own = events.flatMap((event) => (event.k === 'write' ? [event.slot] : []))
  const plain = (slots: readonly string[]): Set<string> => new Set(slots.filter((slot) => !books(slot)))
  return { gates: plain(tests), amounts: plain(values), outside: plain(targets), own: new Set(own) }
}

const isWrite = (event: Event): event is Write => event.k === 'write'

/** Powers of a token's runtime code over those who hold it, one a function and kind. */
export function powersOf(facts: CodeFacts): Power[] {
  const path = transferPath(facts)
  const selectors = [...new Set(facts.events.map((event) => event.selector))].filter(
    (selector) => !STANDARD.has(selector) && !OWNERSHIP.has(selector),
  )
  return selectors.flatMap((selector) => {
    const events = eventsOf(facts, selector)
    return [...setters(selector, events.filter(isWrite), path), ...overBooks(selector, events, facts), ...overCode(selector, events)]
  })
}

function setters(selector: string, writes: readonly Write[], path: Path): Power[] {
  const kinds: [PowerKind, (slot: string) => boolean][] = [
    ['outside', (slot) => path.outside.has(slot)],
    ['tax', (slot) => path.amounts.has(slot) && !path.outside.has(slot)],
    ['stop', (slot) => path.gates.has(slot) && !path.amounts.has(slot) && !path.outside.has(slot)],
  ]
  return kinds.flatMap(([kind, fits]): Power[] => {
    // What a transfer writes itself is book-keeping, unless somebody in particular may write it too.
    const found = writes.filter((event) => fits(event.slot) && (isAsked(event) || !path.own.has(event.slot)))
    return found.length === 0 ? [] : [power(kind, selector, found)]
  })
}

/** Functions that raise or lower balances by themselves. */
function overBooks(selector: string, events: readonly Event[], facts: CodeFacts): Power[] {
  const writes = events.filter(isWrite).filter((event) => event.mapping && facts.balances.has(event.slot))
  const up = writes.find((event) => event.value.change?.up === true)
  const down = writes.find((event) => event.value.change?.up === false)
  const set = writes.find((event) => event.value.change === undefined && event.value.tags.includes('arg') && isAsked(event))
  const supply = events.some((event) => isWrite(event) && !event.mapping && facts.supply.has(event.slot))
  if (up && !down && up.value.tags.includes('arg') && (isAsked(up) || supply)) return [power('mint', selector, [up])]
  if (set) return [power('take', selector, [set])]
  const others = down && isAsked(down) && !down.value.tags.some((tag) => tag.startsWith('c:') && facts.balances.has(tag.slice(2)))
  return others ? [power('take', selector, [down])] : []
}

function overCode(selector: string, events: readonly Event[]): Power[] {
  const ends = events.filter((event) => event.k === 'destroy')
  const runs =
    selector === '' ? [] : events.filter((event) => event.k === 'call' && event.op === 0xf4 && slotsIn(event.target.tags).length > 0)
  return [...(ends.length > 0 ? [power('destroy', selector, ends)] : []), ...(runs.length > 0 ? [power('replace', selector, runs)] : [])]
}

function power(kind: PowerKind, selector: string, events: readonly Event[]): Power {
  const slots = events.flatMap((event) => (isWrite(event) ? [{ slot: event.slot, mapping: event.mapping }] : []))
  const asked = [...new Set(events.every(isAsked) ? events.flatMap((event) => event.asked) : [])]
  return { kind, selector, slots: slots.filter((one, at) => slots.findIndex((other) => other.slot === one.slot) === at), asked }
}

/** Slot that renouncing ownership clears; undefined when the code has no such function. */
export const renounceSlot = (facts: CodeFacts): string | undefined =>
  eventsOf(facts, RENOUNCE).find((event): event is Write => event.k === 'write' && !event.mapping)?.slot
