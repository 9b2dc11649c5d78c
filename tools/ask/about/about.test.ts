import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { OpenWarehouse } from '../../../chain/warehouse/open.ts'
import type { Warehouse } from '../../../chain/warehouse/warehouse.ts'
import { type Block, plain } from '../../../core/answer.ts'
import { PetrelError } from '../../../core/errors.ts'
import { resolveRef } from '../../../core/record.ts'
import { tokenTool } from '../../token/token.ts'
import { askTool } from '../ask.ts'
import { readQuestion } from '../read/read.ts'
import type { QueryResult } from '../result.ts'
import { contextOf } from '../testing/context.ts'
import { HOURS, openMarket, TRADERS, V2_POOL } from '../testing/market.ts'
import { NOW } from '../testing/questions.ts'
import { LABELS, registry, TOKENS } from '../testing/registry.ts'
import { DEEPER } from './words.ts'

let market: OpenWarehouse
beforeAll(async () => {
  market = await openMarket(true)
}, 120_000)
afterAll(async () => {
  await market.close()
})

const NOBODY = `0x${'ef'.repeat(20)}`
const [TRADER] = TRADERS
const BINANCE = LABELS[0]?.address ?? ''
const LOCALES = ['en', 'es', 'zh', 'ru', 'tr', 'vi']

async function about(address: string, { locale = 'en', warehouse = market as Warehouse } = {}) {
  const base = contextOf(market, locale)
  const context = { ...base, handles: { ...base.handles, warehouse } }
  const result = (await askTool.run(askTool.input.parse({ metric: 'label_rows', address }), context)) as QueryResult
  const blocks = askTool.answer(result, locale)
  return { result, blocks, shown: words(blocks), records: context.ledger.all() }
}
const words = (blocks: readonly Block[]): string =>
  blocks.flatMap((block) => (block.kind === 'text' ? [plain(block.parts)] : [])).join('\n')
const reading = (say: string) => readQuestion(say, { previous: undefined, resolve: registry, locale: 'en', now: NOW })
const table = (blocks: readonly Block[], title: string) => blocks.find((block) => block.kind === 'table' && block.title === title)

/** A warehouse in which every statement on a relation runs out of time. */
const slow = (relation: string): Warehouse => ({
  ...market,
  query: async (sql, parameters, options) => {
    if (sql.includes(relation)) throw new PetrelError('query_deadline', { message: 'The statement ran out of time.' })
    return market.query(sql, parameters, options)
  },
})

describe('an answer about one address', () => {
  it('tells of a wallet what it is, when it was seen and what it did, as the market was made', async () => {
    const { shown, blocks } = await about(TRADER)
    // Every third block is this trader's: blocks 3, 6, …, 480, and every tenth of all fails.
    expect(shown).toContain(`${TRADER} has no label here.`)
    expect(shown).toContain('It is a wallet: it signs transactions.')
    expect(shown).toContain(`Transactions: ${HOURS / 3} sent (${HOURS / 30} failed), 0 received.`)
    expect(shown).toMatch(/First seen 2026-04-23 \d\d:00 UTC \(block 1\), last seen 2026-05-13 14:00 UTC \(block 480\)\./)
    // The million USDC and the PEPE of block 1 came in, a transfer in each of its blocks went out.
    expect(shown).toMatch(new RegExp(`Token transfers: 2 in worth .*, ${HOURS / 3} out worth \\$38,640\\.\\d*; different tokens: 2\\.`))
    // Only the PEPE came without a price.
    expect(shown).toMatch(/token transfers: 0\.617\d* % of the rows have no USD price/)
    // It swaps one WETH at 2,000 dollars in each.
    expect(shown).toContain(`Trades on DEXes: ${HOURS / 3} worth $320,000`)
    expect(table(blocks, 'Tokens moved most')).toMatchObject({
      rows: [
        ['USDC', '161', '1,000,000', '38,640', expect.anything()],
        ['PEPE', ...Array(4).fill(expect.anything())],
      ],
    })
    expect(table(blocks, 'Largest balances')).toMatchObject({
      rows: [['USDC', '961,360', expect.stringContaining('$961,360')], expect.anything()],
    })
  })

  it('tells of a pool its pair, its liquidity and the trades in it', async () => {
    const { shown, blocks } = await about(V2_POOL)
    expect(shown).toContain('It is a pool: USDC-WETH on uniswap v2, liquidity $2,000,000')
    expect(shown).toContain(`Trades on DEXes: ${(HOURS * 2) / 3} worth`)
    expect(blocks.at(-1)).toMatchObject({ kind: 'buttons', items: [{ label: 'Volume per day' }, { label: 'Top traders' }, {}] })
  })

  it('names a label first, and says when wallet or contract cannot be told', async () => {
    const { shown } = await about(BINANCE)
    expect(shown.split('\n')[0]).toBe(`${BINANCE} is labelled Binance 14 (cex).`)
    expect(shown).toContain('cannot be told from this data')
    expect(shown).toContain(`Token transfers: ${HOURS} in worth`)
    expect(shown).not.toContain('Trades on DEXes')
  })

  it('says of an address without any data that nothing is known, in every language', async () => {
    for (const locale of LOCALES) {
      const { shown, blocks } = await about(NOBODY, { locale })
      expect(shown).toContain(NOBODY)
      expect([locale, blocks.some((block) => block.kind === 'table' || block.kind === 'buttons')]).toEqual([locale, false])
      expect(shown).not.toMatch(/\{\w+\}/)
    }
    expect((await about(NOBODY)).shown).toContain(`Nothing is known about ${NOBODY} on demo`)
  })

  it('has every figure from a record, in every language', async () => {
    for (const locale of LOCALES) {
      const { blocks, records, shown } = await about(TRADER, { locale })
      expect(shown).not.toMatch(/\{\w+\}/)
      for (const block of blocks)
        for (const part of block.kind === 'text' ? block.parts : [])
          if (typeof part !== 'string') expect([part.figure, resolveRef(records, part.ref) === undefined]).toEqual([part.figure, false])
    }
  })

  it('answers with the rest when one part runs out of time, and never takes a missing part for nothing', async () => {
    const late = await about(TRADER, { warehouse: slow('dex.trades') })
    expect(late.shown).toContain('Not worked out in time: trades.')
    expect(late.shown).toContain(`Transactions: ${HOURS / 3} sent`)
    const unsure = await about(NOBODY, { warehouse: slow('tokens.balances') })
    expect(unsure.shown).not.toContain('Nothing is known')
    expect(unsure.shown).toContain('Not worked out in time: Largest balances.')
  })

  it('offers only questions that are understood', async () => {
    for (const { say } of Object.values(DEEPER)) {
      const [best] = await reading(say.replace('{address}', V2_POOL))
      expect([say, (best?.score ?? 0) >= 0.9, best?.ambiguous.length]).toEqual([say, true, 0])
    }
  })
})

describe('questions about one address', () => {
  const SAYS = [
    'what is X',
    'Who is X?',
    'whose wallet is X',
    'tell me about X',
    'tell me more about the wallet X please',
    'what do you know about X?',
    '¿quién es X?',
    'qué es X',
    'háblame de X',
    'X是谁',
    'X 是什么？',
    '介绍一下X',
    'кто такой X',
    'что такое X?',
    'расскажи про X',
    'X kimdir',
    'X nedir?',
    'X hakkında bilgi ver',
    'X là ai?',
    'X là gì',
    'cho tôi biết về X',
    'quem é X',
  ]

  it('are read in all languages; of a token by the tool of tokens', async () => {
    const weth = TOKENS[0]?.address ?? ''
    for (const say of SAYS) {
      const [best] = await reading(say.replace('X', TRADER))
      expect([say, best?.score, best?.input]).toEqual([say, 0.96, { metric: 'label_rows', address: TRADER }])
      const [token] = await tokenTool.read(say.replace('X', weth), { previous: undefined, resolve: registry, locale: 'en', now: NOW })
      expect([say, token?.score, token?.input]).toEqual([say, 0.95, { token: weth }])
      expect([say, ((await reading(say.replace('X', weth)))[0]?.score ?? 0) < 0.9]).toEqual([say, true])
    }
  })

  it('are nothing else', async () => {
    for (const say of [
      'who is X sending to',
      'what is the balance of X',
      'tell me about X and its trades',
      'what is Xab',
      'who is the top trader of X',
    ]) {
      const [best] = await reading(say.replace('X', TRADER))
      expect([say, best?.input.metric === 'label_rows' && best.score >= 0.9]).toEqual([say, false])
    }
  })
})
