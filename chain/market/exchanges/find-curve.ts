import type { Hex } from 'viem'
import type { Known } from '../identity.ts'
import type { LeftOut } from '../market.ts'
import type { Exchange, Finds, Looking } from './exchange.ts'
import { addressOf, NOTHING } from './exchange.ts'

const FIND = 'function find_pool_for_coins(address from, address to, uint256 i) view returns (address)'
const COINS = {
  plain: 'function get_coins(address pool) view returns (address[4])',
  ng: 'function get_coins(address pool) view returns (address[])',
}
const DECIMALS = 'function get_decimals(address pool) view returns (uint256[4])'
const IS_META = 'function is_meta(address pool) view returns (bool)'
const BASE = 'function get_base_pool(address pool) view returns (address)'
/** Pools of one pair that are looked at. */
const MOST = 3
/** How Curve writes the native coin. */
const COIN = '0xeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeee'

type Curve = Extract<Exchange, { kind: 'curve-stable' }>

function identify({ dex, ng }: Curve, pool: Hex, [coins, meta, decimals, base]: readonly unknown[]): Known | LeftOut {
  const named = ((coins ?? []) as readonly unknown[]).flatMap((coin) => addressOf(coin) ?? [])
  // A pool of the factory can hold the native coin itself; its trial says whether it then does what the others do.
  const tokens = named.map((coin) => (coin === COIN ? 'native' : coin))
  const left = (detail: string): LeftOut => ({ pool, tokens, dex, reason: 'kind', detail })
  if (tokens.length < 2) return left('Its factory does not name its coins.')
  const basePool = meta === true ? addressOf(base) : undefined
  if (ng) return { kind: 'curve-stable', identity: { id: pool, tokens, dex, fixed: { ng: true } }, found: 'factory' }
  if (meta === true && basePool === undefined) return left('Its base pool is not known.')
  const places = (decimals ?? []) as readonly bigint[]
  const rates = tokens.map((_, at) => 10n ** (36n - BigInt(places[at] ?? 18n)))
  const fixed = { rates, ...(basePool === undefined ? {} : { basePool }) }
  return { kind: 'curve-stable', identity: { id: pool, tokens, dex, fixed }, found: 'factory' }
}

/** Pools that a Curve factory lists for the pairs; two rounds. A metapool is taken with its own two coins, the second of which is the base pool's share. */
export async function findCurve(exchange: Curve, { pairs, ask, wrappedNative }: Looking): Promise<Finds> {
  const withCoin = exchange.ng
    ? []
    : pairs.filter((pair) => pair.includes(wrappedNative)).map((pair) => pair.map((token) => (token === wrappedNative ? COIN : token)))
  const wanted = [...pairs, ...withCoin].flatMap((pair) => Array.from({ length: MOST }, (_, at) => [...pair, BigInt(at)]))
  const listed = await ask(wanted.map((args) => ({ to: exchange.factory, signature: FIND, args })))
  const pools = [...new Set(listed.flatMap((answer) => addressOf(answer) ?? []))]
  if (pools.length === 0) return NOTHING
  const signatures = exchange.ng ? [COINS.ng, IS_META] : [COINS.plain, IS_META, DECIMALS, BASE]
  const facts = await ask(pools.flatMap((pool) => signatures.map((signature) => ({ to: exchange.factory, signature, args: [pool] }))))
  const count = signatures.length
  const all = pools.map((pool, at) => identify(exchange, pool, facts.slice(at * count, (at + 1) * count)))
  return { known: all.filter((one) => 'identity' in one), leftOut: all.filter((one) => 'reason' in one) }
}
