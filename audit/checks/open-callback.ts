import { sourceCheck } from '../check.ts'
import { sourcesOf } from '../model/sources.ts'
import { atHeader, kinds, shows, spots } from './kit.ts'

/** Callbacks of pools and lenders, by their public interfaces. */
const CALLBACK =
  /^(?:uniswapV[23](?:Swap|Flash|Mint)?Call(?:back)?|pancake(?:V3)?(?:Swap|Flash|Mint)?Call(?:back)?|algebraSwapCallback|executeOperation|onFlashLoan|receiveFlashLoan|unlockCallback|lockAcquired)$/

export const openCallback = sourceCheck({
  id: 'open-callback',
  title: 'Anyone can play the pool that calls back',
  severity: 'high',
  category: 'access_control',
  explanation:
    'The function is meant to be called by a pool or lender in the middle of a swap or loan, and pays it. It does not look at who calls, so anyone collects the payment.',
  fix: 'Compare the caller with the pool that was asked, computed from the factory or kept while the call runs.',
  references: ['OWASP SC01:2025'],
  *run(subject) {
    for (const { entry } of spots(subject)) {
      if (!CALLBACK.test(entry.fn.def.name)) continue
      const pays = kinds(entry, 'call').find(
        (call) => /^(?:safeT|t)ransfer(?:From)?$|^approve$|^forceApprove$/.test(call.method) && entry.unasked(call),
      )
      const asks = entry.flow.steps.some((step) => step.conds.some((cond) => sourcesOf(cond.expr, cond.frame).has('sender')))
      if (pays && !asks)
        yield atHeader(entry.fn, {
          message: `"${entry.fn.def.name}" pays whoever calls it.`,
          certainty: 'likely',
          evidence: [shows('the payment', pays)],
        })
    }
  },
})
