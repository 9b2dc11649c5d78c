import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { DuckDBInstance } from '@duckdb/node-api'
import { afterAll, expect, it } from 'vitest'
import { ethereum } from '../clients/definitions/ethereum.ts'
import { type OpenWarehouse, openWarehouse } from '../warehouse/open.ts'
import { importDirectory } from './import-directory.ts'

const folder = mkdtempSync(join(tmpdir(), 'petrel-layouts-'))
const opened: OpenWarehouse[] = []
const open = async () => {
  const one = await openWarehouse({ file: ':memory:', memoryMb: 256, deadlineMs: 30_000, rows: 1000, silenceMs: 120_000 })
  opened.push(one)
  return one
}
afterAll(async () => {
  await Promise.all(opened.map((one) => one.close()))
  rmSync(folder, { recursive: true, force: true })
})
const options = { chain: ethereum, signal: new AbortController().signal, report: () => undefined }
const rows = async (of: OpenWarehouse, sql: string) => (await of.query(sql, [])).rows
const address = (n: number): string => `0x${n.toString(16).padStart(40, '0')}`
const hash = (n: number): string => `0x${n.toString(16).padStart(64, '0')}`
const HUGE = 2n ** 255n + 3n
const TRANSFER = '0xddf252ad1be2c89b69c2b068fc378daa952ba7f163c4a11628f55a4df523b3ef'
const word = (n: bigint | number): string => n.toString(16).padStart(64, '0')

/** Columns as ethereum-etl writes them, in its order. */
const ETL = {
  blocks: [
    'number,hash,parent_hash,nonce,sha3_uncles,logs_bloom,transactions_root,state_root,receipts_root,miner,difficulty,total_difficulty,size,extra_data,gas_limit,gas_used,timestamp,transaction_count,base_fee_per_gas,withdrawals_root,withdrawals,blob_gas_used,excess_blob_gas',
    `17000000,${hash(1)},${hash(0)},0x0,${hash(0)},0x00,${hash(0)},${hash(0)},${hash(0)},${address(9)},0,58750003716598352816469,1000,0x,30000000,21000,1681338455,1,20000000000,,[],,`,
  ],
  transactions: [
    'hash,nonce,block_hash,block_number,transaction_index,from_address,to_address,value,gas,gas_price,input,block_timestamp,max_fee_per_gas,max_priority_fee_per_gas,transaction_type,max_fee_per_blob_gas,blob_versioned_hashes',
    `${hash(11)},5,${hash(1)},17000000,0,${address(1)},${address(2)},${HUGE},21000,20000000000,0xa9059cbb00,1681338455,30000000000,1000000000,2,,`,
    `${hash(12)},6,${hash(1)},17000000,1,${address(1)},,not a number,21000,20000000000,0x,1681338455,,,0,,`,
  ],
  receipts: [
    'transaction_hash,transaction_index,block_hash,block_number,cumulative_gas_used,gas_used,contract_address,root,status,effective_gas_price',
    `${hash(11)},0,${hash(1)},17000000,21000,21000,${address(77)},,1,20500000000`,
  ],
  logs: [
    'log_index,transaction_hash,transaction_index,block_hash,block_number,address,data,topics',
    `3,${hash(11)},0,${hash(1)},17000000,${address(50)},0x${word(HUGE)},"${TRANSFER},0x${word(1)},0x${word(2)}"`,
  ],
  token_transfers: [
    'token_address,from_address,to_address,value,transaction_hash,log_index,block_number',
    `${address(50)},${address(1)},${address(2)},${HUGE},${hash(11)},3,17000000`,
    `${address(50)},${address(1)},${address(2)},${HUGE},${hash(11)},3,17000000`,
  ],
  tokens: ['address,symbol,name,decimals,total_supply,block_number', `${address(50)},ABC,Abc,18,${HUGE},17000000`],
  contracts: [
    'address,bytecode,function_sighashes,is_erc20,is_erc721,block_number',
    `${address(77)},0x6080,"0xa9059cbb,0x70a08231",True,False,17000000`,
  ],
  traces: [
    'block_number,transaction_hash,transaction_index,from_address,to_address,value,input,output,trace_type,call_type,reward_type,gas,gas_used,subtraces,trace_address,error,status,trace_id',
    `17000000,${hash(11)},0,${address(1)},${address(2)},${HUGE},0xa9059cbb00,0x,call,call,,21000,100,1,,,1,call_${hash(11)}_`,
    `17000000,${hash(11)},0,${address(2)},${address(3)},7,0x,0x,call,delegatecall,,21000,100,0,"0,1",Reverted,0,call_${hash(11)}_0_1`,
    `17000000,,,,${address(9)},2000000000000000000,,,reward,,block,,,0,,,1,reward_17000000_0`,
    `17000000,,,,${address(8)},1750000000000000000,,,reward,,uncle,,,0,,,1,reward_17000000_1`,
  ],
}

it("reads each kind of ethereum-etl's CSV, plain and gzipped, joined and exact", async () => {
  const dir = join(folder, 'etl')
  mkdirSync(dir)
  for (const [name, lines] of Object.entries(ETL)) {
    const text = `${lines.join('\n')}\n`
    if (name === 'logs' || name === 'traces') writeFileSync(join(dir, `${name}.csv.gz`), gzipSync(text))
    else writeFileSync(join(dir, `${name}.csv`), text)
  }
  writeFileSync(join(dir, 'receipts_short.csv'), 'transaction_hash,gas_used\n0x1,2\n')
  const to = await open()
  const report = await importDirectory(to, dir, options)
  const states = Object.fromEntries(report.files.map(({ file, kind, state, rows: taken, bad }) => [file, [kind, state, taken, bad]]))
  expect(states).toMatchObject({
    'blocks.csv': ['blocks', 'imported', 1, 0],
    'transactions.csv': ['transactions', 'imported', 1, 1],
    'receipts_short.csv': [undefined, 'unknown', 0, 0],
    'traces.csv.gz': ['traces', 'imported', 4, 0],
    'token_transfers.csv': ['token_transfers', 'imported', 2, 0],
  })
  expect(report.files.find(({ file }) => file === 'transactions.csv')?.samples).toEqual(['row 2: value holds no uint: not a number'])
  expect(
    await rows(to, 'SELECT value::VARCHAR, method_id, receipt_gas_used, receipt_effective_gas_price, receipt_status FROM transactions'),
  ).toEqual([[HUGE.toString(), '0xa9059cbb', 21000, 20_500_000_000, 1]])
  // The file of transfers and the log tell of one transfer; a repeated row is none.
  expect(await rows(to, 'SELECT value::VARCHAR, log_index, tx_from, epoch_ms(block_timestamp) FROM token_transfers')).toEqual([
    [HUGE.toString(), 3, address(1), 1_681_338_455_000],
  ])
  expect(await rows(to, 'SELECT topic0, topic3, length(data) FROM logs')).toEqual([[TRANSFER, null, 66]])
  expect(await rows(to, 'SELECT trace_type, trace_address, value::VARCHAR, error FROM traces ORDER BY trace_type, value')).toEqual([
    ['call', '0_1', '7', 'Reverted'],
    ['call', '', HUGE.toString(), null],
    ['reward', 'reward_4', '1750000000000000000', null],
    ['reward', 'reward_3', '2000000000000000000', null],
  ])
  expect(await rows(to, 'SELECT address, deployer FROM contracts')).toEqual([[address(77), address(1)]])
  expect(await rows(to, 'SELECT symbol, total_supply::VARCHAR FROM tokens')).toEqual([['ABC', HUGE.toString()]])
}, 60_000)

const blob = (n: bigint | number, bytes: number): string => `from_hex('${n.toString(16).padStart(bytes * 2, '0')}')`

/** Columns as cryo writes them: binary, a uint256 also as text and as a float that must not be read. */
const CRYO: Record<string, string> = {
  blocks: `SELECT ${blob(1, 32)} AS block_hash, ${blob(9, 20)} AS author, 18000000::UINTEGER AS block_number, 21000::UBIGINT AS gas_used, ${blob(0, 1)} AS extra_data,
    1693066895::UINTEGER AS timestamp, 20000000000::UBIGINT AS base_fee_per_gas, 1::UBIGINT AS chain_id`,
  transactions: `SELECT 18000000::UINTEGER AS block_number, 0::UBIGINT AS transaction_index, ${blob(11, 32)} AS transaction_hash, 5::UBIGINT AS nonce, ${blob(1, 20)} AS from_address,
    ${blob(2, 20)} AS to_address, ${blob(HUGE, 32)} AS value_binary, '${HUGE}' AS value_string, ${Number(HUGE)}::DOUBLE AS value_f64, ${blob(0xa9059cbbn, 4)} AS input,
    21000::UBIGINT AS gas_limit, 21000::UBIGINT AS gas_used, 20000000000::UBIGINT AS gas_price, 2::UINTEGER AS transaction_type, 1::UBIGINT AS max_priority_fee_per_gas,
    2::UBIGINT AS max_fee_per_gas, true AS success, 4::UINTEGER AS n_input_bytes, 0::UINTEGER AS n_input_zero_bytes, 4::UINTEGER AS n_input_nonzero_bytes, 1::UBIGINT AS chain_id`,
  logs: `SELECT 18000000::UINTEGER AS block_number, 0::UINTEGER AS transaction_index, 3::UINTEGER AS log_index, ${blob(11, 32)} AS transaction_hash, ${blob(50, 20)} AS address,
    from_hex('${TRANSFER.slice(2)}') AS topic0, ${blob(1, 32)} AS topic1, ${blob(2, 32)} AS topic2, NULL::BLOB AS topic3, ${blob(HUGE, 32)} AS data, 32::UINTEGER AS n_data_bytes, 1::UBIGINT AS chain_id`,
  erc20_transfers: `SELECT 18000000::UINTEGER AS block_number, 0::UINTEGER AS transaction_index, 3::UINTEGER AS log_index, ${blob(11, 32)} AS transaction_hash, ${blob(50, 20)} AS erc20,
    ${blob(1, 20)} AS from_address, ${blob(2, 20)} AS to_address, ${blob(HUGE, 32)} AS value_binary, '${HUGE}' AS value_string, ${Number(HUGE)}::DOUBLE AS value_f64, 1::UBIGINT AS chain_id`,
  traces: `SELECT ${blob(1, 20)} AS action_from, ${blob(2, 20)} AS action_to, '${HUGE}' AS action_value, 21000::UBIGINT AS action_gas, ${blob(0xa9059cbbn, 4)} AS action_input,
    'call' AS action_call_type, NULL::BLOB AS action_init, NULL AS action_reward_type, 'call' AS action_type, 100::UBIGINT AS result_gas_used, NULL::BLOB AS result_output,
    NULL::BLOB AS result_code, NULL::BLOB AS result_address, '0_1' AS trace_address, 0::UINTEGER AS subtraces, 0::UINTEGER AS transaction_index, ${blob(11, 32)} AS transaction_hash,
    18000000::UINTEGER AS block_number, ${blob(1, 32)} AS block_hash, NULL AS error, 1::UBIGINT AS chain_id`,
}

it("reads each kind of cryo's Parquet, and rows of two chains from one folder", async () => {
  const dir = join(folder, 'cryo')
  mkdirSync(dir)
  const instance = await DuckDBInstance.create(':memory:')
  const connection = await instance.connect()
  for (const [name, sql] of Object.entries(CRYO))
    await connection.run(`COPY (${sql}) TO '${dir}/ethereum__${name}__18000000_to_18000000.parquet' (FORMAT parquet)`)
  // The same block number on another chain.
  const other = (CRYO.erc20_transfers ?? '').replace('1::UBIGINT AS chain_id', '137::UBIGINT AS chain_id')
  await connection.run(`COPY (${other}) TO '${dir}/polygon__erc20_transfers__18000000_to_18000000.parquet' (FORMAT parquet)`)
  await connection.run(
    `COPY (${(CRYO.blocks ?? '').replace('1::UBIGINT AS chain_id', '137::UBIGINT AS chain_id').replace('1693066895', '1600000000')}) TO '${dir}/polygon__blocks__18000000_to_18000000.parquet' (FORMAT parquet)`,
  )
  connection.closeSync()
  instance.closeSync()
  const to = await open()
  expect(await importDirectory(to, dir, options)).toMatchObject({ bad: 0, rows: 7 })
  expect(await rows(to, 'SELECT chain_id, value::VARCHAR, epoch_ms(block_timestamp) // 1000 FROM token_transfers ORDER BY 1')).toEqual([
    [1, HUGE.toString(), 1_693_066_895],
    [137, HUGE.toString(), 1_600_000_000],
  ])
  expect(await rows(to, 'SELECT value::VARCHAR, method_id, input_bytes, receipt_status, hash FROM transactions')).toEqual([
    [HUGE.toString(), '0xa9059cbb', 4, 1, hash(11)],
  ])
  expect(await rows(to, 'SELECT value::VARCHAR, method_id, trace_address, trace_type, gas_used FROM traces')).toEqual([
    [HUGE.toString(), '0xa9059cbb', '0_1', 'call', 100],
  ])
  expect(await rows(to, 'SELECT count(*), min(address) FROM logs')).toEqual([[1, address(50)]])
  expect(await rows(to, 'SELECT blockchain, blocks FROM evm.coverage ORDER BY 1')).toEqual([
    ['ethereum', 1],
    ['polygon', 1],
  ])
}, 60_000)
