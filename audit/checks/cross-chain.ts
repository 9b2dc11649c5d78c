import { sourceCheck } from '../check.ts'
import type { WriteAction } from '../model/actions.ts'
import { sourcesOf } from '../model/sources.ts'
import { someExpr } from '../model/walk.ts'
import type { Expr } from '../parse/ast.ts'
import type { Entry } from '../subject.ts'
import { atHeader, spots } from './kit.ts'

/** Functions by which bridges deliver messages, by their public interfaces, and which parameters name the sender on the other chain. */
const RECEIVERS: Readonly<Record<string, readonly number[]>> = {
  lzReceive: [0, 1],
  _lzReceive: [0],
  sgReceive: [0, 1],
  ccipReceive: [0],
  _ccipReceive: [0],
  handle: [0, 1],
  xReceive: [3, 4],
  anyExecute: [0],
  receiveWormholeMessages: [2, 3],
  onOFTReceived: [0, 1],
  executeMessage: [0],
  processMessageFromRoot: [1],
  onStateReceive: [1],
  wormholeReceive: [0],
}

/** Parameters that some condition before an effect looks at. */
function tested(entry: Entry): ReadonlySet<string> {
  const names = new Set<string>()
  for (const step of entry.flow.steps)
    for (const cond of step.conds)
      for (const param of entry.fn.def.params) if (param.name && mentions(cond.expr, param.name)) names.add(param.name)
  return names
}

const mentions = (expr: Expr, name: string): boolean => someExpr(expr, (part) => part.k === 'id' && part.name === name)

/** A lock is taken before anything is asked. */
const setsLock = (write: WriteAction): boolean =>
  write.place.path.length === 0 && [...sourcesOf(write.value, write.frame)].every((source) => source.startsWith('state:'))

export const crossChain = sourceCheck({
  id: 'cross-chain-sender',
  title: 'A message from another chain is believed whoever sent it',
  severity: 'high',
  category: 'access_control',
  explanation:
    'The function takes what a bridge delivers. It must know two things: that the bridge itself calls it, and that the sender on the other chain is the one it trusts. Otherwise anyone writes the message.',
  fix: 'Compare the caller with the endpoint, and the source chain and sender with the trusted ones, before anything else.',
  references: ['OWASP SC01:2025', 'OWASP SC04:2025'],
  *run(subject) {
    for (const { entry } of spots(subject)) {
      const { name, params } = entry.fn.def
      const places = Object.hasOwn(RECEIVERS, name) ? RECEIVERS[name] : undefined
      if (!places || params.length < 2) continue
      const effects = entry.actions.filter(
        (action) =>
          (action.k === 'write' && !setsLock(action)) || action.k === 'destroy' || (action.k === 'call' && action.kind !== 'staticcall'),
      )
      if (effects.length === 0) continue
      const open = effects.some((action) => entry.unasked(action))
      const looked = tested(entry)
      const named = places.flatMap((at) => params[at]?.name ?? [])
      const checked =
        named.some((param) => looked.has(param)) ||
        entry.flow.steps.some((step) => step.conds.some((cond) => named.length === 0 && sourcesOf(cond.expr, cond.frame).has('param')))
      if (open) yield atHeader(entry.fn, { message: `Anyone can call "${name}" and deliver a message of their own.`, certainty: 'likely' })
      else if (!checked)
        yield atHeader(entry.fn, {
          message: `"${name}" does not look at who sent the message on the other chain.`,
          certainty: 'likely',
          severity: 'medium',
        })
    }
  },
})
