import type { Check } from '../check.ts'
import { arbitraryCall } from './arbitrary-call.ts'
import { arbitrarySend } from './arbitrary-send.ts'
import { arbitraryWrite } from './arbitrary-write.ts'
import { arithmetic } from './arithmetic.ts'
import { codeDrain, codeFee, codeLimit, codeMint, codeSelfdestruct } from './code-token.ts'
import { crossChain } from './cross-chain.ts'
import { controlledDelegatecall } from './delegatecall.ts'
import { pushPayment, strictBalance, unboundedLoop } from './denial.ts'
import { arbitraryFrom, lockedEther, noSlippage, shortAddress, spotPrice, uncheckedTransfer, valueInLoop } from './erc20-use.ts'
import { feeOnTransfer } from './fee-on-transfer.ts'
import { approveRace, transactionOrder } from './front-running.ts'
import { governanceNow } from './governance-now.ts'
import { balanceDisorder, hiddenState, strawManContract } from './honeypot-flow.ts'
import { emptyString, hiddenTransfer, inheritanceDisorder, typeDeduction } from './honeypot-form.ts'
import { noDeadline } from './no-deadline.ts'
import { openCallback } from './open-callback.ts'
import { oracleStaleness } from './oracle-staleness.ts'
import { unprotectedInitializer, unprotectedOwnership, wrongConstructor } from './ownership.ts'
import { permitMisuse } from './permit-misuse.ts'
import { proxyStorage } from './proxy-storage.ts'
import { weakRandomness } from './randomness.ts'
import { reentrancyCall, reentrancyEther, reentrancyStipend } from './reentrancy.ts'
import { reentrancyCrossFunction, reentrancyReadOnly } from './reentrancy-shared.ts'
import { roundingDirection } from './rounding-direction.ts'
import { allowanceBypass } from './rug-allowance.ts'
import { feeRaise } from './rug-fee.ts'
import { foreignBurn, privilegedDrain } from './rug-leak.ts'
import { transferLimit } from './rug-limit.ts'
import { ownerMint } from './rug-mint.ts'
import { unprotectedSelfdestruct } from './selfdestruct.ts'
import { shadowedState } from './shadowing.ts'
import { shareInflation } from './share-inflation.ts'
import { packedCollision, signatureReplay, signatureZero } from './signatures.ts'
import { timestamp } from './timestamp.ts'
import { txOrigin } from './tx-origin.ts'
import { uncheckedCall } from './unchecked-call.ts'
import { uninitialisedPointer, uninitialisedState } from './uninitialised.ts'
import { unprotectedUpgrade } from './unprotected-upgrade.ts'

/** Every check, in the order in which they run. To add one: a file, a line here, and its page in `docs/checks/` is written from it. */
export const CHECKS: readonly Check[] = [
  uncheckedCall,
  reentrancyEther,
  reentrancyCall,
  reentrancyStipend,
  reentrancyCrossFunction,
  reentrancyReadOnly,
  unprotectedOwnership,
  wrongConstructor,
  unprotectedInitializer,
  unprotectedSelfdestruct,
  arbitrarySend,
  arbitraryWrite,
  controlledDelegatecall,
  arbitraryCall,
  openCallback,
  crossChain,
  unprotectedUpgrade,
  txOrigin,
  arithmetic,
  weakRandomness,
  timestamp,
  transactionOrder,
  approveRace,
  pushPayment,
  unboundedLoop,
  strictBalance,
  uninitialisedPointer,
  uninitialisedState,
  shadowedState,
  signatureReplay,
  signatureZero,
  packedCollision,
  uncheckedTransfer,
  arbitraryFrom,
  noSlippage,
  noDeadline,
  spotPrice,
  oracleStaleness,
  shareInflation,
  roundingDirection,
  feeOnTransfer,
  governanceNow,
  permitMisuse,
  proxyStorage,
  valueInLoop,
  lockedEther,
  shortAddress,
  ownerMint,
  transferLimit,
  privilegedDrain,
  foreignBurn,
  feeRaise,
  allowanceBypass,
  balanceDisorder,
  hiddenState,
  strawManContract,
  hiddenTransfer,
  emptyString,
  typeDeduction,
  inheritanceDisorder,
  codeMint,
  codeLimit,
  codeDrain,
  codeFee,
  codeSelfdestruct,
]
