import type { Check } from '../check.ts'
import { reentrancyCall, reentrancyEther, reentrancyStipend } from './reentrancy.ts'
import { uncheckedCall } from './unchecked-call.ts'

/** Every check, in the order in which they run. To add one: a file, a line here, and `docs/checks/` is written from it. */
export const CHECKS: readonly Check[] = [uncheckedCall, reentrancyEther, reentrancyCall, reentrancyStipend]
