import type { Expected } from './expected.ts'

const POWER = ['can_stop', 'can_tax', 'can_mint', 'can_take', 'can_upgrade', 'anyone_can'] as const

/** What must be said of each trap of traps.sol, by what it means to somebody who holds it. */
export const TRAPS: readonly Expected[] = [
  { token: 'BlockGate', level: 'danger', reasons: ['cannot_sell_later'] },
  { token: 'SmallSells', level: 'danger', reasons: [] },
  { token: 'SellLimit', level: 'warning', reasons: ['size_limit'] },
  { token: 'RisingTax', level: 'danger', reasons: ['tax'] },
  { token: 'HoldTax', level: 'danger', reasons: ['tax'] },
  { token: 'DayCooldown', level: 'warning', reasons: ['cooldown'], never: ['cannot_sell'] },
  { token: 'WhitelistSells', level: 'danger', reasons: ['cannot_sell'] },
  // Its owner can name the pair again, and with it the first blocks begin anew.
  { token: 'AntiBot', level: 'warning', reasons: ['can_tax'], never: ['tax'], taxPct: 0 },
  { token: 'AntiBot', renounced: true, level: 'clear', reasons: [], never: POWER, taxPct: 0 },
  { token: 'PeopleOnly', level: 'clear', reasons: [], never: POWER, taxPct: 0 },
  { token: 'Melting', level: 'danger', reasons: [] },
  { token: 'SecondOwner', renounced: true, level: 'warning', reasons: ['can_tax'] },
  { token: 'OwnProxy', level: 'warning', reasons: ['can_upgrade'] },
  { token: 'PairFee', level: 'warning', reasons: ['tax'], taxPct: 15 },
  { token: 'GasEater', level: 'danger', reasons: ['cannot_sell'] },
  { token: 'OutsideWhale', level: 'warning', reasons: ['can_stop'] },
  { token: 'Silent', level: 'danger', reasons: [] },
  { token: 'MarksBuyers', level: 'danger', reasons: ['cannot_sell'] },
  { token: 'OneSale', level: 'danger', reasons: ['cannot_sell_later'] },
  { token: 'KnowsSimulation', level: 'danger', reasons: ['cannot_sell'] },
  { token: 'NoAllowance', level: 'danger', reasons: ['can_take'] },
  { token: 'ApproveMints', level: 'warning', reasons: ['can_mint'] },
  { token: 'TwoSwitches', level: 'warning', reasons: ['can_stop'] },
  { token: 'ComesBack', renounced: true, level: 'warning', reasons: ['comes_back'] },
]
