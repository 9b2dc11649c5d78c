import type { OwnEvent } from '../../../core/resolve.ts'
import { fold } from './normalise.ts'

/** Past forms that no rule finds. */
const IRREGULAR: Readonly<Record<string, string>> = {
  paid: 'pay',
  sold: 'sell',
  bought: 'buy',
  sent: 'send',
  won: 'win',
  withdrew: 'withdraw',
  withdrawn: 'withdraw',
  burnt: 'burn',
  taken: 'take',
  took: 'take',
  given: 'give',
  gave: 'give',
  lent: 'lend',
  lost: 'lose',
  chosen: 'choose',
}
const ENDING = /(?:ments?|ions?|ings?|ers?|ors?|als?|ies|ied|ed|es|s|e|y)$/

/** What forms of a word share: "staked", "staking", "stakers" are "stak". At least three letters stay. */
export function root(word: string): string {
  let found = IRREGULAR[word] ?? word
  for (let shorter = found.replace(ENDING, ''); shorter !== found && shorter.length >= 3; shorter = found.replace(ENDING, ''))
    found = shorter.replace(/([^aeiou])\1$/, '$1')
  return found
}

/** The words that a name is made of, folded: OrderFilled is order and filled, order_filled_2 too. */
export const wordsOf = (name: string): string[] =>
  fold(name.replace(/([a-z\d])([A-Z])/g, '$1 $2').replace(/([A-Z])([A-Z][a-z])/g, '$1 $2'))
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '' && !/^\d+$/.test(word))

const DOER = /(?:er|or)s?$/

/** "stakers" of Staked: those who did it. */
export const isDoer = (said: string, eventWords: readonly string[]): boolean =>
  DOER.test(said) && eventWords.some((word) => root(word) === root(said) && word !== said && `${word}s` !== said && !DOER.test(word))

/** Words for people and accounts; the argument that is an address answers to them. */
export const PEOPLE =
  /^(?:users?|accounts?|address(?:es)?|wallets?|people|holders?|customers?|usuarios?|cuentas?|direccion(?:es)?|billeteras?|carteras?|用户|地址|账户|钱包|пользовател\p{L}*|адрес\p{L}*|кошел\p{L}*|аккаунт\p{L}*|kullanici\p{L}*|adres\p{L}*|cuzdan\p{L}*|usuarios?|enderecos?|nguoi|vi|dia|endereco)$/u
/** Words for how much; the argument that is an amount answers to them. */
export const AMOUNTS =
  /^(?:amounts?|values?|size|quantity|volume|cantidad(?:es)?|monto|valor|importe|volumen|数量|金额|数额|сумм\p{L}*|количеств\p{L}*|объем\p{L}*|miktar\p{L}*|tutar\p{L}*|quantidade|montante)$/u
const AMOUNT_NAME =
  /(?:^|_)(?:amount|amounts|value|assets|wad|quantity|qty|size|shares|reward|stake|price|payment|paid)(?:_?(?:in|out|filled))?\d*$/
const PEOPLE_NAME =
  /(?:^|_)(?:user|owner|account|sender|from|staker|trader|maker|taker|buyer|seller|caller|who|payer|beneficiary|recipient|to)$/
const NO_AMOUNT = /(?:^|_)(?:id|nonce|deadline|time|timestamp|expiry|index|block|epoch|round|kind|type|status)s?$/

const isAddress = ({ type }: OwnEvent['fields'][number]): boolean => type === 'address' || type === 'address payable'
const isNumber = ({ type }: OwnEvent['fields'][number]): boolean => /^u?int/.test(type)

/** The argument that holds the amount: one called so, or the only number. */
export function amountField({ fields }: OwnEvent): string | undefined {
  const numbers = fields.filter((field) => isNumber(field) && !NO_AMOUNT.test(field.column))
  const named = numbers.filter(({ column }) => AMOUNT_NAME.test(column))
  if (named.length > 0) return named[0]?.column
  return numbers.length === 1 ? numbers[0]?.column : undefined
}

/** The argument that says who did it: one called so, or the first address that names no token. */
export function peopleField({ fields }: OwnEvent): string | undefined {
  const places = fields.filter((field) => isAddress(field) && !/token|asset|currency|pool|market|vault/.test(field.column))
  return (places.find(({ column }) => PEOPLE_NAME.test(column)) ?? places[0])?.column
}
