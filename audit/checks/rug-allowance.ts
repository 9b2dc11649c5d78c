import { type Found, sourceCheck } from '../check.ts'
import type { WriteAction } from '../model/actions.ts'
import type { Cond } from '../model/flow.ts'
import { gatesOf, isCaller } from '../model/privilege.ts'
import { typeOf } from '../model/scope.ts'
import { sourcesOf } from '../model/sources.ts'
import { locate } from '../model/storage.ts'
import { someExpr } from '../model/walk.ts'
import type { ContractSubject, Entry } from '../subject.ts'
import { atAction, kinds, shows } from './kit.ts'
import { balanceWrites, direction, type TokenModel, tokenOf } from './token-model.ts'

/** mapping(address => mapping(address => uint)): who may spend how much of whose tokens. */
const allowances = (contract: ContractSubject): string[] =>
  [...contract.model.state.values()].flatMap(({ def }) => {
    const inner =
      def.type.k === 'mapping' && def.type.key.k === 'elementary' && def.type.key.name === 'address' ? def.type.value : undefined
    const amount = inner?.k === 'mapping' && inner.key.k === 'elementary' && inner.key.name === 'address' ? inner.value : undefined
    return amount?.k === 'elementary' && /^uint/.test(amount.name) ? [def.name] : []
  })

const keyOf = (write: WriteAction) => {
  const key = write.place.path.find((one) => one.k === 'index')
  return key?.k === 'index' && key.expr ? { expr: key.expr, frame: key.frame } : undefined
}

/** The balance of somebody whom the caller names goes down. */
const foreign = (write: WriteAction): boolean => {
  const key = keyOf(write)
  const sources = key && sourcesOf(key.expr, key.frame)
  return direction(write) !== 'up' && !!sources && sources.has('param') && !sources.has('sender')
}

const asksLedger = (cond: Cond, ledgers: readonly string[]): boolean => {
  const sources = sourcesOf(cond.expr, cond.frame)
  return ledgers.some((name) => sources.has(`state:${name}`))
}

/** `if (from != msg.sender)`: who moves his own tokens needs no allowance. */
const asksWhose = (cond: Cond): boolean =>
  someExpr(cond.expr, (part) => {
    if (part.k !== 'binary' || !/^[!=]=$/.test(part.op)) return false
    const [one, other] = isCaller(part.left, cond.frame) ? [part.left, part.right] : [part.right, part.left]
    return isCaller(one, cond.frame) && sourcesOf(other, cond.frame).has('param')
  })

/** How transferFrom treats the allowance before it takes: always asked, left out for some callers, or never asked. */
function treats(taken: WriteAction, entry: Entry, ledgers: readonly string[]): 'asked' | 'spared' | 'never' {
  if (taken.conds.some((cond) => asksLedger(cond, ledgers))) return 'asked'
  const spent = kinds(entry, 'write').filter((write) => ledgers.includes(write.place.state.def.name))
  const always = spent.some((write) =>
    write.conds.every((cond) => taken.conds.includes(cond) || asksLedger(cond, ledgers) || asksWhose(cond) || cond.how !== 'branch'),
  )
  if (always) return 'asked'
  return spent.length > 0 ? 'spared' : 'never'
}

function* taking(token: TokenModel, ledgers: readonly string[]): Iterable<Found> {
  for (const entry of token.moves) {
    if (entry.fn.def.name !== 'transferFrom' || entry.fn.def.params.length !== 3 || entry.flow.truncated) continue
    const taken = balanceWrites(entry, token).find(foreign)
    if (!taken) continue
    const how = treats(taken, entry, ledgers)
    if (how === 'never')
      yield atAction(taken, {
        message: 'Tokens are taken from a holder without a look at the allowance.',
        certainty: 'likely',
        severity: 'high',
      })
    const role = how === 'spared' ? exempt(entry, ledgers) : undefined
    if (role)
      yield atAction(taken, {
        message: 'Tokens of any holder can be taken without allowance by chosen callers.',
        certainty: 'likely',
        ...role,
      })
  }
}

/** The branch that decides whether the allowance is asked compares the caller with something stored. */
function exempt(entry: Entry, ledgers: readonly string[]): Pick<Found, 'evidence'> | undefined {
  for (const write of kinds(entry, 'write')) {
    if (!ledgers.includes(write.place.state.def.name)) continue
    const cond = write.conds.find((one) => one.how === 'branch' && asksRole(one))
    if (cond) return { evidence: [shows('callers that this lets by need no allowance', cond)] }
  }
  return undefined
}

/** The caller is one that is stored, or on a list. */
const asksRole = ({ expr, frame }: Cond): boolean =>
  someExpr(expr, (part) => {
    if (part.k === 'binary' && /^[!=]=$/.test(part.op)) {
      const other = isCaller(part.left, frame) ? part.right : isCaller(part.right, frame) ? part.left : undefined
      return other !== undefined && [...sourcesOf(other, frame)].some((source) => source.startsWith('state:'))
    }
    const place = part.k === 'index' ? locate(part, frame) : undefined
    const type = place && typeOf(part, frame)
    return (
      type?.k === 'elementary' &&
      type.name === 'bool' &&
      place?.path.some((key) => key.k === 'index' && key.expr && isCaller(key.expr, key.frame)) === true
    )
  })

/** An allowance over the tokens of an address that the caller names is raised, not by that holder's signature. */
function* granting(contract: ContractSubject, token: TokenModel, ledgers: readonly string[]): Iterable<Found> {
  for (const entry of contract.entries) {
    if (entry.isConstructor || token.moves.includes(entry)) continue
    for (const write of kinds(entry, 'write')) {
      if (!ledgers.includes(write.place.state.def.name) || !foreignKey(write) || direction(write) === 'down') continue
      if (gatesOf(write.conds).some((gate) => gate.k === 'signature') || spends(write)) continue
      const open = entry.unasked(write)
      yield atAction(write, {
        message: `"${entry.fn.def.name}" lets ${open ? 'anyone' : 'a privileged account'} allow the spending of any holder's tokens.`,
        certainty: 'likely',
        severity: open ? 'high' : 'medium',
      })
    }
  }
}

const foreignKey = (write: WriteAction): boolean => {
  const key = keyOf(write)
  const sources = key && sourcesOf(key.expr, key.frame)
  return !!sources && sources.has('param') && ![...sources].some((source) => source === 'sender' || source.startsWith('state:'))
}

/** What is stored is what was left of the allowance before. */
const spends = (write: WriteAction): boolean =>
  !!write.value && sourcesOf(write.value, write.frame).has(`state:${write.place.state.def.name}`)

export const allowanceBypass = sourceCheck({
  id: 'token-allowance-bypass',
  title: 'Tokens can be taken without the consent of their holder',
  severity: 'medium',
  category: 'rug_pull',
  explanation:
    'transferFrom takes the tokens of a holder although no allowance was asked or used up, for everybody or for chosen callers, or an allowance is written by somebody who is not the holder.',
  fix: 'Ask for and lower the allowance on every path, and let only holders (or their signatures) set it.',
  references: ['OWASP SC01:2025'],
  *run(subject) {
    for (const contract of subject.contracts) {
      const token = tokenOf(contract)
      const ledgers = token ? allowances(contract) : []
      if (!token || ledgers.length === 0) continue
      yield* taking(token, ledgers)
      yield* granting(contract, token, ledgers)
    }
  },
})
