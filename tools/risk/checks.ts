import type { PowerReport, RiskReport, Unchecked } from './report.ts'

export type Answered = 'yes' | 'no' | 'unknown'

/** One question that every report answers: yes is what a holder would not like to hear, but for those that ask for something good. */
export interface Check {
  id: string
  answer: Answered
  /** Why it is not known. */
  because?: Unchecked['because'] | 'untried' | 'no_owner' | 'no_list'
  /** What it rests on: functions, shares, addresses. */
  evidence?: string
}

type Outcome = Omit<Check, 'id'>
type Question = (report: RiskReport) => Outcome

const said = (answer: boolean, evidence?: string): Outcome => ({ answer: answer ? 'yes' : 'no', ...(evidence ? { evidence } : {}) })
const open = (because: NonNullable<Check['because']>): Outcome => ({ answer: 'unknown', because })
const because = ({ unchecked }: RiskReport, what: Unchecked['what'], otherwise: NonNullable<Check['because']>): Outcome =>
  open(unchecked.find((one) => one.what === what)?.because ?? otherwise)

/** Whether somebody has a power now: what nobody can use any more is no; what was not tried is not known. */
const power =
  (fits: (power: PowerReport) => boolean): Question =>
  (report) => {
    const found = report.powers.filter(fits)
    const names = (list: readonly PowerReport[]): string => [...new Set(list.map(({ name }) => name))].join(', ')
    const live = found.filter(({ usable }) => usable === 'yes')
    if (live.length > 0) return said(true, names(live))
    const unsure = found.filter(({ usable }) => usable === 'unknown')
    if (unsure.length > 0) return { answer: 'unknown', because: 'untried', evidence: names(unsure) }
    const gap = report.unchecked.find(({ what }) => what === 'code')
    return gap ? open(gap.because) : said(false)
  }

/** A figure of the first pool's trial against a limit. */
const trial =
  (answer: (trial: RiskReport['trials'][number]['trial']) => Outcome | undefined): Question =>
  (report) => {
    const first = report.trials[0]?.trial
    return (first && answer(first)) ?? because(report, 'sale', 'no_pool')
  }

const tax = (bps: number | undefined, least: number): Outcome | undefined =>
  bps === undefined ? undefined : said(bps >= least, `${bps / 100} %`)
const share = (report: RiskReport, pct: number | undefined, least: number): Outcome =>
  pct === undefined ? because(report, 'market', 'not_indexed') : said(pct >= least, `${pct} %`)
const isSetter = ({ kind }: PowerReport): boolean => kind === 'stop' || kind === 'tax'
const limits = ({ effect, kind }: PowerReport): boolean => kind === 'stop' && effect?.accepts !== undefined && effect.accepts.most > 1n
const HOUR = 3_600
const GAS = 2_000_000n

/** The questions that token scanners ask, put together (docs/tools/risk.md says how each is answered). */
const QUESTIONS: Readonly<Record<string, Question>> = {
  // Code.
  source_verified: (report) => (report.source ? said(report.source.verified, report.source.from) : because(report, 'source', 'never')),
  proxy: ({ code }) => said(code.proxy !== undefined, code.proxy),
  upgradeable: power(({ kind }) => kind === 'upgrade'),
  code_destroyed: power(({ kind }) => kind === 'destroy'),
  code_replaced: power(({ kind }) => kind === 'replace'),
  external_contract_decides: power(({ kind }) => kind === 'outside'),
  // Ownership.
  has_owner: ({ identity, owner }) => (identity.owner === undefined ? open('no_owner') : said(owner?.kind !== 'nobody', owner?.address)),
  renounced: ({ identity, owner }) => (identity.owner === undefined ? open('no_owner') : said(owner?.kind === 'nobody')),
  renounced_in_name_only: (report) => {
    if (report.owner?.kind !== 'nobody') return said(false)
    return power(({ kind }) => kind !== 'upgrade')(report)
  },
  ownership_comes_back: power(({ kind, effect }) => kind === 'owner' || effect?.owns === true),
  hidden_owner: power(({ who, kind }) => kind !== 'upgrade' && who.kind === 'fixed'),
  delegated_ownership: power(({ who, kind, survives }) => kind !== 'upgrade' && (who.kind === 'list' || (survives === true && who.kind !== 'anyone'))),
  powers_survive_renouncing: power(({ survives, usable }) => survives === true && usable !== 'no'),
  // Powers.
  mint: power(({ kind, effect }) => kind === 'mint' || effect?.mints === true),
  balances_changed: power(({ kind, effect }) => kind === 'take' || effect?.takes === true),
  blacklist: power((one) => one.kind === 'stop' && one.perAccount && one.effect?.opens !== true),
  whitelist: power((one) => one.kind === 'stop' && one.perAccount && one.effect?.opens === true),
  pause: power((one) => one.kind === 'stop' && !one.perAccount && !limits(one)),
  tax_changed: power((one) => one.kind === 'tax' && !one.perAccount),
  tax_changed_for_single_accounts: power((one) => one.kind === 'tax' && one.perAccount),
  limits_changed: power(limits),
  sales_stopped_when_tried: power(({ effect }) => effect?.stops !== undefined),
  anyone_can_harm: power((one) => isSetter(one) && one.who.kind === 'anyone' && one.effect?.stops !== undefined),
  // Trades.
  in_pool: ({ pools }) => said(pools.length > 0, pools[0]?.address),
  cannot_buy: trial(({ buy }) => said(!buy.ok, buy.reason)),
  cannot_sell: trial(({ buy, sell, later }) => (buy.ok ? said(!sell.ok && !later.some((one) => one.sell.ok), sell.reason) : undefined)),
  cannot_sell_later: trial(({ later }) => (later.length > 0 ? said(later.some(({ sell }) => !sell.ok)) : undefined)),
  cooldown: trial(({ buy, sell, later }) => (buy.ok ? said(!sell.ok && later.some((one) => one.sell.ok)) : undefined)),
  transfer_fails: trial(({ buy, transfer }) => (buy.ok ? said(!transfer.ok, transfer.reason) : undefined)),
  buy_tax_5: trial(({ buy }) => tax(buy.taxBps, 500)),
  sell_tax_5: trial(({ sell, later }) => tax(Math.max(...[sell, ...later.map((one) => one.sell)].map((one) => one.taxBps ?? -1)), 500)),
  transfer_tax: trial(({ transfer }) => tax(transfer.taxBps, 1)),
  tax_30: trial(({ buy, sell }) => tax(Math.max(buy.taxBps ?? 0, sell.taxBps ?? 0), 3_000)),
  high_gas: trial(({ buy, sell }) => (buy.ok ? said(buy.gas > GAS || sell.gas > GAS, `${buy.gas} / ${sell.gas}`) : undefined)),
  cannot_sell_all: (report) => (report.sizes ? said(report.sizes.sell.refused !== undefined, report.sizes.sell.reason) : because(report, 'sizes', 'not_bought')),
  large_buy_refused: (report) => (report.sizes ? said(report.sizes.buy.refused !== undefined, report.sizes.buy.reason) : because(report, 'sizes', 'not_bought')),
  holders_cannot_sell: (report) => (report.replay ? said(report.replay.failed > 0, `${report.replay.failed} of ${report.replay.tried}`) : because(report, 'holders', 'not_indexed')),
  // Holders.
  largest_holder_5: (report) => share(report, report.books?.largestPct, 5),
  ten_largest_50: (report) => share(report, report.books?.tenPct, 50),
  creator_5: (report) => share(report, report.books?.creatorPct, 5),
  owner_5: (report) => (report.owner?.kind === 'nobody' ? said(false) : report.ownerPct === undefined ? open('no_owner') : said(report.ownerPct >= 5, `${report.ownerPct} %`)),
  more_balances_than_supply: (report) => (report.books?.held === undefined || report.identity.supply === undefined ? because(report, 'market', 'not_indexed') : said(report.books.held > report.identity.supply)),
  maker_made_bad_tokens: (report) => (report.history ? said(report.history.bad > 0, `${report.history.bad} of ${report.history.judged.length} tried`) : because(report, 'history', 'not_indexed')),
  same_code_as_bad_token: (report) => (report.history ? said(report.history.judged.some((one) => one.sameCode && one.level === 'danger')) : because(report, 'history', 'not_indexed')),
  // Liquidity.
  liquidity_locked_or_burned_95: (report) => {
    if (!report.lp) return because(report, 'lp', 'no_pool')
    const safe = report.lp.burnedPct + report.lp.lockedPct
    return report.lp.knownPct >= 95 || safe >= 95 ? said(safe >= 95, `${safe} %`) : open('unread')
  },
  insiders_hold_liquidity_5: (report) => {
    if (!report.lp) return because(report, 'lp', 'no_pool')
    const insiders = [report.books?.creator, report.identity.owner]
    return report.lp.largest ? said(report.lp.largest.pct >= 5 && insiders.includes(report.lp.largest.address), report.lp.largest.address) : open('unread')
  },
  pool_younger_than_a_day: ({ pools, time }) => (pools[0]?.created === undefined ? open(pools.length === 0 ? 'no_pool' : 'not_indexed') : said(time - pools[0].created < 24 * HOUR)),
  // Identity.
  imitates_known_token: ({ impersonation }) => (impersonation.state === 'unknown' ? open('no_list') : said(impersonation.state === 'yes', impersonation.of?.address)),
  on_list_of_known_tokens: ({ impersonation }) => said(impersonation.listed === true),
  bad_links: (report) => {
    if (!report.links) return because(report, 'links', 'no_list')
    const bad = report.links.links.filter((one) => one.bad !== undefined)
    return said(bad.length > 0, bad.map(({ host }) => host).join(', '))
  },
} // biome-ignore format: one question a line

/** Every question with its answer: yes, no, or unknown and why. */
export const checksOf = (report: RiskReport): Check[] => Object.entries(QUESTIONS).map(([id, question]) => ({ id, ...question(report) }))

export const CHECK_IDS: readonly string[] = Object.keys(QUESTIONS)
