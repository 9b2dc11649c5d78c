import type { Candidate, ReadContext } from '../../../core/tool.ts'
import { amountsIn, type Said } from '../../../core/written-amounts.ts'
import { cleanText } from '../../format.ts'
import { choice } from '../../token/find.ts'
import { comparisonIn } from './comparison.ts'
import { followUp } from './follow-up.ts'
import { type Mention, mentionsIn } from './mentions.ts'
import { optionsIn } from './options.ts'
import { type Roles, rolesIn } from './roles.ts'
import { watchIn } from './watch.ts'

/** Something in the sentence must speak of exchanging one for the other. */
const INTENT =
  /\b(?:swap|swapping|trade|exchange|convert|sell|buy|purchase|route|quote|get (?:for|me)|do i get|would i get|will i get|can i get|do i need|would i need|need for|i want exactly|i need exactly|want exactly|worth of)\b|\b(?:cambia|cambiar|intercambia|intercambiar|vende|vender|compra|comprar|convierte|convertir|ruta|cotiza|recibo|me dan|obtengo|necesito)\b|\b(?:troque|trocar|troca|vender|venda|converter|rota|recebo|preciso|cotação)\b|\b(?:takas|çevir|sat|satın al|rota|alırım|gerek(?:li)?|boz(?:dur)?)\b|(?:обмен|помен|прода|купи|конверт|маршрут|получу|нужно|котировк)|(?:换|換|兑|兌|卖|賣|买|買|需要|路线|路由|报价)|(?:->|→|=>|➡)/iu
const ARROW = /(?:->|→|=>|➡)/u
/** A sentence that begins with what to do is an order, whatever else its words could mean: "swap 2000 ETH" speaks of no year. */
const ORDER =
  /^(?:please )?(?:swap|sell|buy|convert|exchange|trade|best route|cambia|vende|compra|обменяй|продай|купи|troque|venda)\b|^(?:обменяй|продай|купи|卖|买|用)/iu
/** Questions about what happened are not about what to do. */
const HISTORY =
  /\b(?:volume|holders?|transfers?|trades? (?:in|of|per|last|yesterday|today)|swaps|traders?|yesterday|last (?:\d+ )?(?:hour|day|week|month|year)s?|past|history|average|daily|weekly|per day|top \d+|biggest|largest|most|ayer|volumen|última|semana|вчера|объ[её]м|dün|hacim|ontem|昨天|交易量|过去)\b|(?:昨天|交易量|过去|最大|объ[её]м|вчера)/iu

/** What the sentence still needs before it can be answered. */
function missingOf({ tokenIn, tokenOut, amount }: Roles, stranger: string | undefined): Candidate['missing'] {
  if (!tokenOut && !stranger)
    return [
      {
        field: 'tokenOut',
        question: `${tokenIn ? `Into which token should ${cleanText(tokenIn.words, 24)} go?` : 'Which token do you want?'}`,
      },
    ]
  if (!amount) return [{ field: 'amount', question: `How much${tokenIn ? ` ${cleanText(tokenIn.words, 24)}` : ''}? For example: 12.5.` }]
  return []
}

/** A word behind "to" that no token bears: it goes along, so that the answer can say that it does not know it. */
function unknownIn(sentence: string, mentions: readonly Mention[]): string | undefined {
  const [only] = mentions
  if (!only || mentions.length > 1) return undefined
  const rest = sentence.slice(only.end)
  return /^\s*(?:to|into|for|por|a|en|para|em|на|в|换成?|換成?|->|→|=>)\s*\$?([\p{L}\d]{2,24})[\s.!?]*$/iu.exec(rest)?.[1]
}

function ambiguousOf(roles: Roles): Candidate['ambiguous'] {
  const tokens = (['tokenIn', 'tokenOut'] as const).flatMap((field) => {
    const mention = roles[field]
    const kinds = distinct(mention)
    if (!mention || kinds.length < 2) return []
    const options = kinds.slice(0, 6).map((match) => ({ label: choice(match), value: match.address }))
    return [{ field, question: `Several tokens are called "${cleanText(mention.words, 24)}". Which one?`, options }]
  })
  const { amount } = roles
  if (!amount?.or) return tokens
  const options = [amount.digits, amount.or].map((value) => ({ label: value, value }))
  return [{ field: 'amount', question: 'Which number do you mean?', options }, ...tokens]
}

/** Different tokens of one name on the chain that comes first. */
const distinct = (mention: Mention | undefined) => {
  const chain = mention?.matches[0]?.chain
  const [first] = mention?.matches ?? []
  const same = (mention?.matches ?? []).filter((match) => match.chain === chain && match.match === first?.match)
  return [...new Map(same.map((match) => [match.address, match])).values()]
}

const nameOf = (mention: Mention): string => {
  const [first] = mention.matches
  if (first?.match === 'address') return first.address
  return /^(?:ether|ethereum|эфир\p{L}*|以太坊|以太币|以太)$/iu.test(mention.words) ? 'ETH' : mention.words
}

/** The input of a sentence whose parts are known. */
function inputOf(roles: Roles, extra: Record<string, unknown>): Record<string, unknown> {
  const { tokenIn, tokenOut, amount, exact, worthOf } = roles
  return {
    ...(tokenIn ? { tokenIn: nameOf(tokenIn) } : {}),
    ...(tokenOut ? { tokenOut: nameOf(tokenOut) } : {}),
    ...(amount ? { amount: amount.digits } : {}),
    ...(exact === 'out' ? { exact } : {}),
    ...(worthOf ? { unit: nameOf(worthOf) } : amount?.dollars && !isDollar(roles) ? { unit: 'USD' } : {}),
    ...extra,
  }
}

const isDollar = ({ tokenIn, tokenOut, exact }: Roles): boolean =>
  /^(?:usdc|usdt|dai|usdbc)$/i.test((exact === 'in' ? tokenIn : tokenOut)?.words ?? '')

/** "best route for 12.5 ETH to USDC", "how much UNI do I get for 1 ETH", "I want exactly 1000 USDC", and follow-ups to them. */
export async function read(text: string, context: ReadContext): Promise<Candidate[]> {
  const said = text.trim().slice(0, 400)
  const follow = await followUp(said, context)
  if (follow) return [follow]
  const watch = await watchIn(said, context)
  if (watch) return [watch]
  if (!INTENT.test(said) && !/\d/.test(said) && amountsIn(said, context.locale).length === 0) return []
  if (HISTORY.test(said)) return []
  const { options, rest } = optionsIn(said)
  const comparison = comparisonIn(rest, context.locale)
  const sentence = comparison ? comparison.rest : rest
  const amounts = amountsIn(sentence, context.locale)
  const mentions = await mentionsIn(sentence, amounts, context.resolve)
  const roles = ofIt(sentence, rolesIn(sentence, amounts, mentions))
  const stranger = roles.tokenOut ? undefined : unknownIn(sentence, mentions)
  const score = scoreOf(said, sentence, { roles, mentions, amounts })
  if (score === 0) return []
  const input = inputOf(roles, {
    ...paidSoFar(sentence, roles, context),
    ...(stranger ? { tokenOut: stranger } : {}),
    ...options,
    ...(comparison ? comparison.input : {}),
  })
  const shown = [roles.amount?.digits, roles.tokenIn?.words, '→', roles.tokenOut?.words].filter(Boolean).join(' ')
  return [
    {
      tool: 'swap',
      score,
      input,
      missing: missingOf(roles, stranger),
      ambiguous: ambiguousOf(roles),
      reading: `swap ${cleanText(shown, 80)}`,
    },
  ]
}

const IT = /\ball of (?:it|them|that)\b|\btodo eso\b|(?<!\p{L})вс[её] это(?!\p{L})|全部(?:换|換)|\bhepsini\b/iu

/** "swap all of it to USDC": the only token named is the wanted one. */
function ofIt(sentence: string, roles: Roles): Roles {
  if (roles.amount?.digits !== 'all' || roles.tokenOut || !roles.tokenIn || !IT.test(sentence)) return roles
  const { tokenIn, ...rest } = roles
  return { ...rest, tokenOut: tokenIn, exact: 'in' }
}

/** What "it" is: what the quote before it would have brought. */
function paidSoFar(sentence: string, roles: Roles, { previous }: ReadContext): Record<string, unknown> {
  const before = previous?.tool === 'swap' ? (previous.input as { tokenOut?: unknown } | undefined)?.tokenOut : undefined
  return !roles.tokenIn && IT.test(sentence) && typeof before === 'string' ? { tokenIn: before } : {}
}

/** Links between an amount of one token and another: "12.5 ETH to USDC", "5 ETH na USDC". */
const LINK = /^\s*(?:to|for|into|in|a|por|en|para|em|на|в|за|換|换|兑|兌|成|->|→|=>|➡|换成|兑换成?|'?[iyuı]?[iıuü]?)\s*/iu

function scoreOf(
  said: string,
  sentence: string,
  { roles, mentions, amounts }: { roles: Roles; mentions: readonly Mention[]; amounts: readonly Said[] },
): number {
  if (mentions.length === 0 || mentions.length > 3) return 0
  const intent = INTENT.test(said)
  const full = roles.tokenIn && roles.tokenOut && roles.amount
  if (full && roles.tokenIn?.words.toLowerCase() === roles.tokenOut?.words.toLowerCase()) return 0
  if (full && intent) return ORDER.test(said) ? 1 : 0.96
  if (full && ARROW.test(sentence)) return 0.95
  const [a, b] = mentions
  const linked = a && b && LINK.test(sentence.slice(a.end, b.start)) && sentence.slice(a.end, b.start).trim().length <= 4
  if (full && linked) return 0.93
  // "I want exactly 1000 USDC": paid in the chain's coin unless another is named.
  if (intent && roles.tokenOut && roles.amount && roles.exact === 'out') return 0.93
  if (intent && mentions.length >= 1 && amounts.length > 0) return 0.92
  return intent && mentions.length === 2 ? 0.91 : 0
}
