import { arbitrage } from './arbitrage.ts'
import type { Deployment } from './deployment.ts'
import type { Intention, Scene } from './intention.ts'
import { movement } from './movements.ts'
import { activity, baseFee } from './prices.ts'
import { provision } from './provision.ts'
import { random } from './random.ts'
import { readAll } from './reads.ts'
import type { Rpc } from './rpc.ts'
import { noiseTrade } from './swaps.ts'
import type { Tx, Writer } from './writer.ts'

/** The running market: where it trades and through what. All that it remembers can be read from the chain again. */
export interface Market {
  rpc: Rpc
  writer: Writer
  known: Deployment
  approved: Set<string>
}

/** How much happens in a block, on average. */
export interface Pace {
  trades: number
  movements: number
  provisions: number
}

/** The ordinary pace of blocks that are this many seconds apart; a very long gap does not make one block endless. */
export function pace(interval: number): Pace {
  const days = Math.min(interval, 7200) / 86_400
  return { trades: 240 * days, movements: 130 * days, provisions: 8 * days }
}

const BLOCK_GAS = 28_000_000

/** Draws and mines one block at a Unix time in seconds. What happens in it depends on seed, block number, time and the chain's state only. */
export async function mineBlock(market: Market, seconds: number, usual: Pace): Promise<void> {
  const { writer, known, rpc } = market
  const scene: Scene = { known, seconds, approved: market.approved, random: random(`${known.seed}:block:${writer.head.number + 1}`) }
  const intentions = draw(scene, usual)
  const reads = intentions.flatMap((intention) => intention.reads)
  const answers = await readAll(rpc, known.multicall3, reads)
  let from = 0
  const transactions = intentions.flatMap((intention) => {
    const mine = answers.slice(from, from + intention.reads.length)
    from += intention.reads.length
    return intention.act(mine)
  })
  await writer.send(transactions)
  await writer.mine(seconds, baseFee(known.seed, seconds))
}

function draw(scene: Scene, usual: Pace): Intention[] {
  const busy = activity(scene.seconds)
  const many = (mean: number, make: (scene: Scene) => Intention) =>
    Array.from({ length: Math.min(40, scene.random.poisson(Math.min(25, mean * busy))) }, () => make(scene))
  return [
    ...scene.known.pools.map((pool) => arbitrage(scene, pool)),
    ...many(usual.trades, noiseTrade),
    ...many(usual.movements, movement),
    ...many(usual.provisions, provision),
  ]
}

/** Mines transactions in as many blocks as their gas limits need, `step` seconds apart. Returns when all are in. */
export async function mineAll(market: Pick<Market, 'writer' | 'known'>, transactions: readonly Tx[], step: number): Promise<void> {
  let gas = 0
  let block: Tx[] = []
  const close = async () => {
    await market.writer.send(block)
    const seconds = market.writer.head.timestamp + step
    await market.writer.mine(seconds, baseFee(market.known.seed, seconds))
    block = []
    gas = 0
  }
  for (const tx of transactions) {
    if (gas + tx.gas > BLOCK_GAS) await close()
    block.push(tx)
    gas += tx.gas
  }
  if (block.length > 0) await close()
}
