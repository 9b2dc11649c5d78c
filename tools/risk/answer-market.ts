import { type Block, type Inline, text } from '../../core/answer.ts'
import { formatInteger, formatPercent, formatUnits } from '../format.ts'
import type { RiskResult } from './run.ts'
import { card, recordedDetail, say, shown, whoWords } from './sentences.ts'

/** Who holds it, where its liquidity is, how much can be sold: a line each, only what is known. */
export function market(result: RiskResult, locale: string): Block[] {
  const asked: Asked = { result, locale }
  const lines = [ownership(asked), holders(asked), replayed(asked), liquidity(asked), sizes(asked), depth(asked), maker(asked), fake(asked)]
  return lines.filter((parts) => parts.length > 0).map((parts) => text(...parts))
}

interface Asked {
  result: RiskResult
  locale: string
}

const has = ({ records }: RiskResult, name: string): boolean => records.values[name] !== undefined
const plain = ({ result }: Asked, name: string): Inline => shown(result.records, name, (value) => value)
const percent = ({ result, locale }: Asked, name: string): Inline =>
  shown(result.records, name, (value) => formatPercent(Number(value), locale))
const count = ({ result, locale }: Asked, name: string): Inline => shown(result.records, name, (value) => formatInteger(value, locale))
/** Sentences one after the other; Chinese sets no space between them. */
const joined = (sentences: readonly (readonly Inline[])[], locale: string): Inline[] =>
  sentences.filter((one) => one.length > 0).flatMap((one, index) => (index > 0 && !locale.startsWith('zh') ? [' ', ...one] : one))

function ownership(asked: Asked): Inline[] {
  const { result, locale } = asked
  const { owner, source } = result.report
  const who = owner && whoWords(owner, locale, recordedDetail(result.records, 'owner'))
  const key = has(result, 'owner share') ? 'owner_holds' : 'owner'
  return joined(
    [
      who ? card(key, locale, { who, share: percent(asked, 'owner share') }) : [],
      has(result, 'implementation') ? card('proxy', locale, { address: plain(asked, 'implementation') }) : [],
      source ? card(source.verified ? 'source_yes' : 'source_no', locale, { from: source.from }) : [],
    ],
    locale,
  )
}

function holders(asked: Asked): Inline[] {
  const { result, locale } = asked
  if (!has(result, 'holders')) return []
  const shares = { count: count(asked, 'holders'), largest: percent(asked, 'largest'), ten: percent(asked, 'ten') }
  const creator = has(result, 'creator')
    ? card('creator', locale, { who: plain(asked, 'creator'), share: percent(asked, 'creator share') })
    : []
  return joined([card('holders', locale, shares), creator], locale)
}

function maker(asked: Asked): Inline[] {
  const { result, locale } = asked
  if (!has(result, 'maker tokens') || result.report.history?.tokens === 0) return []
  return card('maker', locale, {
    ...{ count: count(asked, 'maker tokens'), tried: count(asked, 'maker tried'), bad: count(asked, 'maker bad') },
  })
}

const replayed = (asked: Asked): Inline[] =>
  has(asked.result, 'tried') ? card('replayed', asked.locale, { tried: count(asked, 'tried'), failed: count(asked, 'failed') }) : []

function liquidity(asked: Asked): Inline[] {
  const { result, locale } = asked
  if (!has(result, 'burned')) return []
  const provider = { who: plain(asked, 'largest provider'), share: percent(asked, 'largest provider share') }
  return joined(
    [
      card('liquidity', locale, { burned: percent(asked, 'burned'), locked: percent(asked, 'locked') }),
      has(result, 'unlocks') ? card('unlocks', locale, { date: plain(asked, 'unlocks') }) : [],
      has(result, 'largest provider') ? card('provider', locale, provider) : [],
      (result.report.lp?.knownPct ?? 100) < 99 ? card('known_part', locale, { share: percent(asked, 'liquidity known') }) : [],
    ],
    locale,
  )
}

const amount = ({ result: { records, report }, locale }: Asked, name: string): Inline =>
  shown(records, name, (value) => `${formatUnits(value, report.identity.decimals ?? 0, locale)} ${report.identity.symbol}`)

/** What a sale would do to the price; nothing where none goes through. */
function depth(asked: Asked): Inline[] {
  const { result, locale } = asked
  const { depth: found, trials } = result.report
  if (!found || trials[0]?.trial.sell.ok === false) return []
  const values = Object.fromEntries(
    [1, 5, 10].flatMap((move) => [
      [`a${move}`, amount(asked, `depth ${move}`)],
      [`m${move}`, shown(result.records, `move ${move}`, (value) => formatPercent(value, locale))],
    ]),
  )
  const pools = found.pools > 1 ? card('pools', locale, { pools: count(asked, 'depth pools') }) : []
  return joined([card('depth', locale, values), pools], locale)
}

function sizes(asked: Asked): Inline[] {
  const { result, locale } = asked
  const sentences = (['buy', 'sell'] as const).flatMap((side) =>
    (['most', 'refused'] as const).map((which) =>
      has(result, `${which} ${side}`) ? card(`${which}_${side}`, locale, { amount: amount(asked, `${which} ${side}`) }) : [],
    ),
  )
  return joined(sentences, locale)
}

function fake(asked: Asked): Inline[] {
  const { state, by, of } = asked.result.report.impersonation
  if (state !== 'yes') return []
  if (by === 'link' || !of) return [say('fake_link', asked.locale)]
  return card('fake_of', asked.locale, { symbol: of.symbol, address: plain(asked, 'fake of') })
}
