import type { WriteAction } from '../model/actions.ts'
import { rootFrame } from '../model/scope.ts'
import { sourcesOf } from '../model/sources.ts'
import { locate } from '../model/storage.ts'
import { eachStmt, someExpr } from '../model/walk.ts'
import type { Expr } from '../parse/ast.ts'
import type { ContractSubject, Entry } from '../subject.ts'
import { kinds } from './kit.ts'
import { arithmeticOf } from './library-math.ts'
import { isZeroed } from './token-zero.ts'

/** What of a contract behaves as a token. Only the names that the ERC standards fix are looked at. */
export interface TokenModel {
  /** State variables in which balances are kept: what balanceOf returns, looked up by an address. */
  balances: ReadonlySet<string>
  /** Field of the record in which the balance is kept, for ledgers of records. */
  fields: ReadonlyMap<string, string>
  /** transfer, transferFrom and what else the standards (ERC-20, 721, 777, 1155, 1363, 3009) move tokens with. */
  moves: readonly Entry[]
}

const known = new WeakMap<ContractSubject, TokenModel | undefined>()

/** The token that a contract is, or undefined. */
export function tokenOf(contract: ContractSubject): TokenModel | undefined {
  if (!known.has(contract)) known.set(contract, build(contract))
  return known.get(contract)
}

function build(contract: ContractSubject): TokenModel | undefined {
  const balances = new Set<string>()
  const fields = new Map<string, string>()
  const getter = contract.entries.find((entry) => entry.fn.def.name === 'balanceOf' && /^[12]$/.test(String(entry.fn.def.params.length)))
  if (getter) {
    const frame = rootFrame(getter.fn, contract.model, contract.project)
    eachStmt(getter.fn.def.body, (stmt) => {
      if (stmt.k !== 'return') return
      const place = stmt.value && locate(stmt.value, frame)
      const last = place?.path.at(-1)
      if (place && last?.k === 'field') fields.set(place.state.def.name, last.name)
      for (const source of sourcesOf(stmt.value, frame))
        if (source.startsWith('state:') && isLedger(contract, source.slice(6))) balances.add(source.slice(6))
    })
  }
  if (contract.model.state.get('balanceOf')?.def.type.k === 'mapping') balances.add('balanceOf')
  const moves = contract.entries.filter(
    (entry) =>
      /^(?:transfer|transferFrom|safeTransferFrom|transferAndCall|transferFromAndCall|(?:transfer|receive)WithAuthorization|send|operatorSend)$/.test(
        entry.fn.def.name,
      ) && entry.fn.def.params.length >= 2,
  )
  // a ledger that no transfer changes is no token that anyone could sell
  const moving = moves.some((entry) => kinds(entry, 'write').some((write) => balances.has(write.place.state.def.name)))
  return balances.size > 0 && moving ? { balances, fields, moves } : undefined
}

/** mapping(address => …uint or struct), or one of these for each kind of token (ERC-1155). */
function isLedger(contract: ContractSubject, name: string): boolean {
  const outer = contract.model.state.get(name)?.def.type
  const perKind = outer?.k === 'mapping' && outer.key.k === 'elementary' && /^uint/.test(outer.key.name) && outer.value.k === 'mapping'
  const type = perKind ? outer.value : outer
  return (
    type?.k === 'mapping' &&
    type.key.k === 'elementary' &&
    type.key.name === 'address' &&
    !(type.value.k === 'elementary' && type.value.name === 'bool') &&
    type.value.k !== 'mapping'
  )
}

/** How a write changes a balance. */
export function direction(write: WriteAction): 'up' | 'down' | 'set' {
  if (write.op === '+=' || write.op === '++') return 'up'
  if (write.op === '-=' || write.op === '--' || write.op === 'delete' || isZeroed(write)) return 'down'
  const own = (expr: Parameters<typeof someExpr>[0]): boolean =>
    someExpr(expr, (part) => locate(part, write.frame)?.state === write.place.state)
  const value = write.value
  if (value?.k === 'binary' && own(value)) return value.op === '-' ? 'down' : 'up'
  if (value?.k === 'call') return grows(value, write)
  if (value?.k === 'binary' && value.op === '-') return 'down'
  return 'set'
}

/** Library arithmetic by what it computes: a body that subtracts goes down. */
function grows(value: Expr, write: WriteAction): 'up' | 'down' | 'set' {
  if (arithmeticOf(value, write.frame)?.op === '-') return 'down'
  return write.value && sourcesOf(write.value, write.frame).has(`state:${write.place.state.def.name}`) ? 'up' : 'set'
}

/** Writes of the entry that touch a balance; those of another field of the same record do not. */
export const balanceWrites = (entry: Entry, token: TokenModel): WriteAction[] =>
  kinds(entry, 'write').filter((write) => {
    const { state, path } = write.place
    if (!token.balances.has(state.def.name)) return false
    const [last, field] = [path.at(-1), token.fields.get(state.def.name)]
    return last?.k !== 'field' || field === undefined || last.name === field
  })
