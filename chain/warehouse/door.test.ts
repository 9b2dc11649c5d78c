import { mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { ethereum } from '../clients/definitions/ethereum.ts'
import { importDirectory } from '../import/import-directory.ts'
import { type Door, openDoor } from './door.ts'
import { type OpenWarehouse, openWarehouse } from './open.ts'
import { enterWarehouse } from './remote.ts'

const folder = mkdtempSync(join(tmpdir(), 'petrel-door-test-'))
const address = (n: number): string => `0x${n.toString(16).padStart(40, '0')}`
const written: string[] = []
let owner: OpenWarehouse
let door: Door
beforeAll(async () => {
  owner = await openWarehouse({ file: ':memory:', memoryMb: 256, deadlineMs: 20_000, rows: 1000, silenceMs: 120_000 })
  door = await openDoor({ warehouse: owner, chains: [ethereum], key: 'the key', onWrite: (tables) => written.push(...tables) })
})
afterAll(async () => {
  await door.close()
  await owner.close()
  rmSync(folder, { recursive: true, force: true })
})

it('lets an import of another process into the warehouse of the owner, integers exact', async () => {
  const { warehouse, chains } = await enterWarehouse(door.path, 'the key')
  expect(chains.map(({ name, stables }) => [name, stables])).toEqual([['ethereum', ethereum.stables]])
  mkdirSync(folder, { recursive: true })
  const huge = 2n ** 255n + 12_345n
  const lines = Array.from(
    { length: 30_000 },
    (_, n) => `1,1700000000,${n},0x${n.toString(16).padStart(64, '0')},${address(1)},${address(2)},${address(3)},${n === 7 ? huge : n}`,
  )
  writeFileSync(
    join(folder, 'token_transfers.csv'),
    `block_number,block_timestamp,log_index,transaction_hash,token_address,from_address,to_address,value\n${lines.join('\n')}\n`,
  )
  const said: string[] = []
  const options = { chain: ethereum, signal: new AbortController().signal, report: (message: string) => said.push(message) }
  expect(await importDirectory(warehouse, folder, options)).toMatchObject({ rows: 30_000, bad: 0 })
  expect((await owner.query('SELECT count(*), max(value)::VARCHAR FROM token_transfers', [])).rows).toEqual([[30_000, huge.toString()]])
  expect((await importDirectory(warehouse, folder, options)).files[0]?.state).toBe('already')
  expect(said).toContain('token_transfers.csv as token_transfers')
  expect(written).toContain('imports')
  await warehouse.close()
}, 60_000)

it('passes errors on and stops what was cancelled', async () => {
  const { warehouse } = await enterWarehouse(door.path, 'the key')
  await expect(warehouse.query('SELECT nothing FROM nowhere', [])).rejects.toMatchObject({ code: 'query_failed' })
  await expect(warehouse.write({ chain: 1, batches: [{ table: 'none', rows: [[1]] }] })).rejects.toMatchObject({ code: 'query_failed' })
  await expect(warehouse.guarded('SELECT 1')).rejects.toMatchObject({ code: 'query_refused' })
  const control = new AbortController()
  const long = warehouse.query('SELECT sum(hash(a.i + b.i)) FROM range(1000000) a(i), range(1000000) b(i)', [], { signal: control.signal })
  setTimeout(() => control.abort(), 100)
  await expect(long).rejects.toMatchObject({ code: 'cancelled' })
  await warehouse.close()
})

it('opens to nobody without the key, and to no other user', async () => {
  await expect(enterWarehouse(door.path, 'another')).rejects.toMatchObject({ code: 'warehouse_down' })
  await expect(enterWarehouse(door.path, 'x'.repeat(5000))).rejects.toMatchObject({ code: 'warehouse_down' })
  await expect(enterWarehouse(join(folder, 'no.sock'), 'the key')).rejects.toMatchObject({ code: 'warehouse_down' })
  if (process.platform !== 'win32') expect(statSync(dirname(door.path)).mode & 0o077).toBe(0)
})
