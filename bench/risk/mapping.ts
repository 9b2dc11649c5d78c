/** Labels of the public sets that a finding of each check answers (the first is its main one). Checks that are not listed answer none. */
export const MAP: Readonly<Record<string, readonly string[]>> = {
  'unchecked-call': ['unchecked_low_level_calls', 'Unhandled-Exceptions', 'Unchecked-Send'],
  'reentrancy-ether': ['reentrancy', 'Re-entrancy'],
  'reentrancy-call': ['reentrancy', 'Re-entrancy'],
  'reentrancy-stipend': ['reentrancy', 'Re-entrancy'],
  'unprotected-ownership': ['access_control'],
  'wrong-constructor-name': ['access_control'],
  'unprotected-initializer': ['access_control'],
  'unprotected-selfdestruct': ['access_control', 'kill'],
  'arbitrary-send': ['access_control', 'leak', 'Unchecked-Send'],
  'arbitrary-storage-write': ['access_control', 'arithmetic'],
  'controlled-delegatecall': ['access_control', 'unchecked_low_level_calls'],
  'tx-origin': ['access_control', 'tx.origin'],
  'unchecked-arithmetic': ['arithmetic', 'Overflow-Underflow'],
  'weak-randomness': ['bad_randomness', 'time_manipulation', 'Timestamp-Dependency'],
  'timestamp-dependence': ['time_manipulation', 'bad_randomness', 'Timestamp-Dependency'],
  'transaction-order': ['front_running', 'TOD'],
  'approve-race': ['front_running'],
  'push-payment': ['denial_of_service'],
  'unbounded-loop': ['denial_of_service'],
  'strict-balance': ['denial_of_service'],
  'uninitialised-pointer': ['other'],
}
export const HONEY: Readonly<Record<string, readonly string[]>> = {}
export const RUG: Readonly<Record<string, readonly string[]>> = {}
