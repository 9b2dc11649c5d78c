import { sourceCheck } from '../check.ts'
import { isCaller } from '../model/privilege.ts'
import { sourcesOf } from '../model/sources.ts'
import { atAction, kinds, shows, spots } from './kit.ts'
import { direction } from './token-model.ts'

export const governanceNow = sourceCheck({
  id: 'governance-by-balance',
  title: 'Votes count what the voter holds at the moment',
  severity: 'high',
  category: 'defi',
  explanation:
    'The weight of a vote is the balance that a token answers now. With a flash loan anyone has the majority for one transaction, and tokens that move on can vote again from the next account.',
  fix: 'Count past votes at a block before the proposal (getPastVotes), or lock the tokens while they vote.',
  references: ['OWASP SC07:2025', 'OWASP SC03:2025'],
  *run(subject) {
    for (const { entry } of spots(subject)) {
      if (entry.isConstructor) continue
      const weighed = kinds(entry, 'call').find(
        (call) =>
          /^(?:balanceOf|getVotes|getCurrentVotes|votingPower)$/.test(call.method) &&
          call.args.length === 1 &&
          !!call.args[0] &&
          isCaller(call.args[0], call.frame),
      )
      if (!weighed) continue
      // Locking the tokens while they vote is an answer.
      if (kinds(entry, 'call').some((call) => /^(?:safeT|t)ransferFrom$/.test(call.method))) continue
      const count = kinds(entry, 'write').find((write) => {
        const key = write.place.path.find((one) => one.k === 'index')
        const proposal = key?.k === 'index' && key.expr && sourcesOf(key.expr, key.frame).has('param') && !isCaller(key.expr, key.frame)
        return proposal && direction(write) === 'up' && write.value && sourcesOf(write.value, write.frame).has('returned')
      })
      if (count)
        yield atAction(count, {
          message: `"${entry.fn.def.name}" adds the caller's balance of the moment to a count.`,
          certainty: 'likely',
          evidence: [shows('the balance is asked for here', weighed)],
        })
    }
  },
})
