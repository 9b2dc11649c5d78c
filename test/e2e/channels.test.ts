import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { verify } from '../../adapters/webhook/sign.ts'
import { prepareTestDemo } from '../kits/demo.ts'
import { startDiscordKit } from '../kits/discord/kit.ts'
import { type RunningPetrel, runPetrel, startPetrel, temporaryFolder } from '../kits/petrel.ts'
import { startTelegramKit } from '../kits/telegram/kit.ts'

/** The real program on both platforms at once, as a community meets it. */

const DAYS = 2
const folder = temporaryFolder('channels')
let petrel: RunningPetrel
let telegram: Awaited<ReturnType<typeof openTelegram>>
let discord: Awaited<ReturnType<typeof openDiscord>>
let hook: Awaited<ReturnType<typeof openHook>>

async function openTelegram() {
  const kit = await startTelegramKit()
  const bot = kit.bot({ username: 'petrel_bot', readsAll: true })
  const [ann, boss] = [kit.user('Ann'), kit.user('Boss')]
  const dm = kit.direct(ann, bot)
  const group = kit.group({ title: 'Traders', members: [ann], admins: [boss], bots: [bot] })
  return { kit, bot, ann, boss, dm, group }
}

async function openDiscord() {
  const kit = await startDiscordKit()
  const bot = kit.addBot({ name: 'Petrel' })
  const [ann, boss] = [kit.addPerson('Ann'), kit.addPerson('Boss')]
  const guild = kit.addGuild('Traders', { bots: [bot], owner: boss })
  ann.join(guild)
  return { kit, bot, ann, general: kit.channel(guild) }
}

const SECRET = 'a-secret-of-more-than-thirty-two-characters'

/** A receiver of webhooks, as an operator would run one. */
async function openHook() {
  const taken: { headers: Record<string, string | string[] | undefined>; body: string }[] = []
  const server: Server = createServer((request, response) => {
    let body = ''
    request.on('data', (chunk: Buffer) => (body += chunk.toString()))
    request.on('end', () => {
      taken.push({ headers: request.headers, body })
      response.end()
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/petrel`, taken, server }
}

const start = (): Promise<RunningPetrel> =>
  startPetrel(folder.path, {
    PETREL_CHAIN_DEMO_DAYS: String(DAYS),
    PETREL_TELEGRAM_TOKENS: JSON.stringify([telegram.bot.token]),
    PETREL_TELEGRAM_API_ROOT: telegram.kit.url,
    PETREL_DISCORD_TOKENS: JSON.stringify([discord.bot.token]),
    PETREL_DISCORD_API_ROOT: discord.kit.apiRoot,
    PETREL_WEBHOOKS_URLS: JSON.stringify({ ops: [hook.url] }),
    PETREL_WEBHOOKS_SECRETS: JSON.stringify({ ops: [SECRET] }),
    PETREL_WEBHOOKS_PRIVATE: 'true',
  })

beforeAll(async () => {
  ;[telegram, discord, hook] = await Promise.all([openTelegram(), openDiscord(), openHook()])
  await prepareTestDemo(join(folder.path, 'demo-chain'), { days: DAYS })
  petrel = await start()
}, 120_000)

afterAll(async () => {
  await petrel?.stop()
  await telegram?.kit.close()
  await discord?.kit.stop()
  hook?.server.close()
  folder.remove()
})

/** Waits for what people see to hold; fails with what they saw. The limit finds what hangs, not what a busy machine slows. */
async function see<T>(look: () => T, holds: (seen: T) => boolean, ms = 60_000): Promise<T> {
  for (const end = Date.now() + ms; ; await new Promise((resolve) => setTimeout(resolve, 100))) {
    const seen = look()
    if (holds(seen)) return seen
    if (Date.now() > end) throw new Error(`this was never seen; last: ${JSON.stringify(seen).slice(0, 2000)}`)
  }
}

type Chat = typeof telegram.dm
const words = (chat: Chat): string =>
  telegram.kit
    .fromBot(chat, telegram.bot)
    .map((message) => `${message.text} ${JSON.stringify(message.rich ?? '')}`)
    .join('\n')
const tell = (chat: Chat, who: typeof telegram.ann, text: string, expected: RegExp) => {
  const before = words(chat).length
  telegram.kit.say(chat, who, text)
  return see(
    () => words(chat).slice(before),
    (seen) => expected.test(seen),
  )
}

describe('Telegram', () => {
  test('a question is answered with a picture of its chart', async () => {
    await tell(telegram.dm, telegram.ann, 'daily volume of WETH as a chart', /Trading volume \(WETH\) per day/)
    const photo = await see(
      () => telegram.kit.fromBot(telegram.dm, telegram.bot).find(({ kind }) => kind === 'photo'),
      (found) => found !== undefined,
    )
    expect(photo?.file?.bytes.subarray(1, 4).toString()).toBe('PNG')
  })
  test('a group hears only what is meant for the bot, and its admins alone change its settings', async () => {
    telegram.kit.say(telegram.group, telegram.ann, 'good morning everybody')
    await tell(telegram.group, telegram.ann, '@petrel_bot price of UNI', /Price \(UNI\)/)
    await tell(telegram.group, telegram.ann, '/settings@petrel_bot language es', /admins/)
    await tell(telegram.group, telegram.boss, '/settings@petrel_bot language es', /Idioma/)
    await tell(telegram.group, telegram.ann, '@petrel_bot price of UNI', /Precio \(UNI\)/)
    expect(words(telegram.group)).not.toContain('good morning')
  })
  test('a watch tells when it comes true', async () => {
    await tell(telegram.dm, telegram.ann, 'tell me when UNI goes above 0.5', /I am watching[\s\S]*Alert: UNI above/)
    await tell(telegram.dm, telegram.ann, 'remove alert 1', /Removed/)
  })
})

describe('Discord', () => {
  test('a command is deferred at once and answered', async () => {
    const asked = discord.ann.slash(discord.general, discord.bot, 'token', { token: 'UNI' })
    await asked.answered()
    const seen = await see(
      () => `${asked.message()?.plain ?? ''}${JSON.stringify(asked.message()?.embeds ?? [])}`,
      (text) => text.includes('Total supply'),
    )
    expect(seen).toContain('Uniswap (demo)')
  })
  test('a mention is answered, and a wallet is shown to its owner alone', async () => {
    discord.ann.say(discord.general, `<@${discord.bot.user.id}> what is the price of WETH`)
    await see(
      () => discord.kit.seen(discord.general, discord.ann).map(({ plain }) => plain),
      (seen) => seen.some((text) => text.includes('Price (WETH)')),
    )
    const asked = discord.ann.slash(discord.general, discord.bot, 'wallet', { address: '0x71C7656EC7ab88b098defB751B7401B5f6d8976F' })
    await asked.answered()
    const message = await see(asked.message, (found) => found?.plain.includes('0x71c7') === true)
    expect(message?.ephemeral).toBe(true)
    expect(discord.kit.violations()).toEqual([])
  })
})

test('a watch from the command line is told to a webhook, and only to one', async () => {
  const refused = await runPetrel(['watch', 'UNI above 0.5'], folder.path)
  expect([refused.code, refused.stdout.replace(/\s+/g, ' ')]).toEqual([1, expect.stringContaining('--to ops')])
  const watching = await runPetrel(['watch', 'UNI', '--op', 'above', '--value', '0.5', '--to', 'ops'], folder.path)
  expect([watching.code, watching.stdout]).toEqual([0, expect.stringContaining('ops')])
  const delivery = await see(
    () => hook.taken[0],
    (found) => found !== undefined,
  )
  expect(delivery && verify(SECRET, delivery, Date.now())).toBe(true)
  expect(JSON.parse(delivery?.body ?? '')).toMatchObject({ text: expect.stringContaining('Alert: UNI above $0.5') })
  expect((await runPetrel(['alerts'], folder.path)).stdout).toContain('→ ops')
  expect((await runPetrel(['alerts', 'remove', '1'], folder.path)).stdout).toContain('Removed')
})

test('killed while questions wait on both platforms, each is answered after the start', { timeout: 180_000 }, async () => {
  const questions = ['what is the latest block', 'top 3 pools by liquidity', 'how many swaps in the last 24 hours']
  for (const question of questions) {
    telegram.kit.say(telegram.dm, telegram.ann, question)
    discord.ann.say(discord.general, `<@${discord.bot.user.id}> ${question}`)
  }
  await new Promise((resolve) => setTimeout(resolve, 150))
  await petrel.kill()
  petrel = await start()
  const answers = [/block/i, /pools/i, /swaps|trades/i]
  await see(
    () =>
      telegram.kit
        .fromBot(telegram.dm, telegram.bot)
        .slice(-12)
        .map(({ text }) => text),
    (seen) => answers.every((answer) => seen.some((text) => answer.test(text))),
  )
  await see(
    () =>
      discord.kit
        .seen(discord.general, discord.ann)
        .filter(({ author }) => author.bot)
        .slice(-6)
        .map(({ plain }) => plain),
    (seen) => answers.every((answer) => seen.some((text) => answer.test(text))),
  )
})
