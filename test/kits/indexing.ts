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

const TABLES = 'blocks transactions logs token_transfers tokens contracts pools swaps labels prices_minute'.split(' ')

/** Every row that the index made, in order, as text a table: two indexes of one chain are equal when these are. */
export async function dump(warehouse: Warehouse): Promise<Record<string, string>> {
  const limits = { rows: 1_000_000, bytes: 1_000_000_000, deadlineMs: 60_000 }
  const rows = async (sql: string) => JSON.stringify((await warehouse.query(sql, [], { limits })).rows)
  const all: Record<string, string> = {}
  for (const name of TABLES) all[name] = await rows(`SELECT * FROM main.${name} ORDER BY ALL`)
  // When a reserve was read is not part of what it is.
  all.pool_reserves = await rows('SELECT * EXCLUDE (block_number, block_timestamp) FROM main.pool_reserves ORDER BY ALL')
  all.balances = await rows("SELECT * FROM main.balances WHERE value <> '0'::BIGNUM ORDER BY ALL")
  return all
}
