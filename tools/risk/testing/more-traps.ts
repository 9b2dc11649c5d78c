import type { Expected } from './expected.ts'

const POWER = ['can_stop', 'can_tax', 'can_mint', 'can_take', 'can_upgrade', 'anyone_can'] as const

/** What must be said of each token of more-traps.sol: fifteen traps, then eight that are honest. */
export const MORE_TRAPS: readonly Expected[] = [
  { token: 'WalletCooldown', level: 'warning', reasons: ['sometimes'], never: ['cannot_sell', 'cannot_sell_later'] },
  { token: 'BlocksAfterBuying', level: 'danger', reasons: ['cannot_sell_later'] },
  { token: 'FreeGasSells', level: 'danger', reasons: ['cannot_sell'] },
  { token: 'GasCap', level: 'warning', reasons: ['can_stop'] },
  { token: 'FeeBySize', level: 'danger', reasons: ['tax'] },
  { token: 'HookAllows', level: 'danger', reasons: ['can_take'] },
  { token: 'HiddenChecker', level: 'warning', reasons: ['can_stop'] },
  { token: 'ToggleElsewhere', level: 'warning', reasons: ['can_stop'] },
  { token: 'FalseBalance', level: 'danger', reasons: ['false_balance'] },
  { token: 'NoApproval', level: 'danger', reasons: ['cannot_sell'] },
  { token: 'BlocksRouters', level: 'warning', reasons: ['can_stop'] },
  { token: 'OnlyNamedPair', level: 'warning', reasons: ['can_stop'] },
  { token: 'RoleMints', renounced: true, level: 'warning', reasons: ['can_mint'] },
  { token: 'MortalLibrary', renounced: true, level: 'warning', reasons: ['can_stop'] },
  { token: 'Beaconed', level: 'warning', reasons: ['can_upgrade'] },
  { token: 'EvenBlocks', level: 'warning', reasons: ['sometimes'], never: ['cannot_sell', 'cannot_sell_later'] },
  { token: 'Vested', level: 'clear', reasons: [], never: POWER, taxPct: 0 },
  { token: 'Staked', level: 'clear', reasons: [], never: POWER, taxPct: 0 },
  { token: 'Voting', level: 'clear', reasons: [], never: POWER, taxPct: 0 },
  { token: 'Permits', level: 'clear', reasons: [], never: POWER, taxPct: 0 },
  { token: 'Hooked', level: 'clear', reasons: [], never: POWER, taxPct: 0 },
  { token: 'Bridged', level: 'warning', reasons: ['can_mint'], never: ['can_take', 'anyone_can', 'can_stop'], taxPct: 0 },
  { token: 'Reflecting', level: 'clear', reasons: [], never: POWER },
  { token: 'Capped', level: 'clear', reasons: [], never: POWER, taxPct: 0 },
]
