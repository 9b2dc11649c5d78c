import { afterAll, beforeAll, expect, it } from 'vitest'
import type { OpenWarehouse } from '../../chain/warehouse/open.ts'
import { plain } from '../../core/answer.ts'
import { contextOf } from '../ask/testing/context.ts'
import { openMarket } from '../ask/testing/market.ts'
import { answer } from './answer.ts'
import { checkAgainstChain, claimsIn } from './chain-check.ts'
import { summarizeInput } from './input.ts'
import { run } from './run.ts'

let warehouse: OpenWarehouse
beforeAll(async () => {
  warehouse = await openMarket(true)
}, 60_000)
afterAll(() => warehouse.close())

it.each([
  ['UNI has about 12,500 holders today.', ['holders of', 'UNI', 12_500]],
  ['The price of WETH is $2.1k now.', ['price of', 'WETH', 2100]],
  ['The daily volume of UNI was $3.5 million.', ['volume of 24 hours of', 'UNI', 3_500_000]],
])('finds the figure in "%s"', (sentence, [kind, token, value]) => {
  expect(claimsIn([sentence]).map((claim) => [claim.kind.name, claim.token, claim.value])).toEqual([[kind, token, value]])
})

it('holds a text against the index: what is right, what is wrong, and nothing about what it does not know', async () => {
  const price = Number(
    (
      await warehouse.query(
        "SELECT p.price FROM prices.latest AS p WHERE p.contract_address = '0x1100000000000000000000000000000000000000'",
        [],
      )
    ).rows[0]?.[0],
  )
  expect(price).toBeGreaterThan(0)
  const claims = [
    `The price of WETH is $${price.toFixed(2)} today.`,
    `The price of WETH is $${(price * 3).toFixed(2)} today.`,
    'The price of ZZZZ is $5 today.',
    'The price of CAT is $5 today.',
  ]
  const checks = await checkAgainstChain(claims, contextOf(warehouse))
  expect(checks.map(({ name, agrees }) => [name, agrees])).toEqual([
    ['price of WETH', true],
    ['price of WETH', false],
  ])
  const text = `The market report of the week is out and it has a lot to say. ${claims[1]} Traders were busy on all of the days of the week.`
  const blocks = answer(await run(summarizeInput.parse({ text }), contextOf(warehouse)), 'en')
  expect(blocks.map((block) => ('parts' in block ? plain(block.parts) : '')).join('\n')).toMatch(
    /The index says otherwise: price of WETH: the text says [\d,.]+ USD, measured [\d,.]+ USD\./,
  )
})
