/**
 * Takes the pictures of the README: every surface answers "daily volume of WETH as a chart" on the demo chain. `npm run pictures` starts the
 * real program against the local platforms of test/kits, asks, and writes docs/images.
 */
import { mkdirSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Browser } from 'playwright-core'
import { prepareTestDemo } from '../kits/demo.ts'
import { startDiscordKit } from '../kits/discord/kit.ts'
import { type RunningPetrel, runPetrel, startPetrel, temporaryFolder } from '../kits/petrel.ts'
import { startTelegramKit } from '../kits/telegram/kit.ts'
import { openBrowser } from '../web/browser.ts'
import { type Bubble, discordPage, escapeHtml, telegramPage, terminalPage } from './frame.ts'
import { discordHtml, telegramHtml } from './words.ts'

const QUESTION = 'daily volume of WETH as a chart'
const DAYS = 7
const WAIT_MS = 120_000
const out = resolve('docs/images')

async function until<T>(look: () => T | undefined): Promise<T> {
  for (const end = Date.now() + WAIT_MS; ; await sleep(200)) {
    const found = look()
    if (found !== undefined) return found
    if (Date.now() > end) throw new Error('an answer did not come')
  }
}

async function photograph(browser: Browser, html: string, name: string): Promise<void> {
  const view = await browser.newPage({ viewport: { width: 640, height: 100 }, deviceScaleFactor: 1.5 })
  await view.setContent(html)
  await view.evaluate('document.fonts.ready')
  const width = Number(await view.evaluate('document.body.offsetWidth'))
  await view.setViewportSize({ width, height: 100 })
  save(name, await view.screenshot({ fullPage: true }))
  await view.close()
}

function save(name: string, bytes: Uint8Array): void {
  writeFileSync(join(out, name), bytes)
  process.stdout.write(`${name} ${Math.round(bytes.length / 1000)} kB\n`)
}

async function page({ address }: RunningPetrel, browser: Browser): Promise<void> {
  const view = await browser.newPage({ viewport: { width: 960, height: 900 } })
  await view.goto(address)
  await view.getByLabel('Your question').fill(QUESTION)
  const answered = view.waitForResponse((response) => response.url().endsWith('/v1/ask'))
  await view.keyboard.press('Enter')
  await (await answered).text()
  // The picture of the chart is fetched after the answer has come.
  await view.locator('figure.chart img[src]').waitFor({ timeout: WAIT_MS })
  await view.evaluate('window.scrollTo(0, 0)')
  await sleep(1500)
  save('page-chart.png', await view.screenshot())
  await view.close()
}

type Telegram = Awaited<ReturnType<typeof openTelegram>>
type Discord = Awaited<ReturnType<typeof openDiscord>>

async function openTelegram() {
  const kit = await startTelegramKit()
  const bot = kit.bot({ username: 'petrel_bot' })
  const ann = kit.user('Ann')
  return { kit, bot, ann, chat: kit.direct(ann, bot) }
}

async function openDiscord() {
  const kit = await startDiscordKit()
  const bot = kit.addBot({ name: 'Petrel' })
  const ann = kit.addPerson('Ann')
  const guild = kit.addGuild('Traders', { bots: [bot] })
  ann.join(guild)
  return { kit, bot, ann, channel: kit.channel(guild) }
}

const isPicture = ({ mime }: { mime: string }): boolean => mime === 'image/png'
const question: Bubble = { mine: true, name: 'Ann', html: escapeHtml(QUESTION), pictures: [], files: [], buttons: [] }

async function telegram({ kit, bot, ann, chat }: Telegram, browser: Browser): Promise<void> {
  kit.say(chat, ann, QUESTION)
  await until(() => kit.fromBot(chat, bot).find(({ kind }) => kind === 'photo'))
  await sleep(4000)
  const bubbles = kit.fromBot(chat, bot).map((seen): Bubble => {
    const { file } = seen
    const picture = file && (seen.kind === 'photo' || isPicture(file))
    return {
      ...{ mine: false, name: 'Petrel', html: telegramHtml(seen), pictures: picture ? [file.bytes] : [] },
      files: file && !picture ? [file.name] : [],
      buttons: seen.buttons.map((row) => row.map(({ text }) => text)),
    }
  })
  await photograph(browser, telegramPage([question, ...bubbles]), 'telegram-chart.png')
}

async function discord({ kit, bot, ann, channel }: Discord, browser: Browser): Promise<void> {
  ann.say(channel, `<@${bot.id}> ${QUESTION}`)
  const mine = () => kit.seen(channel, ann).filter(({ author }) => author.id === bot.id)
  await until(() => mine().find(({ files }) => files.some(isPicture)))
  await sleep(4000)
  const bubbles = mine().map(({ content, files, buttons }): Bubble => {
    const rows = buttons.length > 0 ? [buttons.map(({ label }) => label)] : []
    const pictures = files.filter(isPicture).map(({ bytes }) => bytes)
    const others = files.filter((file) => !isPicture(file)).map(({ name }) => name)
    return { mine: false, name: 'Petrel', html: discordHtml(content), pictures, files: others, buttons: rows }
  })
  const asked = { ...question, html: `<a>@Petrel</a> ${question.html}` }
  await photograph(browser, discordPage([asked, ...bubbles]), 'discord-chart.png')
}

async function terminal({ dataDir }: RunningPetrel, browser: Browser): Promise<void> {
  const { stdout, stderr, code } = await runPetrel(['ask', QUESTION], dataDir, { COLUMNS: '100' })
  if (code !== 0) throw new Error(stderr)
  // The statement behind the answer comes last and is long; the picture ends before it.
  const shown = stdout.split(/\n\nSQL\n/)[0] ?? ''
  await photograph(browser, terminalPage(`npx petrel ask "${QUESTION}"`, shown.trimEnd()), 'cli-chart.png')
}

async function main(): Promise<void> {
  mkdirSync(out, { recursive: true })
  const folder = temporaryFolder('pictures')
  const [onTelegram, onDiscord, browser] = await Promise.all([openTelegram(), openDiscord(), openBrowser()])
  let petrel: RunningPetrel | undefined
  try {
    await prepareTestDemo(join(folder.path, 'demo-chain'), { days: DAYS })
    petrel = await startPetrel(folder.path, {
      PETREL_CHAIN_DEMO_DAYS: String(DAYS),
      PETREL_TELEGRAM_TOKENS: JSON.stringify([onTelegram.bot.token]),
      PETREL_TELEGRAM_API_ROOT: onTelegram.kit.url,
      PETREL_DISCORD_TOKENS: JSON.stringify([onDiscord.bot.token]),
      PETREL_DISCORD_API_ROOT: onDiscord.kit.apiRoot,
    })
    await page(petrel, browser)
    await terminal(petrel, browser)
    await telegram(onTelegram, browser)
    await discord(onDiscord, browser)
  } finally {
    await petrel?.stop()
    await browser.close()
    await onTelegram.kit.close()
    await onDiscord.kit.stop()
    folder.remove()
  }
}

await main()
