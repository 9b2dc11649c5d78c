import { discordDrops } from '../test/chaos/discord-chaos.ts'
import { soak } from '../test/chaos/soak.ts'
import { telegramChaos, telegramWindow } from '../test/chaos/telegram-chaos.ts'
import { otherChatDelays } from './channels/other-chat.ts'
import { pace, percentile } from './channels/pace.ts'
import type { BenchOptions, Figure } from './figures.ts'

const SEED = 20_261_124

/** Delivery and pace of the chat adapters: real telegraf and discord.js, real turns and store, strict local servers, a scripted answer. */
export async function run({ quick, log }: BenchOptions): Promise<Figure[]> {
  log(`seed ${SEED}`)
  return [...(await delays(quick)), ...(await discord(quick, log)), ...(await telegram(quick, log)), ...(await memory(quick, log))]
}

const low = (id: string, value: number, unit: string): Figure => ({ id, value, unit, better: 'lower' })

async function delays(quick: boolean): Promise<Figure[]> {
  return [low('other_chat_delay_ms', percentile(await otherChatDelays(quick ? 40 : 400), 99), 'ms p99')]
}

async function discord(quick: boolean, log: BenchOptions['log']): Promise<Figure[]> {
  const steady = await pace({ perSecond: 50, seconds: quick ? 8 : 60, workMs: 20 })
  // Eight at once of 160 ms are 50 a second: ten times as many come.
  const flood = await pace({ perSecond: 500, seconds: quick ? 3 : 10, workMs: 160 })
  const shed = await pace({ perSecond: 200, seconds: quick ? 3 : 20, workMs: 160, waiting: 0 })
  log(`overload: ${flood.asked} asked, ${flood.sheds.length} told that Petrel is busy`)
  const drops = await discordDrops({ drops: quick ? 60 : 1000, seed: SEED })
  log(`gateway drops: ${JSON.stringify(drops)}`)
  return [
    low('discord_ack_p999_ms', percentile(steady.acks, 99.9), 'ms'),
    low('queue_p99_ms', percentile(steady.waits, 99), 'ms'),
    low('shed_p99_ms', percentile(flood.sheds, 99), 'ms'),
    low('shed_cpu_ms', shed.cpuMs, 'ms'),
    low('discord_missing', drops.missing + (steady.asked - steady.waits.length), 'messages'),
    low('discord_repeated', drops.repeated, 'messages'),
  ]
}

async function telegram(quick: boolean, log: BenchOptions['log']): Promise<Figure[]> {
  const result = await telegramChaos({ seed: SEED, updates: quick ? 600 : 10_000, kills: quick ? 8 : 200, faultShare: 0.1, log })
  log(JSON.stringify(result))
  const showings = await telegramWindow(quick ? 2 : 10)
  return [
    low('lost', result.lost, 'messages'),
    low('out_of_order', result.outOfOrder, 'messages'),
    low('repeated', result.repeated, 'messages'),
    low('window_repeats_per_kill', Math.max(...showings) - 1, 'messages'),
  ]
}

async function memory(quick: boolean, log: BenchOptions['log']): Promise<Figure[]> {
  const { growthMb, descriptorGrowth } = await soak({ minutes: quick ? 1 : 10, log })
  return [low('heap_growth_mb', growthMb, 'MB'), low('descriptor_growth', descriptorGrowth, 'descriptors')]
}
