import { sourceCheck } from '../check.ts'
import type { WriteAction } from '../model/actions.ts'
import { implies } from '../model/conditions.ts'
import { numberOf } from '../model/constants.ts'
import { render } from '../model/render.ts'
import type { Frame } from '../model/scope.ts'
import { sourcesOf } from '../model/sources.ts'
import { locate } from '../model/storage.ts'
import { eachExpr, someExpr } from '../model/walk.ts'
import type { Expr } from '../parse/ast.ts'
import type { ContractSubject, Entry } from '../subject.ts'
import { atAction, kinds, shows } from './kit.ts'
import { arithmeticOf } from './library-math.ts'
import { balanceWrites, type TokenModel, tokenOf } from './token-model.ts'

/** A share of a transfer below this is a fee like others, whoever sets it. */
const SMALL_SHARE = 0.01

/** Numbers in storage that decide how much of a transfer arrives, with the least number that the product is divided by. */
function rates(contract: ContractSubject, token: TokenModel): Map<string, number> {
  const found = new Map<string, number>()
  for (const entry of token.moves) {
    for (const write of balanceWrites(entry, token))
      for (const source of sourcesOf(write.value, write.frame)) {
        const name = source.startsWith('state:') ? source.slice(6) : ''
        const type = contract.model.state.get(name)?.def.type
        if (type?.k === 'elementary' && /^u?int/.test(type.name) && !token.balances.has(name) && scales(name, entry) && !found.has(name))
          found.set(name, 0)
      }
    if (found.size > 0) for (const step of entry.flow.steps) eachExpr(step.expr, (expr) => divisor(expr, step.frame, found))
  }
  return found
}

/** Something is multiplied with it on the way. */
const scales = (name: string, entry: Entry): boolean =>
  entry.flow.steps.some((step) =>
    someExpr(step.expr, (part) => {
      const math = arithmeticOf(part, step.frame)
      const factors = math?.op === '*' ? [math.left, math.right] : []
      return factors.some((factor) => sourcesOf(factor, step.frame).has(`state:${name}`))
    }),
  )

/** `amount * rate / 1000`, also through SafeMath: what the product with a rate is divided by. */
function divisor(expr: Expr, frame: Frame, into: Map<string, number>): void {
  const math = arithmeticOf(expr, frame)
  const [over, by] = math?.op === '/' ? [math.left, math.right] : []
  const parts = by && numberOf(by, frame)
  if (!over || !parts) return
  for (const source of sourcesOf(over, frame)) {
    const name = source.slice(6)
    const known = into.get(name)
    if (source.startsWith('state:') && known !== undefined) into.set(name, known === 0 ? parts : Math.min(known, parts))
  }
}

type Bound = { k: 'none' } | { k: 'lowers' } | { k: 'most'; value: number | undefined }

/** What keeps the new value small: nothing, the value before it, or a number. */
function boundOf(write: WriteAction): Bound {
  let bound = { k: 'none' } as Bound
  const value = write.value && render(write.value, write.frame)
  for (const cond of write.conds)
    implies(cond, (expr, frame, truth) => {
      if (expr.k !== 'binary' || !(/^[<>]=?$/.test(expr.op) || expr.op === (truth ? '==' : '!='))) return false
      const [small, big] = !expr.op.startsWith('>') === truth || /^[=!]=$/.test(expr.op) ? [expr.left, expr.right] : [expr.right, expr.left]
      const text = render(small, frame)
      if (value === undefined || (!value.includes(text) && !text.includes(value))) return false
      if (locate(big, frame)?.state === write.place.state) bound = { k: 'lowers' }
      else if (bound.k !== 'lowers' && !sourcesOf(big, frame).has('param')) bound = { k: 'most', value: numberOf(big, frame) }
      return true
    })
  return bound
}

/** A bound that is asked after the write, on the variable itself: `total = a + b; require(total <= 20)`. */
function askedAfter(write: WriteAction, entry: Entry): Bound {
  for (const step of entry.flow.steps) {
    if (step.id <= write.step.id || step.kind !== 'test' || step.stmt?.k !== 'expr' || step.expr?.k !== 'binary') continue
    const { left, right, op } = step.expr
    const [small, big] = op.startsWith('<') ? [left, right] : [right, left]
    if (/^[<>]=?$/.test(op) && locate(small, step.frame)?.state === write.place.state)
      return { k: 'most', value: numberOf(big, step.frame) }
  }
  return { k: 'none' }
}

/** The new value is what the caller says, or a sum of what was just stored from it. */
function chosen(write: WriteAction, entry: Entry): boolean {
  const sources = sourcesOf(write.value, write.frame)
  if (sources.has('param')) return true
  return kinds(entry, 'write').some(
    (other) =>
      other !== write &&
      entry.follows(other, write) &&
      sources.has(`state:${other.place.state.def.name}`) &&
      sourcesOf(other.value, other.frame).has('param'),
  )
}

export const feeRaise = sourceCheck({
  id: 'token-fee-raise',
  title: 'A privileged account can raise what transfers cost',
  severity: 'medium',
  category: 'rug_pull',
  explanation:
    'How much of a transfer arrives depends on a number that a privileged account can raise, without a bound or with a high one. Raised to everything, holders lose what they move or sell to whoever gets the fee.',
  fix: 'Fix the fee, bound it by a constant of a few per cent, or allow only to lower it.',
  references: ['OWASP SC01:2025'],
  *run(subject) {
    for (const contract of subject.contracts) {
      const token = tokenOf(contract)
      if (!token) continue
      const told = new Set<Expr>()
      for (const [name, parts] of rates(contract, token))
        for (const entry of contract.entries) {
          if (entry.isConstructor || token.moves.includes(entry)) continue
          const write = kinds(entry, 'write').find(
            (one) => one.place.state.def.name === name && one.place.path.length === 0 && !entry.unasked(one) && chosen(one, entry),
          )
          if (!write || told.has(write.expr)) continue
          const before = boundOf(write)
          const bound = before.k === 'none' ? askedAfter(write, entry) : before
          const share = bound.k === 'most' && bound.value !== undefined && parts > 0 ? bound.value / parts : 1
          if (bound.k === 'lowers' || share < SMALL_SHARE) continue
          told.add(write.expr)
          const user = token.moves.find((move) => move.flow.steps.some((step) => sourcesOf(step.expr, step.frame).has(`state:${name}`)))
          const step = user?.flow.steps.find((one) => someExpr(one.expr, (part) => part.k === 'id' && part.name === name))
          yield atAction(write, {
            message: `"${entry.fn.def.name}" sets "${name}", by which transfers shrink, ${bound.k === 'none' ? 'without a bound' : 'up to a bound'}.`,
            certainty: bound.k === 'none' ? 'likely' : 'possible',
            severity: bound.k === 'none' || share > 0.25 ? 'medium' : 'low',
            ...(step?.expr ? { evidence: [shows('it is used here', { frame: step.frame, expr: step.expr })] } : {}),
          })
        }
    }
  },
})
