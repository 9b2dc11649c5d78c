import { sourceCheck } from '../check.ts'
import { sourcesOf } from '../model/sources.ts'
import type { Expr } from '../parse/ast.ts'
import { atAction, kinds, spots } from './kit.ts'

/** type(uint256).max, or a number beyond all clocks. */
const isEndless = (expr: Expr): boolean =>
  (expr.k === 'member' && expr.name === 'max') ||
  (expr.k === 'lit' && Number(expr.value) > 1e15) ||
  (expr.k === 'unary' && expr.op === '-') ||
  (expr.k === 'call' && expr.args.length === 1 && !!expr.args[0] && isEndless(expr.args[0]))

export const noDeadline = sourceCheck({
  id: 'no-deadline',
  title: 'The deadline of a swap is always now',
  severity: 'low',
  category: 'defi',
  explanation:
    'The swap passes the block’s own time as its deadline, so it never expires. A transaction that waits for days is still executed, at the worst price that its limit allows.',
  fix: 'Let the caller pass the deadline.',
  references: ['OWASP SC04:2025'],
  *run(subject) {
    for (const { entry } of spots(subject))
      for (const call of kinds(entry, 'call')) {
        const last =
          /^(?:swap(?:Exact)?\w*For\w*|addLiquidity(?:ETH)?|removeLiquidity(?:ETH)?\w*)$/.test(call.method) && call.args.length >= 4
            ? call.args.at(-1)
            : undefined
        const sources = last && sourcesOf(last, call.frame)
        if (last && isEndless(last)) yield atAction(call, { message: 'The deadline is never.', certainty: 'certain' })
        else if (sources?.has('time') && !sources.has('param'))
          yield atAction(call, { message: 'The deadline moves with the block, so there is none.', certainty: 'likely' })
      }
  },
})
