import type { Level, ReasonKey } from '../verdict.ts'

/** What must be said of each test token: verdict, and reasons that must and must not be among those given. */
export interface Expected {
  token: string
  renounced?: boolean
  level: Level
  reasons: readonly ReasonKey[]
  never?: readonly ReasonKey[]
  /** Largest loss of a sale, per cent. */
  taxPct?: number
  /** Least loss that the owner must be shown to be able to cause, per cent. */
  ownerTaxPct?: number
  /** A large purchase must be seen to be refused. */
  refusesBuy?: boolean
}

const POWER = ['can_stop', 'can_tax', 'can_mint', 'can_take', 'can_upgrade', 'anyone_can'] as const

/** Every kind of token that a trader meets, each judged at every rung. */
export const EXPECTED: readonly Expected[] = [
  { token: 'Honest', level: 'clear', reasons: [], taxPct: 0 },
  { token: 'Honeypot', level: 'danger', reasons: ['cannot_sell'] },
  { token: 'Honeypot', renounced: true, level: 'danger', reasons: ['cannot_sell'], never: POWER },
  { token: 'SellTax', level: 'warning', reasons: ['tax'], taxPct: 10 },
  { token: 'DelayedHoneypot', level: 'danger', reasons: ['cannot_sell_later'] },
  { token: 'OwnerRaisesTax', level: 'warning', reasons: ['can_tax'], taxPct: 0, ownerTaxPct: 99 },
  { token: 'OwnerRaisesTax', renounced: true, level: 'clear', reasons: [], never: POWER, taxPct: 0 },
  { token: 'Blacklist', level: 'warning', reasons: ['can_stop'] },
  { token: 'Blacklist', renounced: true, level: 'clear', reasons: [], never: POWER },
  { token: 'Pausable', level: 'warning', reasons: ['can_stop'] },
  { token: 'Pausable', renounced: true, level: 'clear', reasons: [], never: POWER },
  { token: 'Proxied', level: 'warning', reasons: ['can_upgrade'], taxPct: 0 },
  { token: 'Rebasing', level: 'danger', reasons: ['can_take'] },
  { token: 'Rebasing', renounced: true, level: 'clear', reasons: [], never: POWER },
  { token: 'FeeOnTransfer', level: 'clear', reasons: [], never: ['tax'], taxPct: 3 },
  // Its owner can call another address the pair: then the real one is over the limit, and sales stop.
  { token: 'MaxWallet', level: 'warning', reasons: ['can_stop'], never: ['cannot_sell', 'cannot_buy'], taxPct: 0, refusesBuy: true },
  { token: 'MaxWallet', renounced: true, level: 'clear', reasons: [], never: POWER, taxPct: 0, refusesBuy: true },
  { token: 'Mintable', level: 'warning', reasons: ['can_mint'] },
  { token: 'FakeRenounce', level: 'warning', reasons: ['can_stop'] },
  { token: 'TakesBack', level: 'danger', reasons: ['can_take'] },
  { token: 'Cooldown', level: 'warning', reasons: ['cooldown'], never: ['cannot_sell', 'cannot_sell_later'] },
  { token: 'Outside', level: 'warning', reasons: ['can_stop'] },
]

export interface Judged {
  level: Level
  reasons: readonly { key: ReasonKey; value?: number }[]
  taxPct: number
  refusesBuy: boolean
}

/** What is wrong with a judgement; "" when nothing is. */
export function faultOf(
  { token, renounced, level, reasons, never = [], taxPct, ownerTaxPct, refusesBuy = false }: Expected,
  judged: Judged,
): string {
  const keys = judged.reasons.map(({ key }) => key)
  const faults = [
    ...(judged.level === level ? [] : [`is ${judged.level}, not ${level}`]),
    ...reasons.filter((key) => !keys.includes(key)).map((key) => `lacks ${key}`),
    ...never.filter((key) => keys.includes(key)).map((key) => `says ${key}`),
    ...(taxPct === undefined || Math.abs(taxPct - judged.taxPct) <= 0.05 ? [] : [`loses ${judged.taxPct} %, not ${taxPct} %`]),
  ]
  const raised = judged.reasons.find(({ key }) => key === 'can_tax')?.value ?? 0
  if (ownerTaxPct !== undefined && raised < ownerTaxPct) faults.push(`the owner takes ${raised} %, not ${ownerTaxPct} %`)
  if (refusesBuy !== judged.refusesBuy) faults.push(refusesBuy ? 'large purchases seem to work' : 'a large purchase seems refused')
  return faults.length === 0 ? '' : `${token}${renounced ? ' (renounced)' : ''}: ${faults.join(', ')}; said ${keys.join(', ') || 'nothing'}`
}
