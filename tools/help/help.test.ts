import { describe, expect, it } from 'vitest'
import { plain } from '../../core/answer.ts'
import { createLedger } from '../../core/ledger.ts'
import type { ToolContext } from '../../core/tool.ts'
import type { Handles } from '../define.ts'
import { tools } from '../index.ts'
import { answer } from './answer.ts'
import { read } from './read.ts'
import { run } from './run.ts'

const context = () => {
  const ledger = createLedger(() => 0)
  return { ledger, context: { ledger, handles: { tools } } as unknown as ToolContext<Handles> }
}

describe('read', () => {
  it.each([
    'help',
    'Help!',
    'what can you do',
    'What can you do?',
    'ayuda',
    '¿Qué puedes hacer?',
    '帮助',
    '你能做什么？',
    'hello',
    '¡Hola!',
    '你好',
    '?',
    'hi there',
  ])('claims %s', (text) => expect(read(text)[0]?.score).toBeGreaterThanOrEqual(0.9))
  it('claims help on one tool', () => expect(read('help token')[0]?.input).toEqual({ tool: 'token' }))
  it.each([
    'help me swap 5 ETH to USDC',
    'what is the price of HELP',
    'hello, how many swaps today',
    'top 5 tokens',
    '',
    '帮助我查询价格',
    'hi '.repeat(100),
  ])('leaves "%s" alone', (text) => expect(read(text)).toEqual([]))
})

describe('answer', () => {
  it.each([
    ['en', 'Hello'],
    ['es', 'Hola'],
    ['zh', '你好'],
  ])('greets in %s and lists every tool for everyone with examples', async (locale, greeting) => {
    const { context: ctx, ledger } = context()
    const blocks = answer(await run({}, ctx), locale)
    const first = blocks[0]
    expect(first?.kind === 'text' && plain(first.parts)).toContain(greeting)
    const table = blocks.find((block) => block.kind === 'table')
    expect(table?.rows.map(([name]) => name)).toEqual(tools.filter(({ audience }) => audience === 'everyone').map(({ name }) => `/${name}`))
    expect(ledger.all().map(({ id }) => id)).toContain(table?.record)
    expect(blocks.find((block) => block.kind === 'buttons')?.items.length).toBeGreaterThan(2)
  })
  it('explains one tool with its fields, and says when there is none', async () => {
    const one = answer(await run({ tool: 'token' }, context().context), 'en')
    expect(JSON.stringify(one)).toContain('token (needed): Symbol, name or address')
    const none = answer(await run({ tool: 'nope' }, context().context), 'en')
    expect(JSON.stringify(none)).toContain('There is no command called')
  })
})
