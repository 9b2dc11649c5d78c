import { sourceCheck } from '../check.ts'
import type { WriteAction } from '../model/actions.ts'
import { meaning } from '../model/scope.ts'
import { sourcesOf } from '../model/sources.ts'
import { someExpr } from '../model/walk.ts'
import type { Expr } from '../parse/ast.ts'
import { atAction, kinds, shows, spots } from './kit.ts'
import { ratiosOf } from './share-inflation.ts'
import { direction } from './token-model.ts'

/** `(a * b + c - 1) / c`, `(a * b - 1) / c + 1`. */
const roundsUp = (part: Expr): boolean => part.k === 'binary' && /^[+-]$/.test(part.op) && part.right.k === 'lit'

/** What is subtracted, with locals that are set once replaced. */
function taken({ value, frame, op }: WriteAction): Expr | undefined {
  const part = op === '-=' ? value : value?.k === 'binary' && value.op === '-' ? value.right : undefined
  if (part?.k !== 'id') return part
  const found = meaning(part.name, frame)
  if (found.k === 'bound') return found.expr
  return found.k === 'local' && found.local.values.length === 1 ? found.local.values[0]?.expr : part
}

export const roundingDirection = sourceCheck({
  id: 'rounding-direction',
  title: 'Rounding favours the one who takes out',
  severity: 'medium',
  category: 'defi',
  explanation:
    'The caller names the amount to receive, and what is taken from its shares for that is rounded down. Small amounts cost nothing, so the pool can be emptied in many small withdrawals.',
  fix: 'Round what a user pays up and what a user receives down.',
  references: ['SWC-101', 'OWASP SC03:2025'],
  *run(subject) {
    for (const { entry } of spots(subject)) {
      if (entry.isConstructor) continue
      const ratios = ratiosOf(entry).filter(({ over }) => !over.some((one) => someExpr(one, roundsUp)))
      for (const write of kinds(entry, 'write')) {
        const cost = direction(write) === 'down' && write.place.path.some((key) => key.k === 'index') ? taken(write) : undefined
        const ratio = cost && ratios.find((one) => one.expr === cost)
        if (!ratio?.over.some((one) => sourcesOf(one, ratio.step.frame).has('param'))) continue
        // What leaves is the amount that was asked for, not one computed from the shares.
        const paid = kinds(entry, 'call').find((call) => {
          const amount = call.value ?? (/^(?:safeT|t)ransfer(?:From)?$/.test(call.method) ? call.args.at(-1) : undefined)
          return amount !== undefined && [...sourcesOf(amount, call.frame)].join() === 'param'
        })
        if (paid)
          yield atAction(write, {
            message: 'What the caller pays for a named amount is rounded down.',
            certainty: 'likely',
            evidence: [shows('the named amount leaves here', paid)],
          })
      }
    }
  },
})
