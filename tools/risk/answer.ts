import { type Block, type Inline, note, text, warning } from '../../core/answer.ts'
import { inLocale } from '../../core/title.ts'
import { formatInteger, formatPercent, formatUnits, UNKNOWN } from '../format.ts'
import { market } from './answer-market.ts'
import { explanation } from './explain.ts'
import { boundOf } from './records.ts'
import type { PowerReport } from './report.ts'
import type { RiskResult } from './run.ts'
import { reasonWords, say, shown, whoWords } from './sentences.ts'
import { BECAUSE, EFFECTS, LEVELS, POWERS, UNCHECKED } from './words.ts'

const MOST_REASONS = 6
const MOST_POWERS = 8
const MOST_TRADES = 12

/** The card: verdict with its evidence, then powers, then trades and market, then what was not checked. */
export function answer(result: RiskResult, locale: string): Block[] {
  return [
    ...verdict(result, locale),
    ...explanation(result.explained),
    ...powers(result, locale),
    ...trades(result, locale),
    ...market(result, locale),
    ...rest(result, locale),
  ]
}

function verdict(result: RiskResult, locale: string): Block[] {
  const { level, reasons, records, report } = result
  const plain = (name: string): Inline => shown(records, name, (value) => value)
  const name: Inline[] = [plain('symbol'), ' (', plain('name'), `), ${say('on', locale)} ${report.chain}, `, plain('address')]
  const head = [`${inLocale(LEVELS[level], locale)}: `, ...name, '.']
  const marked = result.explained !== undefined
  const lines = reasons.slice(0, MOST_REASONS).map((reason, index): Block => {
    const parts: Inline[] = [marked ? `[F${index + 1}] ` : '• ', ...reasonWords(reason, records, locale), '.']
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
  const rows = records.tradeRows
    .slice(0, MOST_TRADES)
    .map(([pool, kind, works, lost, gas]) => [
      ...[pools.get(String(pool)) ?? String(pool), step(String(kind)), say(works ? 'yes' : 'no', locale)],
      ...[lost === null ? UNKNOWN : formatPercent(Number(lost), locale), gas === null ? UNKNOWN : formatInteger(Number(gas), locale)],
    ])
  const columns = (['pool', 'step', 'works', 'lost', 'gas'] as const).map((key, index) => ({
    title: say(key, locale),
    align: index < 3 ? ('left' as const) : ('right' as const),
  }))
  const more = records.tradeRows.length > MOST_TRADES ? { total: records.tradeRows.length } : {}
  return [{ kind: 'table', title: say('trades', locale), record: records.trades, columns, rows, ...more }]
}

function powers({ report, records }: RiskResult, locale: string): Block[] {
  if (report.powers.length === 0) return [text(say('no_powers', locale))]
  const { decimals } = report.identity
  const row = (power: PowerReport): string[] => {
    const { kind, name, who, usable, survives, now, effect } = power
    const address = who.address ? `${who.address.slice(0, 8)}…` : undefined
    return [
      inLocale(POWERS[kind] ?? { en: kind, es: kind, zh: kind }, locale),
      ...[name, whoWords(who, locale, address).join(''), say(usable, locale)],
      ...[now === undefined ? UNKNOWN : valueWords(now, decimals, locale), bound(effect, decimals, locale)],
      survives === undefined ? UNKNOWN : say(survives ? 'yes' : 'no', locale),
      evidence(power, locale),
    ]
  }
  const columns = (['power', 'by', 'who', 'now', 'stands', 'takes', 'survives', 'evidence'] as const).map((key) => ({
    title: say(key, locale),
    align: 'left' as const,
  }))
  const rows = report.powers.slice(0, MOST_POWERS).map(row)
  const more = report.powers.length > MOST_POWERS ? { total: report.powers.length } : {}
  return [{ kind: 'table', title: say('powers', locale), record: records.powers, columns, rows, ...more }]
}

/** A number of storage: whole tokens where it is so large that only base units can be meant, an address shortened, else as it stands. */
function valueWords(value: string, decimals: number | undefined, locale: string): string {
  if (value.startsWith('0x')) return `${value.slice(0, 8)}…`
  const large = decimals !== undefined && BigInt(value) >= 10n ** BigInt(Math.min(decimals, 30)) && BigInt(value) > 1_000_000n
  return large ? formatUnits(value, decimals, locale) : formatInteger(value, locale)
}

function bound(effect: PowerReport['effect'], decimals: number | undefined, locale: string): string {
  const accepts = effect?.accepts
  if (boundOf(effect) === null || !accepts) return UNKNOWN
  if (accepts.all) return say('any', locale)
  const [least, most] = [accepts.least, accepts.most].map((one) => valueWords(one.toString(), decimals, locale))
  return accepts.most === LARGEST ? `≥ ${least}` : `${least} … ${most}`
}
/** The largest number that is tried stands for "no upper bound". */
const LARGEST = (1n << 160n) - 1n

function evidence({ effect, kind }: PowerReport, locale: string): string {
  const word = (key: keyof typeof EFFECTS): string => inLocale(EFFECTS[key], locale)
  if (effect === undefined || kind === 'upgrade') return word('untried')
  if (!effect.worked) return word('failed')
  if (effect.takes) return word('takes')
  if (effect.stops !== undefined) return word('stops')
  if (effect.opens) return word('opens')
  if (effect.owns) return word('owns')
  if (effect.taxBps !== undefined) return word('tax')
  return word(effect.mints ? 'mints' : 'none')
}

function rest({ report, records }: RiskResult, locale: string): Block[] {
  const list = report.unchecked.map(({ what, because }) => `${inLocale(UNCHECKED[what], locale)} (${inLocale(BECAUSE[because], locale)})`)
  const block = shown(records, 'block', (value) => value)
  const answered = (['yes', 'no', 'unknown'] as const).flatMap((key, index): Inline[] => [
    index > 0 ? ', ' : '',
    shown(records, `answered ${key}`, (value) => formatInteger(value, locale)),
    ` ${say(key, locale)}`,
  ])
  return [
    note(`${say('unchecked', locale)}: ${list.join('; ')}.`),
    note(`${say('questions', locale)}: `, ...answered, `. ${say('block', locale)} `, block, `. ${say('advice', locale)}`),
    { kind: 'buttons', items: [{ label: 'Audit', say: `audit ${report.identity.address}` }, { label: 'Token', say: `token info ${report.identity.address}` }] },
  ] // biome-ignore format: short
}
