import {
  type Address,
  encodeAbiParameters,
  encodeFunctionData,
  erc20Abi,
  type Hex,
  keccak256,
  numberToHex,
  type PublicClient,
  toHex,
} from 'viem'
import { isUnsupported, mergeOverrides, overridesOf, rawRequest } from './raw.ts'
import type { Overrides } from './simulator.ts'

/** Where a token keeps a number: its address and the word of storage. */
export interface Slot {
  /** The contract whose storage it is: the token, or what it delegates its book-keeping to. */
  at: Hex
  word: Hex
}

/** Mapping positions that are tried at once. Nearly all tokens keep balances and allowances in the first dozens. */
const POSITIONS = 64
/** Named places (ERC-7201) of OpenZeppelin 5's upgradeable ERC-20: balances, then allowances. */
const NAMED = 0x52c63247e1f47db19d5ce0460030c497f067ca4cebf71ba98eeadabe20bace00n
/** Seed of Solady's ERC-20 balances. */
const SOLADY_BALANCE = '87a211a2'
/** Every candidate gets its own number, so that one answer tells which it was. */
const MARK = 0x1e0000000000n

const pair = (a: Hex, b: Hex): Hex => keccak256(encodeAbiParameters([{ type: 'bytes32' }, { type: 'bytes32' }], [a, b]))
const word = (value: bigint | Hex): Hex => toHex(typeof value === 'bigint' ? value : BigInt(value), { size: 32 })

const positions = (offset: bigint): bigint[] => [...Array.from({ length: POSITIONS }, (_, index) => BigInt(index)), NAMED + offset]

/** Solidity hashes (key, position), Vyper (position, key). */
const mapped = (key: Hex, position: Hex): Hex[] => [pair(word(key), position), pair(position, word(key))]

const balanceWords = (owner: Address): Hex[] => [
  ...positions(0n).flatMap((position) => mapped(owner, word(position))),
  keccak256(`0x${owner.slice(2)}${'0'.repeat(16)}${SOLADY_BALANCE}`),
]

const allowanceWords = (owner: Address, spender: Address): Hex[] =>
  positions(1n).flatMap((position) => {
    const [solidity, vyper] = mapped(owner, word(position)) as [Hex, Hex]
    return [pair(word(spender), solidity), pair(vyper, word(spender))]
  })

interface Reading {
  client: PublicClient
  token: Address
  data: Hex
  block: bigint
  signal: AbortSignal
}

async function read({ client, token, data, block, signal }: Reading, overrides: Overrides): Promise<bigint | undefined> {
  const params = [{ to: token, data }, numberToHex(block), overridesOf(overrides)]
  const answer = await rawRequest(client, { method: 'eth_call', params }, signal).catch((error: unknown) => {
    if (isUnsupported(error)) throw error
    return undefined
  })
  return typeof answer === 'string' && answer.length >= 66 ? BigInt(answer.slice(0, 66)) : undefined
}

/** All candidates at once: the answer is the number of the one that is read. */
async function tryAll(reading: Reading, words: readonly Hex[], at: Hex): Promise<Slot | undefined> {
  const slots = Object.fromEntries(words.map((one, index) => [one, word(MARK + BigInt(index))]))
  const answer = await read(reading, { [at]: { slots } })
  const chosen = answer === undefined ? undefined : words[Number(answer - MARK)]
  return chosen === undefined || answer === undefined || answer < MARK ? undefined : { at, word: chosen }
}

/** The words that the read really touches, one by one: for tokens that keep their books elsewhere or in an unusual way. */
async function tryTouched(reading: Reading): Promise<Slot | undefined> {
  const { client, token, data, block, signal } = reading
  const params = [{ to: token, data }, numberToHex(block)]
  const answer = await rawRequest(client, { method: 'eth_createAccessList', params }, signal).catch(() => undefined)
  const list = (answer as { accessList?: { address: Hex; storageKeys: Hex[] }[] } | undefined)?.accessList ?? []
  for (const { address, storageKeys } of list) {
    for (const key of storageKeys.slice(0, 32)) {
      const at = address.toLowerCase() as Hex
      if ((await read(reading, { [at]: { slots: { [key]: word(MARK) } } })) === MARK) return { at, word: key }
    }
  }
  return undefined
}

export interface SlotQuestion {
  client: PublicClient
  /** Lower case. */
  token: Address
  owner: Address
  block: bigint
}

/** Where a token keeps an owner's balance, found by trying; undefined when no single word holds it. Throws PetrelError rpc_failed. */
export async function findBalanceSlot({ client, token, owner, block }: SlotQuestion, signal: AbortSignal): Promise<Slot | undefined> {
  const data = encodeFunctionData({ abi: erc20Abi, functionName: 'balanceOf', args: [owner] })
  const reading = { client, token, data, block, signal }
  return (await tryAll(reading, balanceWords(owner.toLowerCase() as Hex), token)) ?? (await tryTouched(reading))
}

/** Where a token keeps what an owner allows a spender. Throws PetrelError rpc_failed. */
export async function findAllowanceSlot(
  { client, token, owner, block, spender }: SlotQuestion & { spender: Address },
  signal: AbortSignal,
): Promise<Slot | undefined> {
  const data = encodeFunctionData({ abi: erc20Abi, functionName: 'allowance', args: [owner, spender] })
  const reading = { client, token, data, block, signal }
  const words = allowanceWords(owner.toLowerCase() as Hex, spender.toLowerCase() as Hex)
  return (await tryAll(reading, words, token)) ?? (await tryTouched(reading))
}

/** The override that puts an amount into a slot. */
export const putInto = (slot: Slot, amount: bigint): Overrides => ({ [slot.at]: { slots: { [slot.word]: word(amount) } } })

/** Overrides that give an owner an amount of a token and, with a spender, let it take as much; undefined when a slot is not found. */
export async function deal(
  { amount, spender, ...question }: SlotQuestion & { amount: bigint; spender?: Address },
  signal: AbortSignal,
): Promise<Overrides | undefined> {
  const balance = await findBalanceSlot(question, signal)
  if (!balance) return undefined
  if (spender === undefined) return putInto(balance, amount)
  const allowance = await findAllowanceSlot({ ...question, spender }, signal)
  return allowance && mergeOverrides(putInto(balance, amount), putInto(allowance, amount))
}
