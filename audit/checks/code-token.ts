import type { Event } from '../bytecode/execute.ts'
import { type CodeFacts, eventsOf, factsOf, isAsked, STANDARD, TRANSFERS } from '../bytecode/facts.ts'
import { codeCheck, type Found } from '../check.ts'

const references = ['OWASP SC01:2025']
type Write = Extract<Event, { k: 'write' }>

const found = (name: string, event: Event, message: string): Found => ({
  file: name,
  pc: event.pc,
  ...(event.selector ? { selector: event.selector } : {}),
  contract: name,
  function: event.selector ? `0x${event.selector}` : 'fallback',
  message,
  certainty: 'likely',
})

const balanceWrites = (facts: CodeFacts, selector: string): Write[] =>
  eventsOf(facts, selector).filter((event): event is Write => event.k === 'write' && event.mapping && facts.balances.has(event.slot))

/** The function that raises a balance and the supply, and lowers no balance. */
function mints(facts: CodeFacts, selector: string): Event | undefined {
  const writes = balanceWrites(facts, selector)
  const up = writes.find(
    (event) => event.value.change?.up === true || (event.value.change === undefined && event.value.tags.includes('arg')),
  )
  if (!up || writes.some((event) => event.value.change?.up === false)) return undefined
  const supply = eventsOf(facts, selector).some((event) => event.k === 'write' && !event.mapping && facts.supply.has(event.slot))
  const chosen = up.value.tags.includes('arg')
  return chosen && (isAsked(up) || supply) ? up : undefined
}

export const codeMint = codeCheck({
  id: 'code-free-mint',
  title: 'A function of the bytecode can create tokens',
  severity: 'medium',
  category: 'rug_pull',
  explanation:
    'The function raises a balance by an amount from its call data without lowering another. Its source is not known, so a cap may exist; who may call it is what the code compares the caller with.',
  fix: 'Ask for the source; do not hold what can be diluted at will.',
  references,
  *run({ name, code }) {
    const facts = factsOf(code)
    for (const selector of facts.selectors) {
      const event = STANDARD.has(selector) ? undefined : mints(facts, selector)
      if (event) yield found(name, event, `Function 0x${selector} raises a balance by an amount of the caller's choice.`)
    }
  },
})

/** Slots that flow into the amounts of a transfer. */
const feesOf = (facts: CodeFacts): ReadonlySet<string> =>
  new Set(
    TRANSFERS.flatMap((selector) => eventsOf(facts, selector))
      .filter((event) => event.k === 'write' && facts.balances.has(event.slot))
      .flatMap((event) => (event as Write).value.tags.flatMap((tag) => /^[smc]:(.+)$/.exec(tag)?.[1] ?? [])),
  )

/** Places that decide whether a transfer reverts. */
function gates(facts: CodeFacts): Map<string, Event> {
  const slots = new Map<string, Event>()
  // What flows into the amounts is a fee: its checks of overflow stop nobody on purpose.
  const fees = feesOf(facts)
  for (const selector of TRANSFERS)
    for (const event of eventsOf(facts, selector)) {
      if (event.k !== 'test' || !event.reverts || event.word.overflow) continue
      for (const tag of event.word.tags) {
        const slot = /^[smc]:(.+)$/.exec(tag)?.[1]
        if (slot && slot !== '?' && !facts.balances.has(slot) && !facts.supply.has(slot) && !fees.has(slot) && !slots.has(slot))
          slots.set(slot, event)
      }
    }
  return slots
}

export const codeLimit = codeCheck({
  id: 'code-transfer-limit',
  title: 'Transfers depend on storage that a privileged account can change',
  severity: 'medium',
  category: 'rug_pull',
  explanation:
    'transfer or transferFrom reverts depending on a storage slot, and another function that asks who is calling writes that slot: a switch, a list or a limit by which holders can be kept from selling.',
  fix: 'Ask for the source; check who can call the setter now.',
  references,
  *run({ name, code }) {
    const facts = factsOf(code)
    const own = new Set(
      TRANSFERS.flatMap((selector) => eventsOf(facts, selector))
        .filter((event) => event.k === 'write')
        .map((event) => (event as Write).slot),
    )
    for (const [slot, test] of gates(facts)) {
      const setter = facts.events.find(
        (event) =>
          // who makes or burns tokens keeps books of them on the way
          event.k === 'write' &&
          event.slot === slot &&
          !STANDARD.has(event.selector) &&
          isAsked(event) &&
          balanceWrites(facts, event.selector).length === 0,
      )
      if (setter && !(own.has(slot) && test.k === 'test' && !setter.asked.length))
        yield {
          ...found(name, test, `A transfer stops depending on slot 0x${slot}, which 0x${setter.selector} writes.`),
          certainty: 'possible',
        }
    }
  },
})

export const codeFee = codeCheck({
  id: 'code-fee-raise',
  title: 'A privileged function sets what transfers cost',
  severity: 'low',
  category: 'rug_pull',
  explanation:
    'A function that asks who is calling writes a number from its call data into a slot that decides how much of a transfer arrives. A bound may exist; the source is not known.',
  fix: 'Ask for the source; try the setter in a simulation.',
  references,
  *run({ name, code }) {
    const facts = factsOf(code)
    const fees = feesOf(facts)
    const told = new Set<string>()
    for (const event of facts.events) {
      if (event.k !== 'write' || event.mapping || !isAsked(event) || STANDARD.has(event.selector) || told.has(event.selector)) continue
      if (
        !fees.has(event.slot) ||
        facts.balances.has(event.slot) ||
        facts.supply.has(event.slot) ||
        !numeric(event.value) ||
        lowers(facts, event)
      )
        continue
      told.add(event.selector)
      yield found(name, event, `Function 0x${event.selector} sets a number that decides how much of a transfer arrives.`)
    }
  },
})

/** The number is compared with the one that is there, and the function reverts by the outcome: it can only go one way. */
const lowers = (facts: CodeFacts, write: Write): boolean =>
  eventsOf(facts, write.selector).some(
    (event) =>
      event.k === 'test' &&
      event.reverts &&
      event.word.compared === true &&
      event.word.tags.includes('arg') &&
      event.word.tags.includes(`s:${write.slot}`),
  )

/** A number of the caller's choice: an address or a switch is masked or tested before it is stored. */
const numeric = (value: Write['value']): boolean => value.tags.includes('arg') && value.compared === undefined

const TRANSFER = 0xa9059cbbn
const TRANSFER_FROM = 0x23b872ddn

/** The contract keeps what belongs to others: transfers leave a part with it, or anyone can bring tokens. */
const keeps = (facts: CodeFacts): boolean =>
  facts.events.some(
    (event) =>
      (event.k === 'write' && event.self && facts.balances.has(event.slot) && TRANSFERS.includes(event.selector)) ||
      (event.k === 'call' && !isAsked(event) && event.selectors.includes(TRANSFER_FROM)),
  )

export const codeDrain = codeCheck({
  id: 'code-privileged-drain',
  title: 'A privileged function sends out tokens of its choice',
  severity: 'low',
  category: 'rug_pull',
  explanation:
    'A function that asks who is calling calls transfer on a token that its call data names, in a contract that keeps deposits or fees: whatever it holds can be taken by that account.',
  fix: 'Do not leave tokens with this contract.',
  references,
  *run({ name, code }) {
    const facts = factsOf(code)
    const told = new Set<string>()
    for (const event of keeps(facts) ? facts.events : []) {
      if (event.k !== 'call' || event.op !== 0xf1 || !isAsked(event) || told.has(event.selector)) continue
      if (!event.target.tags.includes('arg') || !event.selectors.includes(TRANSFER)) continue
      told.add(event.selector)
      yield found(name, event, `Function 0x${event.selector} sends any token that the contract holds.`)
    }
  },
})

export const codeSelfdestruct = codeCheck({
  id: 'code-selfdestruct',
  title: 'The bytecode can destroy itself',
  severity: 'high',
  category: 'access_control',
  explanation: 'A path leads to SELFDESTRUCT. Where nothing on it compares the caller with anything, anyone can take the ether.',
  fix: 'Do not send ether or tokens to this contract.',
  references: ['SWC-106', 'OWASP SC01:2025'],
  *run({ name, code }) {
    for (const event of factsOf(code).events)
      if (event.k === 'destroy')
        yield {
          ...found(name, event, isAsked(event) ? 'A privileged caller can destroy the contract.' : 'Anyone can destroy the contract.'),
          severity: isAsked(event) ? 'low' : 'high',
        }
  },
})
