import { binary } from './alu.ts'
import { disassemble, type Instruction, stackEffect } from './disassemble.ts'
import { constant, join, tagged, UNKNOWN, type Word } from './values.ts'

export type Effect =
  | { k: 'write'; slot: string; mapping: boolean; self: boolean; value: Word }
  | { k: 'read'; slot: string; mapping: boolean }
  | { k: 'call'; op: number; target: Word; value: Word; selectors: readonly bigint[] }
  | { k: 'test'; word: Word; reverts: boolean }
  | { k: 'destroy' }

/** Something that the code can do, where, and what the caller had to be for it. */
export type Event = Effect & {
  pc: number
  /** 8 hex digits, or "" for the fallback. */
  selector: string
  /** What the caller was compared with on the way; empty when with nothing. */
  asked: readonly string[]
}

interface State {
  pc: number
  stack: Word[]
  memory: Map<number, Word>
  selector: string
  asked: readonly string[]
  /** Four-byte constants pushed since the function was entered: selectors that it may call. */
  pushed: readonly bigint[]
}

/** Steps for one contract and for one function of it. */
const BUDGET = 400_000
const EACH = 30_000
const MOST_STACK = 64

interface Machine {
  at: Map<number, number>
  code: readonly Instruction[]
  events: Event[]
  seen: Set<string>
  left: number
  spent: Map<string, number>
}

export interface Execution {
  events: readonly Event[]
  /** Selectors that the dispatcher compares with. */
  selectors: readonly string[]
  /** True when the step budget ended before all paths did. */
  truncated: boolean
}

/** Runs all paths of runtime code on what is known of each word, under a step budget. Never throws for what the code holds. */
export function execute(bytes: Uint8Array): Execution {
  const code = disassemble(bytes)
  const machine: Machine = {
    code,
    at: new Map(code.map((one, index) => [one.pc, index])),
    events: [],
    seen: new Set(),
    left: BUDGET,
    spent: new Map(),
  }
  const todo: State[] = [{ pc: 0, stack: [], memory: new Map(), selector: '', asked: [], pushed: [] }]
  const selectors = new Set<string>()
  while (todo.length > 0 && machine.left > 0) {
    const state = todo.pop()
    if (!state) break
    if (state.selector) selectors.add(state.selector)
    todo.push(...run(machine, state))
  }
  return {
    events: machine.events,
    selectors: [...selectors],
    truncated: machine.left <= 0 || [...machine.spent.values()].some((spent) => spent >= EACH),
  }
}

/** Follows one path to its next fork or end; returns the states to go on with. */
function run(machine: Machine, state: State): State[] {
  let index = machine.at.get(state.pc)
  while (index !== undefined && machine.left > 0) {
    const instruction = machine.code[index]
    if (!instruction) return []
    machine.left -= 1
    const spent = (machine.spent.get(state.selector) ?? 0) + 1
    machine.spent.set(state.selector, spent)
    if (spent > EACH) return []
    if (instruction.op === 0x5b && !fresh(machine, state, instruction.pc)) return []
    const next = step(machine, state, instruction)
    if (next) return next
    index += 1
  }
  return []
}

/** A jump target is worth visiting again only with other return addresses, or under another question to the caller. */
function fresh(machine: Machine, state: State, pc: number): boolean {
  const returns = state.stack
    .map((word) =>
      word.c !== undefined && word.c > 0n && word.c < 65_536n && machine.code[machine.at.get(Number(word.c)) ?? -1]?.op === 0x5b
        ? word.c
        : '',
    )
    .join()
  // Two sides of an "or" meet with different words on top: each says what the outcome depends on.
  const top = state.stack[state.stack.length - 1]
  const key = `${state.selector}:${pc}:${state.asked.length > 0}:${returns}:${top?.c === undefined ? (top?.tags.join() ?? '') : ''}`
  if (machine.seen.has(key)) return false
  machine.seen.add(key)
  return true
}

const pop = (state: State): Word => state.stack.pop() ?? UNKNOWN

/** Undefined: go on with the next instruction. */
function step(machine: Machine, state: State, { op, pc, push }: Instruction): State[] | undefined {
  if (push !== undefined) pushWord(state, op, push)
  else if (op >= 0x80 && op <= 0x8f) state.stack.push(state.stack[state.stack.length - (op - 0x7f)] ?? UNKNOWN)
  else if (op >= 0x90 && op <= 0x9f) swap(state.stack, op - 0x8f)
  else if (op === 0x56) return jump(machine, state)
  else if (op === 0x57) return fork(machine, state, pc)
  else if (op === 0x00 || op === 0xf3 || op === 0xfd || op === 0xfe) return []
  else if (op === 0xff) {
    note(machine, state, pc, { k: 'destroy' })
    return []
  } else compute(machine, state, op, pc)
  if (state.stack.length > MOST_STACK * 4) state.stack.splice(0, state.stack.length - MOST_STACK)
  return undefined
}

function pushWord(state: State, op: number, push: bigint): void {
  state.stack.push(constant(push))
  const selector = op === 0x63 ? push : op === 0x7f && push >> 224n > 0n && (push & ((1n << 224n) - 1n)) === 0n ? push >> 224n : undefined
  if (selector !== undefined && !state.pushed.includes(selector) && state.pushed.length < 32) state.pushed = [...state.pushed, selector]
}

function swap(stack: Word[], depth: number): void {
  const top = stack.length - 1
  const other = top - depth
  if (other < 0) return
  const held = stack[top] ?? UNKNOWN
  stack[top] = stack[other] ?? UNKNOWN
  stack[other] = held
}

function jump(machine: Machine, state: State): State[] {
  const target = pop(state).c
  if (target === undefined || machine.code[machine.at.get(Number(target)) ?? -1]?.op !== 0x5b) return []
  return [{ ...state, pc: Number(target) }]
}

function fork(machine: Machine, state: State, pc: number): State[] {
  const target = pop(state).c
  const test = pop(state)
  const onward = pc + 1
  const there = target !== undefined && machine.code[machine.at.get(Number(target)) ?? -1]?.op === 0x5b ? Number(target) : undefined
  if (test.selector !== undefined && state.selector === '') {
    const selector = test.selector.toString(16).padStart(8, '0').slice(-8)
    const inside = there === undefined ? [] : [copy(state, there, { selector, pushed: [] })]
    return [...inside, copy(state, onward, {})]
  }
  note(machine, state, pc, { k: 'test', word: test, reverts: ends(machine, onward) || (there !== undefined && ends(machine, there)) })
  const asks = test.asks ?? (membership(test) ? test.tags : undefined)
  const asked = asks ? { asked: [...state.asked, ...asks] } : {}
  const sides = [copy(state, onward, asked), ...(there === undefined ? [] : [copy(state, there, asked)])]
  if (test.c !== undefined && there !== undefined) return [sides[test.c === 0n ? 0 : 1] as State]
  return sides
}

const copy = (state: State, pc: number, change: Partial<State>): State => ({
  ...state,
  pc,
  stack: [...state.stack],
  memory: new Map(state.memory),
  ...change,
})

/** True when the code from here reverts without another choice. Return addresses that it pushes itself are followed. */
function ends(machine: Machine, from: number): boolean {
  let index = machine.at.get(from) ?? -1
  const stack: (bigint | undefined)[] = []
  for (let steps = 0; steps < 240 && index >= 0; steps += 1) {
    const { op, push } = machine.code[index] ?? { op: 0xfd, push: undefined }
    if (op === 0xfd || op === 0xfe) return true
    if (op === 0x57 || op === 0x55 || op === 0xf3 || op === 0x00 || (op >= 0xa0 && op <= 0xa4)) return false
    if (op === 0x56) {
      const target = stack.pop()
      if (target === undefined) return false
      index = machine.at.get(Number(target)) ?? -1
    } else {
      shuffle(stack, op, push)
      index += 1
    }
  }
  return false
}

/** The stack as far as constants go: enough to know where a jump leads. */
function shuffle(stack: (bigint | undefined)[], op: number, push: bigint | undefined): void {
  if (push !== undefined) stack.push(push)
  else if (op >= 0x80 && op <= 0x8f) stack.push(stack[stack.length - (op - 0x7f)])
  else if (op >= 0x90 && op <= 0x9f) {
    while (stack.length <= op - 0x8f) stack.unshift(undefined)
    const at = stack.length - 1 - (op - 0x8f)
    const held = stack[stack.length - 1]
    stack[stack.length - 1] = stack[at]
    stack[at] = held
  } else {
    const [taken, given] = stackEffect(op)
    stack.length = Math.max(0, stack.length - taken)
    for (let at = 0; at < given; at += 1) stack.push(undefined)
  }
}

function note(machine: Machine, state: State, pc: number, effect: Effect): void {
  machine.events.push({ ...effect, pc, selector: state.selector, asked: state.asked })
}

const ENVIRONMENT: Readonly<Record<number, string>> = {
  48: 'self',
  50: 'origin',
  51: 'caller',
  52: 'value',
  66: 'time',
  67: 'time',
  71: 'balance',
}

function compute(machine: Machine, state: State, op: number, pc: number): void {
  const { stack } = state
  const tag = ENVIRONMENT[op]
  if (tag) stack.push(tagged(tag))
  else if (op === 0x35) stack.push(calldata(pop(state)))
  else if (op === 0x15) stack.push(negated(pop(state)))
  else if (op === 0x51) stack.push(load(state, pop(state)))
  else if (op === 0x52) store(state, pop(state), pop(state))
  else if (op === 0x20) stack.push(hash(state, pop(state), pop(state)))
  else if (op === 0x54) stack.push(readSlot(machine, state, pc))
  else if (op === 0x55) writeSlot(machine, state, pc)
  else if (op >= 0xf1 && op <= 0xfa && op !== 0xf3 && op !== 0xf5) external(machine, state, op, pc)
  else if (op >= 0x01 && op <= 0x1d && op !== 0x08 && op !== 0x09 && op !== 0x19) stack.push(binary(op, pop(state), pop(state)))
  else other(state, op)
}

function other(state: State, op: number): void {
  const [taken, given] = stackEffect(op)
  const words = Array.from({ length: taken }, () => pop(state))
  for (let at = 0; at < given; at += 1)
    state.stack.push({ tags: op === 0x3d ? ['ret'] : join(...words), ...(op === 0x19 ? { inverted: true as const } : {}) })
}

const calldata = (offset: Word): Word => (offset.c === 0n ? tagged('selector') : tagged('arg'))

function negated(word: Word): Word {
  if (word.c !== undefined) return constant(word.c === 0n ? 1n : 0n)
  return {
    tags: word.tags,
    ...(word.compared ? { compared: true as const } : {}),
    ...(word.overflow ? { overflow: true as const } : {}),
    ...(word.asks ? { asks: word.asks } : {}),
    ...(membership(word) ? { asks: word.tags } : {}),
  }
}

/** A yes or no under the caller's key. */
const membership = (word: Word): boolean =>
  word.change === undefined && word.compared === undefined && word.tags.length === 1 && word.tags[0]?.startsWith('c:') === true

const load = (state: State, offset: Word): Word =>
  offset.c !== undefined && offset.c < 1n << 24n ? (state.memory.get(Number(offset.c)) ?? UNKNOWN) : { tags: ['memory'] }

function store(state: State, offset: Word, value: Word): void {
  if (offset.c !== undefined && offset.c < 1n << 24n) state.memory.set(Number(offset.c), value)
  else if (value.c !== undefined) state.memory.set(-1 - state.memory.size, value)
}

/** keccak256(key, slot) is a place in the mapping at that slot; keccak256(slot) one in the array there. */
function hash(state: State, offset: Word, size: Word): Word {
  if (offset.c === undefined || size.c === undefined || (size.c !== 64n && size.c !== 32n)) return { tags: ['hash'] }
  const at = Number(offset.c)
  const key = size.c === 64n ? (state.memory.get(at) ?? UNKNOWN) : UNKNOWN
  const base = state.memory.get(size.c === 64n ? at + 32 : at) ?? UNKNOWN
  const slot = base.root?.slot ?? (base.c === undefined ? undefined : base.c.toString(16))
  if (slot === undefined) return { tags: ['hash', ...join(key)] }
  const caller = base.root?.caller === true || (key.tags.length === 1 && key.tags[0] === 'caller')
  const self = base.root?.self === true || (key.tags.length === 1 && key.tags[0] === 'self')
  return { tags: ['hash', ...join(key)], root: { slot, caller, self } }
}

const slotOf = (word: Word): { slot: string; mapping: boolean; caller: boolean; self: boolean } =>
  word.root
    ? { ...word.root, mapping: true }
    : { slot: word.c === undefined ? '?' : word.c.toString(16), mapping: false, caller: false, self: false }

function readSlot(machine: Machine, state: State, pc: number): Word {
  const { slot, mapping, caller } = slotOf(pop(state))
  note(machine, state, pc, { k: 'read', slot, mapping })
  return tagged(`${caller ? 'c' : mapping ? 'm' : 's'}:${slot}`)
}

function writeSlot(machine: Machine, state: State, pc: number): void {
  const { slot, mapping, self } = slotOf(pop(state))
  note(machine, state, pc, { k: 'write', slot, mapping, self, value: pop(state) })
}

function external(machine: Machine, state: State, op: number, pc: number): void {
  pop(state)
  const target = pop(state)
  const value = op === 0xf1 || op === 0xf2 ? pop(state) : UNKNOWN
  for (let at = 0; at < 4; at += 1) pop(state)
  note(machine, state, pc, { k: 'call', op, target, value, selectors: state.pushed })
  state.stack.push(tagged('ret'))
}
