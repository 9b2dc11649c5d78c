import { sourceCheck } from '../check.ts'
import { sourcesOf } from '../model/sources.ts'
import { someExpr } from '../model/walk.ts'
import { atAction, kinds } from './kit.ts'
import { balanceWrites, direction, tokenOf } from './token-model.ts'

export const privilegedDrain = sourceCheck({
  id: 'token-privileged-drain',
  title: 'A privileged account can take what the contract holds',
  severity: 'low',
  category: 'rug_pull',
  explanation: 'A privileged function moves tokens that it is told the address of out of the contract, or moves other people\'s balances. What users, pools or fees have put into the contract is at the mercy of one account.',
  fix: 'Exclude the tokens that users deposited, send only to a fixed treasury behind a timelock, and never touch foreign balances.',
  references: ['OWASP SC01:2025'],
  *run(subject) {
    for (const contract of subject.contracts) {
      const token = tokenOf(contract)
      for (const entry of contract.entries) {
        if (entry.isConstructor) continue
        for (const call of kinds(entry, 'call')) {
          const moves = call.kind === 'method' && /^(?:transfer|safeTransfer)$/.test(call.method) && call.args.length >= 2
          if (moves && !entry.unasked(call) && sourcesOf(call.target, call.frame).has('param'))
            yield atAction(call, { message: `"${entry.fn.def.name}" sends any token that the contract holds to where a privileged account wants it.`, certainty: 'likely' })
        }
        if (!token || token.moves.includes(entry)) continue
        for (const write of balanceWrites(entry, token)) {
          const key = write.place.path.find((one) => one.k === 'index')
          const foreign = key?.k === 'index' && key.expr && sourcesOf(key.expr, key.frame).has('param') && !sourcesOf(key.expr, key.frame).has('sender')
          const asked = write.conds.some((cond) => someExpr(cond.expr, (part) => part.k === 'index' && !!part.index && part.object.k === 'index'))
          if (foreign && direction(write) !== 'up' && !entry.unasked(write) && !asked)
            yield atAction(write, { message: `"${entry.fn.def.name}" changes the balance of any holder.`, certainty: 'likely', severity: 'medium' })
        }
      }
    }
  },
})
