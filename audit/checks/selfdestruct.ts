import { sourceCheck } from '../check.ts'
import { at, kinds, spots } from './kit.ts'

export const unprotectedSelfdestruct = sourceCheck({
  id: 'unprotected-selfdestruct',
  title: 'Anyone can destroy the contract',
  severity: 'high',
  category: 'access_control',
  explanation:
    'selfdestruct sends all ether to the given address and, before the Cancun upgrade, removes the code. No condition here compares the caller with anything that only the owner can set.',
  fix: 'Remove selfdestruct, or let only a trusted role reach it.',
  references: ['SWC-106', 'OWASP SC01:2025'],
  *run(subject) {
    for (const { entry } of spots(subject)) {
      if (entry.isConstructor || entry.fn.owner.def.kind === 'library') continue
      for (const destroy of kinds(entry, 'destroy'))
        if (entry.anyone(destroy)) {
          const span = { s: destroy.frame.fn.def.s, e: destroy.expr.e }
          const taken = !entry.unasked(destroy)
          const how = taken ? ', after taking the role that guards it' : ''
          yield at(destroy.frame, span, {
            message: `Anyone can reach selfdestruct through "${entry.fn.def.name || entry.fn.def.kind}"${how}.`,
            certainty: taken ? 'possible' : 'likely',
          })
        }
    }
  },
})
