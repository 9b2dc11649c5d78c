import { type Block, type Inline, note, text, warning } from '../../core/answer.ts'
import { inLocale } from '../../core/title.ts'
import { formatInteger, formatPercent, formatUnits, UNKNOWN } from '../format.ts'
import type { PowerReport } from './report.ts'
import type { RiskResult } from './run.ts'
import { reasonWords, say, shown, whoWords } from './sentences.ts'
import { BECAUSE, EFFECTS, LEVELS, POWERS, UNCHECKED } from './words.ts'

const MOST_REASONS = 6
const MOST_POWERS = 12

/** The card: verdict with its evidence, then powers, then market, then what was not checked. */
export function answer(result: RiskResult, locale: string): Block[] {
  return [
    ...verdict(result, locale),
    ...trades(result, locale),
    ...powers(result, locale),
    ...market(result, locale),
    ...rest(result, locale),
  ]
}

function verdict({ level, reasons, records, report }: RiskResult, locale: string): Block[] {
  const plain = (name: string): Inline => shown(records, name, (value) => value)
  const name: Inline[] = [plain('symbol'), ' (', plain('name'), `), ${say('on', locale)} ${report.chain}, `, plain('address')]
  const head = [`${inLocale(LEVELS[level], locale)}: `, ...name, '.']
  const lines = reasons.slice(0, MOST_REASONS).map((reason): Block => {
    const parts: Inline[] = ['• ', ...reasonWords(reason, records, locale), '.']
    return reason.level === 'danger' ? warning(...parts) : text(...parts)
  })
  return [level === 'danger' ? warning(...head) : text(...head), ...lines]
}

function trades({ records, report }: RiskResult, locale: string): Block[] {
  if (records.tradeRows.length === 0) return []
  const pools = new Map(
    report.pools.map((pool) => [pool.address as string, `${pool.project} v${pool.version} ${pool.address.slice(0, 8)}…`]),
  )
  const step = (key: string): string => {
    const [kind = '', seconds] = key.split(' ')
    return seconds ? `${say('later', locale)} ${formatInteger(seconds, locale)}` : say(kind as 'buy', locale)
  }
  const rows = records.tradeRows.map(([pool, kind, works, lost, gas]) => [
    ...[pools.get(String(pool)) ?? String(pool), step(String(kind)), say(works ? 'yes' : 'no', locale)],
    ...[lost === null ? UNKNOWN : formatPercent(Number(lost), locale), gas === null ? UNKNOWN : formatInteger(Number(gas), locale)],
  ])
  const columns = (['pool', 'step', 'works', 'lost', 'gas'] as const).map((key, index) => ({
    title: say(key, locale),
    align: index < 3 ? ('left' as const) : ('right' as const),
  }))
  return [{ kind: 'table', title: say('trades', locale), record: records.trades, columns, rows }]
}

function powers({ report, records }: RiskResult, locale: string): Block[] {
  if (report.powers.length === 0) return [text(say('no_powers', locale))]
  const row = (power: PowerReport): string[] => {
    const { kind, name, who, usable, survives } = power
    const address = who.address ? `${who.address.slice(0, 8)}…` : undefined
    const owner = whoWords(who, locale, address).join('')
    return [
      inLocale(POWERS[kind] ?? { en: kind, es: kind, zh: kind }, locale),
      name,
      owner,
      say(usable, locale),
      survives === undefined ? UNKNOWN : say(survives ? 'yes' : 'no', locale),
      evidence(power, locale),
    ]
  }
  const columns = (['power', 'by', 'who', 'now', 'survives', 'evidence'] as const).map((key) => ({
    title: say(key, locale),
    align: 'left' as const,
  }))
  const rows = report.powers.slice(0, MOST_POWERS).map(row)
  const more = report.powers.length > MOST_POWERS ? { total: report.powers.length } : {}
  return [{ kind: 'table', title: say('powers', locale), record: records.powers, columns, rows, ...more }]
}

function evidence({ effect, kind }: PowerReport, locale: string): string {
  const word = (key: keyof typeof EFFECTS): string => inLocale(EFFECTS[key], locale)
  if (effect === undefined || kind === 'upgrade') return word('untried')
  if (!effect.worked) return word('failed')
  if (effect.takes) return word('takes')
  if (effect.stops !== undefined) return word('stops')
  if (effect.opens) return word('opens')
  if (effect.taxBps !== undefined) return word('tax')
  return word(effect.mints ? 'mints' : 'none')
}

function market(result: RiskResult, locale: string): Block[] {
  const { records, report } = result
  const percent = (name: string): Inline => shown(records, name, (value) => formatPercent(Number(value), locale))
  const plain = (name: string): Inline => shown(records, name, (value) => value)
  const count = (name: string): Inline => shown(records, name, (value) => formatInteger(value, locale))
  const has = (name: string): boolean => records.values[name] !== undefined
  const lines: Inline[][] = []
  if (has('owner')) lines.push([`${say('owner', locale)}: `, plain('owner')])
  if (has('implementation')) lines.push([`${say('proxy', locale)}: `, plain('implementation')])
  if (has('holders')) {
    lines.push([
      `${say('holders', locale)}: `,
      count('holders'),
      `; ${say('largest', locale)} `,
      percent('largest'),
      `, ${say('ten', locale)} `,
      percent('ten'),
    ])
    if (has('creator'))
      lines.push([`${say('creator', locale)} `, plain('creator'), `, ${say('holding', locale)} `, percent('creator share')])
  }
  if (has('tried')) lines.push([`${say('replayed', locale)}: `, count('tried'), '; ', count('failed'), ` ${say('could_not', locale)}`])
  if (has('burned')) {
    const provider: Inline[] = has('largest provider')
      ? [`, ${say('lp_largest', locale)} `, percent('largest provider share'), ' (', plain('largest provider'), ')']
      : []
    lines.push([
      `${say('liquidity', locale)}: `,
      percent('burned'),
      ` ${say('burned', locale)}, `,
      percent('locked'),
      ` ${say('locked', locale)}`,
      ...provider,
    ])
  }
  return [
    ...lines.map((parts) => text(...parts, '.')),
    ...sizes(result, locale),
    ...fake(result, locale),
    ...(report.depth ? [depth(result, locale)] : []),
  ]
}

const amount = ({ records, report }: RiskResult, name: string, locale: string): Inline =>
  shown(records, name, (value) => `${formatUnits(value, report.identity.decimals ?? 0, locale)} ${report.identity.symbol}`)

function depth(result: RiskResult, locale: string): Block {
  const parts = [1, 5, 10].flatMap((move, index): Inline[] => {
    const by = shown(result.records, `move ${move}`, (value) => formatPercent(value, locale))
    return [index > 0 ? ', ' : '', amount(result, `depth ${move}`, locale), ` ${say('down', locale)} `, by]
  })
  return text(`${say('depth', locale)}: `, ...parts, '.')
}

function sizes(result: RiskResult, locale: string): Block[] {
  const has = (name: string): boolean => result.records.values[name] !== undefined
  const parts = (['buy', 'sell'] as const).flatMap((side): Inline[] => {
    const most: Inline[] = has(`most ${side}`) ? [`${say(`most_${side}`, locale)}: `, amount(result, `most ${side}`, locale)] : []
    const refused: Inline[] = has(`refused ${side}`)
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

function rest({ report, records }: RiskResult, locale: string): Block[] {
  const list = report.unchecked.map(({ what, because }) => `${inLocale(UNCHECKED[what], locale)} (${inLocale(BECAUSE[because], locale)})`)
  const block = shown(records, 'block', (value) => value)
  return [
    note(`${say('unchecked', locale)}: ${list.join('; ')}.`),
    note(`${say('block', locale)} `, block, `. ${say('advice', locale)}`),
    { kind: 'buttons', items: [{ label: 'Audit', say: `audit ${report.identity.address}` }, { label: 'Token', say: `token info ${report.identity.address}` }] },
  ] // biome-ignore format: short
}
