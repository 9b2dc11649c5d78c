import { type Block, type Inline, text } from '../../core/answer.ts'
import { formatInteger, formatPercent, formatUnits } from '../format.ts'
import type { RiskResult } from './run.ts'
import { say, shown } from './sentences.ts'

/** Who holds it, where its liquidity is, how much can be sold: a line each, only what is known. */
export function market(result: RiskResult, locale: string): Block[] {
  const lines = [
    ownership(result, locale),
    holders(result, locale),
    maker(result, locale),
    replayed(result, locale),
    liquidity(result, locale),
  ]
  return [
    ...lines.filter((parts) => parts.length > 0).map((parts) => text(...parts, '.')),
    ...sizes(result, locale),
    ...fake(result, locale),
    ...depth(result, locale),
  ]
}

const has = ({ records }: RiskResult, name: string): boolean => records.values[name] !== undefined
const plain = ({ records }: RiskResult, name: string): Inline => shown(records, name, (value) => value)
const percent = ({ records }: RiskResult, name: string, locale: string): Inline =>
  shown(records, name, (value) => formatPercent(Number(value), locale))
const count = ({ records }: RiskResult, name: string, locale: string): Inline =>
  shown(records, name, (value) => formatInteger(value, locale))

function ownership(result: RiskResult, locale: string): Inline[] {
  const owner: Inline[] = has(result, 'owner') ? [`${say('owner', locale)}: `, plain(result, 'owner')] : []
  const share: Inline[] = has(result, 'owner share') ? [`, ${say('holding', locale)} `, percent(result, 'owner share', locale)] : []
  const proxy: Inline[] = has(result, 'implementation')
    ? [`${owner.length > 0 ? '. ' : ''}${say('proxy', locale)}: `, plain(result, 'implementation')]
    : []
  return [...owner, ...(owner.length > 0 ? share : []), ...proxy]
}

function holders(result: RiskResult, locale: string): Inline[] {
  if (!has(result, 'holders')) return []
  const creator: Inline[] = has(result, 'creator')
    ? [`. ${say('creator', locale)} `, plain(result, 'creator'), `, ${say('holding', locale)} `, percent(result, 'creator share', locale)]
    : []
  return [
    ...[
      `${say('holders', locale)}: `,
      count(result, 'holders', locale),
      `; ${say('largest', locale)} `,
      percent(result, 'largest', locale),
    ],
    ...[`, ${say('ten', locale)} `, percent(result, 'ten', locale), ...creator],
  ]
}

function maker(result: RiskResult, locale: string): Inline[] {
  if (!has(result, 'maker tokens') || result.report.history?.tokens === 0) return []
  return [
    ...[`${say('maker_tokens', locale)}: `, count(result, 'maker tokens', locale), `; ${say('maker_tried', locale)}: `],
    ...[count(result, 'maker tried', locale), `, ${say('maker_bad', locale)}: `, count(result, 'maker bad', locale)],
  ]
}

const replayed = (result: RiskResult, locale: string): Inline[] =>
  has(result, 'tried')
    ? [
        `${say('replayed', locale)}: `,
        count(result, 'tried', locale),
        '; ',
        count(result, 'failed', locale),
        ` ${say('could_not', locale)}`,
      ]
    : []

function liquidity(result: RiskResult, locale: string): Inline[] {
  if (!has(result, 'burned')) return []
  const provider: Inline[] = has(result, 'largest provider')
    ? [`, ${say('lp_largest', locale)} `, percent(result, 'largest provider share', locale), ' (', plain(result, 'largest provider'), ')']
    : []
  const unlocks: Inline[] = has(result, 'unlocks') ? [`, ${say('unlocks', locale)} `, plain(result, 'unlocks')] : []
  const part = (result.report.lp?.knownPct ?? 100) < 99
  const known: Inline[] = part ? ['; ', percent(result, 'liquidity known', locale), ` ${say('known_part', locale)}`] : []
  return [
    ...[`${say('liquidity', locale)}: `, percent(result, 'burned', locale), ` ${say('burned', locale)}, `],
    ...[percent(result, 'locked', locale), ` ${say('locked', locale)}`, ...unlocks, ...provider, ...known],
  ]
}

const amount = ({ records, report }: RiskResult, name: string, locale: string): Inline =>
  shown(records, name, (value) => `${formatUnits(value, report.identity.decimals ?? 0, locale)} ${report.identity.symbol}`)

function depth(result: RiskResult, locale: string): Block[] {
  if (!result.report.depth) return []
  const parts = [1, 5, 10].flatMap((move, index): Inline[] => {
    const by = shown(result.records, `move ${move}`, (value) => formatPercent(value, locale))
    return [index > 0 ? ', ' : '', amount(result, `depth ${move}`, locale), ` ${say('down', locale)} `, by]
  })
  const several = result.report.depth.pools > 1
  const pools: Inline[] = several ? [' (', count(result, 'depth pools', locale), ` ${say('in_pools', locale)})`] : []
  return [text(say('depth', locale), ...pools, ': ', ...parts, '.')]
}

function sizes(result: RiskResult, locale: string): Block[] {
  const parts = (['buy', 'sell'] as const).flatMap((side): Inline[] => {
    const most: Inline[] = has(result, `most ${side}`) ? [`${say(`most_${side}`, locale)}: `, amount(result, `most ${side}`, locale)] : []
    const refused: Inline[] = has(result, `refused ${side}`)
      ? [`${most.length > 0 ? ', ' : `${say(side, locale)}: `}${say('refused_at', locale)} `, amount(result, `refused ${side}`, locale)]
      : []
    return most.length + refused.length > 0 ? [...most, ...refused, '. '] : []
  })
  return parts.length > 0 ? [text(...parts)] : []
}

function fake({ report, records }: RiskResult, locale: string): Block[] {
  const { state, by, of } = report.impersonation
  if (state !== 'yes') return []
  if (by === 'link' || !of) return [text(say('fake_link', locale))]
  return [text(`${say('fake', locale)} ${of.symbol} (`, shown(records, 'fake of', (value) => value), ').')] // biome-ignore format: short
}
