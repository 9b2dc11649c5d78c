import { sourceCheck } from '../check.ts'
import { isCaller } from '../model/privilege.ts'
import { render } from '../model/render.ts'
import { sourcesOf } from '../model/sources.ts'
import { atAction, kinds, shows, spots } from './kit.ts'

const isPermit = (method: string): boolean => /^(?:permit|safePermit|selfPermit)$/.test(method)

export const permitMisuse = sourceCheck({
  id: 'permit-misuse',
  title: 'A permit is trusted to have happened',
  severity: 'high',
  category: 'signature',
  explanation:
    'permit on a token that has none can succeed and do nothing (wrapped ether answers any call), so the transfer behind it uses an allowance that the owner gave for something else. And a permit that somebody sends first makes the second one revert.',
  fix: 'Take tokens from msg.sender only; call permit in a try block and let the allowance decide.',
  references: ['SWC-121', 'OWASP SC01:2025'],
  *run(subject) {
    for (const { entry } of spots(subject)) {
      for (const permit of kinds(entry, 'call')) {
        const owner = permit.args[0]
        if (permit.kind !== 'method' || !isPermit(permit.method) || permit.args.length < 5 || !owner || !entry.unasked(permit)) continue
        const taking = kinds(entry, 'call').find(
          (call) => /^(?:safeT|t)ransferFrom$/.test(call.method) && call.args.length >= 3 && call.step.id >= permit.step.id,
        )
        if (!taking?.args[0]) continue
        const chosen = sourcesOf(permit.target, permit.frame).has('param')
        const stranger =
          !isCaller(taking.args[0], taking.frame) &&
          render(taking.args[0], taking.frame) === render(owner, permit.frame) &&
          sourcesOf(owner, permit.frame).has('param')
        const evidence = [shows('the tokens are taken here', taking)]
        if (chosen && stranger)
          yield atAction(permit, {
            message: 'The caller names both the token and the owner: the permit may have done nothing.',
            certainty: 'likely',
            evidence,
          })
        else if (permit.step.stmt?.k !== 'try')
          yield atAction(permit, {
            message: 'Somebody who sends this permit first makes the call revert.',
            certainty: 'possible',
            severity: 'low',
            evidence,
          })
      }
    }
  },
})
