import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Alerts } from '../../../core/alert.ts'
import { plain } from '../../../core/answer.ts'
import { resolveRef } from '../../../core/record.ts'
import type { AnyTool, Asker, Previous } from '../../../core/tool.ts'
import { openStore, type Store } from '../../../store/open.ts'
import { createQueryStore, type QueryStore } from '../../../store/queries.ts'
import { askTool } from '../../ask/ask.ts'
import type { Handles } from '../../define.ts'
import { sqlTool } from '../../sql/sql.ts'
import { libraryTool } from '../library.ts'
import { type Indexed, openIndexed } from '../testing/indexed.case.ts'
import { readCommand } from './command.ts'
import { type QuerySpec, queryCondition } from './condition.ts'
import { queriesTool } from './queries.ts'
import { runTool } from './run-saved.ts'
import { saveTool } from './save.ts'

const folder = mkdtempSync(join(tmpdir(), 'petrel-saved-'))
const tools: readonly AnyTool[] = [askTool, sqlTool, libraryTool, saveTool, runTool, queriesTool]
let indexed: Indexed
let db: Store
let queries: QueryStore
let previous: Previous | undefined
const added: unknown[] = []
beforeAll(async () => {
  indexed = await openIndexed()
  db = openStore(join(folder, 'petrel.db'))
  let ids = 0
  queries = createQueryStore(db, { now: Date.now, newId: () => `share-${++ids}` })
}, 180_000)
afterAll(async () => {
  await indexed.close()
  db.close()
  rmSync(folder, { recursive: true, force: true })
})

const alerts = {
  add: async (request: { to?: string }) => ({ number: added.push(request), title: 'an alert', ...(request.to ? { to: request.to } : {}) }),
  destinations: () => ['ops'],
} as unknown as Alerts
const handles = (): Partial<Handles> => ({
  tools,
  queries,
  alerts,
  memory: { previous: async () => previous } as unknown as Handles['memory'],
  chats: { get: async () => ({}) } as unknown as Handles['chats'],
})
async function use(tool: AnyTool, input: unknown, asker: Partial<Asker> = {}) {
  const context = indexed.context({ asker, handles: handles() })
  const result = await tool.run(tool.input.parse(input), context)
  const blocks = tool.answer(result, 'en')
  for (const block of blocks)
    if (block.kind === 'text')
      for (const part of block.parts) if (typeof part !== 'string') expect(resolveRef(context.ledger.all(), part.ref)).toBeDefined()
  const words = blocks
    .map((block) =>
      block.kind === 'text'
        ? plain(block.parts)
        : block.kind === 'code'
          ? block.text
          : block.kind === 'table'
            ? JSON.stringify(block.rows)
            : '',
    )
    .join('\n')
  return { result, blocks, words }
}
const count = 'SELECT count(*) AS n FROM dex.trades'
const table = (blocks: readonly { kind: string }[]) => blocks.find(({ kind }) => kind === 'table') as { rows: string[][] } | undefined

describe('saving', () => {
  it('keeps the last answer of ask, sql and library, and runs it again with other values', async () => {
    previous = { tool: 'library', input: { name: 'top-traders', values: { n: '3' } } }
    expect((await use(saveTool, { name: 'traders' })).words).toContain('Saved as traders.')
    expect(table((await use(runTool, { name: 'traders' })).blocks)?.rows).toHaveLength(3)
    expect(table((await use(runTool, { name: 'traders n=1' })).blocks)?.rows).toHaveLength(1)
    previous = { tool: 'ask', input: { metric: 'volume', by: ['token'], limit: 4, order: 'most' } }
    await use(saveTool, { name: 'tokens' })
    expect(table((await use(runTool, { name: 'tokens', values: { limit: '2' } })).blocks)?.rows).toHaveLength(2)
    previous = { tool: 'sql', input: { sql: `${count} WHERE token_bought_symbol = '{{token}}'` } }
    await use(saveTool, { name: 'bought' })
    expect((await use(runTool, { name: 'bought', values: { token: 'WETH' } })).words).toMatch(/\[\["[1-9]/)
    await expect(use(runTool, { name: 'bought' })).rejects.toMatchObject({ code: 'input_invalid' })
    previous = { tool: 'run', input: { name: 'traders', values: { n: '2' } } }
    await use(saveTool, { name: 'two traders' })
    expect(await queries.find({ bot: 'test', chat: 'c', user: 'u' }, 'two traders')).toMatchObject({
      tool: 'library',
      input: { name: 'top-traders', values: { n: '2' } },
    })
  })

  it('saves nothing that is none, and nobody sees another person’s', async () => {
    previous = undefined
    await expect(use(saveTool, { name: 'x' })).rejects.toMatchObject({ code: 'cannot_answer' })
    previous = { tool: 'swap', input: {} }
    await expect(use(saveTool, { name: 'x' })).rejects.toMatchObject({ code: 'cannot_answer' })
    previous = { tool: 'sql', input: { sql: count } }
    for (const name of ['', '  ', '<b>', 'x'.repeat(61), '../etc'])
      await expect(use(saveTool, { name })).rejects.toMatchObject({ code: 'input_invalid' })
    for (const asker of [{ user: 'other' }, { chat: 'other' }, { bot: 'other' }]) {
      await expect(use(runTool, { name: 'traders' }, asker)).rejects.toMatchObject({ code: 'not_found' })
      expect((await use(queriesTool, {}, asker)).words).toContain('Saved queries: 0.')
    }
  })

  it('reads the sentences for it', async () => {
    const context = { previous: undefined, resolve: indexed.context().resolve, locale: 'en', now: 0 }
    const say = async (tool: AnyTool, text: string, before?: Previous) =>
      (await tool.read(text, { ...context, previous: before }))[0]?.input
    expect(await say(saveTool, 'save this as weekly volume')).toEqual({ name: 'weekly volume' })
    expect(await say(saveTool, 'how do I save money')).toBeUndefined()
    expect(await say(queriesTool, 'my saved queries')).toEqual({})
    expect(await say(runTool, 'run my saved query weekly volume token=UNI')).toEqual({ name: 'weekly volume', values: { token: 'UNI' } })
    expect(await say(runTool, 'token=WETH', { tool: 'run', input: { name: 'a', values: { n: '1' } } })).toEqual({
      name: 'a',
      values: { n: '1', token: 'WETH' },
    })
    expect(await say(runTool, 'run for the hills')).toBeUndefined()
  })
})

describe('keeping', () => {
  it('lists, shows, versions and compares', async () => {
    previous = { tool: 'sql', input: { sql: count } }
    await use(saveTool, { name: 'counted' })
    previous = { tool: 'sql', input: { sql: `${count} WHERE amount_usd > 5` } }
    expect((await use(saveTool, { name: 'counted' })).words).toContain('new version')
    expect((await use(queriesTool, {})).words).toContain('"counted","2","sql"')
    expect((await use(queriesTool, { command: 'show counted' })).words).toContain('amount_usd > 5')
    expect((await use(queriesTool, { command: 'versions counted' })).words).toContain('["2","sql"')
    expect((await use(queriesTool, { command: 'diff counted' })).words).toContain('+ WHERE amount_usd > 5')
    expect((await use(queriesTool, { command: 'diff counted 2 2' })).words).toContain('=')
    expect((await use(runTool, { name: 'counted', version: 1 })).blocks).not.toEqual([])
  })

  it('shares by an id, forks, exports and imports', async () => {
    const { result } = await use(queriesTool, { command: 'share counted' })
    const share = (result as { share: string }).share
    const other = { user: 'other' }
    expect((await use(runTool, { name: share }, other)).words).toContain('A shared query: counted.')
    expect((await use(queriesTool, { command: `fork ${share} as mine` }, other)).words).toContain('Copied as mine.')
    await expect(use(queriesTool, { command: `fork ${share} as mine` }, other)).rejects.toMatchObject({ code: 'input_invalid' })
    await use(queriesTool, { command: 'unshare counted' })
    await expect(use(runTool, { name: share }, other)).rejects.toMatchObject({ code: 'not_found' })
    expect((await use(runTool, { name: 'mine' }, other)).blocks).not.toEqual([])
    const { text } = (await use(queriesTool, { command: 'export counted' })).result as { text: string }
    expect((await use(queriesTool, { command: `import ${text}` }, { user: 'third' })).words).toContain('Imported as counted.')
    for (const json of [
      '',
      'x',
      '{}',
      '{"format":"petrel-query","name":"x","tool":"doctor","input":{}}',
      '{"format":"petrel-query","name":"x","tool":"sql","input":{}}',
    ])
      await expect(use(queriesTool, { action: 'import', json })).rejects.toMatchObject({ code: 'input_invalid' })
  })

  it('renames and deletes', async () => {
    await use(queriesTool, { command: 'rename counted to tally' })
    await expect(use(runTool, { name: 'counted' })).rejects.toMatchObject({ code: 'not_found' })
    expect((await use(queriesTool, { command: 'delete tally' })).words).toContain('Removed: tally.')
    await expect(use(queriesTool, { command: 'delete tally' })).rejects.toMatchObject({ code: 'not_found' })
  })

  it('lets an operator alone add to the library', async () => {
    previous = { tool: 'sql', input: { sql: `SELECT count(*) AS n FROM dex.trades WHERE block_time >= {{from}} AND block_time < {{to}}` } }
    const boss = { user: 'boss', role: 'operator' } as const
    await queries.save(
      { bot: 'test', chat: 'c', user: 'boss' },
      { name: 'Trades counted', ...(previous as { tool: string; input: unknown }) },
    )
    await queries.save({ bot: 'test', chat: 'c', user: 'u' }, { name: 'mine', tool: 'sql', input: { sql: count } })
    await expect(use(queriesTool, { command: 'promote mine' })).rejects.toMatchObject({ code: 'not_allowed' })
    expect((await use(queriesTool, { command: 'promote Trades counted' }, boss)).words).toContain('trades-counted')
    expect((await use(libraryTool, { name: 'trades-counted', values: { period: 'all' } })).words).toContain('Checked by the operator')
    await expect(use(queriesTool, { command: 'demote trades-counted' })).rejects.toMatchObject({ code: 'not_allowed' })
    await use(queriesTool, { command: 'demote trades-counted' }, boss)
    expect((await use(libraryTool, { name: 'trades-counted' })).result).toMatchObject({ kind: 'list' })
  })
})

describe('watching', () => {
  it.each([
    [
      'alert daily volume above $1,000 every hour',
      { action: 'alert', name: 'daily volume', rule: { op: 'above', level: 1000 }, cadence: { everyMs: 3_600_000 } },
    ],
    [
      'alert x changes by 5% every 15 minutes',
      { action: 'alert', name: 'x', rule: { op: 'change', percent: 5, direction: 'any' }, cadence: { everyMs: 900_000 } },
    ],
    ['alert x new rows', { action: 'alert', name: 'x', rule: { op: 'new_row' } }],
    ['alert x zscore 2.5 column=volume_usd', { action: 'alert', name: 'x', rule: { op: 'zscore', score: 2.5 }, column: 'volume_usd' }],
    ['schedule weekly report every day at 9:30', { action: 'schedule', name: 'weekly report', cadence: { at: '09:30', zone: 'UTC' } }],
    [
      'schedule daily volume every monday and friday at 9am Madrid time to webhook ops',
      { action: 'schedule', name: 'daily volume', cadence: { at: '09:00', zone: 'Europe/Madrid', days: [1, 5] }, webhook: 'ops' },
    ],
    ['schedule x on weekdays', { action: 'schedule', name: 'x', cadence: { at: '09:00', zone: 'UTC', days: [1, 2, 3, 4, 5] } }],
    ['schedule x daily at 18:05', { action: 'schedule', name: 'x', cadence: { at: '18:05', zone: 'UTC' } }],
    [
      'alert x above 5 column=n every 5 minutes webhook=ops',
      { action: 'alert', name: 'x', rule: { op: 'above', level: 5 }, cadence: { everyMs: 300_000 }, column: 'n', webhook: 'ops' },
    ],
    ['rename a b to c d', { action: 'rename', name: 'a b', to: 'c d' }],
    ['diff a b 1 3', { action: 'diff', name: 'a b', from: 1, until: 3 }],
    ['my query', { action: 'show', name: 'my query' }],
    ['', { action: 'list' }],
  ])('reads "%s"', (text, command) => expect(readCommand(text)).toMatchObject(command))

  it('adds an alert and a schedule for the chat, and refuses where nothing can be sent', async () => {
    await queries.save({ bot: 'test', chat: 'c', user: 'u' }, { name: 'watched', tool: 'sql', input: { sql: count } })
    await use(queriesTool, { command: 'alert watched above 5 every hour' })
    await use(queriesTool, { command: 'schedule watched every day at 08:00' })
    const owner = { bot: 'test', chat: 'c', user: 'u' }
    expect(added).toMatchObject([
      { kind: 'saved-query', spec: { owner, name: 'watched', rule: { op: 'above', level: 5 } }, cadence: { everyMs: 3_600_000 } },
      { kind: 'always', spec: { tool: 'run', input: { name: 'watched' } }, cadence: { at: '08:00', zone: 'UTC' } },
    ])
    await expect(use(queriesTool, { command: 'alert watched' })).rejects.toMatchObject({ code: 'input_invalid' })
    await expect(use(queriesTool, { command: 'alert nothing above 5' })).rejects.toMatchObject({ code: 'not_found' })
    await expect(use(queriesTool, { command: 'alert watched above 5' }, { bot: 'http' })).rejects.toMatchObject({ code: 'not_allowed' })
    expect(() => readCommand('schedule x at 09:00 Nowhere')).toThrow('Nowhere')
    expect(readCommand('schedule x at 9:00', 'Asia/Tokyo')).toMatchObject({ cadence: { at: '09:00', zone: 'Asia/Tokyo' } })
  })

  it('sends to a webhook from the command line, where the operator keeps all alerts in one place and the query stays where it is', async () => {
    const of = { bot: 'cli', chat: 'terminal', user: 'operator' }
    const asker = { ...of, role: 'operator' } as const
    await queries.save(of, { name: 'mine', tool: 'sql', input: { sql: count } })
    added.length = 0
    expect((await use(queriesTool, { command: 'alert mine above 5 to webhook ops' }, asker)).words).toContain('ops')
    await use(queriesTool, { command: 'schedule mine at 08:00', webhook: 'ops' }, asker)
    expect(added).toMatchObject([
      { owner: { bot: 'cli', chat: 'operator' }, spec: { owner: of, moved: true }, to: 'ops' },
      { owner: { bot: 'cli', chat: 'operator' }, spec: { tool: 'run', input: { name: 'mine', of } }, to: 'ops' },
    ])
    const home = { bot: 'cli', chat: 'operator', user: 'operator', role: 'operator' } as const
    expect(table((await use(runTool, { name: 'mine', of }, home)).blocks)?.rows).toHaveLength(1)
    await expect(use(runTool, { name: 'mine', of })).rejects.toMatchObject({ code: 'not_allowed' })
    await expect(use(queriesTool, { command: 'alert mine above 5' }, asker)).rejects.toThrow('somewhere to go')
    await expect(use(queriesTool, { command: 'alert mine above 5 to webhook ops' }, { ...of, role: 'everyone' })).rejects.toMatchObject({
      code: 'not_allowed',
    })
  })

  const owner = { bot: 'test', chat: 'c', user: 'w' }
  const check = async (spec: Omit<QuerySpec, 'owner'>, memory: never) => {
    const { signal, resolve, now } = indexed.context()
    return queryCondition.check(queryCondition.spec.parse({ owner, ...spec }), memory, {
      signal,
      resolve,
      now,
      handles: { ...indexed.context().handles, ...handles() } as Handles,
    })
  }
  const set = (sql: string) => queries.save(owner, { name: 'q', tool: 'sql', input: { sql } })

  it('fires at a level once, and again after coming back', async () => {
    const rule = { op: 'above', level: 10 } as const
    const fired: boolean[] = []
    let memory: unknown
    for (const value of [5, 11, 12, 5, 20]) {
      await set(`SELECT ${value} AS n`)
      const checked = await check({ name: 'q', rule }, memory as never)
      memory = checked.memory
      fired.push(checked.fired !== undefined)
      if (checked.fired)
        expect(checked.fired).toMatchObject({ facts: [{ name: 'n of q', value }], call: { tool: 'run', input: { name: 'q' } } })
    }
    expect(fired).toEqual([false, true, false, false, true])
  })

  it('says why it answers', async () => {
    await set('SELECT 7 AS n')
    const { fired } = await check({ name: 'q', rule: { op: 'above', level: 5 } }, undefined as never)
    const { words } = await use(runTool, fired?.call?.input, { user: 'w' })
    expect(words).toContain('Alert: q above 5; n: 7.')
  })

  it('fires at a change, at a value far from its mean, and at rows that were not there', async () => {
    const outcomes = async (rule: QuerySpec['rule'], statements: readonly string[]) => {
      const fired: boolean[] = []
      let memory: unknown
      for (const sql of statements) {
        await set(sql)
        const checked = await check({ name: 'q', rule }, memory as never)
        memory = JSON.parse(JSON.stringify(checked.memory))
        fired.push(checked.fired !== undefined)
      }
      return fired
    }
    expect(
      await outcomes(
        { op: 'change', percent: 10, direction: 'any' },
        [100, 105, 111, 112].map((n) => `SELECT ${n} AS n`),
      ),
    ).toEqual([false, false, true, false])
    expect(
      (
        await outcomes(
          { op: 'zscore', score: 3 },
          [10, 11, 10, 9, 10, 11, 10, 9, 10, 40].map((n) => `SELECT ${n} AS n`),
        )
      ).at(-1),
    ).toBe(true)
    expect(
      await outcomes({ op: 'new_row' }, [
        "SELECT 'a' AS x, 1 AS n",
        "SELECT 'a' AS x, 2 AS n",
        "SELECT 'a' AS x, 2 AS n UNION ALL SELECT 'b', 1",
      ]),
    ).toEqual([false, false, true])
    await set('SELECT 1 AS n')
    await expect(check({ name: 'q', column: 'm', rule: { op: 'above', level: 0 } }, undefined as never)).rejects.toMatchObject({
      code: 'input_invalid',
    })
    await expect(check({ name: 'gone', rule: { op: 'above', level: 0 } }, undefined as never)).rejects.toMatchObject({ code: 'not_found' })
  })

  it('says in words what it waits for', () => {
    const spec = { owner, name: 'q', rule: { op: 'above', level: 1000 } } as const
    expect(
      ['en', 'es', 'zh', 'ru', 'tr', 'vi']
        .map((locale) => queryCondition.describe(spec, locale))
        .every((text) => text.includes('q') && /1.?000/.test(text)),
    ).toBe(true)
    expect(queryCondition.describe({ ...spec, column: 'usd', rule: { op: 'new_row' } }, 'en')).toBe('q (usd) has a new row')
  })
})
