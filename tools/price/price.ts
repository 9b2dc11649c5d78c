import { z } from 'zod'
import { defineTool } from '../define.ts'
import { answer } from './answer.ts'
import { read } from './read.ts'
import { run } from './run.ts'

const words = z.string().trim().min(1).max(120)

export const priceInput = z.object({
  token: words.describe('Token that is asked about: symbol, name or address.'),
  quote: words.optional().describe('Token in which it is priced; the first stablecoin of the chain when left out.'),
  what: z
    .enum(['price', 'depth', 'pools'])
    .default('price')
    .describe(
      '"price": selling and buying price now; "depth": what sizes from 1,000 to 10 million dollars do to it; "pools": the pools behind it.',
    ),
  chain: words.optional().describe('Chain name; the main chain when left out.'),
  proof: z.boolean().default(false).describe('With pools: add the states of all pools, for petrel verify.'),
})
export type PriceInput = z.output<typeof priceInput>

/** Live prices, market depth and pools, from the chain and not from the index. */
export const priceTool = defineTool({
  name: 'price',
  title: 'Live price',
  description: 'Gives the live selling and buying price of a token, the depth of its market, or the pools behind it, at the newest block.',
  descriptions: {
    es: 'Da el precio en vivo de venta y compra de un token, la profundidad de su mercado o sus pools.',
    zh: '给出代币的实时买卖价、市场深度或其流动性池。',
    ru: 'Даёт живые цены продажи и покупки токена, глубину рынка или его пулы.',
    tr: 'Bir tokenın canlı alış satış fiyatını, piyasa derinliğini ya da havuzlarını verir.',
    vi: 'Cho giá mua bán trực tiếp của token, độ sâu thị trường hoặc các pool.',
  },
  audience: 'everyone',
  reach: 'chain',
  returns: 'strangers',
  input: priceInput,
  positional: 'token',
  read,
  run,
  answer,
  examples: [
    { say: 'live price of UNI in ETH', input: { token: 'UNI', quote: 'ETH' } },
    { say: 'depth of ETH/USDC', input: { token: 'ETH', quote: 'USDC', what: 'depth' } },
    { say: 'live pools for ETH and USDC', input: { token: 'ETH', quote: 'USDC', what: 'pools' } },
  ],
})
