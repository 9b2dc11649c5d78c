import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { type OpenWarehouse, openWarehouse } from '../../chain/warehouse/open.ts'
import { plain } from '../../core/answer.ts'
import { createLedger } from '../../core/ledger.ts'
import { resolveRef } from '../../core/record.ts'
import type { ToolContext } from '../../core/tool.ts'
import type { Handles } from '../define.ts'
import { importTool } from './import.ts'

const folder = mkdtempSync(join(tmpdir(), 'petrel-import-tool-'))
let warehouse: OpenWarehouse
const contextOf = (of: OpenWarehouse) =>
  ({
    ledger: createLedger(() => 0),
    handles: { warehouse: of, chains: { all: [], main: undefined } },
    signal: new AbortController().signal,
    progress: () => undefined,
    now: () => 0,
  }) as unknown as ToolContext<Handles>
afterAll(async () => {
  await warehouse.close()
  rmSync(folder, { recursive: true, force: true })
})

it('imports a folder, proves its sums and quotes the bad rows', async () => {
  warehouse = await openWarehouse({ file: ':memory:', memoryMb: 256, deadlineMs: 10_000, rows: 100, silenceMs: 120_000 })
  const good = `0x${'a'.repeat(40)}`
  writeFileSync(join(folder, 'tokens.csv'), `address,symbol,name,decimals\n${good},ABC,Abc,18\nnobody,X,X,18\n`)
  writeFileSync(join(folder, 'other.csv'), 'a,b\n1,2\n')
  const context = contextOf(warehouse)
  const result = await importTool.run(importTool.input.parse({ dir: folder, chain: 'ethereum' }), context)
  const blocks = importTool.answer(result, 'en')
  const [first] = blocks
  expect(first?.kind === 'text' && plain(first.parts)).toBe('Rows imported: 1. Bad rows: 1.')
  for (const part of first?.kind === 'text' ? first.parts : [])
    if (typeof part !== 'string') expect(String(resolveRef(context.ledger.all(), part.ref))).toBe(part.figure)
  expect(JSON.stringify(blocks)).toContain('tokens.csv: row 2: address holds no address: nobody')
  expect((await warehouse.query('SELECT chain_id, symbol FROM tokens', [])).rows).toEqual([[1, 'ABC']])
  const again = await importTool.run(importTool.input.parse({ dir: folder, chain: 'ethereum' }), contextOf(warehouse))
  expect(JSON.stringify(importTool.answer(again, 'vi'))).toContain('--again')
  await expect(importTool.run({ dir: folder, chain: 'mars', again: false }, context)).rejects.toMatchObject({ code: 'chain_unknown' })
})
