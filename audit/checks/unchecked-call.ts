import { sourceCheck } from '../check.ts'
import { atAction, kinds, spots } from './kit.ts'

const LOW_LEVEL = new Set(['send', 'call', 'delegatecall', 'callcode'])

export const uncheckedCall = sourceCheck({
  id: 'unchecked-call',
  title: 'Result of a low-level call is ignored',
  severity: 'medium',
  category: 'unchecked_low_level_calls',
  explanation:
    'send, call, delegatecall and callcode return false when the callee fails; they do not revert. When nobody looks at the result, the function goes on as if the payment or call had happened.',
  fix: 'Require the result: `(bool ok, ) = to.call{value: amount}(""); require(ok);`, or use a helper that reverts.',
  references: ['SWC-104', 'OWASP SC06:2025'],
  *run(subject) {
    for (const { entry } of spots(subject)) {
      for (const call of kinds(entry, 'call')) {
        if (!LOW_LEVEL.has(call.kind) || call.used) continue
        if (call.step.assembly && call.kind !== 'call') continue
        yield atAction(call, {
          message: `The result of ".${call.method}" is ignored, so a failed call goes unnoticed.`,
          certainty: 'certain',
        })
      }
    }
  },
})
