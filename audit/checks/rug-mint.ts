import { sourceCheck } from '../check.ts'
import type { WriteAction } from '../model/actions.ts'
import { implies } from '../model/conditions.ts'
import { isOneShot } from '../model/privilege.ts'
import { render } from '../model/render.ts'
import type { Frame } from '../model/scope.ts'
import { sourcesOf } from '../model/sources.ts'
import { placeKey } from '../model/storage.ts'
import { someExpr } from '../model/walk.ts'
import type { Expr } from '../parse/ast.ts'
import type { Entry } from '../subject.ts'
import { atAction, kinds, shows } from './kit.ts'
import { balanceWrites, direction, type TokenModel, tokenOf } from './token-model.ts'

/** The balance that goes up here is not paid for: no other balance goes down, no ether or token comes in. */
function unpaid(write: WriteAction, entry: Entry, token: TokenModel): boolean {
  const others = balanceWrites(entry, token).filter((one) => one !== write && direction(one) === 'down')
  if (others.some((one) => entry.follows(one, write) || entry.follows(write, one))) return false
  if (write.value && sourcesOf(write.value, write.frame).has('value')) return false
  return !kinds(entry, 'call').some((call) => call.kind === 'method' && /^(?:safeT|t)ransferFrom$/.test(call.method))
}

/** The amount is the caller's choice. */
const free = (write: WriteAction): boolean => !!write.value && sourcesOf(write.value, write.frame).has('param')

/** The amount is exactly an argument of the transaction, not computed from what the caller has at stake. */
function given(write: WriteAction): boolean {
  const { value } = write
  if (!value || write.conds.some((cond) => sourcesOf(cond.expr, cond.frame).has('sender'))) return false
  const added = write.op === '+=' ? value : value.k === 'binary' ? value.right : value.k === 'call' ? value.args[0] : value
  const name = added && render(added, write.frame)
  return name !== undefined && /^0:\w+$/.test(name)
}

/** A collectible for whomever a privileged account names: one at a time, but as often as it likes. */
const oneByOne = (write: WriteAction, entry: Entry): boolean =>
  !entry.unasked(write) &&
  (write.op === '++' || (write.value?.k === 'lit' && write.value.value === '1')) &&
  write.place.path.some((key) => key.k === 'index' && key.expr !== undefined && sourcesOf(key.expr, key.frame).has('param')) &&
  !write.conds.some((cond) => sourcesOf(cond.expr, cond.frame).has('value'))

/** New tokens of an amount that the code fixes, for which a privileged account has only to ask. */
const granted = (write: WriteAction, entry: Entry): boolean =>
  !entry.unasked(write) &&
  direction(write) === 'up' &&
  !!write.value &&
  ![...sourcesOf(write.value, write.frame)].some((source) => source === 'value' || source === 'returned') &&
  !happensOnce(write, entry)

/** A condition looks at a plain variable that the same call changes: the step is taken once, or until a count is reached. */
function happensOnce(write: WriteAction, entry: Entry): boolean {
  const changed = new Set(
    kinds(entry, 'write').flatMap((one) => (one.place.path.length === 0 ? [`state:${one.place.state.def.name}`] : [])),
  )
  return write.conds.some((cond) => [...sourcesOf(cond.expr, cond.frame)].some((source) => changed.has(source)))
}

/** A transfer that also raises the balance it takes from, when a stored address takes part. */
function hiddenGrant(entry: Entry, token: TokenModel): WriteAction | undefined {
  const writes = balanceWrites(entry, token)
  const downs = writes.filter((write) => direction(write) === 'down')
  const lowered = new Map(downs.map((write) => [placeKey(write.place), write]))
  return writes.find((write) => {
    // a helper that lowers another balance moves tokens, it makes none
    if (direction(write) !== 'up' || downs.some((one) => one.frame === write.frame && placeKey(one.place) !== placeKey(write.place)))
      return false
    const down = lowered.get(placeKey(write.place))
    const extra = down ? write.conds.filter((cond) => cond.how === 'branch' && !down.conds.includes(cond)) : []
    return extra.some((cond) => implies(cond, (expr, frame, truth) => namesStored(expr, frame, truth)))
  })
}

/** An address of the transfer is one that the contract stores. */
const namesStored = (expr: Expr, frame: Frame, truth: boolean): boolean => {
  if (expr.k !== 'binary' || (expr.op === '==') !== truth || !/^[!=]=$/.test(expr.op)) return false
  const [left, right] = [sourcesOf(expr.left, frame), sourcesOf(expr.right, frame)]
  const party = (side: ReadonlySet<string>): boolean => side.has('param') || side.has('sender')
  const stored = (side: ReadonlySet<string>): boolean => [...side].some((source) => source.startsWith('state:'))
  return (party(left) && stored(right)) || (party(right) && stored(left))
}

/** A cap: some dominating condition bounds a sum by something that is fixed. */
const capped = (write: WriteAction): boolean =>
  write.conds.some((cond) =>
    implies(cond, (expr, frame, truth) => {
      if (expr.k !== 'binary' || !/^[<>]=?$/.test(expr.op)) return false
      const small = expr.op.startsWith('<') === truth ? expr.left : expr.right
      const big = small === expr.left ? expr.right : expr.left
      const [low, high] = [sourcesOf(small, frame), sourcesOf(big, frame)]
      return (
        low.has('param') &&
        [...low].some((source) => source.startsWith('state:')) &&
        !high.has('param') &&
        ![...high].some((source) => low.has(source))
      )
    }),
  )

/** What is made is set against a debt of the caller in transient storage, which must be settled before the transaction ends. */
const accounted = (entry: Entry): boolean =>
  entry.flow.steps.some((step) =>
    someExpr(step.expr, (part) => step.assembly && part.k === 'call' && part.callee.k === 'id' && part.callee.name === 'tstore'),
  )

export const ownerMint = sourceCheck({
  id: 'token-free-mint',
  title: 'A privileged account can create tokens at will',
  severity: 'medium',
  category: 'rug_pull',
  explanation:
    'A function raises a balance by an amount that its caller chooses, without a payment, a cap, or another balance going down. Whoever may call it can dilute all holders and empty the pool.',
  fix: 'Fix the supply in the constructor, or cap it and put the minter behind a timelock.',
  references: ['OWASP SC01:2025'],
  *run(subject) {
    for (const contract of subject.contracts) {
      const token = tokenOf(contract)
      if (!token) continue
      for (const entry of token.moves) {
        const write = hiddenGrant(entry, token)
        if (write)
          yield atAction(write, {
            message: 'A transfer raises the balance that it takes from when a chosen address takes part.',
            certainty: 'likely',
          })
      }
      for (const entry of contract.entries) {
        if (entry.isConstructor || token.moves.includes(entry)) continue
        const writes = kinds(entry, 'write')
        const write = balanceWrites(entry, token).find(
          (one) =>
            direction(one) !== 'down' &&
            !isOneShot(one.conds, writes) &&
            (free(one) || oneByOne(one, entry) || granted(one, entry)) &&
            unpaid(one, entry, token),
        )
        if (!write) continue
        const open = entry.unasked(write)
        if (open && !given(write)) continue
        const cap = capped(write)
        const exposed = open && !accounted(entry)
        const how = cap ? ' up to a cap' : ' without limit'
        yield atAction(write, {
          message: `"${entry.fn.def.name}" creates tokens${how}${open ? ', for anyone who calls it' : ''}.`,
          certainty: cap ? 'possible' : 'likely',
          severity: exposed ? 'high' : cap ? 'low' : 'medium',
          evidence: [shows('the balance goes up here', write)],
        })
      }
    }
  },
})
