import { sourceCheck } from '../check.ts'
import { isCaller } from '../model/privilege.ts'
import { render } from '../model/render.ts'
import { sourcesOf } from '../model/sources.ts'
import { atAction, kinds, shows, spots } from './kit.ts'
import { direction } from './token-model.ts'

export const feeOnTransfer = sourceCheck({
  id: 'fee-on-transfer',
  title: 'What was sent is credited, not what arrived',
  severity: 'low',
  category: 'defi',
  explanation:
    'The contract takes tokens of a kind that the caller chooses and credits the amount that it asked for. A token that keeps a fee or whose balances change delivers less, and the last ones to withdraw find the pot empty.',
  fix: 'Credit the difference of the own balance after and before, or admit known tokens only.',
  references: ['OWASP SC03:2025', 'OWASP SC04:2025'],
  *run(subject) {
    for (const { entry } of spots(subject)) {
      if (entry.isConstructor) continue
      for (const call of kinds(entry, 'call')) {
        const [from, to, amount] = call.args
        if (!/^(?:safeT|t)ransferFrom$/.test(call.method) || !from || !to || !amount || !isCaller(from, call.frame)) continue
        const chosen = sourcesOf(call.target, call.frame)
        if (render(to, call.frame) !== 'this' || !chosen.has('param')) continue
        const sent = render(amount, call.frame)
        const credit = kinds(entry, 'write').find(
          (write) =>
            write.value &&
            direction(write) !== 'down' &&
            write.place.path.some((key) => key.k === 'index') &&
            credited(write.value, sent, write.frame),
        )
        if (credit)
          yield atAction(credit, {
            message: 'The amount that was asked for is credited, whatever arrived.',
            certainty: 'likely',
            evidence: [shows('the tokens are taken here', call)],
          })
      }
    }
  },
})

/** `+= amount`, or `= … + amount`: the very amount, not something computed from what arrived. */
function credited(value: Parameters<typeof render>[0], sent: string, frame: Parameters<typeof render>[1]): boolean {
  if (!/^0:\w+$/.test(sent)) return false
  const parts = value.k === 'binary' && value.op === '+' ? [value.left, value.right] : [value]
  return parts.some((part) => render(part, frame) === sent)
}
