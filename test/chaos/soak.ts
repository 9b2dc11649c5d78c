import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { startDiscordKit } from '../kits/discord/kit.ts'
import { startTelegramKit } from '../kits/telegram/kit.ts'
import { startBot } from './bot-process.ts'

/** Share of the time that counts as warming up. */
const WARM_UP = 0.35
const LOOKS = 24
const CHATS = 40

/**
 * Ordinary traffic on Telegram and Discord for some minutes, a gateway drop now and then; the heap (after a collection) and the open file
 * descriptors of the process are looked at all along. Growth is the median of the last third against that after warming up.
 */
export async function soak({ minutes, log }: { minutes: number; log(message: string): void }): Promise<{
  growthMb: number
  descriptorGrowth: number
  answered: number
}> {
  const folder = mkdtempSync(join(tmpdir(), 'petrel-soak-'))
  const telegram = await startTelegramKit({ rates: false })
  const discord = await startDiscordKit({ rates: { route: { limit: 1000, windowMs: 1000 }, globalPerSecond: 0 } })
  const tgBot = telegram.bot({ username: 'petrel_bot' })
  const dcBot = discord.addBot({})
  const guild = discord.addGuild('Soak', { bots: [dcBot] })
  const bea = discord.addPerson('Bea')
  bea.join(guild)
  // No chat is asked more often than a platform lets a bot answer in it.
  const chats = Array.from({ length: CHATS }, (_, index) => {
    const user = telegram.user(`Person ${index}`)
    return { user, chat: telegram.direct(user, tgBot), channel: discord.addChannel(guild, `room-${index}`) }
  })
  const bot = startBot({
    database: join(folder, 'petrel.db'),
    telegram: { token: tgBot.token, apiRoot: telegram.url },
    discord: { token: dcBot.token, apiRoot: discord.apiRoot },
    factor: 1,
    origin: Date.now(),
    workMs: 1,
  })
  let asked = 0
  const end = Date.now() + minutes * 60_000
  const talk = async (): Promise<void> => {
    while (Date.now() < end) {
      asked += 1
      const place = chats[asked % CHATS]
      if (!place) continue
      telegram.say(place.chat, place.user, `s1-${asked}`)
      bea.say(place.channel, `<@${dcBot.user.id}> s2-${asked}`)
      if (asked % 300 === 0) discord.drop(dcBot, asked % 900 === 0 ? 'lose' : 'close')
      await sleep(100)
    }
  }
  try {
    await bot.ready
    const talking = talk()
    const looks: { heapMb: number; descriptors: number }[] = []
    for (let look = 0; look < LOOKS; look += 1) {
      await sleep((minutes * 60_000) / LOOKS)
      const found = await bot.heap()
      looks.push(found)
      log(`${found.heapMb.toFixed(1)} MB, ${found.descriptors} descriptors, ${asked} questions on each platform`)
    }
    await talking
    const answered = chats.flatMap(({ chat }) => telegram.fromBot(chat, tgBot)).filter(({ text }) => text.includes('first of')).length
    return { ...growth(looks), answered }
  } finally {
    await bot.kill()
    await telegram.close()
    await discord.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}

function growth(looks: readonly { heapMb: number; descriptors: number }[]): { growthMb: number; descriptorGrowth: number } {
  const warm = looks.slice(Math.floor(looks.length * WARM_UP))
  const third = Math.ceil(warm.length / 3)
  const of = (part: typeof warm, key: 'heapMb' | 'descriptors'): number => median(part.map((look) => look[key]))
  const difference = (key: 'heapMb' | 'descriptors'): number => of(warm.slice(-third), key) - of(warm.slice(0, third), key)
  return { growthMb: difference('heapMb'), descriptorGrowth: difference('descriptors') }
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.floor(sorted.length / 2)] ?? 0
}
