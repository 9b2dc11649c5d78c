import { sourceCheck } from '../check.ts'
import { someExpr } from '../model/walk.ts'
import type { ContractSubject } from '../subject.ts'
import { kinds } from './kit.ts'

/** The contract forwards calls that it does not know to other code. */
const forwards = (contract: ContractSubject): boolean =>
  contract.entries.some(
    (entry) =>
      /^(?:fallback|receive)$/.test(entry.fn.def.kind) &&
      (kinds(entry, 'call').some((call) => call.kind === 'delegatecall') ||
        entry.flow.steps.some((step) => step.assembly && someExpr(step.expr, (part) => part.k === 'id' && part.name === 'delegatecall'))),
  )

export const proxyStorage = sourceCheck({
  id: 'proxy-storage-collision',
  title: 'The variables of the proxy lie where those of the logic are',
  severity: 'medium',
  category: 'uninitialised_storage',
  explanation:
    'A proxy runs the code of its logic on its own storage. Ordinary variables of the proxy take the first slots, which the logic uses for its own: writing a balance overwrites the address of the logic, or its owner.',
  fix: 'Keep the variables of the proxy in slots that are hashes (EIP-1967, ERC-7201), or let proxy and logic inherit the same storage contract first.',
  references: ['SWC-124', 'OWASP SC03:2025'],
  *run(subject) {
    for (const contract of subject.contracts) {
      if (!forwards(contract)) continue
      for (const base of contract.model.linear) {
        // A layout that the logic inherits too is shared on purpose.
        const shared = subject.contracts.some(
          (other) =>
            other !== contract &&
            !other.model.linear.includes(contract.model) &&
            !contract.model.linear.includes(other.model) &&
            other.model.linear.includes(base),
        )
        const first = base.def.members.find((member) => member.k === 'state' && !member.constant && !member.immutable)
        if (first?.k !== 'state' || shared) continue
        yield {
          file: base.file.path,
          span: { s: first.s, e: first.e },
          contract: contract.model.name,
          function: '',
          message: `"${first.name}" of the proxy lies in one of the first slots.`,
          certainty: 'likely',
        }
        break
      }
    }
  },
})
