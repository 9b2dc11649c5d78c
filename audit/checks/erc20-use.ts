import { sourceCheck } from '../check.ts'
import type { CallAction } from '../model/actions.ts'
import { isCaller } from '../model/privilege.ts'
import { render } from '../model/render.ts'
import { globalName, typeOf } from '../model/scope.ts'
import { sourcesOf } from '../model/sources.ts'
import { someExpr } from '../model/walk.ts'
import type { Expr } from '../parse/ast.ts'
import { at, atAction, atHeader, calls, kinds, spots } from './kit.ts'

const moves = (call: CallAction): boolean =>
  call.kind === 'method' &&
  ((call.method === 'transfer' && call.args.length === 2) || (call.method === 'transferFrom' && call.args.length === 3))

/** Declared without a result (an NFT, or an old token): there is nothing to look at. */
function answersNothing(call: CallAction): boolean {
  const type = typeOf(call.target, call.frame)
  const contract = type?.k === 'user' ? call.frame.project.find(type.name, call.frame.fn.owner.file) : undefined
  const method = contract?.linear
    .flatMap((base) => base.own)
    .find((fn) => fn.def.name === call.method && fn.def.params.length === call.args.length)
  return method?.def.returns.length === 0
}

export const uncheckedTransfer = sourceCheck({
  id: 'unchecked-token-transfer',
  title: 'The answer of a token transfer is ignored',
  severity: 'medium',
  category: 'defi',
  explanation:
    'Some tokens answer false instead of reverting. When nobody looks, the books say that tokens came or went although none moved.',
  fix: 'Use SafeERC20, or require the result.',
  references: ['SWC-104', 'OWASP SC06:2025'],
  *run(subject) {
    for (const { entry, call } of calls(subject))
      if (moves(call) && !call.used && !answersNothing(call))
        yield atAction(call, {
          message: `The result of "${call.method}" is ignored.`,
          certainty: 'likely',
          severity: entry.unasked(call) ? 'medium' : 'low',
        })
  },
})

export const arbitraryFrom = sourceCheck({
  id: 'arbitrary-from',
  title: 'Anyone can move tokens that others approved',
  severity: 'high',
  category: 'defi',
  explanation:
    'transferFrom takes the tokens of an address that the caller names. Everyone who has approved this contract can be emptied by anyone.',
  fix: 'Take tokens from msg.sender only.',
  references: ['OWASP SC01:2025'],
  *run(subject) {
    for (const { entry, call } of calls(subject)) {
      const [from, to] = call.args
      if (!moves(call) || call.method !== 'transferFrom' || !from || !to || !entry.unasked(call) || isCaller(from, call.frame)) continue
      const sources = sourcesOf(from, call.frame)
      if (sources.has('param') && !sources.has('sender') && !call.conds.some((cond) => sourcesOf(cond.expr, cond.frame).has('sender')))
        yield atAction(call, { message: 'The tokens are taken from an address that the caller names.', certainty: 'likely' })
    }
  },
})

export const noSlippage = sourceCheck({
  id: 'no-slippage-limit',
  title: 'A swap takes whatever it gets',
  severity: 'medium',
  category: 'defi',
  explanation: 'The swap asks for at least zero tokens. Whoever sees it can move the price first and take the difference.',
  fix: 'Let the caller pass the least amount, computed off chain.',
  references: ['OWASP SC04:2025'],
  *run(subject) {
    for (const { call } of calls(subject)) {
      const limit = /^swapExact(?:Tokens|ETH)/.test(call.method) ? call.args[call.method.startsWith('swapExactETH') ? 0 : 1] : undefined
      if (limit && /^\(?(?:0|0x0+)\)?$/.test(render(limit, call.frame)))
        yield atAction(call, { message: 'The least amount out is zero.', certainty: 'certain' })
    }
  },
})

const readsPool = (part: Expr): boolean =>
  part.k === 'call' && part.callee.k === 'member' && /^(?:getReserves|slot0)$/.test(part.callee.name)

export const spotPrice = sourceCheck({
  id: 'spot-price',
  title: 'A price is read from a pool of the moment',
  severity: 'medium',
  category: 'defi',
  explanation:
    'Reserves and the current tick of a pool can be moved within one transaction with borrowed money. A loan, mint or payout that is sized by them can be had at any price.',
  fix: 'Use a time-weighted price or an oracle with a staleness check.',
  references: ['OWASP SC02:2025', 'OWASP SC07:2025'],
  *run(subject) {
    for (const { entry } of spots(subject)) {
      for (const step of entry.flow.steps) {
        if (!someExpr(step.expr, readsPool)) continue
        const acts = entry.actions.some(
          (action) => action.step.id > step.id && (action.k === 'write' || (action.k === 'call' && action.kind !== 'staticcall')),
        )
        const prices = entry.flow.steps.some(
          (other) => other.id > step.id && someExpr(other.expr, (part) => part.k === 'binary' && /^[*/]$/.test(part.op)),
        )
        if (step.expr && acts && prices)
          yield at(step.frame, step.expr, { message: 'Reserves of the moment size what follows.', certainty: 'possible' })
      }
    }
  },
})

export const valueInLoop = sourceCheck({
  id: 'value-in-loop',
  title: 'The same ether is counted in every round',
  severity: 'medium',
  category: 'defi',
  explanation: 'msg.value does not shrink while a loop runs. A loop that credits it credits one payment many times.',
  fix: 'Keep what is left of msg.value in a local variable.',
  references: ['OWASP SC03:2025'],
  *run(subject) {
    for (const { entry } of spots(subject)) {
      for (const write of kinds(entry, 'write'))
        if (write.step.loops.length > 0 && write.value && someExpr(write.value, (part) => globalName(part) === 'msg.value'))
          yield atAction(write, { message: 'msg.value is credited in a loop.', certainty: 'likely' })
    }
  },
})

export const lockedEther = sourceCheck({
  id: 'locked-ether',
  title: 'Ether goes in and never comes out',
  severity: 'low',
  category: 'quality',
  explanation: 'The contract accepts ether but has no function that sends any. What is paid in is lost.',
  fix: 'Add a way out, or do not mark functions payable.',
  references: ['SWC-132'],
  *run(subject) {
    for (const contract of subject.contracts) {
      if (contract.model.incomplete || contract.model.def.kind !== 'contract') continue
      const way = contract.entries.some(
        (entry) =>
          entry.flow.truncated ||
          entry.flow.steps.some((step) => step.assembly) ||
          entry.actions.some(
            (action) =>
              action.k === 'destroy' ||
              (action.k === 'call' && (action.value !== undefined || /^(?:delegatecall|callcode|create)$/.test(action.kind))),
          ),
      )
      const payable = contract.entries.find(
        (entry) =>
          entry.fn.def.mutability === 'payable' &&
          !entry.isConstructor &&
          !entry.flow.steps.some((step) => step.kind === 'revert' && step.conds.length === 0),
      )
      if (payable && !way)
        yield atHeader(payable.fn, { message: `"${contract.model.name}" takes ether and cannot send any.`, certainty: 'likely' })
    }
  },
})

export const shortAddress = sourceCheck({
  id: 'short-address',
  title: 'A short address shifts the amount',
  severity: 'info',
  category: 'short_addresses',
  explanation:
    "Before Solidity 0.5 call data that was too short was padded with zeros. An address whose last byte is left out makes the amount behind it 256 times larger, if the sender's software does not check addresses.",
  fix: 'Compile with 0.5 or later, or require the length of msg.data.',
  references: ['SWC-102'],
  *run(subject) {
    for (const { contract, entry } of spots(subject)) {
      const [first, second] = entry.fn.def.params.map((param) => (param.type?.k === 'elementary' ? param.type.name : ''))
      if (contract.model.minor >= 5 || first !== 'address' || !second?.startsWith('uint') || entry.isConstructor) continue
      const measured = entry.flow.steps.some((step) =>
        someExpr(step.expr, (part) => part.k === 'member' && part.name === 'length' && globalName(part.object) === 'msg.data'),
      )
      const moved = kinds(entry, 'write').some((write) =>
        write.place.path.some((key) => key.k === 'index' && key.expr && isCaller(key.expr, key.frame)),
      )
      if (!measured && moved)
        yield atHeader(entry.fn, { message: `"${entry.fn.def.name}" does not check the length of its call data.`, certainty: 'possible' })
    }
  },
})
