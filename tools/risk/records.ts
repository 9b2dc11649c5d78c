import type { Ledger } from '../../core/ledger.ts'
import type { Scalar } from '../../core/record.ts'
import { cleanText } from '../format.ts'
import { checksOf } from './checks.ts'
import type { PowerReport, RiskReport } from './report.ts'
import type { Reason } from './verdict.ts'
import type { Who } from './who.ts'

/** Ids of the records behind everything that the answer shows. */
export interface Records {
  /** Columns: pool, step, works, lost (%), gas. */
  trades: string
  tradeRows: readonly (readonly Scalar[])[]
  /** Columns: kind, function, who, evidence; the last two as JSON. */
  powers: string
  /** Columns: check, answer, because, evidence. */
  checks: string
  /** Scalars by name. */
  values: Readonly<Record<string, { id: string; value: Scalar }>>
}

const trades = (report: RiskReport): Scalar[][] =>
  report.trials.flatMap(({ pool, trial }) => {
    const steps: [string, typeof trial.buy][] = [['buy', trial.buy], ['transfer', trial.transfer], ['sell', trial.sell], ...trial.later.map(({ seconds, sell }): [string, typeof sell] => [`later ${seconds}`, sell])]
    return steps.map(([step, one]): Scalar[] => [pool.address, step, one.ok, one.taxBps === undefined ? null : one.taxBps / 100, one.ok ? Number(one.gas) : null])
  }) // biome-ignore format: short

/** What the numbers that a function took say of its bound: "any", "1–99", or null where none was taken. */
export function boundOf(effect: PowerReport['effect']): string | null {
  const accepts = effect?.accepts
  if (!accepts) return null
  return accepts.all ? 'any' : `${accepts.least}–${accepts.most}`
}

function powers({ powers: list }: RiskReport): Scalar[][] {
  const json = (value: unknown): string => JSON.stringify(value, (_, one) => (typeof one === 'bigint' ? one.toString() : one))
  return list.map((power) => {
    const { kind, name, who, usable, survives, now, effect } = power
    return [kind, name, json(who), json({ usable, now, took: boundOf(effect) ?? undefined, survives, tried: effect ?? 'no' })]
  })
}

const questions = (report: RiskReport): Scalar[][] =>
  checksOf(report).map(({ id, answer, because, evidence }) => [id, answer, because ?? null, evidence ? cleanText(evidence, 200) : null])

/** Puts what was found out into the ledger. */
export function keep(report: RiskReport, reasons: readonly Reason[], ledger: Ledger): Records {
  const where = { chain: report.chainId, block: report.block }
  const source = report.simulator ? `simulation (${report.simulator}) on block ${report.block}` : `state of block ${report.block}`
  const table = (name: string, columns: readonly string[], rows: readonly (readonly Scalar[])[]) =>
    ledger.table({ name: `${name} of ${report.identity.symbol}`, columns: columns.map(column), rows, source, ...where }).id
  const tradeRows = trades(report)
  const values: Record<string, { id: string; value: Scalar }> = {}
  const put = (name: string, value: Scalar | undefined, unit = ''): void => {
    if (value !== undefined && value !== null) values[name] = { id: ledger.measured({ name, value, unit, source, ...where }).id, value }
  }
  const { books, lp, replay, depth, sizes, code, owner, identity, history, ownerPct } = report
  put('block', report.block, 'block')
  put('address', identity.address)
  put('symbol', identity.symbol)
  put('name', identity.name)
  put('implementation', code.implementation)
  const account = (name: string, who: Who | undefined): void => {
    put(`${name} who`, who?.address)
    put(`${name} needed`, who?.signers?.needed)
    put(`${name} signers`, who?.signers?.of)
    put(`${name} delay`, who?.delayS, 's')
    put(`${name} behind`, who?.behind)
  }
  account('owner', owner)
  put('latest sale', report.trials[0]?.trial.later.at(-1)?.seconds, 's')
  put('holders', books?.holders)
  put('largest', books?.largestPct, '%')
  put('ten', books?.tenPct, '%')
  put('creator', books?.creator)
  put('creator share', books?.creatorPct, '%')
  put('tried', replay?.tried)
  put('failed', replay?.failed)
  put('burned', lp?.burnedPct, '%')
  put('locked', lp?.lockedPct, '%')
  put('largest provider', lp?.largest?.address)
  put('largest provider share', lp?.largest?.pct, '%')
  put('unlocks', lp?.unlocks === undefined ? undefined : new Date(lp.unlocks * 1_000).toISOString().slice(0, 10))
  put('liquidity known', lp?.knownPct, '%')
  put('owner share', ownerPct, '%')
  put('maker tokens', history?.tokens)
  put('maker tried', history?.judged.length)
  put('maker bad', history?.bad)
  put('depth pools', depth?.pools)
  for (const { movePct, amount } of depth?.moves ?? []) {
    put(`move ${movePct}`, movePct, '%')
    put(`depth ${movePct}`, amount.toString(), 'base units')
  }
  for (const side of ['buy', 'sell'] as const) {
    put(`most ${side}`, sizes?.[side].most?.toString(), 'base units')
    put(`refused ${side}`, sizes?.[side].refused?.toString(), 'base units')
  }
  for (const { key, value, total, power } of reasons) {
    put(`${key} value`, value)
    put(`${key} total`, total)
    account(key, power?.who)
  }
  put('fake of', report.impersonation.of?.address)
  const asked = questions(report)
  put('questions', asked.length)
  put('questions answered', asked.filter((row) => row[1] !== 'unknown').length)
  return {
    trades: table('trades tried', ['pool', 'step', 'works', 'lost', 'gas'], tradeRows),
    tradeRows,
    powers: table('powers', ['kind', 'function', 'who', 'evidence'], powers(report)),
    checks: table('questions', ['check', 'answer', 'because', 'evidence'], asked),
    values,
  }
}

const TYPES: Readonly<Record<string, 'address' | 'boolean' | 'number' | 'integer'>> = { pool: 'address', address: 'address', works: 'boolean', survives: 'boolean', lost: 'number', gas: 'integer' } // biome-ignore format: short
const column = (name: string) => ({
  name,
  type: TYPES[name] ?? ('text' as const),
  unit: name === 'lost' ? '%' : name === 'gas' ? 'gas' : '',
})
