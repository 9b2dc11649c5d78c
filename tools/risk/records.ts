import type { Ledger } from '../../core/ledger.ts'
import type { Scalar } from '../../core/record.ts'
import type { RiskReport } from './report.ts'
import type { Reason } from './verdict.ts'

/** Ids of the records behind everything that the answer shows. */
export interface Records {
  /** Columns: pool, step, works, lost (%), gas. */
  trades: string
  tradeRows: readonly (readonly Scalar[])[]
  /** Columns: kind, function, who, usable, survives, evidence. */
  powers: string
  /** Scalars by name. */
  values: Readonly<Record<string, { id: string; value: Scalar }>>
}

const trades = (report: RiskReport): Scalar[][] =>
  report.trials.flatMap(({ pool, trial }) => {
    const steps: [string, typeof trial.buy][] = [['buy', trial.buy], ['transfer', trial.transfer], ['sell', trial.sell], ...trial.later.map(({ seconds, sell }): [string, typeof sell] => [`later ${seconds}`, sell])]
    return steps.map(([step, one]): Scalar[] => [pool.address, step, one.ok, one.taxBps === undefined ? null : one.taxBps / 100, one.ok ? Number(one.gas) : null])
  }) // biome-ignore format: short

function powers({ powers: list }: RiskReport): Scalar[][] {
  return list.map(({ kind, name, who, usable, survives, effect }) => [
    ...[kind, name, who.address ? `${who.kind} ${who.address}` : who.kind, usable],
    survives ?? null,
    effect === undefined ? 'not tried' : JSON.stringify(effect),
  ])
}

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
  const { books, lp, replay, depth, sizes, code, owner, identity } = report
  put('block', report.block, 'block')
  put('address', identity.address)
  put('symbol', identity.symbol)
  put('name', identity.name)
  put('implementation', code.implementation)
  put('owner', owner?.address)
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
  for (const { movePct, amount } of depth ?? []) {
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
    put(`${key} who`, power?.who.address)
  }
  put('fake of', report.impersonation.of?.address)
  return {
    trades: table('trades tried', ['pool', 'step', 'works', 'lost', 'gas'], tradeRows),
    tradeRows,
    powers: table('powers', ['kind', 'function', 'who', 'usable', 'survives', 'evidence'], powers(report)),
    values,
  }
}

const TYPES: Readonly<Record<string, 'address' | 'boolean' | 'number' | 'integer'>> = { pool: 'address', address: 'address', works: 'boolean', survives: 'boolean', lost: 'number', gas: 'integer' } // biome-ignore format: short
const column = (name: string) => ({
  name,
  type: TYPES[name] ?? ('text' as const),
  unit: name === 'lost' ? '%' : name === 'gas' ? 'gas' : '',
})
