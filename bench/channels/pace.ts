import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { startBot } from '../../test/chaos/bot-process.ts'
import { startDiscordKit } from '../../test/kits/discord/kit.ts'

export interface Pace {
  asked: number
  /** Milliseconds from the command to Discord's "thinking…" (or another first answer), for each. */
  acks: number[]
  /** Milliseconds from the command to its answer, less the work itself: waiting in the line and everything around it. */
  waits: number[]
  /** Milliseconds from the command to the sentence that says that Petrel is busy, for each that was shed. */
  sheds: number[]
}

const CHANNELS = 50
const LOOK_MS = 4

/** Slash commands at a steady rate to a bot in its own process; an answer takes `workMs`, 8 are worked on at once, 200 may wait. */
export async function pace({ perSecond, seconds, workMs }: { perSecond: number; seconds: number; workMs: number }): Promise<Pace> {
  const folder = mkdtempSync(join(tmpdir(), 'petrel-pace-'))
  const kit = await startDiscordKit({ rates: { route: { limit: 100_000, windowMs: 1000 }, globalPerSecond: 0 } })
  const bot = kit.addBot({})
  const guild = kit.addGuild('Pace', { bots: [bot] })
  const ann = kit.addPerson('Ann')
  ann.join(guild)
  const channels = Array.from({ length: CHANNELS }, (_, index) => kit.addChannel(guild, `room-${index}`))
  const petrel = startBot({
    database: join(folder, 'petrel.db'),
    discord: { token: bot.token, apiRoot: kit.apiRoot },
    factor: 1,
    origin: Date.now(),
    workMs,
    waiting: 200,
  })
  const result: Pace = { asked: 0, acks: [], waits: [], sheds: [] }
  const open = new Set<{ at: number; asked: ReturnType<typeof ann.slash> }>()
  const look = (): void => {
    for (const one of open) {
      const shown = one.asked.message()?.plain ?? ''
      const after = performance.now() - one.at
      if (shown.includes('first of')) result.waits.push(Math.max(0, after - workMs))
      else if (/questions are waiting/i.test(shown)) result.sheds.push(after)
      else continue
      result.acks.push(one.asked.answeredAfterMs() ?? Number.POSITIVE_INFINITY)
      open.delete(one)
    }
  }
  try {
    await petrel.ready
    // The first commands register themselves and warm the connections up.
    await sleep(1500)
    const watch = setInterval(look, LOOK_MS)
    const start = performance.now()
    for (let count = 0; count < perSecond * seconds; count += 1) {
      const due = start + (count * 1000) / perSecond
      if (due > performance.now()) await sleep(due - performance.now())
      const channel = channels[count % CHANNELS] ?? kit.channel(guild)
      open.add({ at: performance.now(), asked: ann.slash(channel, bot, 'ask', { question: `n${count}-1` }) })
      result.asked += 1
    }
    for (let waited = 0; open.size > 0 && waited < 15_000; waited += 100) await sleep(100)
    clearInterval(watch)
    return result
  } finally {
    await petrel.kill()
    await kit.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}

/** The p-th percentile, 0 to 100; NaN of nothing. */
export function percentile(values: readonly number[], p: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.ceil((p / 100) * sorted.length) - 1)] ?? Number.NaN
}
