import { sourceCheck } from '../check.ts'
import type { Step } from '../model/flow.ts'
import { sourcesOf } from '../model/sources.ts'
import { eachExpr, someExpr } from '../model/walk.ts'
import type { Expr } from '../parse/ast.ts'
import type { Entry } from '../subject.ts'
import { at, kinds, shows, spots } from './kit.ts'
import { direction } from './token-model.ts'

/** `a * b / c`, also as mulDiv(a, b, c), with the step it stands in. */
export interface Ratio {
  expr: Expr
  step: Step
  over: readonly Expr[]
  under: Expr
}

/** Every product that is divided, in the order in which it is computed. */
export function ratiosOf(entry: Entry): Ratio[] {
  const found: Ratio[] = []
  for (const step of entry.flow.steps)
    eachExpr(step.expr, (expr) => {
      if (expr.k === 'binary' && expr.op === '/' && someExpr(expr.left, (part) => part.k === 'binary' && part.op === '*'))
        found.push({ expr, step, over: [expr.left], under: expr.right })
      if (expr.k !== 'call' || expr.callee.k !== 'member') return
      const [a, b, c] = /^(?:mulDiv|mulDivDown|fullMulDiv)$/.test(expr.callee.name)
        ? expr.args.length === 3
          ? expr.args
          : [expr.callee.object, ...expr.args]
        : []
      if (a && b && c) found.push({ expr, step, over: [a, b], under: c })
      if (expr.callee.name === 'div' && expr.args[0] && someExpr(expr.callee.object, isProduct))
        found.push({ expr, step, over: [expr.callee.object], under: expr.args[0] })
    })
  return found
}

const isProduct = (part: Expr): boolean => part.k === 'call' && part.callee.k === 'member' && part.callee.name === 'mul'

/** A balance that anyone can raise by sending: what another contract answers, or the contract's ether. */
const giftable = ({ under, step }: Ratio): boolean => {
  const sources = sourcesOf(under, step.frame)
  const offset = someExpr(
    under,
    (part) => part.k === 'binary' && part.op === '+' && [part.left, part.right].some((side) => side.k === 'lit'),
  )
  return (sources.has('returned') || sources.has('balance')) && !offset
}

const isZero = (expr: Expr): boolean => expr.k === 'lit' && Number(expr.value) === 0

export const shareInflation = sourceCheck({
  id: 'first-depositor-inflation',
  title: 'The first depositor can round the next one down to nothing',
  severity: 'medium',
  category: 'defi',
  explanation:
    'Shares are the deposit times the shares in existence, divided by a balance that anyone can raise by sending tokens. The first depositor buys one share, sends a large gift, and what the next one pays buys zero shares, rounded down.',
  fix: 'Count what was deposited instead of asking for the balance, mint dead shares at the start, or add virtual shares and assets to both sides (ERC-4626 of OpenZeppelin).',
  references: ['OWASP SC03:2025', 'OWASP SC07:2025'],
  *run(subject) {
    for (const { entry } of spots(subject)) {
      if (entry.isConstructor) continue
      for (const ratio of ratiosOf(entry)) {
        if (!giftable(ratio)) continue
        const over = new Set(ratio.over.flatMap((one) => [...sourcesOf(one, ratio.step.frame)]))
        const shares = kinds(entry, 'write').find(
          (write) => write.place.path.length === 0 && over.has(`state:${write.place.state.def.name}`) && direction(write) === 'up',
        )
        if (!shares || !(over.has('param') || over.has('value'))) continue
        const name = shares.place.state.def.name
        const first = entry.flow.steps.some((step) =>
          someExpr(
            step.expr,
            (part) =>
              part.k === 'binary' &&
              /^(?:==|>|!=)$/.test(part.op) &&
              isZero(part.right) &&
              sourcesOf(part.left, step.frame).has(`state:${name}`),
          ),
        )
        const dead = kinds(entry, 'write').some(
          (write) => write.place.state.def.name === name && write.value && [...sourcesOf(write.value, write.frame)].length === 0,
        )
        if (!first || dead) continue
        yield at(ratio.step.frame, ratio.expr, {
          message: 'The shares of a deposit are divided by a balance that anyone can raise.',
          certainty: 'likely',
          evidence: [shows('the shares are counted here', shares)],
        })
        break
      }
    }
  },
})
