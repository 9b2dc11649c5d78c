import { type Found, sourceCheck } from '../check.ts'
import type { WriteAction } from '../model/actions.ts'
import { implies } from '../model/conditions.ts'
import type { Step } from '../model/flow.ts'
import { isCaller } from '../model/privilege.ts'
import { sourcesOf } from '../model/sources.ts'
import { eachExpr, someExpr } from '../model/walk.ts'
import type { Expr } from '../parse/ast.ts'
import type { ContractSubject, Entry } from '../subject.ts'
import { at, atAction, kinds, perContract } from './kit.ts'
import { balanceWrites, direction, type TokenModel, tokenOf } from './token-model.ts'

/** `token.transfer(to, amount)`, directly or by a library, of a token that the caller names. */
function tokenTransfer(step: Step): Extract<Expr, { k: 'call' }> | undefined {
  let found: Extract<Expr, { k: 'call' }> | undefined
  eachExpr(step.expr, (expr) => {
    if (expr.k !== 'call' || expr.callee.k !== 'member' || !/^(?:transfer|safeTransfer)$/.test(expr.callee.name) || expr.args.length < 2)
      return
    if (sourcesOf(expr.callee.object, step.frame).has('param')) found = expr
  })
  return found
}

/** A condition keeps the token out that the contract stores: `require(token != asset)`. */
function sparesKept(step: Step, token: Expr): boolean {
  const named = sourcesOf(token, step.frame)
  return step.conds.some((cond) =>
    implies(cond, (expr, frame, truth) => {
      if (expr.k !== 'binary' || (expr.op === '!=') !== truth || !/^[!=]=$/.test(expr.op)) return false
      const [left, right] = [sourcesOf(expr.left, frame), sourcesOf(expr.right, frame)]
      const asks = (side: ReadonlySet<string>): boolean => side.has('param') && [...named].some((source) => side.has(source))
      const kept = (side: ReadonlySet<string>): boolean => [...side].some((source) => source.startsWith('state:'))
      return (asks(left) && kept(right)) || (asks(right) && kept(left))
    }),
  )
}

export const privilegedDrain = sourceCheck({
  id: 'token-privileged-drain',
  title: 'A privileged account can take what the contract holds',
  severity: 'low',
  category: 'rug_pull',
  explanation:
    "A privileged function moves tokens that it is told the address of out of a contract that holds deposits or fees, or moves other people's balances. What users, pools or fees have put into the contract is at the mercy of one account.",
  fix: 'Exclude the tokens that users deposited, send only to a fixed treasury behind a timelock, and never touch foreign balances.',
  references: ['OWASP SC01:2025'],
  *run(subject) {
    for (const contract of subject.contracts) {
      const token = tokenOf(contract)
      for (const entry of contract.entries) {
        if (entry.isConstructor) continue
        if (takesDeposits(contract) || collects(contract)) yield* anyToken(entry)
        yield* ownToken(contract, entry)
        if (!token || token.moves.includes(entry)) continue
        const taken = foreignWrites(entry, token)
        const arrives = balanceWrites(entry, token).some((write) => direction(write) === 'up')
        for (const write of arrives ? taken : [])
          yield atAction(write, {
            message: `"${entry.fn.def.name}" moves the tokens of any holder.`,
            certainty: 'likely',
            severity: 'medium',
          })
      }
    }
  },
})

function* anyToken(entry: Entry): Iterable<Found> {
  for (const step of entry.flow.steps) {
    const sent = step.frame.depth < 3 && !entry.unasked(step) ? tokenTransfer(step) : undefined
    if (sent?.callee.k === 'member' && !sparesKept(step, sent.callee.object))
      yield at(step.frame, sent, {
        message: `"${entry.fn.def.name}" sends any token that the contract holds to where a privileged account wants it.`,
        certainty: 'likely',
      })
  }
}

/** Writes by which a privileged account lowers or sets a balance that it names. */
function foreignWrites(entry: Entry, token: TokenModel): WriteAction[] {
  return balanceWrites(entry, token).filter((write) => {
    const key = write.place.path.find((one) => one.k === 'index')
    const foreign =
      key?.k === 'index' && key.expr && sourcesOf(key.expr, key.frame).has('param') && !sourcesOf(key.expr, key.frame).has('sender')
    const asked = write.conds.some((cond) => someExpr(cond.expr, (part) => part.k === 'index' && !!part.index && part.object.k === 'index'))
    return foreign && direction(write) !== 'up' && !entry.unasked(write) && !asked
  })
}

/** Users bring tokens here: some function that anyone may call takes them from its caller, directly or by a library. */
const takesDeposits = perContract((contract) =>
  contract.entries.some((entry) => entry.flow.steps.some((step) => !entry.isConstructor && entry.unasked(step) && takesFromCaller(step))),
)

const takesFromCaller = (step: Step): boolean =>
  someExpr(
    step.expr,
    (part) =>
      part.k === 'call' &&
      part.callee.k === 'member' &&
      /^(?:safeT|t)ransferFrom$/.test(part.callee.name) &&
      !!part.args[0] &&
      isCaller(part.args[0], step.frame),
  )

const isSelf = (expr: Expr): boolean =>
  someExpr(expr, (part) => part.k === 'id' && part.name === 'this') && !someExpr(expr, (part) => part.k === 'member')

/** A token whose transfers leave a part with the contract itself: what lies there was taken from holders for a purpose. */
const collects = perContract((contract) => {
  const token = tokenOf(contract)
  return (token?.moves ?? []).some((entry) =>
    balanceWrites(entry, token as TokenModel).some((write) =>
      write.place.path.some((key) => key.k === 'index' && key.expr && keyIsSelf(key.expr, key.frame)),
    ),
  )
})

/** The key is `address(this)`, also where a helper was handed it. */
function keyIsSelf(expr: Expr, frame: WriteAction['frame'], depth = 0): boolean {
  if (isSelf(expr)) return true
  const bound = expr.k === 'id' && frame.parent && depth < 8 ? frame.args.get(expr.name) : undefined
  return !!bound && !!frame.parent && keyIsSelf(bound, frame.parent, depth + 1)
}

/** In a contract that holds deposits: a privileged account names how much of a kept token goes out, or sends all of it. */
function* ownToken(contract: ContractSubject, entry: Entry): Iterable<Found> {
  if (!takesDeposits(contract)) return
  for (const call of kinds(entry, 'call')) {
    const [to, amount] = call.args
    if (!/^(?:safeT|t)ransfer$/.test(call.method) || call.kind !== 'method' || !to || !amount || entry.unasked(call)) continue
    const [target, size] = [sourcesOf(call.target, call.frame), sourcesOf(amount, call.frame)]
    const kept = [...target].some((source) => source.startsWith('state:')) && !target.has('param')
    const books = kinds(entry, 'write').some((write) => write.place.path.some((key) => key.k === 'index'))
    if (kept && !books && (size.has('param') || size.has('returned')))
      yield atAction(call, { message: `"${entry.fn.def.name}" sends out tokens that users may have brought.`, certainty: 'likely' })
  }
}

export const foreignBurn = sourceCheck({
  id: 'token-foreign-burn',
  title: 'A privileged account can destroy the tokens of others',
  severity: 'medium',
  category: 'rug_pull',
  explanation:
    'A privileged function lowers or sets the balance of an address that it is told. Nobody gets those tokens, but their holder has lost them, and the price of the others follows.',
  fix: 'Let holders burn their own tokens only.',
  references: ['OWASP SC01:2025'],
  *run(subject) {
    for (const contract of subject.contracts) {
      const token = tokenOf(contract)
      for (const entry of token ? contract.entries : []) {
        if (!token || entry.isConstructor || token.moves.includes(entry)) continue
        if (balanceWrites(entry, token).some((write) => direction(write) === 'up')) continue
        for (const write of foreignWrites(entry, token))
          yield atAction(write, { message: `"${entry.fn.def.name}" changes the balance of any holder.`, certainty: 'likely' })
      }
    }
  },
})
