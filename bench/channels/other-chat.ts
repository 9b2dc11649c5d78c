import { gate, run } from '../../adapters/telegram/running.case.ts'

/** Milliseconds from a message to its acknowledgement while a turn of another chat hangs, for each of `rounds`. */
export async function otherChatDelays(rounds: number): Promise<number[]> {
  const slow = gate()
  const running = await run({
    factor: 1,
    kit: { rates: false },
    answer: async ({ text }) => {
      if (text === 'slow') await slow.promise
      return [{ kind: 'text', parts: ['done'] }]
    },
  })
  const { kit, bot } = running
  try {
    const [ann, bob] = [kit.user('Ann'), kit.user('Bob')]
    kit.say(kit.direct(ann, bot), ann, 'slow')
    await kit.until(() => kit.pending(bot) === 0, 'the slow question is taken')
    const delays: number[] = []
    for (let round = 0; round < rounds; round += 1) {
      const at = performance.now()
      kit.say(kit.direct(bob, bot), bob, `quick ${round}`)
      await kit.until(() => kit.pending(bot) === 0, 'a quick question is acknowledged')
      delays.push(performance.now() - at)
    }
    return delays
  } finally {
    slow.resolve()
    await running.close()
  }
}
