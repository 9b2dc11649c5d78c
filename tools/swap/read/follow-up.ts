import type { Candidate, ReadContext } from '../../../core/tool.ts'
import { amountsIn } from '../../../core/written-amounts.ts'
import { cleanText } from '../../format.ts'
import { comparisonIn } from './comparison.ts'
import { type Mention, mentionsIn } from './mentions.ts'
import { bpsOf, optionsIn } from './options.ts'

const AGAIN =
  /^(?:refresh|again|update|re-?quote|once more|actualiza|otra vez|de nuevo|刷新|再来一次|обнови\p{L}*|ещ[её] раз|yenile|tekrar|atualiza\p{L}*|de novo)[.!]?$/iu
const EXACT_OUT =
  /^(?:make it )?(?:exact (?:out(?:put)?|amount out)|salida exacta|saída exata|точн\p{L}+ (?:выход|результат)|精确输出|tam çıktı)[.!]?$/iu
const EXACT_IN = /^(?:make it )?(?:exact in(?:put)?|entrada exacta|entrada exata|точн\p{L}+ вход|精确输入|tam girdi)[.!]?$/iu
const REVERSE =
  /^(?:reverse|flip|the other way(?: round| around)?|al revés|invierte|наоборот|反过来|反向|tersi(?:ne çevir)?|inverte(?:r)?|ao contrário)[.!]?$/iu
const CALLDATA =
  /^(?:show (?:me )?(?:the )?)?(?:calldata|call data|transaction|tx)(?: data)?[.!]?$|^(?:muéstrame|muestra|mostra|покажи|显示|göster)\s*(?:la |el |os )?(?:calldata|transacción|транзакци\p{L}*|交易(?:数据)?|işlem)[.!]?$|^(?:calldata göster|显示调用数据)$/iu
const CHANGE =
  /^(?:(?:and |ok(?:ay)? )?(?:make it|make that|what about|how about|and for|and with|instead|exactly|exactamente|exatamente|try|with|use|now|y (?:con|si son|para)|hazlo|mejor|e (?:com|para)|а (?:если|для|на)|теперь|сделай|改成|改为|那|如果|换成|peki|ya|bunu)\b|(?:改成|改为|那|如果|换成|正好|а|теперь|сделай|ровно|tam ))/iu
const INSTEAD = /\b(?:instead|en su lugar|вместо|yerine|em vez)\b|吧$|呢[？?]?$/iu
const SLIP = /^(\d+(?:[.,]\d+)?)\s*(%|bps|bp)(?:\s*(?:slippage|deslizamiento|проскальзыван\p{L}*|滑点|kayma|please|por favor))?[.!]?$/iu
const ONE =
  /^(?:in )?(?:one|a single) (?:transaction|tx)[.!]?$|^en una (?:sola )?transacción$|^одной транзакцией$|^一笔交易$|^tek işlemde$/iu

type Input = Record<string, unknown>

/** What stands between a quote and the next: fields of the last answer that a new wish does not carry on. */
function kept(input: Input): Input {
  const { compareAmount: _a, compareName: _b, show: _c, watch: _d, ...rest } = input
  return rest
}

const candidate = (input: Input, reading: string, score = 0.95): Candidate => ({
  tool: 'swap',
  score,
  input,
  missing: [],
  ambiguous: [],
  reading,
})

/** How much of the wanted token is a new question: the amount so far is of the paid one. */
function exactly(input: Input): Candidate {
  if (input.exact === 'out') return candidate(input, 'the same again')
  const { amount: _, ...rest } = kept(input)
  const wanted = cleanText(String(input.tokenOut), 24)
  const question = `How much ${wanted} exactly? For example: exactly 1000 ${wanted}.`
  return { ...candidate({ ...rest, exact: 'out' }, 'the same with an exact output'), missing: [{ field: 'amount', question }] }
}

function simple(text: string, input: Input): Candidate | undefined {
  if (AGAIN.test(text)) return candidate(input, 'the same swap again')
  if (EXACT_OUT.test(text)) return exactly(input)
  if (EXACT_IN.test(text)) return candidate({ ...kept(input), exact: 'in' }, 'the same with an exact input')
  if (REVERSE.test(text)) return candidate({ ...kept(input), tokenIn: input.tokenOut, tokenOut: input.tokenIn }, 'the other way round')
  if (CALLDATA.test(text)) return candidate({ ...kept(input), show: 'calldata' }, 'the same with its calldata')
  if (ONE.test(text)) return candidate({ ...kept(input), oneTransaction: true }, 'the same in one transaction')
  const { options, rest } = optionsIn(text)
  if (options.without && rest === '') return candidate({ ...kept(input), ...options }, 'the same without what you named')
  const slip = SLIP.exec(text)
  if (slip) return candidate({ ...kept(input), slippageBps: bpsOf(slip[1] ?? '0', slip[2] ?? '%') }, 'the same with another tolerance')
  return undefined
}

/** A short message that changes the swap before it: "make it 20", "1% slippage", "show calldata", "and to DAI?", "1inch gives me 31,200". */
export async function followUp(text: string, { previous, resolve, locale }: ReadContext): Promise<Candidate | undefined> {
  if (previous?.tool !== 'swap' || text.length > 80) return undefined
  const input = (previous.input ?? {}) as Input
  const plain = text.replace(/[?？]+$/u, '').trim()
  const direct = simple(plain, input)
  if (direct) return direct
  const compared = comparisonIn(plain, locale)
  if (compared && compared.rest.length <= 3)
    return candidate({ ...kept(input), ...compared.input }, `compared with ${compared.input.compareName}`)
  const { options, rest } = optionsIn(plain)
  if (Object.keys(options).length > 0 && rest.replace(/[\s.,!]|\b(?:with|and|use|set|con|y|com|e)\b/giu, '') === '') {
    return candidate({ ...kept(input), ...options }, 'the same with other settings')
  }
  return changed(rest, { input: { ...kept(input), ...options }, resolve, locale })
}

async function changed(
  text: string,
  { input, resolve, locale }: { input: Input } & Pick<ReadContext, 'resolve' | 'locale'>,
): Promise<Candidate | undefined> {
  const [amount, second] = amountsIn(text, locale)
  const marked = CHANGE.test(text) || INSTEAD.test(text) || /^(?:and|y|e|а)?\s*(?:to|into|for|in|a|en|para|на|в)\s+\S+$/iu.test(text)
  if (second) return undefined
  if (!amount && !marked) return undefined
  const mentions = await mentionsIn(text, amount ? [amount] : [], resolve)
  // A bare figure right after a quote is a new amount.
  const bare = amount && mentions.length === 0 && text.replace(/[\s.!,]/g, '').length <= amount.end - amount.start + 1
  if ((!marked && !bare) || mentions.length > 1) return undefined
  const [mention] = mentions
  if (mention && !amount) return candidate({ ...input, tokenOut: mention.words }, `the same into ${mention.words}`, 0.93)
  if (!amount) return undefined
  return candidate({ ...input, amount: amount.digits, ...withUnit(mention, input) }, `the same with ${amount.digits}`)
}

/** "make it 20 UNI" changes the token beside the amount, when it is another. */
function withUnit(mention: Mention | undefined, input: Input): Input {
  if (!mention) return {}
  const same = (field: string) => String(input[field] ?? '').toLowerCase() === mention.words.toLowerCase()
  if (same('tokenIn')) return { exact: 'in' }
  if (same('tokenOut')) return { exact: 'out' }
  return { tokenIn: mention.words, exact: 'in' }
}
