import type { Candidate, ReadContext } from '../../core/tool.ts'
import { amountsIn } from '../../core/written-amounts.ts'
import { cleanText } from '../format.ts'
import { type Mention, mentionsIn } from '../swap/read/mentions.ts'

const LIVE =
  /\b(?:live|spot|executable|on-?chain|bid and ask|buy and sell|buying and selling) price\b|\bprice\b.*\b(?:right now|live|on the dex(?:es)?)\b|\bspread\b|\bprecio (?:en vivo|en el dex|de compra y venta)\b|\bpreço (?:ao vivo|agora no dex)\b|живая цена|цена (?:покупки и продажи|на dex)|实时价格|买卖价|canlı fiyat/iu
const DEPTH = /\b(?:depth|how deep|market depth|profundidad|profundidade|derinli[kğ]\p{L}*)\b|глубин\p{L}*|深度/iu
/** The pools of the live market: those of the index are ask's. */
const POOLS =
  /\b(?:live|routing|quotable|current)\b.*\bpools?\b|\bpools?\b.*\b(?:behind|live|now|use[sd]?)\b|\bpools? (?:en vivo|ao vivo|actuales)\b|живые пулы|实时(?:流动性)?池|canlı havuz/iu
const PAIR = /^\s*(?:\/|-|and|y|e|ve|и|和|对|—|vs\.?|to|in|a|en|em|в)?\s*$/iu
const HISTORY =
  /\b(?:volume|holders?|history|yesterday|last|top|largest|biggest|most|created|new(?:est)?|how many)\b|объ[её]м|昨天|最大|交易量/iu

/** "live price of UNI in ETH", "depth of ETH/USDC", "live pools for ETH and USDC". Prices and pools of the past are ask's. */
export async function read(text: string, { resolve, locale }: ReadContext): Promise<Candidate[]> {
  const said = text.trim().slice(0, 200)
  const what = DEPTH.test(said) ? 'depth' : LIVE.test(said) ? 'price' : POOLS.test(said) ? 'pools' : undefined
  if (!what || HISTORY.test(said)) return []
  const mentions = await mentionsIn(said, amountsIn(said, locale), resolve)
  const [token, quote] = mentions
  if (!token || mentions.length > 2) return []
  const paired = quote !== undefined && PAIR.test(said.slice(token.end, quote.start))
  // Pools of one token are a question to the index.
  if (what === 'pools' && !paired) return []
  const input = { token: nameOf(token), ...(paired && quote ? { quote: nameOf(quote) } : {}), ...(what === 'price' ? {} : { what }) }
  const reading = `${what} of ${cleanText([token.words, paired ? quote?.words : ''].filter(Boolean).join('/'), 60)}`
  return [{ tool: 'price', score: what === 'pools' ? 0.93 : 0.97, input, missing: [], ambiguous: [], reading }]
}

const nameOf = (mention: Mention): string => (mention.matches[0]?.match === 'address' ? mention.matches[0].address : mention.words)
