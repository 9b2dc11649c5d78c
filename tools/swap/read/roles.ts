import type { Said } from '../../../core/written-amounts.ts'
import type { Mention } from './mentions.ts'

/** Who pays what: mentions in their parts. */
export interface Roles {
  tokenIn?: Mention
  tokenOut?: Mention
  amount?: Said
  exact: 'in' | 'out'
  /** The token in which the amount was stated, where it is neither: "0.1 ETH worth of PEPE" is paid in something else. */
  worthOf?: Mention
}

/** Words right before a token that make it the wanted one. */
const WANT =
  /\b(?:buy|buying|purchase|acquire|want|need|get(?: me)?|receive|exactly|compra(?:r|me)?|comprar|quiero|necesito|recibir|obtener|quero|preciso|receber|satın)\b[^.!?]*$|(?:купи(?:ть)?|хочу|нужно|надо|получить)[^.!?]*$|(?:买|買|想要|需要|得到)[^。！？]*$/iu
const ASKED = /(?:how (?:much|many)|what(?:'s| is)? the amount of|cu[aá]nt[oa]s?|quant[oa]s?|сколько|多少|几个|ne kadar|kaç)\s*$/iu
const SPEND =
  /\b(?:with|using|paying|from|spend(?:ing)?|pay|for|con|usando|pagando|desde|com|ile)\b\s*$|(?:за|на|используя|из)\s*$|(?:用|花|拿|以)\s*$/iu
const SELL =
  /\b(?:sell|swap|trade|exchange|convert|change|vende(?:r)?|cambia(?:r)?|intercambia(?:r)?|convierte|convertir|troque|trocar|troca|venda|converter|takas|çevir|sat|boz)\b|(?:прода(?:ть|й|м|ю)|обмен\p{L}*|помен\p{L}*|конверт\p{L}*)|(?:卖|賣|换成?|換成?|兑换|兌換)/iu
const NEED = /\b(?:need|necesito|preciso|gerek(?:li)?|lazım)\b|(?:нужно|надо|требуется|понадобится)|需要/iu
const WORTH = /^\s*(?:worth(?: of)?|en valor de|de valor(?: em)?|в эквиваленте|的价值|değerinde)/iu

/** The mention that an amount stands before, or right behind, with nothing but filling words between. */
export function ownerOf(text: string, amount: Said, mentions: readonly Mention[]): Mention | undefined {
  const filling = /^[\s$]*(?:of|de|в|个|枚|颗|的|of my|de mis?|my|mi|меня)?\s*(?:my|mi|meu|minha|мои|мой|моего)?\s*$/iu
  const after = mentions.find((one) => one.start >= amount.end && filling.test(text.slice(amount.end, one.start)))
  return after ?? mentions.find((one) => one.end <= amount.start && /^\s*$/.test(text.slice(one.end, amount.start)))
}

const before = (text: string, mention: Mention, amount: Said | undefined): string =>
  text.slice(
    0,
    amount && amount.end <= mention.start && text.slice(amount.end, mention.start).trim().length <= 8 ? amount.start : mention.start,
  )

/** Whether the words before a token ask how much of it there is to be had. */
const isAsked = (text: string, mention: Mention): boolean => ASKED.test(text.slice(0, mention.start))

/**
 * Reads from the order of words who pays and who is paid. Rules, first match: "how much A … for 5 B" wants A for B (or needs A for it);
 * "5 B worth of A" spends B; a buying word wants the token after it; else the first token is paid and the second is wanted.
 */
export function rolesIn(text: string, amounts: readonly Said[], mentions: readonly Mention[]): Roles {
  const owned = amounts.map((amount) => ({ amount, owner: ownerOf(text, amount, mentions) }))
  const { amount, owner } = owned.find((one) => one.owner) ?? { amount: amounts[0], owner: undefined }
  const others = mentions.filter((one) => one !== owner)
  const base = amount === undefined ? {} : { amount }
  const asked = mentions.find((one) => isAsked(text, one))
  if (asked && owner && asked !== owner) {
    return NEED.test(text)
      ? { ...base, tokenIn: asked, tokenOut: owner, exact: 'out' }
      : { ...base, tokenIn: owner, tokenOut: asked, exact: 'in' }
  }
  if (owner && WORTH.test(text.slice(Math.max(owner.end, amount?.end ?? 0)))) return worth(text, { base, owner, others })
  const first = mentions[0]
  const wants = first !== undefined && WANT.test(before(text, first, amount)) && !SELL.test(text.slice(0, first.start))
  const [a, b] = mentions
  if (wants && a) {
    const paid = b ? { tokenIn: b } : {}
    return { ...base, ...paid, tokenOut: a, exact: owner === b && b !== undefined ? 'in' : owner === a ? 'out' : 'in' }
  }
  if (a && b && SPEND.test(text.slice(0, before(text, a, amount).length)) && /用|花|拿/u.test(text.slice(0, a.start))) {
    return { ...base, tokenIn: a, tokenOut: b, exact: owner === b ? 'out' : 'in' }
  }
  return { ...base, ...(a ? { tokenIn: a } : {}), ...(b ? { tokenOut: b } : {}), exact: owner !== undefined && owner === b ? 'out' : 'in' }
}

/** "0.1 ETH worth of PEPE": ETH is paid, unless the sentence sells PEPE or names another means of payment. */
function worth(text: string, { base, owner, others }: { base: Pick<Roles, 'amount'>; owner: Mention; others: readonly Mention[] }): Roles {
  const [thing, means] = others
  if (!thing) return { ...base, tokenIn: owner, exact: 'in' }
  const selling = SELL.test(text.slice(0, owner.start)) && !/\b(?:swap|trade|exchange|convert)\b/i.test(text.slice(0, owner.start))
  if (selling || (means && SELL.test(text.slice(0, owner.start)))) {
    return { ...base, tokenIn: thing, ...(means ? { tokenOut: means } : { tokenOut: owner }), exact: 'in', worthOf: owner }
  }
  return means
    ? { ...base, tokenIn: means, tokenOut: thing, exact: 'in', worthOf: owner }
    : { ...base, tokenIn: owner, tokenOut: thing, exact: 'in' }
}
