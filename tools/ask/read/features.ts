import type { Grain } from '../query.ts'
import { amount, beyondPrice, ofBlock, ofGroups } from './bounds.ts'
import { isAnybody, isIdle, isVerb, metric } from './phrases.ts'
import type { Atom, Scan } from './scan.ts'
import { joinedOf, leads, ofChain, ofDex, PORTUGUESE } from './sentence.ts'
import { withoutTail } from './tail.ts'
import { blank, type Features, type NounRole, type SeenNoun, type Walk } from './walk.ts'
import { NOUN_OF } from './words/nouns.ts'

export { KIND_OF } from './bounds.ts'
export type { Features, SeenNoun, SeenToken } from './walk.ts'

const EACH = new Set(['trader', 'trade', 'transaction', 'holder', 'transfer', 'address'])

/** Words for a trade that are said of any transaction too. */
const EITHER = new Set(['交易', '笔交易', '次交易', '交易笔数', '交易次数', 'operacion', 'operaciones'])

function noun(walk: Walk, atom: Extract<Atom, { kind: 'noun' }>, before: Atom | undefined): void {
  // "kaç işlem" and "transactions" of a DEX are its trades.
  const traded = atom.id === 'transaction' && walk.onDex && /^(islem|transaction|tx)/.test(atom.said ?? '')
  const found = NOUN_OF.get(EITHER.has(atom.said ?? '') && walk.onChain ? 'transaction' : traded ? 'trade' : atom.id)
  if (!found) return
  // "by dex and version": the second group has the role of the first.
  if (walk.pending === undefined && before?.kind === 'role' && before.role === 'continue' && walk.nouns.at(-1)?.role === 'by' && found.by)
    walk.pending = 'by'
  if (/\bcounts?$/.test(atom.said ?? '')) walk.roles.add('count')
  if (/^(spender|payer)s?$/.test(atom.said ?? '')) walk.roles.add('spend')
  const { pending } = walk
  // "média de trades por trader": por is per.
  const mean = pending === 'by' && atom.singular && EACH.has(found.id) && walk.roles.has('average') && walk.metrics.length === 0
  const perOne = mean && walk.nouns.some((seen) => seen.role === 'main' && !seen.singular && seen.noun.count !== found.count)
  const counted = pending === 'measure' || (pending === 'by' && !found.by)
  const role: NounRole = counted
    ? 'measure'
    : perOne || (pending === 'per' && EACH.has(found.id))
      ? 'each'
      : pending === 'by' || pending === 'per'
        ? 'by'
        : pending === 'which'
          ? 'which'
          : pending === 'sup'
            ? 'top'
            : 'main'
  if (walk.number !== undefined && role !== 'each') {
    walk.limit ??= walk.number
    walk.number = undefined
  }
  walk.nouns.push({ noun: found, singular: atom.singular, role })
  walk.pending = undefined
}

/** A second value for a place that is taken is unexplained: two DEXes are not one question. */
function place<K extends 'dex' | 'version' | 'chain' | 'pool' | 'address'>(walk: Walk, field: K, value: string): void {
  if (walk.pending !== 'exclude') walk.named.push({ field, after: walk.shared })
  if (walk.pending === 'exclude') walk.exclude.push(value)
  else if (field === 'dex' || field === 'version') {
    const all = field === 'dex' ? walk.dexes : walk.versions
    if (!all.includes(value)) all.push(value)
    walk[field] ??= value as Walk[K]
  } else if (field === 'address' && walk.address !== undefined && walk.address !== value && walk.other === undefined) walk.other = value
  else if (walk[field] !== undefined && walk[field] !== value) walk.unexplained.push(value)
  else walk[field] = value as Walk[K]
}

function someone(walk: Walk, value: string): void {
  const { pending, address } = walk
  // "to coinbase from binance": the sender is the one that is looked from.
  if (address !== undefined && pending === 'from' && walk.direction === 'to' && address !== value) {
    Object.assign(walk, { address: value, other: address, direction: 'from', pending: undefined })
    return
  }
  place(walk, 'address', value)
  // "sent by huobi", "traded by 0x…": who did it.
  if (pending === 'by') {
    if (address === undefined && (walk.roles.has('send') || walk.nouns.some((seen) => /^(transaction|transfer)$/.test(seen.noun.id))))
      walk.direction = 'from'
    walk.pending = undefined
  }
  if (pending === 'from' || pending === 'to') {
    if (address === undefined) walk.direction = pending
    walk.pending = undefined
  }
}

const WEAK_PRICE =
  /^(kac dolar|kac dolardi|kac para|kac paraydi|ne kadardi|kac usd|a cuanto|a cuanto esta|a cuanto estaba|a quanto esta|a quanto estava|почем|how much (is|does|are)|ne kadar|worth|cost|costs|cuanto cuesta|vale|valor de|多少钱|стоит)$/
const OFTEN = /often|frequent|common|veces|vezes|frecuent|чаще|частые|частыи|sik|yaygin|频繁|常|多次/
const CHEAP = /cheap|barat|дешев|ucuz|便宜|lowest|mas bajo|mais baixo|en dusuk|最低/
const INCLUSIVE =
  /least|minimum|min of|no less|not less|most|no more|not more|up to|>=|<=|al menos|como minimo|como maximo|pelo menos|no maximo|не менее|не меньше|не более|не больше|не ниже|не выше|не дороже|не дешевле|не превыш|минимум|хотя бы|不低于|不小于|等于|不高于|不大于|至多|顶多|达到|满|至少|不少于|不超过|起码|以上|以下|en az|en fazla/

/** Words that can only ask for a number of things. */
const HOW_MANY = /^(how ?m?a?ny|cuantos|cuantas|quantos|quantas|(the )?number of|多少(笔|个|次|条|人))/
const PRONOUNS = /^(it|its|they|them|their|those|these|that|this)$/

function role(walk: Walk, name: string, value: string, said = ''): void {
  if (name === 'over' || name === 'under') walk.strict = !INCLUSIVE.test(said)
  walk.roles.add(value ? `${name}:${value}` : name)
  if (name === 'compare') walk.roles.add(said === 'against' ? 'against' : 'beside')
  if (name === 'continue' && /^for (that|those|these|it|them|him|her)$/.test(said)) walk.roles.add('pointing')
  if (name === 'continue' || (name === 'before' && value)) walk.roles.add(name)
  // "the transaction with the highest fee": what it paid, not what it carried.
  if (name === 'amount' && /fee/.test(said)) walk.roles.add('expensive')
  switch (name) {
    case 'sup':
      if (CHEAP.test(said)) walk.roles.add('cheap')
      if (OFTEN.test(said)) walk.roles.add('often')
      if (/big|larg|huge/.test(said)) walk.roles.add('size')
      // "the latest" of something may be said twice ("newest, most recent"); the first word decides.
      walk.order ??= value as Walk['order']
      if (walk.number !== undefined) walk.limit ??= walk.number
      walk.number = undefined
      walk.pending = walk.pending === 'by' ? 'by' : 'sup'
      break
    case 'per':
      if (value) walk.per ??= value as Grain
      else walk.pending = 'per'
      break
    case 'grain':
      // "top 3 days", "three days with the most trades".
      if (walk.number !== undefined && /s$/.test(said)) {
        walk.limit ??= walk.number
        walk.number = undefined
      }
      if (/^(是?哪|几[点号月]|hangi|в как|как)/.test(said)) walk.rankGrain = value as Grain
      else if (walk.pending === 'which' || walk.pending === 'sup' || walk.pending === 'by') {
        if (walk.pending === 'by') walk.per ??= value as Grain
        else walk.rankGrain = value as Grain
      } else walk.days.push(value as Grain)
      walk.pending = undefined
      break
    case 'count':
      if (HOW_MANY.test(said)) walk.roles.add('howmany')
      if (walk.pending === 'by') walk.pending = 'measure'
      break
    case 'unique':
      if (walk.pending === 'by') walk.pending = 'measure'
      break
    case 'by':
      if (/divided/.test(said)) walk.roles.add('divided')
      // "dex'lere göre": it stands behind what it groups by.
      if (/^gore/.test(said) && walk.nouns.at(-1)?.noun.by && walk.pending === undefined) {
        const seen = walk.nouns.pop() as SeenNoun
        walk.nouns.push({ ...seen, role: 'by' })
        break
      }
      walk.pending = name
      break
    case 'which':
    case 'exclude':
    case 'between':
    case 'over':
    case 'under':
    case 'exact':
    case 'from':
    case 'to':
      if (walk.pending !== 'exclude' || name !== 'from') walk.pending = name
      break
    case 'continue':
      if (value === '' && walk.pending === 'by') walk.pending = undefined
      break
    case 'after':
      walk.roles.add('before')
      walk.forward = true
      walk.shift = value as Walk['shift']
      break
    case 'before':
      if (value) walk.shift = value as Walk['shift']
      break
    case 'transform':
      if (value === 'share') walk.shared = true
      walk.transform ??= value as Walk['transform']
      // "30 day moving average": the number is its width.
      if (value === 'moving_average' && walk.number !== undefined) {
        walk.window = walk.number
        walk.number = undefined
        if (['hour', 'day', 'week', 'month'].includes(walk.days.at(-1) ?? '')) walk.per ??= walk.days.pop() as Grain
      }
      break
    case 'currency':
      if (value === 'native') walk.currency = 'native'
      else walk.currency ??= 'usd'
      break
    default:
      break
  }
}

function token(walk: Walk, atom: Extract<Atom, { kind: 'token' }>, before: Atom | undefined): void {
  const next = before?.kind === 'number'
  const said =
    atom.matches.length === 1 ? (atom.matches[0]?.match === 'address' ? atom.matches[0].address : atom.matches[0]?.symbol) : atom.words
  if (walk.pending === 'exclude') {
    walk.exclude.push(said ?? atom.words)
    return
  }
  walk.named.push({ field: 'token', after: walk.shared })
  // "volume between USDC and WETH": no bounds but the two sides of a pair.
  if (walk.pending === 'between') walk.pending = undefined
  // "how much USDC did people swap for WETH": what was given for it.
  if (before?.said === 'for' && walk.tokens.length === 1 && walk.roles.has('traded')) walk.roles.add('to')
  // "over 1000 UNI": the number counted tokens.
  if (next && walk.minUsd !== undefined && walk.minAmount === undefined) {
    walk.minAmount = walk.minUsd
    walk.minUsd = undefined
  }
  if (next && walk.maxUsd !== undefined && walk.maxAmount === undefined) {
    walk.maxAmount = walk.maxUsd
    walk.maxUsd = undefined
  }
  if (atom.chain) walk.coinChain = atom.chain
  const known = walk.tokens.some((each) => each.matches[0]?.address === atom.matches[0]?.address)
  // "HEX-WETH vs KISHU-WETH": pairs beside each other, not tokens.
  if (known && walk.roles.has('compare') && walk.tokens.length > 2) walk.unexplained.push('several pairs')
  if (known) return
  if (walk.tokens.length < 6) walk.tokens.push({ words: atom.words, matches: atom.matches })
  else walk.unexplained.push(atom.words)
}

const EXCHANGES = new Set(['exchanges', 'exchange', '交易所', 'биржи', 'биржу', 'бирж', 'borsalar', 'borsalara', 'corretoras', 'corretora'])
/** "got sold": what was done says the word after it. */
const VERBS = new Set(['buy', 'sell', 'traded', 'moved', 'send', 'failed', 'created', 'mined'])
const LISTING =
  /^(list|show|show me|display|give me|gimme|muestra|muestrame|lista|listar|mostre|mostra|liste|列出|列出来|列一下|列举|列下|展示|找出|显示|给我|покажи|покажите|выведи|перечисли|goster|listele|sirala)$/
const NAMES = new Set(['method', 'token', 'stables', 'dex', 'label', 'wallet', 'filler', 'pool', 'role', 'noun'])

function step(walk: Walk, atom: Atom, [before, next, following, prior]: readonly (Atom | undefined)[]): void {
  if (walk.taken.has(atom)) return
  if (walk.pending === 'exclude' && !NAMES.has(atom.kind)) walk.pending = undefined
  switch (atom.kind) {
    case 'filler':
      if (LISTING.test(atom.said ?? '')) walk.roles.add('listing')
      if (PRONOUNS.test(atom.said ?? '')) walk.roles.add('anaphora')
      if (/^(use|uses|used|using|consume|consumes|consumed)$/.test(atom.said ?? '')) walk.roles.add('uses')
      return
    // "no" denies in English and is "on the" in Portuguese before a place.
    case 'metric':
      // "how much is the volume": an amount of what follows; of a token alone it is the price.
      if (atom.id === 'price' && WEAK_PRICE.test(atom.said ?? '')) {
        walk.roles.add('much')
        walk.weak = true
      } else metric(walk, atom, prior)
      walk.pending = undefined
      return
    case 'noun':
      // "went to exchanges": a kind of party, not the venues of trades.
      if (atom.id === 'dex' && EXCHANGES.has(atom.said ?? '') && (walk.pending === 'from' || walk.pending === 'to'))
        someone(walk, 'exchange')
      // "excluding the token USDC": the noun only introduces the name.
      // "Binance wallets": the noun belongs to the name.
      else if (
        atom.id === 'address' &&
        (prior?.kind === 'label' || (next?.kind === 'label' && before?.kind === 'role' && before.role === 'send'))
      )
        return
      // "how much did people buy": nobody in particular.
      else if (isAnybody(atom, before, walk)) return
      // "how much did people swap", "wallets that trade": what they do, not a thing that is counted.
      else if (isVerb(atom, before, walk)) walk.roles.add('traded')
      // "excluding plain transfers": calls without data.
      else if (walk.pending === 'exclude' && walk.roles.has('plain')) {
        if (!walk.exclude.includes('0x')) walk.exclude.push('0x')
        walk.roles.delete('plain')
      } else if (walk.pending !== 'exclude') noun(walk, atom, before)
      return
    case 'role':
      if (walk.pending === 'exclude' && atom.role === 'continue') return
      walk.bounded = (atom.role === 'over' || atom.role === 'under') && prior?.kind === 'metric' ? prior.id : undefined
      // "from last week": the word belongs to the period.
      if ((atom.role === 'from' || atom.role === 'to') && next?.kind === 'period') return
      // "were not plain transfers": all but those.
      if (atom.role === 'negation' && following?.kind === 'role' && following.role === 'plain') {
        walk.pending = 'exclude'
        return
      }
      if (atom.role === 'plain' && walk.exclude.includes('0x')) return
      // "people who bought UNI": a relative word asks for nobody.
      if (atom.role === 'who' && before?.kind === 'noun' && NOUN_OF.get(before.id)?.by !== undefined) return
      if (isIdle(atom, before, next)) return
      // "exceeded $100k": a bound, where a number follows.
      if (atom.role === 'difference' && /^exceed/.test(atom.said ?? '') && (next?.kind === 'money' || next?.kind === 'number')) {
        role(walk, 'over', '', atom.said)
        return
      }
      // "size of a USDC transfer": an article before a name.
      if (atom.role === 'per' && atom.said === 'a' && next?.kind !== 'noun' && !(next?.kind === 'role' && next.role === 'grain')) return
      if (atom.role === 'much' && atom.said === 'сколько всего') {
        role(walk, 'count', '')
        return
      }
      if (atom.role === 'negation' && (next?.kind === 'dex' || next?.kind === 'chain' || next?.kind === 'period')) return
      if (
        atom.role === 'receive' &&
        /^got(ten)?$/.test(atom.said ?? '') &&
        (following?.kind === 'metric' || (following?.kind === 'role' && VERBS.has(following.role)))
      )
        return
      if (atom.role === 'negation' && atom.said === 'no' && walk.romance) return
      // "how much swaps": the thing is counted, whatever the word.
      if (atom.role === 'much' && next === following && following?.kind === 'noun' && !following.singular && following.id !== 'token')
        role(walk, 'count', '')
      else role(walk, atom.role, atom.value, atom.said)
      return
    case 'period':
      walk.moments.push(atom.moment)
      return
    case 'number':
    case 'money':
      if (ofBlock(walk, atom, before) || ofGroups(walk, atom, following)) return
      amount(walk, atom)
      return
    case 'method':
      if (walk.pending === 'exclude') walk.exclude.push(atom.value)
      else walk.method = atom.value
      return
    case 'token':
      token(walk, atom, before)
      return
    case 'stables':
      if (walk.pending === 'exclude') walk.exclude.push('stablecoins')
      else walk.unexplained.push('stablecoins')
      return
    case 'dex':
      if (atom.matches.length > 0) walk.dexToken ??= { words: atom.value, matches: atom.matches }
      place(walk, atom.kind, atom.value)
      return
    case 'chain':
    case 'version':
    case 'pool':
      place(walk, atom.kind, atom.value)
      return
    case 'label':
    case 'wallet':
      if (atom.kind === 'label' && atom.dex !== undefined) {
        walk.partyDex = atom.dex
        if (
          walk.pending === 'exclude' ||
          (walk.pending !== 'from' && walk.pending !== 'to' && !walk.roles.has('send') && next?.kind !== 'role')
        ) {
          place(walk, 'dex', atom.dex)
          return
        }
      }
      // "pool 0x…": the word says what the address is, whether it is indexed or not.
      if (atom.kind === 'wallet' && before?.kind === 'noun' && before.id === 'pool' && before.singular) {
        walk.nouns.pop()
        place(walk, 'pool', atom.value)
      } else if (before?.kind === 'noun' && before.singular && (before.id === 'sender' || before.id === 'receiver')) {
        // "sender 0x…": the word says which side it stood on.
        walk.nouns.pop()
        walk.pending = before.id === 'sender' ? 'from' : 'to'
        someone(walk, atom.value)
      } else someone(walk, atom.value)
      return
    case 'unknown':
      walk.unexplained.push(atom.words)
      if (atom.near.length > 0) walk.near ??= { words: atom.words, matches: atom.near }
      return
    default:
      atom satisfies never
  }
}

/** Walks over a scan once, from left to right. */
export function features(whole: Scan): Features {
  const scanned = { ...whole, atoms: withoutTail(whole.atoms) }
  const walk = blank()
  walk.romance = scanned.atoms.filter((atom) => atom.said !== undefined && PORTUGUESE.test(atom.said)).length > 0
  walk.onChain = ofChain(scanned.atoms)
  walk.onDex = ofDex(scanned.atoms)
  scanned.atoms.forEach((atom, index) => {
    const following = scanned.atoms.slice(index + 1).find((each) => each.kind !== 'filler')
    const prior = scanned.atoms.slice(0, index).findLast((each) => each.kind !== 'filler')
    step(walk, atom, [scanned.atoms[index - 1], scanned.atoms[index + 1], following, prior])
  })
  // "the day bitcoin was cheapest": the unit is what is ranked.
  if (!walk.having && walk.days.length === 1 && (walk.order === 'most' || walk.order === 'least')) {
    walk.rankGrain ??= walk.days[0]
    walk.days = []
  }
  beyondPrice(walk)
  // A unit of time that neither groups nor ranks: "days" alone.
  if (!walk.having) walk.unexplained.push(...walk.days)
  if (walk.number !== undefined) walk.unexplained.push(String(walk.number))
  // "by" without anything to group by, "without" without anything to leave out.
  if ((walk.pending === 'exclude' && walk.exclude.length === 0) || walk.pending === 'between') walk.unexplained.push(walk.pending)
  if (walk.pending === 'over' || walk.pending === 'under') walk.unexplained.push(walk.pending)
  if (scanned.words <= 5 && /^(of|for|in|on|de|para|en|em|для|на|у)$/.test(scanned.first)) walk.roles.add('continue')
  else if (!walk.roles.has('continue:only') && !leads(scanned.atoms)) walk.roles.delete('continue')
  walk.joined = joinedOf(scanned.atoms)
  if (walk.weak && walk.metrics.length === 0 && walk.nouns.length === 0) walk.metrics.push('price')
  return walk
}
