import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { createWalletClient, type Hex, http, parseAbi, parseEther } from 'viem'
import { mnemonicToAccount } from 'viem/accounts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestDemo, type TestDemo } from '../../test/kits/demo.ts'
import { demoChains, dump, quiet } from '../../test/kits/indexing.ts'
import { DEV_MNEMONIC } from '../demo/actors.ts'
import { type OpenWarehouse, openWarehouse } from '../warehouse/open.ts'
import type { Indexer } from './indexer.ts'
import { openIndexer } from './open-indexer.ts'

const signal = new AbortController().signal
const folder = mkdtempSync(join(tmpdir(), 'petrel-index-'))
const open: OpenWarehouse[] = []
let demo: TestDemo
let warehouse: OpenWarehouse
let indexer: Indexer

async function fresh(): Promise<{ warehouse: OpenWarehouse; indexer: Indexer }> {
  const file = join(folder, `${open.length}.duckdb`)
  const made = await openWarehouse({ file, memoryMb: 256, deadlineMs: 20_000, rows: 1000 })
  open.push(made)
  const options = { chains: demoChains(demo), backfillDays: 1, confirmations: 0, now: Date.now, log: quiet, labels: demo.deployment.labels }
  return { warehouse: made, indexer: openIndexer({ warehouse: made, ...options }) }
}

beforeAll(async () => {
  demo = await openTestDemo()
  ;({ warehouse, indexer } = await fresh())
  await indexer.sync(demo.deployment.chainId, {}, signal)
}, 120_000)

afterAll(async () => {
  await indexer.stop()
  for (const each of open) await each.close()
  await demo.stop()
  rmSync(folder, { recursive: true, force: true })
})

const client = () => demoChains(demo).main.client
const rpc = (method: string, ...params: unknown[]) => client().request({ method, params } as never) as Promise<unknown>
const query = async (sql: string) => (await warehouse.query(sql, [], { limits: { rows: 100_000, bytes: 1e8 } })).rows
const sync = () => indexer.sync(demo.deployment.chainId, {}, signal)
const ERC20 = parseAbi(['function balanceOf(address) view returns (uint256)'])

const payer = mnemonicToAccount(DEV_MNEMONIC)

/** Wraps so much ether in a block of its own; returns the transaction's hash. */
async function pay(ether: string): Promise<Hex> {
  const { id } = demoChains(demo).main
  const wallet = createWalletClient({ account: payer, transport: http(demo.rpcUrl) })
  const chain = {
    ...{ id, name: 'demo', nativeCurrency: { name: 'Ether', symbol: 'ETH', decimals: 18 }, rpcUrls: { default: { http: [demo.rpcUrl] } } },
  }
  const hash = await wallet.sendTransaction({
    to: demo.deployment.weth,
    value: parseEther(ether),
    data: '0xd0e30db0',
    chain,
    gas: 200_000n,
  })
  // The node takes a moment to move a transaction from its pool into a block.
  while ((await rpc('eth_getTransactionReceipt', hash)) === null) await rpc('evm_mine')
  return hash
}

describe('a full index', () => {
  it('holds every block, transaction and log that the chain has', async () => {
    const head = Number(await client().getBlockNumber())
    expect(await query('SELECT first_block, last_block, blocks, gaps FROM evm.coverage')).toEqual([[0, head, head + 1, 0]])
    const logs = await client().getLogs({ fromBlock: 0n, toBlock: 'latest' })
    const expected = logs.map(({ blockNumber, logIndex, transactionHash }) => [Number(blockNumber), logIndex, transactionHash])
    expect(await query('SELECT block_number, log_index, transaction_hash FROM logs ORDER BY 1, 2')).toEqual(expected)
    const counts = await Promise.all(
      Array.from({ length: head + 1 }, (_, number) => client().getBlockTransactionCount({ blockNumber: BigInt(number) })),
    )
    expect(await query('SELECT count(*) FROM transactions')).toEqual([[counts.reduce((sum, count) => sum + count, 0)]])
  })

  it('agrees with the contracts on every balance', async () => {
    const rows = await query('SELECT contract_address, address, amount_raw::VARCHAR FROM tokens.balances')
    expect(rows.length).toBeGreaterThan(500)
    const sample = rows.filter((_, index) => index % 5 === 0)
    const real = await Promise.all(
      sample.map(([token, holder]) =>
        client().readContract({ address: token as Hex, abi: ERC20, functionName: 'balanceOf', args: [holder as Hex] }),
      ),
    )
    expect(sample.map(([, , raw]) => raw)).toEqual(real.map(String))
  })

  it('knows every pool with its reserves, and prices every trade', async () => {
    const pools = await query('SELECT address, reserve0 > 0, reserve1 > 0, liquidity_usd > 0 FROM dex.pools ORDER BY 1')
    const expected = demo.deployment.pools.map(({ address }) => [address, true, true, true]).sort()
    expect(pools).toEqual(expected)
    const [trades] = await query('SELECT count(*), count(amount_usd) FROM dex.trades')
    expect(Number(trades?.[0])).toBeGreaterThan(100)
    expect(trades?.[1]).toBe(trades?.[0])
    expect(await query("SELECT count(*) FROM prices.latest WHERE symbol IN ('USDC', 'DAI', 'WETH', 'WBTC', 'UNI')")).toEqual([[5]])
  })

  it('is the same when it is made again and when nothing is new', async () => {
    const before = await dump(warehouse)
    await sync()
    expect(await dump(warehouse)).toEqual(before)
    const again = await fresh()
    await again.indexer.sync(demo.deployment.chainId, { fromBlock: 100 }, signal)
    await again.indexer.sync(demo.deployment.chainId, { fromBlock: 0 }, signal)
    const { blocks, transactions, logs, balances, pools } = await dump(again.warehouse)
    expect({ blocks, transactions, logs, balances }).toEqual({
      ...{ blocks: before.blocks, transactions: before.transactions, logs: before.logs, balances: before.balances },
    })
    expect(pools).toMatch(`${demo.deployment.pools.length} rows`)
  })

  it('estimates what is missing and nothing when nothing is', async () => {
    expect(await indexer.estimate(demo.deployment.chainId, 0, signal)).toEqual({ blocks: 0, requests: 0, seconds: 0 })
    const estimate = await (await fresh()).indexer.estimate(demo.deployment.chainId, 10, signal)
    expect(estimate.blocks).toBe(Number(await client().getBlockNumber()) - 9)
    expect(estimate.requests).toBeGreaterThan(estimate.blocks)
  })
})

describe('a reorg', () => {
  it('is undone: what was rolled back is gone, what came instead is there', async () => {
    await sync()
    const snapshot = await rpc('evm_snapshot')
    const lost = await pay('11')
    await pay('22')
    await sync()
    const amounts = (hash: string) => query(`SELECT amount FROM tokens.transfers WHERE tx_hash = '${hash}'`)
    expect(await amounts(lost)).toEqual([[11]])
    await rpc('evm_revert', snapshot)
    const won = await pay('5')
    await pay('6')
    await pay('7')
    await sync()
    expect(await amounts(lost)).toEqual([])
    expect(await amounts(won)).toEqual([[5]])
    const address = payer.address.toLowerCase()
    const [balance] = await query(`SELECT amount_raw::VARCHAR FROM tokens.balances WHERE symbol = 'WETH' AND address = '${address}'`)
    const real = await client().readContract({
      address: demo.deployment.weth,
      abi: ERC20,
      functionName: 'balanceOf',
      args: [payer.address],
    })
    expect(balance).toEqual([real.toString()])
    expect(await query('SELECT gaps FROM evm.coverage')).toEqual([[0]])
  })

  it('of many blocks at once leaves what an index from nothing would hold', async () => {
    const hashes = []
    for (let count = 0; count < 14; count++) hashes.push(await pay('1'))
    await sync()
    await rpc('anvil_reorg', 12, [])
    await sync()
    expect(await query(`SELECT count(*) FROM transactions WHERE hash IN (${hashes.map((hash) => `'${hash}'`).join()})`)).toEqual([[2]])
    const clean = await fresh()
    await clean.indexer.sync(demo.deployment.chainId, {}, signal)
    expect(await dump(warehouse)).toEqual(await dump(clean.warehouse))
  })
})

describe('following', () => {
  it('takes up new blocks by itself and stops', async () => {
    const follower = await fresh()
    follower.indexer.follow()
    const upTo = async (number: number) => {
      while ((follower.indexer.status()[0]?.to ?? -1) < number) await sleep(50)
    }
    await upTo(Number(await client().getBlockNumber()))
    const hash = await pay('1')
    await upTo(Number(await client().getBlockNumber()))
    const found = await follower.warehouse.query('SELECT count(*) FROM tokens.transfers WHERE tx_hash = $1', [hash])
    expect(found.rows).toEqual([[1]])
    expect(follower.indexer.status()[0]).toMatchObject({ name: 'demo', lagBlocks: 0, phase: 'following' })
    await follower.indexer.stop()
    const { to } = follower.indexer.status()[0] ?? {}
    await pay('1')
    await sleep(300)
    expect(follower.indexer.status()[0]?.to).toBe(to)
  }, 60_000)

  it('can be stopped in the middle of a backfill and goes on later', async () => {
    const stopped = await fresh()
    const running = stopped.indexer.sync(demo.deployment.chainId, { report: () => void stopped.indexer.stop() }, signal)
    await expect(running).rejects.toMatchObject({ code: 'cancelled' })
    const resumed = openIndexer({
      warehouse: stopped.warehouse,
      chains: demoChains(demo),
      backfillDays: 1,
      confirmations: 0,
      now: Date.now,
      log: quiet,
      labels: demo.deployment.labels,
    })
    await resumed.sync(demo.deployment.chainId, {}, signal)
    await sync()
    expect(await dump(stopped.warehouse)).toEqual(await dump(warehouse))
  }, 60_000)
})
