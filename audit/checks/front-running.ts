import { type Found, sourceCheck } from '../check.ts'
import type { CallAction, WriteAction } from '../model/actions.ts'
import type { Cond } from '../model/flow.ts'
import { isCaller } from '../model/privilege.ts'
import { type Frame, typeOf } from '../model/scope.ts'
import { sourcesOf } from '../model/sources.ts'
import { locate } from '../model/storage.ts'
import { someExpr } from '../model/walk.ts'
import type { Expr, Span } from '../parse/ast.ts'
import type { ContractSubject, Entry } from '../subject.ts'
import { at, atAction, kinds, shows, spots } from './kit.ts'
import { gateVariables } from './ownership.ts'

/** Work is asked for: a hash, or a product of what the caller gives. */
const hashes = (expr: Expr): boolean =>
  someExpr(
    expr,
    (part) =>
      (part.k === 'call' && part.callee.k === 'id' && /^(?:keccak256|sha3|sha256|ripemd160)$/.test(part.callee.name)) ||
      (part.k === 'binary' && (part.op === '*' || part.op === '%' || part.op === '**') && part.left.k === 'id' && part.right.k === 'id'),
  )

/** Payments to the caller behind a secret that the same transaction reveals. */
function* puzzles(entry: Entry): Iterable<Found> {
  const rewards = entry.actions.filter(
    (action) =>
      (action.k === 'call' && action.value && isCaller(action.target, action.frame)) ||
      (action.k === 'write' && action.value && isCaller(action.value, action.frame)),
  )
  for (const reward of rewards) {
    if (reward.conds.some((cond) => isCommitted(cond))) continue
    for (const cond of reward.conds) {
      const sources = sourcesOf(cond.expr, cond.frame)
      if (!hashes(cond.expr) || !sources.has('param') || sources.has('sender') || !equality(cond.expr, cond.truth)) continue
      yield at(cond.frame, cond.expr, {
        message: 'The answer is visible before it is mined, so anyone can send the same answer first and be rewarded.',
        certainty: 'likely',
        evidence: [shows('the reward', reward)],
      })
    }
  }
}

/** The answer was filed before, as a hash that holds the caller: nobody can copy it now. */
function isCommitted({ expr, frame, truth }: Cond): boolean {
  const sources = sourcesOf(expr, frame)
  if (!hashes(expr) || !sources.has('param') || !equality(expr, truth)) return false
  return sources.has('sender') && [...sources].some((source) => source.startsWith('state:'))
}

const equality = (expr: Expr, truth: boolean): boolean => someExpr(expr, (part) => part.k === 'binary' && part.op === (truth ? '==' : '!='))

/** State that another function can change decides how much is paid, or to whom. */
function* payments(entry: Entry, contract: ContractSubject): Iterable<Found> {
  const roles = gateVariables(contract)
  for (const call of kinds(entry, 'call')) {
    if (!call.value || (call.kind !== 'send' && call.kind !== 'transfer' && call.kind !== 'call')) continue
    const amount = locate(call.value, call.frame)
    const receiver = isCaller(call.target, call.frame) ? undefined : locate(call.target, call.frame)
    for (const place of [amount, receiver]) {
      if (!place || place.path.length > 0 || roles.has(place.state.def.name)) continue
      const setter = otherWrite(contract, entry, place.state.def.name, call)
      if (setter)
        yield atAction(call, {
          message: `"${place.state.def.name}" can be changed by another transaction just before this payment.`,
          certainty: 'possible',
          evidence: [shows('it is changed here', setter)],
        })
    }
  }
}

function otherWrite(contract: ContractSubject, entry: Entry, name: string, call: CallAction): WriteAction | undefined {
  for (const other of contract.entries) {
    if (other === entry || other.isConstructor) continue
    for (const write of kinds(other, 'write')) {
      // what grows by payments and shrinks by payouts is a till and no price
      if (write.place.state.def.name !== name || !write.value || write.op !== '=') continue
      const sources = sourcesOf(write.value, write.frame)
      const priced = sources.has('param') || sources.has('value') || sources.has('sender')
      // a role is meant to be set; what matters is a price, a prize or a winner that the payer or payee relies on
      if (priced && (entry.anyone(call) || other.anyone(write)) && (other.anyone(write) || sources.has('value'))) return write
    }
  }
  return undefined
}

/** Moves of players that are stored as they are, in a game that pays by what several of them said. */
function* openMoves(contract: ContractSubject): Iterable<Found> {
  const moves = contract.entries.flatMap((entry) =>
    entry.isConstructor ? [] : kinds(entry, 'write').filter((write) => entry.anyone(write) && pays(entry) && isMove(write)),
  )
  for (const write of moves) {
    const name = write.place.state.def.name
    if (contract.entries.some((entry) => decides(entry, name)))
      yield at(
        write.frame,
        { s: write.frame.fn.def.s, e: write.expr.e },
        {
          message: `"${name}" keeps the move of each player for all to see, so the last one chooses how the game ends.`,
          certainty: 'likely',
          evidence: [shows('the move is stored here', write)],
        },
      )
  }
}

/** Ether comes in with the call. */
const pays = (entry: Entry): boolean => entry.fn.def.mutability === 'payable'

/** A plain number of the caller's choice is filed under a running number, beside the caller. */
function isMove(write: WriteAction): boolean {
  const key = write.place.path.find((one) => one.k === 'index')
  const sources = sourcesOf(write.value, write.frame)
  const filed =
    write.op === 'push' ||
    (key?.k === 'index' && !!key.expr && [...sourcesOf(key.expr, key.frame)].every((one) => one.startsWith('state:')))
  if (!filed || !sources.has('param')) return false
  return write.value !== undefined && someExpr(write.value, (part) => part.k === 'id' && isNumber(part, write.frame))
}

const isNumber = (expr: Expr, frame: Frame): boolean => {
  const type = typeOf(expr, frame)
  return sourcesOf(expr, frame).has('param') && type?.k === 'elementary' && /^u?int/.test(type.name)
}

/** A remainder or a sum over several of the stored moves chooses who is paid. */
const decides = (entry: Entry, name: string): boolean =>
  kinds(entry, 'call').some((call) => {
    if (!call.value) return false
    const asked = [call.target, ...call.conds.map((cond) => cond.expr)]
    const frames = [call.frame, ...call.conds.map((cond) => cond.frame)]
    return asked.some((expr, index) => computed(expr, frames[index] as Frame, name, 0))
  })

/** The place or condition hangs on arithmetic over the variable, looked up through locals. */
function computed(expr: Expr, frame: Frame, name: string, depth: number): boolean {
  return someExpr(expr, (part) => {
    if (part.k === 'binary' && /^[%+]$/.test(part.op) && sourcesOf(part, frame).has(`state:${name}`)) return true
    const values = part.k === 'id' && depth < 4 ? (frame.fn.locals.get(part.name)?.values ?? []) : []
    return values.some((value) => computed(value.expr, frame, name, depth + 1))
  })
}

export const transactionOrder = sourceCheck({
  id: 'transaction-order',
  title: 'The outcome depends on the order of transactions',
  severity: 'medium',
  category: 'front_running',
  explanation:
    'Pending transactions are public. Whoever sees one can have another mined before it: copy a solution, raise or empty a reward, become the winner that is about to be paid.',
  fix: 'Let users commit to a hash of their answer and address first, and pass the value they expect as an argument that the function checks.',
  references: ['SWC-114', 'OWASP SC04:2025'],
  *run(subject) {
    for (const contract of subject.contracts) yield* openMoves(contract)
    for (const { contract, entry } of spots(subject)) {
      if (entry.isConstructor) continue
      yield* puzzles(entry)
      yield* payments(entry, contract)
    }
  },
})

/** allowance[msg.sender][spender] = amount, whatever the names. */
const isApproval = (write: WriteAction, entry: Entry): boolean => {
  const keys = write.place.path.filter((key) => key.k === 'index')
  const [first, second] = keys
  if (keys.length !== 2 || first?.k !== 'index' || second?.k !== 'index' || !first.expr || !second.expr || write.op !== '=' || !write.value)
    return false
  if (!isCaller(first.expr, first.frame) || !sourcesOf(second.expr, second.frame).has('param')) return false
  return write.value.k === 'id' && sourcesOf(write.value, write.frame).has('param') && entry.fn.def.params.length === 2 && !asksOld(write)
}

/** The race is closed where a nonzero allowance must be set to zero first. */
const asksOld = (write: WriteAction): boolean =>
  write.conds.some((cond) => someExpr(cond.expr, (part) => locate(part, cond.frame)?.state === write.place.state))

const rootOf = (frame: Frame): Frame => (frame.parent ? rootOf(frame.parent) : frame)

/** The function as a whole, up to the write where that is its own. */
const approvalSpan = (write: WriteAction, entry: Entry): Span => ({
  s: entry.fn.def.s,
  e: write.frame.fn === entry.fn ? write.expr.e : entry.fn.def.header,
})

export const approveRace = sourceCheck({
  id: 'approve-race',
  title: 'A changed allowance can be used twice',
  severity: 'info',
  category: 'front_running',
  explanation:
    'Setting an allowance from one amount to another lets the spender use the old one just before the change and the new one after it. This is how ERC-20 defines approve; wallets work around it.',
  fix: 'Offer increaseAllowance and decreaseAllowance, or require the old allowance to be zero.',
  references: ['SWC-114'],
  *run(subject) {
    for (const { entry } of spots(subject)) {
      if (entry.isConstructor) continue
      for (const write of kinds(entry, 'write')) {
        if (isApproval(write, entry))
          yield at(rootOf(write.frame), approvalSpan(write, entry), {
            message: 'An allowance is replaced without regard to what is left of it.',
            certainty: 'certain',
            severity: entry.fn.owner.minor < 5 ? 'low' : 'info',
            evidence: [shows('it is replaced here', write)],
          })
      }
    }
  },
})
