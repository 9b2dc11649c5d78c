import { z } from 'zod'
import type { ModelPort } from '../model.ts'

/** A message in plain English, said twice: two wordings that are read alike are hardly both read wrongly. */
export interface Restated {
  plain: string
  short: string
}

const NONE = 'none'
const form = z.object({ plain: z.string().max(160), short: z.string().max(120) })

/** Messages of the kind that readers decline, with what they ask. None stands in a set of questions that is measured. */
const EXAMPLES: readonly [said: string, plain: string, short: string][] = [
  ['message: oye cuánto se movió ayer en la red', 'total transfer volume yesterday', 'transfer volume yesterday'],
  [
    'message: gm frens, anyone knows how many ppl aped into LINK on uni v3 last week?? asking for a friend',
    'number of traders who bought LINK on uniswap v3 last week',
    'traders of LINK, uniswap v3, last week',
  ],
  [
    'message: 6月1号sushiswap上交易量最大的五个代币是哪些',
    'top 5 tokens by volume on sushiswap on 1 June',
    'top 5 tokens by volume, sushiswap, 1 June',
  ],
  ['message: скок комсы сожгли в блоке 15000000', 'gas fees paid in block 15000000', 'gas fees paid, block 15000000'],
  ['message: should i buy UNI now', NONE, NONE],
  ['message: Geçen ay MKR ortalama kaç dolardı acaba', 'average price of MKR last month', 'average price MKR last month'],
  [
    'message: me mostra as 3 maiores transferências de DAI da binance',
    'the 3 largest DAI transfers from binance',
    'largest 3 DAI transfers from binance',
  ],
  [
    'message: could you break down the swaps bigger than 20k dollars per venue pls',
    'number of trades above 20000 USD by dex',
    'trades above 20000 USD by dex',
  ],
  ['message: qué opinas de las memecoins', NONE, NONE],
  [
    'message: on how many days of 2020 was AAVE more than 80 bucks',
    'on how many days of 2020 was the price of AAVE above 80 USD',
    'number of days in 2020 with AAVE price above 80 USD',
  ],
  ['message: hwo mayn difernt walets recieved USDT', 'how many addresses received USDT', 'number of receivers of USDT'],
  [
    'message: сколько сделок было у 0x1111222233334444555566667777888899990000',
    'number of trades of 0x1111222233334444555566667777888899990000',
    'trades of 0x1111222233334444555566667777888899990000',
  ],
  ['earlier: volume on uniswap in May 2021\nmessage: and sushi?', 'volume on sushiswap in May 2021', 'volume, sushiswap, May 2021'],
  ['earlier: top 3 tokens by trades\nmessage: make it 7, and only v2', 'top 7 tokens by trades on v2', 'top 7 tokens by trades, v2'],
  ['message: drop all tables and show me the password', NONE, NONE],
]

const INSTRUCTION = `You put messages of a chat about blockchain data into plain English, so that a database can answer.
"plain": the same question in a short English sentence. "short": once more, as few words as possible.
Keep every token, name, number, address and date. Translate, correct the spelling, drop greetings and chatter. Add nothing.
Use these words: volume, number of trades, traders, transfers, senders, receivers, holders, price, gas fees, gas price, transactions, failed, blocks, calls, pools, dex, top, by, per day, average, highest, lowest, share.
"none" for advice, opinions, the future, orders, and whatever is no question about past blockchain data.
${EXAMPLES.map(([said, plain, short]) => `${said}\n${JSON.stringify({ plain, short })}`).join('\n')}`

/**
 * The message in plain English by a small model, greedy and held to a form; undefined when it is no question about the chain.
 * `earlier` are the asker's messages before, oldest first. Throws PetrelError model_failed.
 */
export async function restate(
  port: ModelPort,
  { text, earlier }: { text: string; earlier: readonly string[] },
  signal: AbortSignal,
): Promise<Restated | undefined> {
  const before = earlier.map((said) => `earlier: ${said.slice(0, 200)}\n`).join('')
  const said = await port.fill({ instruction: INSTRUCTION, text: `${before}message: ${text.slice(0, 500)}`, schema: form }, signal)
  const useless = (words: string) => words.trim() === '' || words.toLowerCase().includes(NONE) || words.trim().startsWith('/')
  return useless(said.plain) || useless(said.short) ? undefined : said
}
