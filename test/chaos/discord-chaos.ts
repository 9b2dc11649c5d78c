import { setTimeout as sleep } from 'node:timers/promises'
import { reply, startRig, words } from '../../adapters/discord/rig.case.ts'
import { seeded } from './seeded.ts'

const WAYS = ['close', 'cut', 'reconnect', 'close', 'cut', 'close', 'cut', 'lose'] as const
const CHANNELS = 10

/**
 * Messages to a real Discord adapter while its gateway connection is dropped again and again, in every way that Discord drops one.
 * Resolves with the messages that were never answered, and those answered more than once.
 */
export async function discordDrops({
  drops,
  seed,
}: {
  drops: number
  seed: number
}): Promise<{ asked: number; missing: number; repeated: number }> {
  const next = seeded(seed)
  const rig = await startRig({ answer: async (turn, inbound) => reply(turn, words(`answer to ${/m\d+/.exec(inbound.text)?.[0]}.`)) })
  try {
    const channels = Array.from({ length: CHANNELS }, (_, index) => rig.kit.addChannel(rig.guild, `room-${index}`))
    let asked = 0
    const ask = (): void => {
      const channel = channels[Math.floor(next() * CHANNELS)]
      if (channel) rig.ann.say(channel, `<@${rig.bot.user.id}> m${asked}`)
      asked += 1
    }
    for (let drop = 0; drop < drops; drop += 1) {
      ask()
      rig.kit.drop(rig.bot, WAYS[Math.floor(next() * WAYS.length)])
      ask()
      await sleep(next() * 60)
    }
    const shown = (): string[] =>
      channels.flatMap((channel) =>
        rig.kit.seen(channel).flatMap(({ plain }) => [...plain.matchAll(/answer to (m\d+)\./g)].map(([, name = '']) => name)),
      )
    for (let last = -1, still = 0; still < 30 && new Set(shown()).size < asked; ) {
      const now = new Set(shown()).size
      still = now === last ? still + 1 : 0
      last = now
      await sleep(500)
    }
    const seen = shown()
    const distinct = new Set(seen).size
    return { asked, missing: asked - distinct, repeated: seen.length - distinct }
  } finally {
    await rig.stop()
  }
}
