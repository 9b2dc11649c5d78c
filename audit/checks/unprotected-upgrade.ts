import { sourceCheck } from '../check.ts'
import { eachExprIn, eachStmt } from '../model/walk.ts'
import { atHeader } from './kit.ts'

export const unprotectedUpgrade = sourceCheck({
  id: 'unprotected-upgrade',
  title: 'Anyone can exchange the code',
  severity: 'high',
  category: 'access_control',
  explanation:
    'The hook that decides who may upgrade (UUPS) lets everybody through: it has no condition. Anyone can install code that takes everything.',
  fix: 'Ask for the owner or a role in _authorizeUpgrade.',
  references: ['SWC-105', 'OWASP SC01:2025'],
  *run(subject) {
    const told = new Set<object>()
    for (const contract of subject.contracts) {
      if (contract.model.def.kind === 'abstract') continue
      const hook = contract.model.linear.flatMap((base) => base.own).find((fn) => fn.def.name === '_authorizeUpgrade' && fn.def.body)
      if (!hook || told.has(hook)) continue
      told.add(hook)
      let acts = false
      eachStmt(hook.def.body, (stmt) => {
        if (stmt.k === 'if' || stmt.k === 'revert' || stmt.k === 'assembly') acts = true
      })
      eachExprIn(hook.def.body, (expr) => {
        if (expr.k === 'call') acts = true
      })
      if (hook.def.modifiers.length === 0 && !acts)
        yield atHeader(hook, { message: '"_authorizeUpgrade" lets everybody upgrade.', certainty: 'certain' })
    }
  },
})
