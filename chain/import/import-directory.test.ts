import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { DuckDBInstance } from '@duckdb/node-api'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestDemo, type TestDemo } from '../../test/kits/demo.ts'
import { demoChains, dump, quiet } from '../../test/kits/indexing.ts'
import { ethereum } from '../clients/definitions/ethereum.ts'
import { openIndexer } from '../index/open-indexer.ts'
import { type OpenWarehouse, openWarehouse } from '../warehouse/open.ts'
import { importDirectory } from './import-directory.ts'

const folder = mkdtempSync(join(tmpdir(), 'petrel-import-test-'))
const open = () => openWarehouse({ file: ':memory:', memoryMb: 512, deadlineMs: 30_000, rows: 1_000_000, silenceMs: 120_000 })
const opened: OpenWarehouse[] = []
const warehouse = async () => {
  const one = await open()
  opened.push(one)
  return one
}
const signal = new AbortController().signal
const options = { chain: ethereum, signal, report: () => undefined }
let parts = 0
const place = (files: Record<string, string | Buffer>): string => {
  const dir = join(folder, `part-${++parts}`)
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(join(dir, name, '..'), { recursive: true })
    writeFileSync(join(dir, name), text)
  }
  return dir
}
const rows = async (of: OpenWarehouse, sql: string) => (await of.query(sql, [], { limits: { bytes: 50_000_000 } })).rows
const hash = (n: number) => `0x${n.toString(16).padStart(64, '0')}`
const address = (n: number) => `0x${n.toString(16).padStart(40, '0')}`

afterAll(async () => {
  for (const one of opened) await one.close()
  rmSync(folder, { recursive: true, force: true })
})

describe('a folder of ethereum-etl CSV', () => {
  const MOST = (2n ** 256n - 1n).toString()
  const files = () => ({
    'blocks/start_block=0/blocks_0_1.csv': `number,hash,parent_hash,miner,gas_limit,gas_used,timestamp,transaction_count,base_fee_per_gas\n1,${hash(1)},${hash(0)},${address(9)},30000000,21000,1700000000,1,7\n`,
    'transactions.csv': `hash,nonce,block_hash,block_number,transaction_index,from_address,to_address,value,gas,gas_price,input,block_timestamp,transaction_type\n${hash(11)},5,${hash(1)},1,0,${address(1)},${address(2)},${MOST},21000,9,0xa9059cbb00,1700000000,2\n`,
    'receipts.csv': `transaction_hash,transaction_index,block_hash,block_number,cumulative_gas_used,gas_used,contract_address,root,status,effective_gas_price\n${hash(11)},0,${hash(1)},1,21000,21000,,,1,8\n`,
    'token_transfers.csv': `token_address,from_address,to_address,value,transaction_hash,log_index,block_number\n${address(7).toUpperCase().replace('0X', '0x')},${address(1)},${address(2)},${MOST},${hash(11)},3,1\n${address(7)},${address(1)},${address(2)},1.5e+21,${hash(11)},4,1\n${address(7)},nobody,${address(2)},5,${hash(11)},5,1\n${address(7)},${address(1)},${address(2)},5,${hash(11)},6,2\n`,
    'tokens.csv.gz': gzipSync(
      `address,symbol,name,decimals,total_supply,block_number\n${address(7)},"T\u202eKN","A ""name"", with comma",18,${MOST},1\n`,
    ),
  })

  it('keeps uint256 exact, joins times and receipts, and names what is bad', async () => {
    const to = await warehouse()
    const report = await importDirectory(to, place(files()), options)
    expect(await rows(to, 'SELECT value, tx_from, tx_to, token_address, epoch_ms(block_timestamp) FROM token_transfers')).toEqual([
      [MOST, address(1), address(2), address(7), 1_700_000_000_000],
    ])
    expect(
      await rows(
        to,
        'SELECT value, method_id, input_bytes, receipt_gas_used, receipt_effective_gas_price, receipt_status, nonce FROM transactions',
      ),
    ).toEqual([[MOST, '0xa9059cbb', 5, 21_000, 8, 1, 5]])
    expect(await rows(to, 'SELECT symbol, name, total_supply FROM tokens')).toEqual([['T KN', 'A "name", with comma', MOST]])
    const transfers = report.files.find(({ kind }) => kind === 'token_transfers')
    expect(transfers).toMatchObject({ rows: 1, bad: 3, state: 'imported' })
    expect(transfers?.samples).toEqual([
      'row 2: value holds no uint: 1.5e+21',
      'row 3: from_address holds no address: nobody',
      'row 4: the time of its block is unknown: import the blocks too',
    ])
  })

  it('goes on where it stopped and imports nothing twice', async () => {
    const to = await warehouse()
    const dir = place(files())
    const stop = new AbortController()
    let seen = 0
    const report = () => {
      if (++seen === 4) stop.abort()
    }
    await expect(importDirectory(to, dir, { ...options, signal: stop.signal, report })).rejects.toThrow()
    const before = await rows(to, 'SELECT kind FROM imports')
    expect(before.length).toBeGreaterThan(0)
    expect(before.length).toBeLessThan(5)
    const { files: second } = await importDirectory(to, dir, options)
    expect(second.filter(({ state }) => state === 'already')).toHaveLength(before.length)
    expect(await rows(to, 'SELECT count(*) FROM transactions UNION ALL SELECT count(*) FROM token_transfers')).toEqual([[1], [1]])
    expect(await rows(to, 'SELECT sum(value) FROM balances')).toEqual([[0]])
  })

  it('never leaves half a file, even when the engine dies inside it', async () => {
    const to = await warehouse()
    const many = Array.from({ length: 50_000 }, (_, n) => `${address(7)},${address(1)},${address(2)},${n},${hash(n)},${n},1`)
    const dir = place({
      'token_transfers.csv': `token_address,from_address,to_address,value,transaction_hash,log_index,block_number\n${many.join('\n')}\n`,
      'blocks.csv': files()['blocks/start_block=0/blocks_0_1.csv'],
    })
    const flaky = {
      ...to,
      killed: false,
      write: async (change: Parameters<OpenWarehouse['write']>[0]) => {
        await to.write(change)
        if (change.held !== 'add' || flaky.killed) return
        flaky.killed = true
        expect(await rows(to, 'SELECT count(*) FROM token_transfers')).toEqual([[0]])
        process.kill(to.pid() ?? 0, 'SIGKILL')
      },
    }
    const file = await openWarehouse({
      file: join(folder, 'w', 'warehouse.duckdb'),
      memoryMb: 512,
      deadlineMs: 30_000,
      rows: 1000,
      silenceMs: 120_000,
    })
    opened.push(file)
    Object.assign(to, { query: file.query, write: file.write, pid: file.pid })
    const { files: done } = await importDirectory(flaky, dir, { ...options })
    expect(flaky.killed).toBe(true)
    expect(done.find(({ kind }) => kind === 'token_transfers')).toMatchObject({ rows: 50_000, bad: 0 })
    expect(await rows(file, 'SELECT count(*), sum(value) FROM token_transfers')).toEqual([[50_000, (50_000 * 49_999) / 2]])
  })

  it('says what it cannot read', async () => {
    const to = await warehouse()
    await expect(importDirectory(to, join(folder, 'nothing'), options)).rejects.toMatchObject({ code: 'file_unreadable' })
    await expect(importDirectory(to, place({ 'a.parquet': 'no parquet' }), options)).rejects.toMatchObject({ code: 'file_unreadable' })
    const { files: found } = await importDirectory(to, place({ 'a.csv': 'this,that\n1,2\n' }), options)
    expect(found).toMatchObject([{ file: 'a.csv', state: 'unknown', rows: 0 }])
    const odd = await importDirectory(
      to,
      place({
        'trades.csv': `blockchain,project,block_number,block_time,token_bought_address,token_sold_address\nmars,x,1,1700000000,${address(1)},${address(2)}\n`,
      }),
      options,
    )
    expect(odd.files[0]?.samples).toEqual(['row 1: its chain is unknown'])
  })
})

it('keeps every label, prices of coins without a token, and what trades tell of tokens', async () => {
  const [fake, known] = [address(5), '0x2260fac5e5542a773aa44fbcfedf7c193bc2c599']
  const dir = place({
    'labels.csv': `address,name,label\n${address(1)},Binance 1,binance\n${address(1)},Binance 1,exchange\n${address(1)},,exchange\n${address(1)},Hot,binance\n`,
    'tokens.csv': `address,symbol,name,decimals\n${fake},DOGE,Doge,18\n${known},WBTC,Wrapped BTC,8\n`,
    'prices_day.csv': 'symbol,day,price\nDOGE,2023-11-14,0.07\nBTC,2023-11-14,36000\nno symbol,2023-11-14,1\n',
    'dex_trades.csv': `project,block_number,block_time,token_bought_address,token_sold_address,token_bought_symbol,token_bought_amount,token_bought_amount_raw\nx,1,1700000000,${address(6)},${known},ABC,1.5,1500000\n`,
  })
  const to = await warehouse()
  const { bad, notes } = await importDirectory(to, dir, options)
  expect(bad).toBe(0)
  expect(notes.join()).toContain('NO SYMBOL')
  expect(await rows(to, 'SELECT name, category FROM labels ORDER BY ALL')).toEqual([
    ['Binance 1', 'binance'],
    ['Binance 1', 'exchange'],
    ['Hot', 'binance'],
    ['exchange', 'exchange'],
  ])
  expect(await rows(to, 'SELECT name, category FROM labels.names')).toEqual([['Binance 1', 'binance, exchange']])
  expect(
    await rows(to, 'SELECT symbol, contract_address = $$0x$$ || lpad($$444f4745$$, 40, $$0$$), price FROM prices.latest ORDER BY 3'),
  ).toEqual([
    ['DOGE', true, 0.07],
    ['WBTC', false, 36_000],
  ])
  expect(await rows(to, `SELECT symbol, decimals FROM tokens WHERE address = '${address(6)}'`)).toEqual([['ABC', 6]])
})

it('reads cryo Parquet with binary columns', async () => {
  const dir = place({ 'keep.txt': '' })
  const instance = await DuckDBInstance.create(':memory:')
  const connection = await instance.connect()
  const blob = (n: bigint, bytes: number) => `from_hex('${n.toString(16).padStart(bytes * 2, '0')}')`
  const huge = 2n ** 200n + 1n
  await connection.run(`COPY (SELECT 5::UINTEGER AS block_number, ${blob(1n, 32)} AS block_hash, 1700000000::UINTEGER AS timestamp, ${blob(9n, 20)} AS author, 21000::UBIGINT AS gas_used, 1::UBIGINT AS chain_id)
    TO '${dir}/ethereum__blocks__5_to_5.parquet' (FORMAT parquet)`)
  await connection.run(`COPY (SELECT 5::UINTEGER AS block_number, 0::UINTEGER AS transaction_index, 2::UINTEGER AS log_index, ${blob(11n, 32)} AS transaction_hash,
    ${blob(7n, 20)} AS erc20, ${blob(1n, 20)} AS from_address, ${blob(2n, 20)} AS to_address, ${blob(huge, 32)} AS value_binary, ${Number(huge)}::DOUBLE AS value_f64, 1::UBIGINT AS chain_id)
    TO '${dir}/ethereum__erc20_transfers__5_to_5.parquet' (FORMAT parquet)`)
  connection.closeSync()
  instance.closeSync()
  const to = await warehouse()
  const report = await importDirectory(to, dir, options)
  expect(report).toMatchObject({ rows: 2, bad: 0 })
  expect(await rows(to, 'SELECT value, token_address, from_address, log_index, epoch_ms(block_timestamp) FROM token_transfers')).toEqual([
    [huge.toString(), address(7), address(1), 2, 1_700_000_000_000],
  ])
})

describe('logs of the demo chain', () => {
  let demo: TestDemo
  let indexed: OpenWarehouse
  beforeAll(async () => {
    demo = await openTestDemo()
    indexed = await warehouse()
    const indexer = openIndexer({
      warehouse: indexed,
      chains: demoChains(demo),
      backfillDays: 30,
      confirmations: 0,
      now: Date.now,
      log: quiet,
    })
    await indexer.sync(demo.chainId, {}, signal)
    await indexer.stop()
  }, 180_000)
  afterAll(() => demo.stop())

  const csv = (columns: string, found: readonly (readonly unknown[])[]) =>
    [columns, ...found.map((row) => row.map((cell) => (cell === null ? '' : `"${String(cell).replaceAll('"', '""')}"`)).join(','))].join(
      '\n',
    )
  const table = async (columns: string, name: string, select = columns) =>
    csv(columns, await rows(indexed, `SELECT ${select} FROM ${name}`))

  it('become the same transfers, pools, swaps, prices and balances as the indexer makes', async () => {
    const dir = place({
      'blocks.csv': await table(
        'number,hash,parent_hash,timestamp,miner,gas_used,gas_limit,base_fee_per_gas,transaction_count',
        'blocks',
        'number, hash, parent_hash, epoch_ms(block_timestamp) // 1000, miner, gas_used, gas_limit, base_fee_per_gas, transaction_count',
      ),
      'transactions.csv': await table(
        'hash,block_number,transaction_index,from_address,to_address,value,nonce,gas,gas_price,transaction_type,method_id,input_bytes,receipt_gas_used,receipt_effective_gas_price,receipt_status,receipt_contract_address',
        'transactions',
      ),
      'logs.csv': await table(
        'log_index,transaction_hash,transaction_index,address,data,topics,block_number',
        'logs',
        "log_index, transaction_hash, transaction_index, address, data, concat_ws(',', topic0, topic1, topic2, topic3), block_number",
      ),
      'tokens.csv': await table('address,symbol,name,decimals,total_supply,block_number', 'tokens'),
    })
    const chain = demoChains(demo).main
    const to = await warehouse()
    const report = await importDirectory(to, dir, { ...options, chain })
    expect(report.bad).toBe(0)
    const [from, made] = [await dump(indexed), await dump(to)]
    for (const name of ['blocks', 'transactions', 'logs', 'token_transfers', 'contracts', 'pools', 'swaps', 'prices_minute', 'balances'])
      expect([name, made[name]]).toEqual([name, from[name]])
  }, 120_000)
})

const data = join(import.meta.dirname, '../../../shared/data/chain')
if (!existsSync(data)) console.warn('SKIPPED: collected chain data is not on this machine')
it.skipIf(!existsSync(data))(
  'reads a folder of trades, traces, labels and daily prices',
  async () => {
    const to = await warehouse()
    const report = await importDirectory(to, data, options)
    expect(report).toMatchObject({ rows: 171_551, bad: 0 })
    expect(await rows(to, 'SELECT count(*), count(amount_usd) FROM dex.trades')).toEqual([[10_553, 10_082]])
    expect(await rows(to, 'SELECT count(DISTINCT address) FROM labels')).toEqual([[29_772]])
  },
  120_000,
)
