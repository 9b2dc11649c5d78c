import { tmpdir } from 'node:os'
import { expect, it } from 'vitest'
import { loadConfig } from '../../config/load.ts'
import { createLedger } from '../../core/ledger.ts'
import type { ToolContext } from '../../core/tool.ts'
import type { Handles } from '../define.ts'
import { configTool } from './config.ts'

async function show(input: { key?: string; changed?: boolean }) {
  const { view } = loadConfig({ env: { PETREL_HTTP_PORT: '8080', PETREL_MODEL_REMOTE_KEY: 's3cret' }, cwd: tmpdir() })
  const ledger = createLedger(() => 0)
  const result = await configTool.run(input, { ledger, handles: { settings: view } } as unknown as ToolContext<Handles>)
  return { blocks: configTool.answer(result, 'en'), records: ledger.all() }
}

it('shows values and where they came from, and no secret', async () => {
  const { blocks, records } = await show({})
  expect(JSON.stringify([blocks, records])).toContain('8080')
  expect(JSON.stringify([blocks, records])).not.toContain('s3cret')
})
it('narrows to a group or to what was changed', async () => {
  const rows = async (input: { key?: string; changed?: boolean }) =>
    (await show(input)).blocks.flatMap((block) => (block.kind === 'table' ? block.rows.map(([key]) => key) : []))
  expect(await rows({ changed: true })).toEqual(['http.port', 'model.remote.key'])
  expect((await rows({ key: 'http' })).every((key) => key?.startsWith('http.'))).toBe(true)
  expect((await show({ key: 'nope' })).blocks).toMatchObject([{ kind: 'text' }])
})
it('claims its own words only', async () => {
  expect(await configTool.read('show config', {} as never)).toMatchObject([{ score: 0.92, input: {} }])
  expect(await configTool.read('settings of the USDC contract', {} as never)).toEqual([])
})
