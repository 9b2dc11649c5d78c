import { createHash } from 'node:crypto'
import { createPublicClient, http } from 'viem'
import type { Chain, Chains } from '../../chain/clients/chains.ts'
import type { Deployment } from '../../chain/demo/deployment.ts'
import type { Warehouse } from '../../chain/warehouse/warehouse.ts'
import type { Log } from '../../core/log.ts'

/** The demo chain as the indexer sees it, without the configuration around it. */
export function demoChains({ rpcUrl, deployment }: { rpcUrl: string; deployment: Deployment }): Chains {
  const { v2, v3, weth, tokens, chainId } = deployment
  const chain: Chain = {
    id: chainId,
    name: 'demo',
    aliases: [],
    native: { symbol: 'ETH', decimals: 18 },
    wrappedNative: weth,
    rpc: [rpcUrl],
    blockTime: 12,
    stables: tokens.filter(({ kind }) => kind === 'stable').map(({ address }) => address),
    factories: [
      { project: 'uniswap', version: '2', address: v2.factory, fromBlock: 0 },
      { project: 'uniswap', version: '3', address: v3.factory, fromBlock: 0 },
    ],
    client: createPublicClient({ transport: http(rpcUrl, { batch: true, timeout: 10_000, retryCount: 0 }) }),
  }
  return { all: [chain], main: chain, get: () => chain }
}

const silent = () => undefined
/** A log that says nothing. */
export const quiet = { debug: silent, info: silent, warn: silent, error: silent } as unknown as Log

const TABLES = 'blocks transactions logs token_transfers contracts pools swaps labels prices_minute'.split(' ')

/** Row count and digest of every table that the index made: two indexes of one chain are equal when these are. */
export async function dump(warehouse: Warehouse): Promise<Record<string, string>> {
  const limits = { rows: 1_000_000, bytes: 1_000_000_000, deadlineMs: 60_000 }
  const digest = async (sql: string) => {
    const { rows } = await warehouse.query(`${sql} ORDER BY ALL`, [], { limits })
    return `${rows.length} rows, ${createHash('sha256').update(JSON.stringify(rows)).digest('hex').slice(0, 16)}`
  }
  const all: Record<string, string> = {}
  for (const name of TABLES) all[name] = await digest(`SELECT * FROM main.${name}`)
  // A supply is as old as the first meeting with the token; when a reserve was read is not part of what it is.
  all.tokens = await digest('SELECT * EXCLUDE (total_supply) FROM main.tokens')
  all.pool_reserves = await digest('SELECT * EXCLUDE (block_number, block_timestamp) FROM main.pool_reserves')
  all.balances = await digest("SELECT * FROM main.balances WHERE value <> '0'::BIGNUM")
  return all
}
