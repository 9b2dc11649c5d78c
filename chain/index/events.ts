import { toEventSelector, toFunctionSelector } from 'viem'

/** First topics of the events that the index decodes. */
export const TOPIC = {
  transfer: toEventSelector('Transfer(address,address,uint256)'),
  deposit: toEventSelector('Deposit(address,uint256)'),
  withdrawal: toEventSelector('Withdrawal(address,uint256)'),
  swapV2: toEventSelector('Swap(address,uint256,uint256,uint256,uint256,address)'),
  swapV3: toEventSelector('Swap(address,address,int256,int256,uint160,uint128,int24)'),
  /** PancakeSwap V3: the same words first, two protocol fees after them. */
  swapV3Fees: toEventSelector('Swap(address,address,int256,int256,uint160,uint128,int24,uint128,uint128)'),
  sync: toEventSelector('Sync(uint112,uint112)'),
  pairCreated: toEventSelector('PairCreated(address,address,address,uint256)'),
  poolCreated: toEventSelector('PoolCreated(address,address,uint24,int24,address)'),
} as const

export const SELECTOR = {
  symbol: toFunctionSelector('symbol()'),
  name: toFunctionSelector('name()'),
  decimals: toFunctionSelector('decimals()'),
  totalSupply: toFunctionSelector('totalSupply()'),
  balanceOf: toFunctionSelector('balanceOf(address)'),
  token0: toFunctionSelector('token0()'),
  token1: toFunctionSelector('token1()'),
  fee: toFunctionSelector('fee()'),
  tickSpacing: toFunctionSelector('tickSpacing()'),
  factory: toFunctionSelector('factory()'),
  getReserves: toFunctionSelector('getReserves()'),
  slot0: toFunctionSelector('slot0()'),
  liquidity: toFunctionSelector('liquidity()'),
  getPair: toFunctionSelector('getPair(address,address)'),
  getPool: toFunctionSelector('getPool(address,address,uint24)'),
} as const

const WORD = 64

/** The n-th 32-byte word of ABI data as an unsigned integer; 0 beyond its end. */
export function word(data: string, index: number): bigint {
  const text = data.slice(2 + index * WORD, 2 + (index + 1) * WORD)
  return text === '' ? 0n : BigInt(`0x${text}`)
}

/** The n-th word as a signed integer. */
export const signedWord = (data: string, index: number): bigint => BigInt.asIntN(256, word(data, index))

/** How many whole words the data holds. */
export const words = (data: string): number => Math.floor((data.length - 2) / WORD)

/** The address in a topic or word, lower case. */
export const addressOf = (topic: string): string => `0x${topic.slice(-40).toLowerCase()}`

/** The n-th word as an address; undefined when there is none. */
export const addressWord = (data: string | undefined, index: number): string | undefined =>
  data && words(data) > index ? addressOf(data.slice(2 + index * WORD, 2 + (index + 1) * WORD)) : undefined

/** Call data of a function with static arguments. */
export const callData = (selector: string, ...values: (string | bigint | number)[]): string =>
  selector + values.map((value) => BigInt(value).toString(16).padStart(WORD, '0')).join('')
