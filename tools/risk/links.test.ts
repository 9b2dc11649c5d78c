import { readFileSync } from 'node:fs'
import { encodeDeployData } from 'viem'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createPhishingList } from '../../community/domains/phishing-list.ts'
import { linkJudge } from '../../main/community.ts'
import { assess } from './assess.ts'
import { CHECK_IDS } from './checks.ts'
import { stringsIn } from './links.ts'
import { testTokens } from './testing/compile.ts'
import { NOTHING } from './testing/judge.ts'
import { openTestMarket, type TestMarket } from './testing/market.ts'
import { verdictOf } from './verdict.ts'

let market: TestMarket
beforeAll(async () => {
  market = await openTestMarket()
}, 120_000)
afterAll(() => market.stop())

const judge = linkJudge(createPhishingList([{ source: 'test', blocked: ['drain.example'], trusted: ['uniswap.org'] }]))

describe('links of a token', () => {
  it('are found in code and in what getters answer, and judged by the lists', async () => {
    const linked = testTokens().get('Linked')
    if (!linked) throw new Error('no token')
    const report = async (home: string) => {
      const address = await market.deploy(encodeDeployData({ ...linked, args: [home] }))
      return await assess(market.chain, address, { resolve: NOTHING, signal: AbortSignal.timeout(30_000), scope: 'full', links: judge })
    }
    // A token without a pool has no simulator of its own trades, and its getters are asked all the same.
    const bad = await report('https://claim.drain.example/airdrop')
    expect(bad.links?.links).toEqual(
      expect.arrayContaining([
        { host: 'claim.drain.example', bad: 'listed', from: 'call' },
        { host: 'written.example.com', from: 'code' },
      ]),
    )
    expect(verdictOf(bad).reasons).toEqual(
      expect.arrayContaining([expect.objectContaining({ key: 'bad_link', level: 'danger', words: 'claim.drain.example' })]),
    )
    const good = await report('https://app.uniswap.org')
    expect(good.links?.links.map(({ host }) => host)).toContain('app.uniswap.org')
    expect(verdictOf(good).reasons.map(({ key }) => key)).not.toContain('bad_link')
  }, 60_000)

  it('are not known where there is no list', async () => {
    const address = await market.launch('Honest')
    const report = await assess(market.chain, address, { resolve: NOTHING, signal: AbortSignal.timeout(30_000), scope: 'full' })
    expect(report.unchecked).toContainEqual({ what: 'links', because: 'no_list' })
  }, 60_000)

  it('texts in bytes are found whatever stands around them', () => {
    expect(stringsIn(Uint8Array.from([0, 1, ...Buffer.from('https://a.example'), 0, ...Buffer.from('abc'), 255]))).toBe('https://a.example')
    expect(stringsIn(new Uint8Array())).toBe('')
  })
})

it('every question of the report stands in the docs', () => {
  const page = readFileSync(new URL('../../docs/tools/risk.md', import.meta.url), 'utf8')
  expect(CHECK_IDS.filter((id) => !page.includes(`\`${id}\``))).toEqual([])
})
