import { createHash } from 'node:crypto'
import { adapterOf } from '../core/adapter.ts'
import { type Block, text } from '../core/answer.ts'
import type { ChatKey, ChatSettings } from '../core/chats.ts'
import type { Finding, Step } from '../core/community.ts'
import type { Heard, Joined, Moderator } from '../core/moderation.ts'
import type { Captcha } from '../store/community.ts'
import { carryOut } from './carry-out.ts'
import { eventKey } from './event-key.ts'
import { type CommunityParts, localeOf, tellMissing } from './parts.ts'
import type { Recent } from './recent.ts'
import { TEXTS } from './texts.ts'
import { fill, shown } from './words.ts'

/** Time to press the button. */
export const TIME_MS = 10 * 60_000
const MOST_TRIES = 3
/** A kick is a short ban that is lifted at once: some platforms have no other. */
const KICK_MS = 60_000
const PICTURES = ['🍎', '🐟', '🚲', '🌲', '🔑', '🎈', '🐝', '⛵', '🍋', '🎁', '🐢', '☂️'] as const
const CHOICES = 4

/** Platforms on which somebody who is muted can press no button: there a newcomer's messages are removed instead, until the button is pressed. */
const NO_PRESS_WHEN_MUTED: ReadonlySet<string> = new Set(['discord'])
const mutes = ({ bot }: ChatKey): boolean => !NO_PRESS_WHEN_MUTED.has(adapterOf(bot))

export const CAPTCHA = /^\/captcha(?:@\S+)?(?:\s+(\S+))?\s*$/i

interface Puzzle {
  code: string
  picture: string
  buttons: readonly { label: string; say: string }[]
}

/** Four pictures of which one is asked for; everything follows from one secret. */
export function puzzleOf(secret: string): Puzzle {
  const bytes = createHash('sha256').update(secret).digest()
  const pictures = [...PICTURES]
  const buttons = Array.from({ length: CHOICES }, (_, index) => ({
    label: pictures.splice((bytes[index] ?? 0) % pictures.length, 1)[0] ?? '',
    say: `/captcha ${bytes.subarray(8 + index * 5, 13 + index * 5).toString('hex')}`,
  }))
  const right = buttons[(bytes[31] ?? 0) % CHOICES]
  return { code: right?.say.split(' ')[1] ?? '', picture: right?.label ?? '', buttons }
}

const keyOf = ({ bot, chat }: ChatKey): ChatKey => ({ bot, chat })

interface Holding {
  parts: CommunityParts
  moderator: Moderator
  settings: ChatSettings
  findings: readonly Finding[]
  /** During a raid one message asks everybody who came in within a minute: a message for each would be a flood of its own. */
  shared?: Pick<Recent, 'shared'> | undefined
}

/** Mutes a newcomer and shows the buttons. Repeating the event changes nothing. */
export async function holdNewcomer(event: Joined, { parts, moderator, settings, findings, shared }: Holding): Promise<void> {
  const { store, now, newId } = parts
  const [chat, user, name] = [keyOf(event), event.member.id, event.member.name]
  const steps: Step[] = mutes(chat) ? [{ do: 'mute' }] : []
  const decision = { chat, user, event: `captcha:${eventKey(event)}`, by: 'shield', kind: 'captcha', findings, steps, state: 'planned', at: now() } as const // biome-ignore format: short
  const { entry } = await store.decide(decision)
  if (entry.state !== 'planned') return
  const common = shared?.shared(`${chat.bot} ${chat.chat}`, now(), newId)
  const puzzle = puzzleOf(common?.secret ?? newId())
  // Before the mute: whoever is muted can always free themselves.
  await store.setCaptcha(chat, user, { code: puzzle.code, tries: 0, name, deadline: now() + TIME_MS })
  const carried = await carryOut(entry, moderator, store)
  const missing = mutes(chat) || (await moderator.rights(chat.chat)).remove ? carried.missing : (['remove'] as const)
  const result = { ...carried, missing }
  if (result.entry.state !== 'done' || missing.length > 0) {
    await store.setCaptcha(chat, user, undefined)
    // Not tried again later: a mute that comes late would come without its buttons.
    await store.settle(entry.id, 'failed', result.entry.steps)
    return await tellMissing(result, { parts, moderator, locale: localeOf(settings) })
  }
  if (common?.fresh === false) return
  const values = { name: shown(name), what: puzzle.picture, minutes: String(TIME_MS / 60_000) }
  const blocks: Block[] = [
    text(fill(common ? TEXTS.captchaAll : TEXTS.captcha, localeOf(settings), values)),
    { kind: 'buttons', items: puzzle.buttons },
  ]
  await moderator.say(event.chat, blocks, common ? {} : { only: user })
}

/** Somebody pressed a captcha's button, or wrote what it says. */
export async function pressed(
  event: Heard,
  { parts, moderator, settings }: { parts: CommunityParts; moderator: Moderator; settings: ChatSettings },
): Promise<void> {
  const { store } = parts
  const chat = keyOf(event)
  const captcha = await store.captcha(chat, event.from.id)
  const say = (words: keyof typeof TEXTS): Promise<void> =>
    moderator.say(event.chat, [text(fill(TEXTS[words], localeOf(settings), { name: shown(event.from.name) }))], { only: event.from.id })
  if (!captcha) return await say('notYours')
  if (CAPTCHA.exec(event.text.trim())?.[1] === captcha.code) {
    await release(chat, event.from.id, { parts, moderator })
    return await say('captchaDone')
  }
  await failed(event, captcha, { parts, moderator, say: () => say('captchaWrong') })
}

/** A mute that warnings led to is not lifted by a button. */
async function release(
  chat: ChatKey,
  user: string,
  { parts: { store, now }, moderator }: { parts: CommunityParts; moderator: Moderator },
): Promise<void> {
  // biome-ignore format: short
  const until = await mutedUntil(chat, user, { store, now })
  if (!mutes(chat)) return await store.setCaptcha(chat, user, undefined)
  if (until === undefined) await moderator.unmute(chat.chat, user)
  else await moderator.mute(chat.chat, user, until === Number.POSITIVE_INFINITY ? undefined : until)
  await store.setCaptcha(chat, user, undefined)
}

/** When a mute other than a captcha's ends; Infinity: when it is taken back. */
async function mutedUntil(chat: ChatKey, user: string, { store, now }: Pick<CommunityParts, 'store' | 'now'>): Promise<number | undefined> {
  const latest = (await store.log(chat, 0, 1000)).find(
    (entry) => entry.user === user && entry.kind !== 'captcha' && entry.steps.some(({ do: what, outcome }) => /mute$/.test(what) && outcome === 'done'),
  ) // biome-ignore format: short
  const step = latest?.steps.find(({ do: what }) => /mute$/.test(what))
  if (!latest || latest.state === 'undone' || step?.do !== 'mute') return undefined
  const until = step.until ?? Number.POSITIVE_INFINITY
  return until > now() ? until : undefined
}

async function failed(
  event: Heard,
  captcha: Captcha,
  { parts, moderator, say }: { parts: CommunityParts; moderator: Moderator; say(): Promise<void> },
): Promise<void> {
  const { store, now } = parts
  const chat = keyOf(event)
  // The same press delivered twice is one press.
  const press = { chat, user: event.from.id, event: `press:${eventKey({ ...event, edited: true })}`, by: 'shield', kind: 'captcha', findings: [], steps: [], state: 'done', at: now() } as const // biome-ignore format: short
  if (!(await store.decide(press)).fresh) return
  if (captcha.tries + 1 >= MOST_TRIES) return await kick(chat, event.from.id, { parts, moderator, why: `wrong:${captcha.code}` })
  await store.setCaptcha(chat, event.from.id, { ...captcha, tries: captcha.tries + 1 })
  await say()
}

/** Takes somebody out who did not press in time or pressed wrong; they may come in again. */
export async function kick(
  chat: ChatKey,
  user: string,
  { parts, moderator, why }: { parts: CommunityParts; moderator: Moderator; why: string },
): Promise<void> {
  const { store, now } = parts
  const steps: Step[] = [{ do: 'ban', until: now() + KICK_MS }, { do: 'unban' }]
  const decision = { chat, user, event: `kick:${user}:${why}`, by: 'shield', kind: 'captcha', findings: [], steps, state: 'planned', at: now() } as const // biome-ignore format: short
  const { entry } = await store.decide(decision)
  if (entry.state === 'planned') await carryOut(entry, moderator, store)
  await store.setCaptcha(chat, user, undefined)
}
