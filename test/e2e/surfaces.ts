import OpenAI from 'openai'
import type { Browser, Page } from 'playwright-core'
import { expect } from 'vitest'
import { type Answer, plain } from '../../core/answer.ts'
import { type RunningPetrel, runPetrel } from '../kits/petrel.ts'

/** A way to ask the running program; `chat` keeps follow-ups together. */
export type Surface = (say: string, chat: string) => Promise<Answer>

export const viaHttp =
  ({ address }: RunningPetrel): Surface =>
  async (text, chat) => {
    const response = await fetch(`${address}/v1/ask`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ text, chat: `http-${chat}` }),
    })
    return ((await response.json()) as { answer: Answer }).answer
  }

export const viaCli =
  ({ dataDir }: RunningPetrel): Surface =>
  async (text, chat) => {
    const { code, stdout, stderr } = await runPetrel(['ask', text, '--json', '--chat', `cli-${chat}`], dataDir)
    expect(code, stderr).toBe(0)
    return JSON.parse(stdout) as Answer
  }

/** The official client, streaming; the full answer stands in an extra field of its last chunks. */
export const viaOpenAi = ({ address }: RunningPetrel): Surface => {
  const client = new OpenAI({ baseURL: `${address}/v1`, apiKey: 'none' })
  return async (content, chat) => {
    const stream = await client.chat.completions.create({
      model: 'petrel',
      stream: true,
      messages: [{ role: 'user', content }],
      user: `openai-${chat}`,
    })
    let words = ''
    let answer: Answer | undefined
    for await (const chunk of stream) {
      words += chunk.choices[0]?.delta.content ?? ''
      const extra = (chunk as { petrel?: object }).petrel
      if (extra && 'records' in extra) answer = extra as Answer
    }
    if (!answer) throw new Error(`the stream held no answer: ${words}`)
    for (const shown of figuresOf(answer)) expect(words.replaceAll('\\', '')).toContain(shown)
    return answer
  }
}

/** The page in a browser: one page a conversation; what it shows must hold the answer's own figures. */
export function viaPage({ address }: RunningPetrel, browser: Browser): { ask: Surface; faults: string[]; close(): Promise<void> } {
  const pages = new Map<string, Page>()
  const faults: string[] = []
  const open = async (chat: string): Promise<Page> => {
    const context = await browser.newContext({ viewport: { width: 1100, height: 800 } })
    const page = await context.newPage()
    page.on('console', (message) => message.type() === 'error' && faults.push(message.text()))
    page.on('pageerror', (error) => faults.push(error.message))
    await page.goto(address)
    pages.set(chat, page)
    return page
  }
  const ask: Surface = async (say, chat) => {
    const page = pages.get(chat) ?? (await open(chat))
    const body = page.waitForResponse((response) => response.url().endsWith('/v1/ask'))
    await page.getByLabel('Your question').fill(say)
    await page.keyboard.press('Enter')
    const answer = answerIn(await (await body).text())
    for (const shown of figuresOf(answer)) await page.getByText(shown).last().waitFor({ state: 'attached' })
    return answer
  }
  return {
    ask,
    faults,
    close: async () => {
      for (const page of pages.values()) await page.context().close()
    },
  }
}

/** The figures of the first sentence. */
function figuresOf(answer: Answer): string[] {
  const first = answer.blocks.find((block) => block.kind === 'text')
  return first?.kind === 'text' ? first.parts.flatMap((part) => (typeof part === 'string' ? [] : [part.figure])) : []
}

/** The answer at the end of a stream of events. */
function answerIn(stream: string): Answer {
  const events = stream
    .split('\n')
    .filter((line) => line.startsWith('data:'))
    .map((line) => JSON.parse(line.slice(5)) as { kind?: string; answer?: Answer })
  const answer = events.findLast(({ answer: found }) => found !== undefined)?.answer
  if (!answer) throw new Error(`the page got no answer: ${stream.slice(0, 300)}`)
  return answer
}

export const wordsOf = (answer: Answer): string =>
  answer.blocks.map((block) => (block.kind === 'text' || block.kind === 'warning' ? plain(block.parts) : '')).join('\n')
