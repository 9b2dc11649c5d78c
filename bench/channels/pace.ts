import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { startBot } from '../../test/chaos/bot-process.ts'
import { type DiscordKit, startDiscordKit } from '../../test/kits/discord/kit.ts'
import type { Asked } from '../../test/kits/discord/person.ts'

export interface Pace {
  asked: number
  /** Milliseconds from the command to Discord's "thinking…" (or another first answer), for each. */
  acks: number[]
  /** Milliseconds from the command to its answer, less the work itself: waiting in the line and everything around it. */
  waits: number[]
  /** Milliseconds from the command to the sentence that says that Petrel is busy, for each that was shed. */
  sheds: number[]
  /** Milliseconds of processor that the bot spent, for each command. */
  cpuMs: number
}

export interface Load {
  perSecond: number
  seconds: number
  workMs: number
  /** Turns that may wait; 200 when left out, 0 turns all away. */
  waiting?: number
}

const CHANNELS = 50
const BUSY = /questions are waiting/i
const ENDED = /first of|questions are waiting/i

/** Slash commands at a steady rate to a bot in its own process; an answer takes `workMs`, 8 are worked on at once, `waiting` may wait. */
export async function pace({ perSecond, seconds, workMs, waiting = 200 }: Load): Promise<Pace> {
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
    waiting,
  })
  const asked: { at: number; asked: ReturnType<typeof ann.slash> }[] = []
  try {
    await petrel.ready
    // The first commands register themselves and warm the connections up.
    await sleep(1500)
    const before = await petrel.heap()
    const start = performance.now()
    for (let count = 0; count < perSecond * seconds; count += 1) {
      const due = start + (count * 1000) / perSecond
      if (due > performance.now()) await sleep(due - performance.now())
      const channel = channels[count % CHANNELS] ?? kit.channel(guild)
      asked.push({ at: Date.now(), asked: ann.slash(channel, bot, 'ask', { question: `n${count}-1` }) })
    }
    for (let waited = 0, last = -1; waited < 5000 && last < asked.length; waited += 500) {
      await sleep(500)
      const ended = kit.events.filter(({ text = '' }) => ENDED.test(text)).length
      if (ended > last) waited = 0
      last = ended
    }
    const { cpuMs } = await petrel.heap()
    return { ...measure(asked, { events: kit.events, workMs }), cpuMs: (cpuMs - before.cpuMs) / asked.length }
  } finally {
    await petrel.kill()
    await kit.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}

interface Seen {
  events: DiscordKit['events']
  workMs: number
}

/** When each command was answered, from what the person saw. */
function measure(asked: readonly { at: number; asked: Asked }[], { events, workMs }: Seen): Omit<Pace, 'cpuMs'> {
  const shown = new Map<string, { at: number; busy: boolean }>()
  for (const { message, text = '', at } of events) if (message && ENDED.test(text)) shown.set(message, { at, busy: BUSY.test(text) })
  const seen = asked.flatMap(({ at, asked: one }) => {
    const end = shown.get(one.message()?.id ?? '')
    return end ? [{ ms: end.at - at, busy: end.busy }] : []
  })
  return {
    asked: asked.length,
    acks: asked.map(({ asked: one }) => one.answeredAfterMs() ?? Number.POSITIVE_INFINITY),
    waits: seen.filter(({ busy }) => !busy).map(({ ms }) => Math.max(0, ms - workMs)),
    sheds: seen.filter(({ busy }) => busy).map(({ ms }) => ms),
  }
}

/** The p-th percentile, 0 to 100; NaN of nothing. */
export function percentile(values: readonly number[], p: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.ceil((p / 100) * sorted.length) - 1)] ?? Number.NaN
}
