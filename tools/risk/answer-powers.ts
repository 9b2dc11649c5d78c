import { type Block, note, text } from '../../core/answer.ts'
import { inLocale } from '../../core/title.ts'
import { formatInteger, formatUnits } from '../format.ts'
import { boundOf } from './records.ts'
import type { PowerReport } from './report.ts'
import type { RiskResult } from './run.ts'
import { card, say, whoWords } from './sentences.ts'
import { EFFECTS, POWERS, WHO } from './words.ts'

const MOST_POWERS = 8
/** The largest number that is tried stands for "no upper bound". */
const LARGEST = (1n << 160n) - 1n

/** Who can do what to holders, and what it came to when tried. */
export function powers({ report, records }: RiskResult, locale: string): Block[] {
  if (report.powers.length === 0) return [text(say('no_powers', locale))]
  const { decimals } = report.identity
  const shown = report.powers.slice(0, MOST_POWERS)
  const rows = shown.map((power) => [
    inLocale(POWERS[power.kind] ?? { en: power.kind, es: power.kind, zh: power.kind }, locale),
    ...[power.name, whoOf(power, locale), evidence(power, decimals, locale)],
  ])
  const columns = (['power', 'by', 'who', 'evidence'] as const).map((key) => ({ title: say(key, locale), align: 'left' as const }))
  const more = report.powers.length > MOST_POWERS ? { total: report.powers.length } : {}
  return [{ kind: 'table', title: say('powers', locale), record: records.powers, columns, rows, ...more }, ...renouncing(shown, locale)]
}

function whoOf({ who, usable }: PowerReport, locale: string): string {
  if (usable === 'no') return inLocale(WHO.nobody ?? { en: '', es: '', zh: '' }, locale)
  return whoWords(who, locale, (_, words) => (words.startsWith('0x') ? `${words.slice(0, 8)}…` : words)).join('')
}

/** What giving ownership up would change, where the contract has a way to. */
function renouncing(list: readonly PowerReport[], locale: string): Block[] {
  const open = list.filter(({ usable, survives }) => usable !== 'no' && survives !== undefined)
  const names = (survives: boolean): string[] => [...new Set(open.filter((one) => one.survives === survives).map(({ name }) => name))]
  const [stays, gone] = [names(true), names(false)]
  // An owner's own exchange of the code, in a contract that has no ownership to renounce, says nothing.
  if (gone.length === 0)
    return stays.length === 0 || open.every(({ kind }) => kind === 'upgrade') ? [] : [note(...card('ends_none', locale))]
  if (stays.length === 0) return [note(...card('ends_all', locale))]
  return [note(...card('kept', locale, { gone: gone.join(', '), stays: stays.join(', ') }))]
}

/** A number of storage: whole tokens where it is so large that only base units can be meant, an address shortened, else as it stands. */
function valueWords(value: string, decimals: number | undefined, locale: string): string {
  if (value.startsWith('0x')) return `${value.slice(0, 8)}…`
  const large = decimals !== undefined && BigInt(value) >= 10n ** BigInt(Math.min(decimals, 30)) && BigInt(value) > 1_000_000n
  return large ? formatUnits(value, decimals, locale) : formatInteger(value, locale)
}

/** Numbers that it took; undefined where there were none, or only yes and no. */
function bound(effect: PowerReport['effect'], decimals: number | undefined, locale: string): string | undefined {
  const accepts = effect?.accepts
  if (boundOf(effect) === null || !accepts) return undefined
  if (accepts.all) return say('any', locale)
  if (accepts.most <= 1n) return undefined
  const [least, most] = [accepts.least, accepts.most].map((one) => valueWords(one.toString(), decimals, locale))
  return accepts.most === LARGEST ? `≥ ${least}` : `${least} … ${most}`
}

function evidence(power: PowerReport, decimals: number | undefined, locale: string): string {
  const effect = effectOf(power, locale)
  // For a function that takes an account or a switch, "any" says nothing.
  const took = /\(uint/.test(power.name) || /^0x/.test(power.name) ? bound(power.effect, decimals, locale) : undefined
  const now = power.now === undefined || (took === undefined && power.now === '0') ? undefined : valueWords(power.now, decimals, locale)
  const parts = { effect, now: now ?? '', bound: took ?? '' }
  const key = now === undefined ? 'takes_only' : took === undefined ? 'now_only' : 'now_takes'
  return now === undefined && took === undefined ? effect : card(key, locale, parts).join('')
}

function effectOf({ effect, kind, usable }: PowerReport, locale: string): string {
  const word = (key: keyof typeof EFFECTS): string => inLocale(EFFECTS[key], locale)
  if (effect === undefined || kind === 'upgrade') return word(usable === 'no' ? 'failed' : 'untried')
  if (!effect.worked) return word('failed')
  if (effect.takes) return word('takes')
  if (effect.stops !== undefined) return word('stops')
  if (effect.opens) return word('opens')
  if (effect.owns) return word('owns')
  if (effect.taxBps !== undefined) return word('tax')
  return word(effect.mints ? 'mints' : 'none')
}
