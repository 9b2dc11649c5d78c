import { type Hex, parseAbi } from 'viem'
import { disassemble } from '../../audit/bytecode/disassemble.ts'
import { eventsOf, factsOf, TRANSFERS } from '../../audit/bytecode/facts.ts'
import { parseHex } from '../../audit/bytecode/hex.ts'
import { mergeOverrides } from '../../chain/simulate/raw.ts'
import type { SimCall, Simulator } from '../../chain/simulate/simulator.ts'
import type { Resolve } from '../../core/resolve.ts'
import type { Opened } from './adversary.ts'
import { swapCall, swapped } from './calls.ts'
import type { Code } from './code.ts'
import type { PowerReport } from './report.ts'
import { addressIn, type Where } from './where.ts'
import { described } from './who.ts'

const abi = parseAbi(['function factory() view returns (address)', 'function token0() view returns (address)'])
/** Code that refuses everything. */
const REFUSES: Hex = '0x60006000fd'
const DELEGATECALL = 0xf4
const MOST = 4
/** Numbers of the code with which a stored word may be scrambled, and addresses that are looked up for it. */
const KEYS = 12
const VICTIM: Hex = '0x000000000000000000000000000000000001c71a'

interface Asked {
  token: Hex
  code: Code
  simulator: Simulator
  opened: Opened
}

/**
 * Contracts whose no stops a sale: those that the code calls on its transfer path, each put in the place of one that refuses everything. Routers, pools and
 * factories are left out: without them there is no sale for anybody. Throws PetrelError rpc_failed, simulation_failed.
 */
export async function outsidePowers({ token, code, simulator, opened }: Asked, where: Where, resolve: Resolve): Promise<PowerReport[]> {
  const targets = await targetsOf(token, code, where)
  const found = await Promise.all(targets.map((target) => decides(target, { token, simulator, opened }, where)))
  const deciding = targets.filter((_, index) => found[index])
  return await Promise.all(
    deciding.map(async (target): Promise<PowerReport> => {
      const who = await described(target, where, resolve)
      const effect = { worked: false, takes: false, mints: false, stops: '' }
      return { kind: 'outside', name: 'transfer', who, usable: 'unknown', survives: true, perAccount: false, effect }
    }),
  )
}

/** Addresses that transfers call, written into the code or kept in storage. */
async function targetsOf(token: Hex, { parts }: Code, where: Where): Promise<Hex[]> {
  const { chain, block } = where
  const events = parts
    .flatMap(({ bytes }) => TRANSFERS.flatMap((selector) => eventsOf(factsOf(bytes), selector)))
    .flatMap((event) => (event.k === 'call' ? [event] : []))
  const calls = events.filter(({ op }) => op !== DELEGATECALL).map(({ target }) => target)
  const fixed = (list: readonly { c?: bigint | undefined }[]): Hex[] =>
    list.flatMap(({ c }) => (c === undefined ? [] : (addressIn(`0x${c.toString(16).padStart(64, '0')}`) ?? [])))
  const libraries = await mortal(fixed(events.filter(({ op }) => op === DELEGATECALL).map(({ target }) => target)), where)
  const written = [...fixed(calls), ...libraries]
  const slots = [...new Set(calls.flatMap(({ tags }) => tags.flatMap((tag) => /^s:([0-9a-f]{1,64})$/.exec(tag)?.[1] ?? [])))]
  const words = await Promise.all(
    slots.slice(0, 8).map((slot) => chain.client.getStorageAt({ address: token, slot: `0x${slot.padStart(64, '0')}`, blockNumber: block })),
  )
  const scrambled = await unscrambled(words, parts, where)
  const all = [...new Set([...written, ...words.flatMap((word) => addressIn(word) ?? []), ...scrambled])].filter((one) => one !== token)
  const kept = await Promise.all(all.slice(0, 2 * MOST).map(async (one) => ((await isMarket(one, where)) ? [] : [one])))
  return kept.flat().slice(0, MOST)
}

/** Libraries that can end: code that is only run and cannot end is part of the contract itself. */
async function mortal(libraries: readonly Hex[], { chain, block }: Where): Promise<Hex[]> {
  const all = await Promise.all(
    [...new Set(libraries)].slice(0, MOST).map(async (address) => {
      const bytes = parseHex((await chain.client.getCode({ address, blockNumber: block })) ?? '0x')
      return bytes && factsOf(bytes).events.some(({ k }) => k === 'destroy') ? [address] : []
    }),
  )
  return all.flat()
}

/** Contracts whose address comes out when a stored word is combined with a number of the code. */
async function unscrambled(words: readonly (Hex | undefined)[], parts: Code['parts'], { chain, block }: Where): Promise<Hex[]> {
  const numbers = parts.flatMap(({ bytes }) => disassemble(bytes).flatMap(({ push }) => (push !== undefined && isKey(push) ? [push] : [])))
  const keys = [...new Set(numbers)].slice(0, KEYS)
  const stored = words.flatMap((word) => (word === undefined || BigInt(word) === 0n ? [] : [BigInt(word)]))
  const made = stored.flatMap((word) => keys.flatMap((key) => [word ^ key, word - key, word + key]))
  const addresses = [
    ...new Set(made.filter((one) => one > 1n << 120n && one <= ADDRESS).map((one) => `0x${one.toString(16).padStart(40, '0')}` as Hex)),
  ]
  const codes = await Promise.all(addresses.slice(0, 3 * KEYS).map((address) => chain.client.getCode({ address, blockNumber: block })))
  return addresses.filter((_, index) => (codes[index] ?? '0x') !== '0x')
}

const ADDRESS = (1n << 160n) - 1n
/** No selector, no mask, no hash: what is left of the numbers that a contract holds. */
const isKey = (number: bigint): boolean => number > 1n << 33n && number <= ADDRESS && (number & (number + 1n)) !== 0n

/** Precompiles, and what trades: it names a factory or a first token. */
async function isMarket(address: Hex, { chain, block }: Where): Promise<boolean> {
  if (
    BigInt(address) < 4_096n ||
    [chain.wrappedNative, ...chain.factories.map((one) => one.address)].some((one) => one.toLowerCase() === address)
  )
    return true
  const read = (functionName: 'factory' | 'token0') =>
    chain.client.readContract({ address, abi, functionName, blockNumber: block }).then(() => true, () => false) // biome-ignore format: short
  const code = await chain.client.getCode({ address, blockNumber: block })
  return !code || code === '0x' || (await read('factory')) || (await read('token0'))
}

/** A sale works, and with this contract refusing it does not. */
async function decides(target: Hex, { token, simulator, opened }: Omit<Asked, 'code'>, { block, signal }: Where): Promise<boolean> {
  const { scene, buying } = opened
  const calls: SimCall[] = [swapCall(scene.pool, { who: VICTIM, tokenIn: token, amountIn: scene.held / 4n || 1n })]
  const sell = { calls, secondsLater: 13 }
  const refusing = { calls, secondsLater: 14, overrides: mergeOverrides({ [target]: { code: REFUSES } }) }
  const [, good = [], bad = []] = await simulator.run({ block, blocks: [buying, sell, refusing] }, signal)
  return swapped(good[0]) !== undefined && swapped(bad[0]) === undefined
}
