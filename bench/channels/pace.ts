import { setTimeout as sleep } from 'node:timers/promises'
import { reply, startRig, words } from '../../adapters/discord/rig.case.ts'

export interface Pace {
  /** Milliseconds from the command to Discord's "thinking…", for each. */
  acks: number[]
  /** Milliseconds from the command to the moment at which its turn is worked on, for each that was. */
  waits: number[]
  /** Milliseconds from the command to the sentence that says "busy", for each that was shed. */
  sheds: number[]
  asked: number
}

const CHANNELS = 50

/** Slash commands at a steady rate against the real adapter, turns and store; an answer takes `workMs`. */
export async function pace({ perSecond, seconds, workMs }: { perSecond: number; seconds: number; workMs: number }): Promise<Pace> {
  const began = new Map<string, number>()
  const rig = await startRig({
    waiting: 200,
    answer: async (turn, inbound) => {
      began.set(inbound.id, performance.now())
      await sleep(workMs)
      return reply(turn, words('done.'))
    },
  })
  try {
    const channels = Array.from({ length: CHANNELS }, (_, index) => rig.kit.addChannel(rig.guild, `room-${index}`))
    const asked: { at: number; asked: ReturnType<typeof rig.ann.slash>; busyAt?: number }[] = []
    const watch = setInterval(() => {
      for (const one of asked)
        if (one.busyAt === undefined && /waiting|busy/i.test(one.asked.message()?.plain ?? '')) one.busyAt = performance.now()
    }, 5)
    const start = performance.now()
    for (let count = 0; count < perSecond * seconds; count += 1) {
      const due = start + (count * 1000) / perSecond
      if (due > performance.now()) await sleep(due - performance.now())
      const channel = channels[count % CHANNELS] ?? rig.general
      asked.push({ at: performance.now(), asked: rig.ann.slash(channel, rig.bot, 'ask', { question: `n${count}` }) })
    }
    await sleep(3000)
    clearInterval(watch)
    return {
      asked: asked.length,
      acks: asked.flatMap((one) => one.asked.answeredAfterMs() ?? []),
      waits: asked.flatMap((one) => (began.has(one.asked.id) ? [(began.get(one.asked.id) ?? 0) - one.at] : [])),
      sheds: asked.flatMap((one) => (one.busyAt === undefined || began.has(one.asked.id) ? [] : [one.busyAt - one.at])),
    }
  } finally {
    await rig.stop()
  }
}

/** The p-th percentile, 0 to 100; NaN of nothing. */
export function percentile(values: readonly number[], p: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.ceil((p / 100) * sorted.length) - 1)] ?? Number.NaN
}
