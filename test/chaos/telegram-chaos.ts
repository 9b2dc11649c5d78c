import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import Database from 'better-sqlite3'
import { type KitBot, scaledClock, startTelegramKit, type TelegramKit } from '../kits/telegram/kit.ts'
import { type BotProcess, startBot } from './bot-process.ts'
import { seeded } from './seeded.ts'

export interface ChaosOptions {
  seed: number
  updates: number
  kills: number
  /** Share of the calls that go wrong. */
  faultShare: number
  log(message: string): void
}

export interface ChaosResult {
  updates: number
  kills: number
  faults: number
  /** Messages without their whole answer at the end. */
  lost: number
  /** Answers that came before an earlier one of their chat. */
  outOfOrder: number
  /** Parts shown more often than once and once for each kill between the platform's acceptance of them and our commit. */
  repeated: number
  /** Parts shown again because of such a kill: the window that no client can close. */
  unavoidable: number
}

/** How much faster than real the platform's clock runs. */
const FACTOR = 40
const CHATS = 40

type Chat = ReturnType<TelegramKit['direct']>

/** Parts of an answer by what they say: "first of q3-8". */
const PART = /(first|last) of (q\d+-\d+)\./g

interface Ground {
  kit: TelegramKit
  bot: KitBot
  database: string
  chats: { chat: Chat; user: ReturnType<TelegramKit['user']>; asked: number }[]
  next(): number
  /** Parts that the platform accepted and that were not committed when a kill came, with the messages that show them. */
  open: Map<string, Set<string>>
  faults: { hits(): number }[]
}

/**
 * Sends updates from many chats to a real Telegram adapter behind a strict server that fails on purpose, while the process is killed
 * again and again; then counts what people see.
 */
export async function telegramChaos(options: ChaosOptions): Promise<ChaosResult> {
  const folder = mkdtempSync(join(tmpdir(), 'petrel-channels-'))
  const origin = Date.now()
  const kit = await startTelegramKit({ clock: scaledClock(FACTOR, origin) })
  const ground = prepare(kit, { ...options, database: join(folder, 'petrel.db') })
  const began = performance.now()
  const start = (): BotProcess =>
    startBot({
      database: ground.database,
      telegram: { token: ground.bot.token, apiRoot: kit.url },
      factor: FACTOR,
      origin: origin + (performance.now() - began) * FACTOR,
      workMs: 2,
    })
  let bot = start()
  try {
    const perLife = Math.ceil(options.updates / (options.kills + 1))
    let sent = 0
    for (let life = 0; life <= options.kills; life += 1) {
      await bot.ready
      for (let count = 0; count < perLife && sent < options.updates; count += 1, sent += 1) {
        ask(ground)
        if (ground.next() < 0.3) await sleep(ground.next() * 12)
      }
      if (life === options.kills) break
      await sleep(ground.next() * 400)
      await bot.kill()
      noteWindow(ground)
      if ((life + 1) % 20 === 0) options.log(`${life + 1} kills, ${sent} updates`)
      bot = start()
    }
    await bot.ready
    kit.clearFaults()
    await settled(ground)
    return count(ground, options)
  } finally {
    await bot.kill()
    await kit.close()
    rmSync(folder, { recursive: true, force: true })
  }
}

function prepare(kit: TelegramKit, { seed, faultShare, database }: ChaosOptions & { database: string }): Ground {
  const next = seeded(seed)
  const bot = kit.bot({ username: 'petrel_bot' })
  const chats = Array.from({ length: CHATS }, (_, index) => {
    const user = kit.user(`Person ${index}`)
    return { chat: kit.direct(user, bot), user, asked: 0 }
  })
  const when = (): boolean => next() < faultShare / 4
  const times = Number.POSITIVE_INFINITY
  const sends = /^send(Message|RichMessage|Photo|Document)$/
  const faults = [
    kit.fault({ kind: 'status', status: 429, retryAfter: 1, method: sends, times, when }),
    kit.fault({ kind: 'status', status: 500, times, when }),
    kit.fault({ kind: 'drop', times, when }),
    kit.fault({ kind: 'slow', ms: 2000, times, when }),
  ]
  return { kit, bot, database, chats, next, open: new Map(), faults }
}

function ask({ kit, bot, chats, next }: Ground): void {
  const index = Math.floor(next() * chats.length)
  const chat = chats[index]
  if (!chat) return
  chat.asked += 1
  kit.say(chat.chat, chat.user, `q${index}-${chat.asked}`)
  if (next() < 0.05) kit.duplicate(bot)
}

/** The parts in a message. */
const partsOf = (text: string): string[] => [...text.matchAll(PART)].map(([, side, question]) => `${side} ${question}`)

/** After a kill: what people see and the database does not know. */
function noteWindow({ kit, bot, chats, database, open }: Ground): void {
  const db = new Database(database, { readonly: true })
  try {
    const rows = db.prepare(
      'select t.chat as chat, o.accepted as accepted from outbox o join turns t on t.id = o.turn where o.accepted is not null',
    )
    const known = new Set(
      (rows.all() as { chat: string; accepted: string }[]).flatMap(({ chat, accepted }) =>
        (JSON.parse(accepted) as string[]).map((id) => `${chat}/${id}`),
      ),
    )
    for (const { chat } of chats) {
      for (const message of kit.fromBot(chat, bot)) {
        const id = `${chat.chat.id}/${message.id}`
        if (known.has(id)) continue
        for (const part of partsOf(message.text)) open.set(part, new Set([...(open.get(part) ?? []), id]))
      }
    }
  } finally {
    db.close()
  }
}

const wanted = ({ chats }: Ground): string[] =>
  chats.flatMap(({ asked }, index) =>
    Array.from({ length: asked }, (_, at) => at + 1).flatMap((number) =>
      (number % 8 === 0 ? ['first', 'last'] : ['first']).map((side) => `${side} q${index}-${number}`),
    ),
  )

function shown({ kit, bot, chats }: Ground): string[][] {
  return chats.map(({ chat }) => kit.fromBot(chat, bot).flatMap(({ text }) => partsOf(text)))
}

/** Waits until everything is answered, or nothing new came for 20 seconds. */
async function settled(ground: Ground): Promise<void> {
  const total = new Set(wanted(ground)).size
  for (let last = -1, still = 0; still < 20; ) {
    const now = new Set(shown(ground).flat()).size
    if (now >= total) return
    still = now === last ? still + 1 : 0
    last = now
    await sleep(1000)
  }
}

function count(ground: Ground, { updates, kills }: ChaosOptions): ChaosResult {
  const seen = shown(ground)
  const all = seen.flat()
  const times = new Map<string, number>()
  for (const part of all) times.set(part, (times.get(part) ?? 0) + 1)
  const again = [...times].map(([part, count]) => ({ more: count - 1, allowed: ground.open.get(part)?.size ?? 0 }))
  const repeated = again.reduce((sum, { more, allowed }) => sum + Math.max(0, more - allowed), 0)
  const numbers = seen.map((parts) =>
    [...new Set(parts)].filter((part) => part.startsWith('first')).map((part) => Number(part.split('-')[1])),
  )
  return {
    updates,
    kills,
    faults: ground.faults.reduce((sum, fault) => sum + fault.hits(), 0),
    lost: wanted(ground).filter((part) => !times.has(part)).length,
    outOfOrder: numbers.reduce((sum, order) => sum + order.filter((number, at) => at > 0 && number < (order[at - 1] ?? 0)).length, 0),
    repeated,
    unavoidable: again.reduce((sum, { more }) => sum + more, 0) - repeated,
  }
}

/**
 * Kills the process exactly between the platform's acceptance of an answer and our commit, once a question.
 * Resolves with how often each answer was shown: once or twice.
 */
export async function telegramWindow(kills: number): Promise<number[]> {
  const folder = mkdtempSync(join(tmpdir(), 'petrel-window-'))
  const kit = await startTelegramKit()
  const bot = kit.bot({ username: 'petrel_bot' })
  const user = kit.user('Ann')
  const chat = kit.direct(user, bot)
  const start = (): BotProcess =>
    startBot({
      database: join(folder, 'petrel.db'),
      telegram: { token: bot.token, apiRoot: kit.url },
      factor: 1,
      origin: Date.now(),
      workMs: 1,
    })
  let running = start()
  const showings = (text: string): number => kit.fromBot(chat, bot).filter((message) => message.text.includes(`first of ${text}.`)).length
  try {
    for (let kill = 1; kill <= kills; kill += 1) {
      await running.ready
      const killed = new Promise<void>((done) => {
        const end = kit.onAccepted(async ({ method }) => {
          if (!method.startsWith('send') || method === 'sendChatAction' || method === 'sendMessageDraft') return
          end()
          await running.kill()
          done()
        })
      })
      kit.say(chat, user, `w1-${kill}`)
      await killed
      running = start()
      for (let waited = 0; showings(`w1-${kill}`) < 2 && waited < 60_000; waited += 50) await sleep(50)
    }
    await sleep(1000)
    return Array.from({ length: kills }, (_, index) => showings(`w1-${index + 1}`))
  } finally {
    await running.kill()
    await kit.close()
    rmSync(folder, { recursive: true, force: true })
  }
}
