import { createRequire } from 'node:module'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { hashApiKey } from '../../adapters/http/api-key.ts'
import type { StatusReport } from '../../adapters/http/status.ts'
import { openBrowser } from './browser.ts'
import { HOSTILE } from './sample-answers.ts'
import { calm, serve } from './serve.ts'

const AXE = createRequire(import.meta.url).resolve('axe-core/axe.min.js')
const PHONE: BrowserContextOptions = { viewport: { width: 360, height: 720 }, hasTouch: true, isMobile: true }

let report: StatusReport = calm
const made = serve({ state: () => report })
let url: string
let browser: Browser

beforeAll(async () => {
  ;[url, browser] = await Promise.all([made.start(), openBrowser()])
})
afterAll(async () => {
  await browser?.close()
  await made.http.stop()
})
afterEach(() => {
  report = calm
})

/** What a page did that it must not do. */
interface Faults {
  console: string[]
  foreign: string[]
}

async function visit(
  options: BrowserContextOptions = {},
  address = url,
): Promise<{ page: Page; faults: Faults; close: () => Promise<void> }> {
  // The page's scripts run under its own policy; the tests' are let through.
  const context = await browser.newContext({ viewport: { width: 1100, height: 800 }, ...options })
  const page = await context.newPage()
  const faults: Faults = { console: [], foreign: [] }
  page.on('console', (message) => message.type() !== 'debug' && faults.console.push(message.text()))
  page.on('pageerror', (error) => faults.console.push(error.message))
  page.on('request', (request) => {
    const { protocol, origin } = new URL(request.url())
    if (protocol !== 'blob:' && protocol !== 'data:' && origin !== new URL(url).origin) faults.foreign.push(request.url())
  })
  await page.goto(address)
  return { page, faults, close: () => context.close() }
}

async function askOn(page: Page, text: string): Promise<void> {
  await page.getByLabel('Your question').fill(text)
  await page.keyboard.press('Enter')
}

const card = (page: Page) => page.getByRole('dialog')
const clean = { console: [], foreign: [] }

test('the empty page offers three questions; one tap asks it', async () => {
  const { page, faults, close } = await visit()
  await expect.poll(() => page.locator('.idea').allTextContents()).toEqual(calm.questions.slice(0, 3))
  await page.locator('.idea').first().click()
  await page.getByText('Counted by the token that was bought.').waitFor()
  expect(await page.locator('.asked').textContent()).toContain(calm.questions[0])
  expect(faults).toEqual(clean)
  await close()
})

test('progress shows while the turn runs, then the answer with its chart', async () => {
  const { page, faults, close } = await visit()
  await askOn(page, 'slow chart')
  await page.getByText('Counting trades').waitFor()
  expect(await page.getByRole('progressbar', { name: 'Progress' }).getAttribute('value')).toBe('0.4')
  await page.getByText('A first part.').waitFor()
  const picture = page.getByRole('img', { name: /half a million/ })
  await expect.poll(() => picture.evaluate((image: { naturalWidth: number }) => image.naturalWidth)).toBeGreaterThan(200)
  await page.getByText('Values').click()
  expect(await page.locator('.chart tbody tr').count()).toBe(7)
  expect(await page.getByText('A first part.').count()).toBe(0)
  expect(faults).toEqual(clean)
  await close()
})

test('a figure shows its formula, inputs and source on hover, by key, and closes on Escape', async () => {
  const { page, faults, close } = await visit()
  await askOn(page, 'volume')
  const share = page.getByRole('button', { name: '43.0 %' })
  await share.hover()
  expect(await card(page).textContent()).toMatch(
    /Calculated[\s\S]*42\.951[\s\S]*share_pct[\s\S]*100 × a ÷ b[\s\S]*a = 4,812,033\.17 USD[\s\S]*volume_usd, WETH/,
  )
  await page.mouse.move(5, 5)
  await card(page).waitFor({ state: 'hidden' })

  const led = page.getByRole('button', { name: '$4,812,033' }).first()
  await led.focus()
  await page.keyboard.press('Enter')
  expect(await card(page).textContent()).toMatch(
    /Measured[\s\S]*4,812,033\.17 USD[\s\S]*from dex\.trades[\s\S]*demo \(31337\)[\s\S]*20,412/,
  )
  await page.keyboard.press('Escape')
  await card(page).waitFor({ state: 'hidden' })
  expect(await page.evaluate('document.activeElement.textContent')).toBe('$4,812,033')

  await page.getByRole('button', { name: '7', exact: true }).hover()
  expect(await card(page).textContent()).toMatch(/From your words[\s\S]*this week/)
  expect(faults).toEqual(clean)
  await close()
})

test('a question asked before the page knows the state of the server is asked and shown once', async () => {
  const { page, close } = await visit()
  await page.route('**/v1/status', async (route) => {
    await new Promise((resolve) => setTimeout(resolve, 1500))
    await route.continue()
  })
  await page.reload()
  await askOn(page, 'volume')
  await page.locator('.foot').first().waitFor()
  await page.waitForTimeout(2500)
  expect(await page.locator('.foot').count()).toBe(1)
  expect(await page.locator('.asked').count()).toBe(1)
  await close()
})

test('every number of an answer is a figure that a key can reach', async () => {
  const { page, close } = await visit()
  await askOn(page, 'volume')
  await page.locator('.foot').waitFor()
  const loose = await page.evaluate(`[...document.querySelectorAll('.blocks > p:not(.note), .blocks td.right')].map((element) => {
      const copy = element.cloneNode(true)
      for (const figure of copy.querySelectorAll('.figure')) figure.remove()
      return copy.textContent
    }).filter((text) => /\\d/.test(text))`)
  expect(loose).toEqual([])
  const first = page.locator('td .figure').first()
  await first.focus()
  await page.keyboard.press('ArrowDown')
  expect(await page.evaluate('document.activeElement.textContent')).toBe('$3,977,410')
  await page.keyboard.press('ArrowRight')
  expect(await page.evaluate('document.activeElement.textContent')).toBe('790')
  await close()
})

test('on a phone a tap opens the card as a sheet, nothing is wider than the screen', async () => {
  const { page, faults, close } = await visit(PHONE)
  for (const question of ['volume', 'slow chart']) {
    await askOn(page, question)
    await page
      .locator('.foot')
      .nth(question === 'volume' ? 0 : 1)
      .waitFor()
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(360)
  }
  await page.getByRole('button', { name: '43.0 %' }).tap()
  const box = await card(page).boundingBox()
  expect([box?.x, box?.width, Math.round((box?.y ?? 0) + (box?.height ?? 0))]).toEqual([0, 360, 720])
  await page.getByRole('button', { name: 'Close' }).tap()
  await card(page).waitFor({ state: 'hidden' })
  for (const target of ['#send', '#theme', '#new-chat', '.state > summary']) {
    const size = await page.locator(target).boundingBox()
    expect(Math.min(size?.width ?? 0, size?.height ?? 0), target).toBeGreaterThanOrEqual(36)
  }
  expect(faults).toEqual(clean)
  await close()
})

test("strangers' words are inert: shown as they are, never run", async () => {
  const { page, faults, close } = await visit()
  await askOn(page, `volume ${HOSTILE}`)
  await page.locator('.foot').waitFor()
  expect(await page.locator('td').filter({ hasText: 'onerror' }).textContent()).toBe(HOSTILE)
  expect(await page.locator('main img, main script, main iframe, main a[href^="javascript"]').count()).toBe(0)
  expect(faults).toEqual(clean)
  await close()
})

test('stop ends a turn, and the page can ask again', async () => {
  const { page, close } = await visit()
  await askOn(page, 'wait for ever')
  await page.getByText('Reading your question').waitFor()
  await expect.poll(() => made.turns.received.some((message) => message.text === 'wait for ever')).toBe(true)
  await page.getByRole('button', { name: 'Stop' }).click()
  await page.getByText('Stopped.').waitFor()
  await askOn(page, 'hello')
  await page.getByText('You said: hello').waitFor()
  await close()
})

test('a reload brings the conversation back without asking again; a new chat is a new conversation', async () => {
  const { page, close } = await visit()
  await askOn(page, 'remember me')
  await page.getByText('You said: remember me').waitFor()
  const asked = () => made.turns.received.filter((message) => message.text === 'remember me').length
  await page.reload()
  await page.getByText('You said: remember me').waitFor()
  expect(asked()).toBe(1)
  const before = made.turns.received.at(-1)?.chat
  await page.getByRole('button', { name: 'New chat' }).click()
  await page.locator('.idea').first().waitFor()
  await askOn(page, 'hello again')
  await page.getByText('You said: hello again').waitFor()
  expect(made.turns.received.at(-1)?.chat).not.toBe(before)
  await close()
})

test('a link to an answer shows that answer', async () => {
  const { page, close } = await visit({ permissions: ['clipboard-read', 'clipboard-write'] })
  await askOn(page, 'a chart')
  await page.getByRole('button', { name: 'Copy link' }).click()
  const link = await page.evaluate<string>('navigator.clipboard.readText()')
  expect(link).toMatch(/\/#answer=t\d+$/)
  const other = await visit({}, link)
  await other.page.getByText('$3,012.44').waitFor()
  await other.close()
  await close()
})

test('a download and a backfill are shown with their progress while the page already works', async () => {
  const [chain] = calm.chains
  report = {
    ...calm,
    model: { phase: 'downloading', id: 'qwen2.5-coder', done: 4e8, total: 1e9, source: 'hub' },
    chains: chain ? [{ ...chain, phase: 'backfill', to: 999, from: 0, head: 1999, remainingS: 240 }] : [],
  }
  const { page, close } = await visit()
  await page.getByText('Downloading qwen2.5-coder: 400 MB of 1.00 GB from hub. Questions work already.').first().waitFor()
  expect(await page.evaluate("[...document.querySelectorAll('#work progress')].map((bar) => bar.value)")).toEqual([0.4, 0.5])
  await page.locator('.state > summary').click()
  expect(await page.locator('#state-panel').textContent()).toMatch(/Blocks 0 to 999, about 4 min to go/)
  await askOn(page, 'hello')
  await page.getByText('You said: hello').waitFor()
  await close()
})

test('a server with keys asks for one, and remembers it for this tab', async () => {
  const locked = serve({ settings: { apiKeys: [hashApiKey('open sesame')] } })
  const { page, close } = await visit({}, await locked.start())
  await page.getByRole('textbox', { name: 'Key' }).fill('open sesame')
  await page.getByRole('button', { name: 'Continue' }).click()
  await page.locator('.idea').first().waitFor()
  await askOn(page, 'a chart')
  const picture = page.getByRole('img', { name: /half a million/ })
  await expect.poll(() => picture.evaluate((image: { naturalWidth: number }) => image.naturalWidth)).toBeGreaterThan(200)
  await close()
  await locked.http.stop()
})

test.each([
  ['light', 1100],
  ['dark', 1100],
  ['light', 360],
  ['dark', 360],
] as const)('axe finds nothing on a %s page of %i pixels', async (colorScheme, width) => {
  const { page, faults, close } = await visit({ colorScheme, viewport: { width, height: 800 }, bypassCSP: true })
  const violations = async () => {
    await page.addScriptTag({ path: AXE })
    return await page.evaluate(async () => {
      const { axe } = globalThis as unknown as {
        axe: { run(): Promise<{ violations: { id: string; nodes: { html: string; failureSummary?: string }[] }[] }> }
      }
      return (await axe.run()).violations.map((violation) => [
        violation.id,
        ...violation.nodes.map((node) => `${node.html} ${node.failureSummary ?? ''}`),
      ])
    })
  }
  await page.locator('.idea').first().waitFor()
  expect(await violations()).toEqual([])
  await askOn(page, 'volume')
  await page.locator('.foot').waitFor()
  await askOn(page, 'a chart')
  await page.locator('.canvas img[src]').waitFor()
  for (const summary of await page.locator('main summary').all()) await summary.click()
  await page.getByRole('button', { name: '43.0 %' }).click()
  expect(await violations()).toEqual([])
  expect(faults.foreign).toEqual([])
  await close()
})

test('the reference of the API lists what the server offers, without a fault or a violation', async () => {
  const { page, faults, close } = await visit({ bypassCSP: true }, `${url}/docs`)
  await page.getByText('/v1/chat/completions').click()
  await page.getByText('The content is the answer as Markdown').waitFor()
  await page.addScriptTag({ path: AXE })
  const violations = await page.evaluate(async () => {
    const { axe } = globalThis as unknown as { axe: { run(): Promise<{ violations: { id: string }[] }> } }
    return (await axe.run()).violations.map((violation) => violation.id)
  })
  expect(violations).toEqual([])
  expect(faults).toEqual(clean)
  await close()
})

test('files go with the question: chosen, shown, left out, sent, and brought back after a reload', async () => {
  const { page, faults, close } = await visit()
  const chip = page.getByRole('list', { name: 'Files for the next question' }).getByRole('listitem')
  const choose = (name: string) => page.locator('#file').setInputFiles({ name, mimeType: 'text/plain', buffer: Buffer.from(name) })
  await choose('notes.md')
  await choose('Vault.sol')
  await page.getByRole('button', { name: 'Leave out notes.md' }).click()
  await expect.poll(() => chip.count()).toBe(1)
  await page.getByRole('button', { name: 'Ask', exact: true }).click()
  await page.getByText('You said: Audit this file').waitFor()
  expect(await chip.count()).toBe(0)
  const [file] = made.turns.received.at(-1)?.files ?? []
  expect(file).toMatchObject({ name: 'Vault.sol', mime: 'text/plain', size: 9 })
  expect(Buffer.from((await made.http.open?.('http', file as never, AbortSignal.timeout(5000))) ?? []).toString()).toBe('Vault.sol')
  await page.reload()
  await page.getByText('You said: Audit this file').waitFor()
  expect(await page.locator('.asked .file').textContent()).toBe('Vault.sol')
  expect(faults).toEqual(clean)
  await close()
})
