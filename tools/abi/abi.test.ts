import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { encodeAbiParameters, encodeEventTopics, parseAbi, zeroHash } from 'viem'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type OpenWarehouse, openWarehouse } from '../../chain/warehouse/open.ts'
import { createLedger } from '../../core/ledger.ts'
import type { ToolContext } from '../../core/tool.ts'
import type { Handles } from '../define.ts'
import { catalogOf } from '../sql/catalog.ts'
import { runRepaired } from '../sql/repair.ts'
import { abiTool } from './abi.ts'

const folder = mkdtempSync(join(tmpdir(), 'petrel-abi-'))
const file = join(folder, 'Vault.json')
const address = `0x${'aa'.repeat(20)}` as const
const who = `0x${'bb'.repeat(20)}` as const
const abi = parseAbi([
  'event Deposit(address indexed owner, uint256 assets, int64 delta, bool fresh, bytes4 tag, string memo, uint8 kind)',
  'event Paused()',
  'error Nope()',
])
let warehouse: OpenWarehouse
let height = 0
const signal = new AbortController().signal
beforeAll(async () => {
  warehouse = await openWarehouse({
    file: join(folder, 'warehouse.duckdb'),
    memoryMb: 256,
    deadlineMs: 10_000,
    rows: 1000,
    silenceMs: 120_000,
  })
  await warehouse.write({ chain: 1, batches: [{ table: 'chains', rows: [[1, 'testnet', 'ETH', 18, `0x${'2'.repeat(40)}`, 12]] }] })
  writeFileSync(file, JSON.stringify({ abi }))
}, 60_000)
afterAll(async () => {
  await warehouse.close()
  rmSync(folder, { recursive: true, force: true })
})

const context = () => {
  const main = { id: 1, name: 'testnet' }
  return {
    signal,
    ledger: createLedger(() => 0),
    handles: { warehouse, chains: { main, get: () => main } },
  } as unknown as ToolContext<Handles>
}
const use = (input: Parameters<typeof abiTool.input.parse>[0]) => abiTool.run(abiTool.input.parse(input), context())
async function log(assets: bigint, delta: bigint, fresh: boolean) {
  const [topic0, topic1 = zeroHash] = encodeEventTopics({ abi, eventName: 'Deposit', args: { owner: who } }) as [string, string?]
  const types = [
    { type: 'uint256' },
    { type: 'int64' },
    { type: 'bool' },
    { type: 'bytes4' },
    { type: 'string' },
    { type: 'uint8' },
  ] as const
  const data = encodeAbiParameters(types, [assets, delta, fresh, '0x01020304', "it's; DROP TABLE logs", 7])
  await warehouse.write({
    chain: 1,
    batches: [{ table: 'logs', rows: [[1, ++height, 0, zeroHash, 0, 0, address, topic0, topic1, null, null, data]] }],
  })
}

it('makes one view an event, which reads what the contract wrote', async () => {
  const { views } = await use({ action: 'add', name: 'MyVault', address, file })
  expect(views.map(({ view, leftOut }) => [view, leftOut])).toEqual([
    ['contracts.my_vault_deposit', ['memo']],
    ['contracts.my_vault_paused', []],
  ])
  await log(10n ** 24n, -5n, true)
  const { rows } = await warehouse.guarded(
    'SELECT owner, assets, assets_hex, delta, fresh, tag, kind, blockchain FROM contracts.my_vault_deposit',
  )
  expect(rows).toEqual([
    [who, (10n ** 24n).toString(), `0x${(10n ** 24n).toString(16).padStart(64, '0')}`, -5, true, '0x01020304', 7, 'testnet'],
  ])
  expect((await warehouse.query('SELECT name FROM labels WHERE address = $1', [address])).rows).toEqual([['MyVault']])
})

it('decodes every integer exactly, or says that it does not fit', async () => {
  const int64 = fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n })
  await fc.assert(
    fc.asyncProperty(
      fc.bigInt({ min: 0n, max: 2n ** 256n - 1n }),
      fc.bigInt({ min: 0n, max: 2n ** 127n - 1n }),
      int64,
      fc.boolean(),
      async (wide, narrow, delta, fresh) => {
        for (const assets of [wide, narrow]) {
          await log(assets, delta, fresh)
          const sql = `SELECT assets::VARCHAR, assets_hex, delta::VARCHAR, fresh FROM contracts.my_vault_deposit WHERE block_number = ${height}`
          const [row] = (await warehouse.guarded(sql)).rows
          expect(row).toEqual([
            assets < 2n ** 127n ? assets.toString() : null,
            `0x${assets.toString(16).padStart(64, '0')}`,
            delta.toString(),
            fresh,
          ])
        }
      },
    ),
    { numRuns: 25 },
  )
})

it('is known to the repair of statements, lives through a restart, and goes when it is removed', async () => {
  const repaired = await runRepaired('SELECT ownr FROM contracts.my_vault_deposits LIMIT 1', {
    warehouse,
    catalog: await catalogOf(warehouse),
    chains: [],
    signal,
  })
  expect('result' in repaired && repaired.result.rows).toEqual([[who]])
  await warehouse.close()
  warehouse = await openWarehouse({
    file: join(folder, 'warehouse.duckdb'),
    memoryMb: 256,
    deadlineMs: 10_000,
    rows: 1000,
    silenceMs: 120_000,
  })
  expect((await warehouse.guarded('SELECT count(*) > 0 FROM contracts.my_vault_deposit')).rows).toEqual([[true]])
  expect((await use({})).count.value).toBe(2)
  await use({ action: 'remove', name: 'MyVault' })
  await expect(warehouse.guarded('SELECT 1 FROM contracts.my_vault_deposit')).rejects.toMatchObject({ code: 'query_refused' })
  expect((await use({})).count.value).toBe(0)
  await expect(use({ action: 'remove', name: 'MyVault' })).rejects.toMatchObject({ code: 'not_found' })
})

it('lets no text of an ABI become SQL', async () => {
  await log(1n, 1n, true)
  const evil = `x" AS y FROM secret; DROP TABLE logs; --'`
  writeFileSync(
    file,
    JSON.stringify([
      {
        type: 'event',
        name: evil,
        inputs: [
          { name: evil, type: 'uint256', indexed: false },
          { name: 'chain_id', type: 'uint256', indexed: false },
        ],
      },
    ]),
  )
  const added = await use({ action: 'add', name: `a'; DROP TABLE logs; --`, address, file }).catch((error: { code?: string }) => error.code)
  expect(typeof added === 'string' ? added : added?.views).toBeDefined()
  expect((await warehouse.query('SELECT count(*) > 0 FROM logs', [])).rows).toEqual([[true]])
  for (const text of ['', 'x', '{}', '[]', '[{"type":"event","name":"E","inputs":[{"name":"a","type":"nonsense"}]}]']) {
    writeFileSync(file, text)
    await expect(use({ action: 'add', name: 'v', address, file }).then(({ views }) => views.length)).rejects.toMatchObject({
      code: 'input_invalid',
    })
  }
  await expect(use({ action: 'add', name: 'v', address: '0x1', file })).rejects.toMatchObject({ code: 'input_invalid' })
  await expect(use({ action: 'add', name: 'v', address, file: join(folder, 'none') })).rejects.toMatchObject({ code: 'file_unreadable' })
})
