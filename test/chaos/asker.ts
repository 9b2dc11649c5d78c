import { setTimeout as sleep } from 'node:timers/promises'
import type { Answer } from '../../core/answer.ts'

/** One question, asked under one key until its answer is there. */
export interface Asked {
  key: string
  text: string
  chat: string
  /** Every answer that came back under the key. */
  answers: Answer[]
  /** Turn ids that the server acknowledged for it. */
  acknowledged: Set<string>
  attempts: number
}

export interface Asker {
  asked: readonly Asked[]
  /** No more new questions; resolves when every begun one has its answer. */
  finish(): Promise<void>
}

const QUESTIONS = [
  'how many swaps in the last 24 hours',
  'how many transactions were there yesterday',
  'top 5 tokens by volume in the last 24 hours',
  'who are the biggest holders of UNI',
  'what is the latest block',
  'price of WETH',
] as const

const PAUSE_MS = 100

interface Reply {
  answer?: Answer
  id?: string
  error?: { message: string; retryable: boolean }
}

async function exchange(url: string, init: RequestInit): Promise<Reply | undefined> {
  try {
    const response = await fetch(url, { ...init, signal: AbortSignal.timeout(60_000) })
    return (await response.json()) as Reply
  } catch {
    return undefined // nobody listens, or the connection died with the process
  }
}

const post = (address: string, { key, text, chat }: Asked, later: boolean): Promise<Reply | undefined> =>
  exchange(`${address}/v1/ask`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'idempotency-key': key, ...(later ? { prefer: 'respond-async' } : {}) },
    body: JSON.stringify({ text, chat }),
  })

/** Sends the question again and again until its answer comes; notes all that the server promised. Throws on a refusal that is final. */
export async function askUntilAnswered(address: string, asked: Asked, later: boolean): Promise<void> {
  for (;;) {
    asked.attempts += 1
    const known = [...asked.acknowledged][0]
    const reply = later && known !== undefined ? await exchange(`${address}/v1/answers/${known}`, {}) : await post(address, asked, later)
    if (reply?.id !== undefined) asked.acknowledged.add(reply.id)
    if (reply?.answer) {
      asked.answers.push(reply.answer)
      asked.acknowledged.add(reply.answer.id)
      return
    }
    if (reply?.error?.retryable === false) throw new Error(`${asked.key} "${asked.text}" was refused: ${reply.error.message}`)
    await sleep(PAUSE_MS)
  }
}

/** Asks without a break on some conversations at once; every third question is fetched later instead of waited for. */
export function startAsking(address: string, random: () => number, chats = 3): Asker {
  const asked: Asked[] = []
  let open = true
  const talk = async (chat: string): Promise<void> => {
    while (open) {
      const text = QUESTIONS[Math.floor(random() * QUESTIONS.length)] ?? QUESTIONS[0]
      const one: Asked = { key: `${chat}-${asked.length}`, text, chat, answers: [], acknowledged: new Set(), attempts: 0 }
      asked.push(one)
      await askUntilAnswered(address, one, random() < 1 / 3)
      await sleep(random() * 200)
    }
  }
  const talks = Promise.all(Array.from({ length: chats }, (_, index) => talk(`chat${index}`)))
  talks.catch(() => undefined)
  return {
    asked,
    finish: async () => {
      open = false
      await talks
    },
  }
}
