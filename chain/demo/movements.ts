import { encodeFunctionData, type Hex } from 'viem'
import { mintableAbi, wethAbi } from './abi.ts'
import { actors, holder } from './actors.ts'
import { GAS, transfer } from './calls.ts'
import { type DemoToken, demoToken } from './deployment.ts'
import type { Intention, Scene } from './intention.ts'
import { balanceOf, word } from './reads.ts'
import { baseUnits } from './tokens.ts'
import { worth } from './units.ts'
import type { Tx } from './writer.ts'

const MOVED = ['USDC', 'USDC', 'USDC', 'DAI', 'WETH', 'UNI', 'LINK', 'WBTC', 'PEPE', 'MINTY', 'PROXY', 'TAXED', 'HONEY']

const just = (...transactions: Tx[]): Intention => ({ reads: [], act: () => transactions })

/** One movement that is no trade: withdrawals, deposits, payments, wraps, mints and burns. */
export function movement(scene: Scene): Intention {
  const dice = scene.random.next()
  if (dice < 0.42) return withdrawal(scene)
  if (dice < 0.62) return deposit(scene)
  if (dice < 0.82) return payment(scene)
  if (dice < 0.9) return wrapping(scene)
  if (dice < 0.93) return internal(scene)
  if (dice < 0.97) return issue(scene)
  return big(scene)
}

/** Moves this many dollars of a token, or what the sender has if that is less; now and then somebody tries more than he has. */
function move(scene: Scene, from: Hex, what: { token: DemoToken; to: Hex; usd: number }): Intention {
  const wanted = worth(scene.known.seed, what.token, { usd: what.usd, seconds: scene.seconds })
  const careless = scene.random.chance(0.01)
  return {
    reads: [balanceOf(what.token.address, from)],
    act: ([answer]) => {
      const balance = word(answer)
      const amount = careless ? balance + wanted : balance < wanted ? balance / 3n : wanted
      return amount > 0n ? [transfer(from, what.token.address, { address: what.to, amount })] : []
    },
  }
}

const someToken = ({ known, random }: Scene) => demoToken(known, random.pick(MOVED))

// New holders come as time goes on: the range of indexes grows by some twenty a day.
const someHolder = ({ known, random, seconds }: Scene) =>
  holder(known.seed, random.below(400 + Math.floor(Math.max(0, seconds - known.genesis) / 4320)))

const withdrawal = (scene: Scene): Intention =>
  move(scene, scene.random.pick(actors().exchanges), { token: someToken(scene), to: someHolder(scene), usd: scene.random.around(900, 1.3) })

const deposit = (scene: Scene): Intention =>
  move(scene, scene.random.pick(actors().traders), {
    token: someToken(scene),
    to: scene.random.pick(actors().exchanges),
    usd: scene.random.around(700, 1.2),
  })

function internal(scene: Scene): Intention {
  const [first, second] = actors().exchanges
  if (first === undefined || second === undefined) return just()
  const [from, to] = scene.random.chance(0.5) ? [first, second] : [second, first]
  return move(scene, from, { token: demoToken(scene.known, 'USDC'), to, usd: scene.random.around(60_000, 0.8) })
}

function big(scene: Scene): Intention {
  const { whales, exchanges, treasury } = actors()
  const from = scene.random.pick([...whales, treasury])
  const token = demoToken(scene.known, scene.random.pick(['USDC', 'WBTC', 'UNI', 'LINK', 'PEPE', 'WETH']))
  const to = from === treasury ? scene.random.pick(whales) : scene.random.pick(exchanges)
  return move(scene, from, { token, to, usd: scene.random.around(280_000, 0.7) })
}

function payment(scene: Scene): Intention {
  const from = scene.random.pick(actors().traders)
  const to = scene.random.chance(0.5) ? scene.random.pick(actors().traders) : someHolder(scene)
  return just({ from, to, gas: 21_000, value: baseUnits(scene.random.around(0.25, 1.2), 18) })
}

function wrapping(scene: Scene): Intention {
  const from = scene.random.pick(actors().traders)
  const value = baseUnits(scene.random.around(1, 0.8), 18)
  const to = scene.known.weth
  if (scene.random.chance(0.6))
    return just({ from, to, gas: GAS.approve, value, data: encodeFunctionData({ abi: wethAbi, functionName: 'deposit' }) })
  return {
    reads: [balanceOf(to, from)],
    act: ([answer]) => {
      const half = word(answer) / 2n
      const amount = half < value ? half : value
      if (amount === 0n) return []
      return [{ from, to, gas: GAS.approve, data: encodeFunctionData({ abi: wethAbi, functionName: 'withdraw', args: [amount] }) }]
    },
  }
}

/** The owner of MINTY makes more of it, as its holders may one day notice; the treasury burns some. */
function issue(scene: Scene): Intention {
  const { deployer, treasury } = actors()
  const amount = baseUnits(scene.random.around(9000, 0.7), 18)
  const to = demoToken(scene.known, 'MINTY').address
  const minting = scene.random.chance(0.7)
  const args = { functionName: 'mint', args: [scene.random.pick(actors().exchanges), amount] } as const
  const data = minting
    ? encodeFunctionData({ abi: mintableAbi, ...args })
    : encodeFunctionData({ abi: mintableAbi, functionName: 'burn', args: [amount / 3n] })
  return just({ from: minting ? deployer : treasury, to, gas: GAS.transfer, data })
}
