import type { LabelRow } from './actors.ts'
import type { TokenKind } from './tokens.ts'

type Address = `0x${string}`

export interface DemoToken {
  symbol: string
  name: string
  decimals: number
  /** Lower-case hex. */
  address: Address
  kind: TokenKind
}

export interface DemoPool {
  version: '2' | '3'
  address: Address
  /** In the pool's own order. */
  token0: DemoToken
  token1: DemoToken
  /** Hundredths of a basis point. */
  fee: number
}

/** Where everything stands on the demo chain. Addresses follow from account and nonce, so they are the same for every seed. */
export interface Deployment {
  chainId: number
  seed: number
  /** Unix seconds of the genesis block. */
  genesis: number
  weth: Address
  multicall3: Address
  v2: { factory: Address; router: Address; initCodeHash: `0x${string}` }
  v3: { factory: Address; positions: Address; quoter: Address; router: Address; initCodeHash: `0x${string}` }
  proxyAdmin: Address
  tokens: readonly DemoToken[]
  pools: readonly DemoPool[]
  /** Names of actors and contracts for the label registry. */
  labels: readonly LabelRow[]
}

/** Token of a symbol. Throws RangeError. */
export function demoToken(deployment: Pick<Deployment, 'tokens'>, symbol: string): DemoToken {
  const token = deployment.tokens.find((one) => one.symbol === symbol)
  if (token === undefined) throw new RangeError(`no demo token ${symbol}`)
  return token
}
