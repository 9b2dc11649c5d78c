import type { TokenTrial } from '../../chain/simulate/trade-token.ts'
import type { PowerReport, RiskReport } from './report.ts'

/** danger: money is or can be lost by anyone's hand. warning: somebody can do harm, or it costs much. clear: nothing was found. */
export type Level = 'danger' | 'warning' | 'clear' | 'unknown'

export type ReasonKey =
  | 'cannot_sell'
  | 'cannot_sell_later'
  | 'cooldown'
  | 'sometimes'
  | 'false_balance'
  | 'cannot_buy'
  | 'tax'
  | 'holders_fail'
  | 'can_take'
  | 'can_stop'
  | 'can_tax'
  | 'can_mint'
  | 'can_upgrade'
  | 'can_destroy'
  | 'anyone_can'
  | 'size_limit'
  | 'transfer_fails'
  | 'fake'
  | 'concentrated'
  | 'creator_lp'
  | 'bad_link'
  | 'maker'
  | 'comes_back'
  | 'no_sale_tried'

/** Why, worst first, with what proves it. */
export interface Reason {
  key: ReasonKey
  level: Exclude<Level, 'clear'>
  /** Per cent, count or seconds that the sentence names. */
  value?: number
  total?: number
  power?: PowerReport
  /** A stranger's words. */
  words?: string
}

/** Shares of a sale, hundredths of a percent: a warning, and a loss that nobody agrees to. */
const HIGH_BPS = 1_000
const EXTREME_BPS = 5_000
const RANK: Record<Level, number> = { danger: 0, unknown: 1, warning: 2, clear: 3 }

/** The verdict that follows from a report; a question without an answer never makes it better. */
export function verdictOf(report: RiskReport): { level: Level; reasons: Reason[] } {
  const reasons = [...trading(report), ...holders(report), ...powers(report), ...market(report)].sort(
    (a, b) => RANK[a.level] - RANK[b.level],
  )
  return { level: reasons[0]?.level ?? 'clear', reasons }
}

function trading({ trials, sizes }: RiskReport): Reason[] {
  const first = trials[0]?.trial
  if (!first) return [{ key: 'no_sale_tried', level: 'unknown' }]
  if (!first.buy.ok) return [{ key: 'cannot_buy', level: 'unknown', ...said(first.buy.reason) }]
  const reasons: Reason[] = []
  if ((first.buy.arrived ?? 0n) > ((first.buy.sent ?? 0n) * 101n) / 100n) reasons.push({ key: 'false_balance', level: 'danger' })
  const works = first.later.filter(({ sell }) => sell.ok)
  if (!first.sell.ok && works.length === 0) return [{ key: 'cannot_sell', level: 'danger', ...said(first.sell.reason) }, ...reasons]
  reasons.push(...overTime(first))
  const taxes = trials.flatMap(({ trial }) =>
    [trial.buy, trial.sell, ...trial.later.map(({ sell }) => sell)].map((step) => step.taxBps ?? 0),
  )
  const worst = Math.max(0, ...taxes, sizes?.buy.taxBps ?? 0, first.sell.ok ? (sizes?.sell.taxBps ?? 0) : 0)
  if (worst >= HIGH_BPS) reasons.push({ key: 'tax', level: worst >= EXTREME_BPS ? 'danger' : 'warning', value: worst / 100 })
  if (!first.transfer.ok) reasons.push({ key: 'transfer_fails', level: 'warning', ...said(first.transfer.reason) })
  if (first.sell.ok && sizes?.sell.refused !== undefined) reasons.push({ key: 'size_limit', level: 'warning', ...said(sizes.sell.reason) })
  return reasons
}

/** What the sales of one trial say together, in order of time; the last two stand in neighbouring blocks. */
function overTime({ sell: at, later }: TokenTrial): Reason[] {
  const sales = [{ seconds: 0, sell: at }, ...later]
  const failed = sales.filter(({ sell }) => !sell.ok)
  const [first] = failed
  if (!first) return []
  const words = said(first.sell.reason)
  const since = sales.findIndex(({ sell }) => sell.ok)
  // It failed at first and never again once it went through.
  if (since > 0 && since < sales.length - 1 && sales.slice(since).every(({ sell }) => sell.ok))
    return [{ key: 'cooldown', level: 'warning', value: sales[since]?.seconds ?? 0, ...words }]
  const last = later.slice(-2)
  if (last.length > 0 && last.every(({ sell }) => !sell.ok)) {
    const stuck = later.find(({ seconds }) => sales.every((one) => one.seconds < seconds || !one.sell.ok))
    return [{ key: 'cannot_sell_later', level: 'danger', value: stuck?.seconds ?? 0, ...said(stuck?.sell.reason) }]
  }
  return [{ key: 'sometimes', level: 'warning', value: failed.length, total: sales.length, ...words }]
}

const said = (words: string | undefined): { words?: string } => (words ? { words } : {})

function holders({ replay, trials }: RiskReport): Reason[] {
  if (!replay || replay.failed === 0 || trials[0]?.trial.sell.ok !== true) return []
  const most = replay.failed * 4 >= replay.tried
  return [{ key: 'holders_fail', level: most ? 'danger' : 'warning', value: replay.failed, total: replay.tried, ...said(replay.reason) }]
}

function powers({ powers: list }: RiskReport): Reason[] {
  const reasons = list.filter(({ usable }) => usable !== 'no').flatMap(powerReason)
  // One sentence a kind: the table names all functions.
  return reasons.filter((reason, index) => reasons.findIndex(({ key }) => key === reason.key) === index)
}

function powerReason(power: PowerReport): Reason[] {
  const { kind, effect, who, usable } = power
  const made = (key: ReasonKey, level: Reason['level'] = 'warning', more: Partial<Reason> = {}): Reason[] => [
    { key, level, power, ...more },
  ]
  const harm = effect !== undefined && (effect.stops !== undefined || effect.takes || effect.mints || (effect.taxBps ?? 0) > 0)
  if (who.kind === 'anyone' && harm) return made('anyone_can', 'danger')
  if (effect?.takes) return made('can_take', 'danger')
  if (kind === 'upgrade') return made('can_upgrade')
  if (kind === 'owner') return effect?.owns ? made('comes_back') : []
  if (kind === 'destroy' || kind === 'replace') return made('can_destroy', who.kind === 'anyone' ? 'danger' : 'warning')
  if (effect?.taxBps !== undefined && effect.taxBps >= HIGH_BPS) return made('can_tax', 'warning', { value: effect.taxBps / 100 })
  if (effect?.stops !== undefined) return made('can_stop')
  if (kind === 'mint' && usable === 'yes' && effect?.mints) return made('can_mint')
  if (power.hidden) return made(kind === 'take' ? 'can_take' : 'can_mint')
  // Nobody was found who may: that is not a proof that nobody may.
  if (effect?.worked === false && usable === 'unknown' && who.address === undefined)
    return made(kind === 'tax' ? 'can_tax' : kind === 'mint' ? 'can_mint' : kind === 'take' ? 'can_take' : 'can_stop')
  // Not tried, or tried without harm: said in the table, a reason only where nothing could be tried.
  if (effect !== undefined) return kind === 'mint' && who.kind === 'list' && !effect.worked ? made('can_mint') : []
  return kind === 'mint' ? made('can_mint') : kind === 'take' ? made('can_take') : kind === 'tax' ? made('can_tax') : made('can_stop')
}

function market(report: RiskReport): Reason[] {
  const { impersonation, books, lp, identity } = report
  const insiders = [books?.creator, identity.owner].filter((one) => one !== undefined)
  const reasons: Reason[] = []
  if (impersonation.state === 'yes') reasons.push({ key: 'fake', level: impersonation.by === 'letters' ? 'danger' : 'warning' })
  if (books?.largestPct !== undefined && books.largestPct >= 50)
    reasons.push({ key: 'concentrated', level: 'warning', value: books.largestPct })
  if (lp?.largest && lp.largest.pct >= 50 && insiders.includes(lp.largest.address))
    reasons.push({ key: 'creator_lp', level: 'warning', value: lp.largest.pct })
  return [...reasons, ...around(report)]
}

function around({ links, history, impersonation }: RiskReport): Reason[] {
  const bad = links?.links.find((one) => one.bad !== undefined)
  const reasons: Reason[] = bad ? [{ key: 'bad_link', level: 'danger', words: bad.host }] : []
  const worst = history?.judged.find(({ level }) => level === 'danger')
  // Launchpads make tokens for others: what a labelled deployer made says nothing about this one.
  if (worst && history && !history.service && impersonation.listed !== true)
    reasons.push({ key: 'maker', level: 'warning', value: history.bad, words: worst.symbol })
  return reasons
}
