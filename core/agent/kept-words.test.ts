import { expect, test } from 'vitest'
import { keepsFigures } from './kept-words.ts'

const ADDRESS = `0x${'a1'.repeat(20)}`
const keeps = (message: string, restated: string, earlier: string[] = []) => keepsFigures(restated, { message, earlier })

test.each([
  ['takas 100 bin doların üstünde', 'trades above 100000 USD'],
  ['单笔超过50万美元的swap', 'trades above 500000 USD'],
  ['swaps > $20k', 'trades above 20,000 USD'],
  ['el 14/06/2021', 'on 14 June 2021'],
  ['2021年6月14日', '14 June 2021'],
  ['top three tokens', 'top 3 tokens'],
  [`trades of ${ADDRESS}`, `number of trades of ${ADDRESS.toUpperCase().replace('0X', '0x')}`],
  ['1.5 ETH or more', 'at least 1.5 ETH'],
])('"%s" is kept in "%s"', (message, restated) => expect(keeps(message, restated)).toBe(true))

test.each([
  ['show me the best ones', 'top 5 tokens by volume'],
  ['top 3 tokens', 'top tokens'],
  ['fees in block 15', 'fees in block 16'],
  [`trades of ${ADDRESS}`, 'trades of the address'],
  ['trades of the address', `trades of ${ADDRESS}`],
  ['1.5 ETH', '15 ETH'],
])('"%s" is not what "%s" says', (message, restated) => expect(keeps(message, restated)).toBe(false))

test('figures of an earlier message may come in, and need not', () => {
  expect(keeps('and sushi?', 'volume on sushiswap in May 2021', ['volume on uniswap in May 2021'])).toBe(true)
  expect(keeps('and sushi?', 'volume on sushiswap', ['volume on uniswap in May 2021'])).toBe(true)
})
