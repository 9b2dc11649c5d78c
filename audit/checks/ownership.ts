import { type Found, sourceCheck } from '../check.ts'
import type { WriteAction } from '../model/actions.ts'
import { gatesOf, isCaller, isOneShot } from '../model/privilege.ts'
import { typeOf } from '../model/scope.ts'
import { sourcesOf } from '../model/sources.ts'
import type { ContractSubject, Entry } from '../subject.ts'
import { kinds, nameOf, perContract, shows } from './kit.ts'

/** State variables that some function trusts to decide who may pass. */
export const gateVariables = perContract((contract): Map<string, Entry> => {
  const found = new Map<string, Entry>()
  for (const entry of contract.entries) {
    for (const action of entry.actions) {
      if (action.k === 'read') continue
      for (const gate of gatesOf(action.conds)) if (gate.variable && gate.role && !found.has(gate.variable)) found.set(gate.variable, entry)
    }
  }
  return found
})

/** Fields of records that such gates look at: `requests[id].holder`. */
const gateFields = perContract((contract): ReadonlyMap<string, ReadonlySet<string>> => {
  const found = new Map<string, Set<string>>()
  for (const entry of contract.entries)
    for (const action of entry.actions)
      for (const gate of action.k === 'read' ? [] : gatesOf(action.conds))
        if (gate.variable && gate.role) found.set(gate.variable, (found.get(gate.variable) ?? new Set()).add(gate.field ?? '*'))
  return found
})

/** The write touches another field than those that gates look at. */
function besides(contract: ContractSubject, write: WriteAction): boolean {
  const field = write.place.path.find((key) => key.k === 'field')
  const asked = gateFields(contract).get(write.place.state.def.name)
  return field?.k === 'field' && !!asked && !asked.has('*') && !asked.has(field.name)
}

interface Taking {
  entry: Entry
  write: WriteAction
  once: boolean
}

/** Writes by which anyone can put an address of their choice (or themselves) where a gate looks. */
function* takings(contract: ContractSubject, gates: ReadonlyMap<string, Entry>): Iterable<Taking> {
  for (const entry of contract.entries) {
    if (entry.isConstructor) continue
    const writes = kinds(entry, 'write')
    for (const write of writes) {
      if (!gates.has(write.place.state.def.name) || !entry.unasked(write) || !grants(write) || besides(contract, write)) continue
      const once = isOneShot(write.conds, writes)
      if (once && settled(contract, write)) continue
      yield { entry, write, once }
    }
  }
}

/** The constructor has set it already, so that "not set yet" never holds. */
const settled = (contract: ContractSubject, write: WriteAction): boolean =>
  write.place.path.length === 0 &&
  contract.entries.some(
    (entry) =>
      entry.isConstructor &&
      kinds(entry, 'write').some(
        (made) =>
          made.place.state === write.place.state && made.place.path.length === 0 && !!made.value && isCaller(made.value, made.frame),
      ),
  ) &&
  write.conds.some((cond) => sourcesOf(cond.expr, cond.frame).has(`state:${write.place.state.def.name}`))

/** A field of a record that is filed under a running number: something new, nobody's role. */
function isNewRecord(write: WriteAction): boolean {
  const [key, field] = write.place.path
  if (key?.k !== 'index' || !key.expr || field?.k !== 'field') return false
  const sources = [...sourcesOf(key.expr, key.frame)]
  return sources.length > 0 && sources.every((source) => source.startsWith('state:'))
}

/** An address of the caller's choice is put in charge, or a key of the caller's choice gets a yes or a number. */
function grants(write: WriteAction): boolean {
  if (!write.value || (write.op !== '=' && write.op !== 'push') || isNewRecord(write)) return false
  const type = typeOf(write.value, write.frame)
  if (type?.k === 'elementary' && type.name === 'address') return chosen(write.value, write)
  const key = write.place.path.find((one) => one.k === 'index')
  const named = key?.k === 'index' && key.expr && !isCaller(key.expr, key.frame) && sourcesOf(key.expr, key.frame).has('param')
  const off = write.value.k === 'lit' && /^(?:false|0)$/.test(write.value.value)
  return !!named && !off && !sourcesOf(write.value, write.frame).has('value')
}

const chosen = (expr: WriteAction['value'], write: WriteAction): boolean => {
  const sources = sourcesOf(expr, write.frame)
  return sources.has('sender') || sources.has('param') || sources.has('origin')
}

const whole = ({ entry, write }: Taking): Found => ({
  file: entry.fn.owner.file.path,
  span: { s: entry.fn.def.s, e: write.frame.fn === entry.fn ? write.expr.e : entry.fn.def.header },
  contract: entry.fn.owner.name,
  function: nameOf(entry.fn),
  message: '',
  certainty: 'likely',
})

/** Named like a constructor, in a contract that has none. */
function looksLikeConstructor(entry: Entry): boolean {
  const { owner: contract, def } = entry.fn
  if (contract.own.some((fn) => fn.isConstructor)) return false
  const [name, owner] = [def.name.toLowerCase(), contract.name.toLowerCase()]
  if (name === 'constructor') return true
  const similar = near(name, owner) || owner.includes(name) || name.includes(owner)
  return contract.minor < 5 && Math.min(name.length, owner.length) > 3 && similar
}

/** At most two edits apart. */
function near(a: string, b: string): boolean {
  if (Math.abs(a.length - b.length) > 2 || a.length > 60) return false
  let row = Array.from({ length: b.length + 1 }, (_, at) => at)
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i]
    for (let j = 1; j <= b.length; j += 1)
      next[j] = Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1))
    row = next
  }
  return (row[b.length] ?? 9) <= 2
}

const fix = 'Let only the current owner change it, and set the first owner in the constructor.'

export const unprotectedOwnership = sourceCheck({
  id: 'unprotected-ownership',
  title: 'Anyone can take a role',
  severity: 'high',
  category: 'access_control',
  explanation:
    'A variable that other functions compare the caller with is set here without such a comparison. Whoever calls first, or last, has the powers that it guards.',
  fix,
  references: ['SWC-105', 'SWC-106', 'OWASP SC01:2025'],
  *run(subject) {
    for (const contract of subject.contracts) {
      const gates = gateVariables(contract)
      for (const taking of takings(contract, gates)) {
        if (taking.once || looksLikeConstructor(taking.entry)) continue
        const name = taking.write.place.state.def.name
        yield {
          ...whole(taking),
          message: `Anyone can set "${name}", which decides who may use "${nameOf(gates.get(name)?.fn ?? taking.entry.fn)}".`,
          evidence: [shows(`"${name}" is set here`, taking.write)],
        }
      }
      for (const taking of handovers(contract, gates))
        yield { ...whole(taking), message: `Anyone can replace "${taking.write.place.state.def.name}", which was its maker's.` }
    }
  },
})

/** Variables that the constructor gives to the maker, whether or not this contract asks them, and that anyone can hand on. */
function* handovers(contract: ContractSubject, gates: ReadonlyMap<string, Entry>): Iterable<Taking> {
  const made = new Set<string>()
  for (const entry of contract.entries.filter((one) => one.isConstructor))
    for (const write of kinds(entry, 'write'))
      if (write.place.path.length === 0 && write.value && isCaller(write.value, write.frame)) made.add(write.place.state.def.name)
  for (const entry of contract.entries) {
    if (entry.isConstructor || made.size === 0) continue
    for (const write of kinds(entry, 'write')) {
      const name = write.place.state.def.name
      if (!made.has(name) || gates.has(name) || write.place.path.length > 0 || write.op !== '=' || !entry.unasked(write) || !write.value)
        continue
      if (
        [...sourcesOf(write.value, write.frame)].join() === 'param' &&
        write.conds.every((cond) => cond.how !== 'require' || !sourcesOf(cond.expr, cond.frame).has('value'))
      )
        yield { entry, write, once: false }
    }
  }
}

export const wrongConstructor = sourceCheck({
  id: 'wrong-constructor-name',
  title: 'A function that should be the constructor can be called by anyone',
  severity: 'high',
  category: 'access_control',
  explanation:
    "Before Solidity 0.5 the constructor was the function with the contract's exact name. A slip in the name, or the word Constructor as a function, makes it an ordinary public function that hands out ownership.",
  fix: 'Write `constructor() { … }`.',
  references: ['SWC-118', 'OWASP SC01:2025'],
  *run(subject) {
    for (const contract of subject.contracts) {
      const gates = gateVariables(contract)
      const seen = new Set<Entry>()
      for (const taking of takings(contract, gates)) {
        if (!looksLikeConstructor(taking.entry) || seen.has(taking.entry)) continue
        seen.add(taking.entry)
        yield {
          ...whole(taking),
          certainty: 'certain',
          message: `"${taking.entry.fn.def.name}" sets "${taking.write.place.state.def.name}" like a constructor, but anyone can call it.`,
        }
      }
    }
  },
})

export const unprotectedInitializer = sourceCheck({
  id: 'unprotected-initializer',
  title: 'The first caller of the initialiser becomes the owner',
  severity: 'low',
  category: 'access_control',
  explanation:
    'The function can run once and sets who is in charge, but does not ask who calls it. Until it is called (on every copy, also on the implementation behind a proxy) anyone can call it first.',
  fix: 'Initialise in the transaction that deploys, and disable the initialiser in the constructor of the implementation.',
  references: ['SWC-118', 'OWASP SC01:2025'],
  *run(subject) {
    for (const contract of subject.contracts) {
      const seen = new Set<Entry>()
      for (const taking of takings(contract, gateVariables(contract))) {
        if (!taking.once || seen.has(taking.entry) || looksLikeConstructor(taking.entry)) continue
        seen.add(taking.entry)
        yield { ...whole(taking), message: `Whoever calls "${nameOf(taking.entry.fn)}" first sets "${taking.write.place.state.def.name}".` }
      }
    }
  },
})
