/** Labels of the public sets that a finding of each check answers (the first is its main one). Checks that are not listed answer none. */
export const MAP: Readonly<Record<string, readonly string[]>> = {
  'unchecked-call': ['unchecked_low_level_calls', 'Unhandled-Exceptions', 'Unchecked-Send'],
  'reentrancy-ether': ['reentrancy', 'Re-entrancy'],
  'reentrancy-call': ['reentrancy', 'Re-entrancy'],
  'reentrancy-stipend': ['reentrancy', 'Re-entrancy'],
}
export const HONEY: Readonly<Record<string, readonly string[]>> = {}
export const RUG: Readonly<Record<string, readonly string[]>> = {}
