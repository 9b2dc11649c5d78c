import type { ChatKey } from '../core/chats.ts'
import type { AuditEntry, Community } from '../core/community.ts'
import { PetrelError } from '../core/errors.ts'
import type { Member } from '../core/moderation.ts'
import { WARN_LIMIT } from './ladder.ts'
import { giveOrder, moderatorFor, undo } from './orders.ts'
import { type CommunityParts, quietly } from './parts.ts'
import { RULES } from './rules/index.ts'
import { scopeOf } from './server-wide.ts'
import { fill, shown } from './words.ts'

const ID = /^(?:<@!?)?(\d{1,20})>?$/

/** Order is kept in a group as a whole: a topic of it ("-100123/45") is the same group. */
const keyOf = ({ bot, chat }: ChatKey): ChatKey => ({ bot, chat: chat.split('/')[0] ?? chat })

/** What the tools reach at `ctx.handles.community`. */
export function createPort(parts: CommunityParts, directory: Directory): Community {
  const { store, chats, phishing, now } = parts
  return {
    find: (chat, words) => find(keyOf(chat), words, { parts, directory }),
    names: async (chat, users) => {
      const stored = await store.members(keyOf(chat), users)
      const heard = users.flatMap((user) => directory.byId(scopeOf(keyOf(chat), parts.serverOf), user) ?? [])
      return new Map([...stored, ...heard].map(({ id, name, username }) => [id, shown(username ? `${name} (@${username})` : name)]))
    },
    order: (order) => giveOrder({ ...order, chat: keyOf(order.chat) }, parts),
    warnings: (chat, user) => store.warnings(keyOf(chat), user, now()),
    status: async (chat, locale) => {
      const { shield, captcha, warnLimit } = await chats.get(keyOf(chat))
      const moderator = parts.moderatorOf?.(chat.bot)
      const rights = moderator && (await quietly(parts.log, 'the rights of a chat are not known', () => moderator.rights(keyOf(chat).chat)))
      const settings = { shield: shield ?? 'off', captcha: captcha ?? false, warnLimit: warnLimit ?? WARN_LIMIT } as const
      return {
        settings,
        rules: RULES.map(({ id, title, severity, action }) => ({ id, title: fill(title, locale), severity, action })),
        list: { size: phishing.size, sources: phishing.sources },
        ...(rights ? { rights } : {}),
      }
    },
    configure: async (chat, by, patch) => {
      moderatorFor(chat, parts)
      await chats.set(keyOf(chat), patch)
      const reason = Object.entries(patch).map(([name, value]) => `${name} ${value}`).join(', ') // biome-ignore format: short
      const row = { chat: keyOf(chat), event: `settings:${parts.newId()}`, by, kind: 'settings', findings: [], steps: [], state: 'done', reason, at: now() } as const // biome-ignore format: short
      await store.decide(row)
    },
    log: async (chat, { since, limit }) => (await store.log(keyOf(chat), since, limit)).map(withoutChat),
    tally: async (chat, since) => tallyOf(await store.log(keyOf(chat), since, 10_000)),
    undo: async (chat, id, by) => withoutChat(await undo({ ...keyOf(chat), id, by }, parts)),
  }
}

function withoutChat(entry: AuditEntry & { chat?: unknown; tries?: unknown }): AuditEntry {
  const { chat: _chat, tries: _tries, ...rest } = entry
  return rest
}

/** How often each rule decided, or would have. */
function tallyOf(entries: readonly AuditEntry[]): { rule: string; acted: number; reported: number; undone: number }[] {
  const rows = new Map<string, { rule: string; acted: number; reported: number; undone: number }>()
  for (const { findings, state } of entries) {
    for (const rule of new Set(findings.map((finding) => finding.rule))) {
      const row = rows.get(rule) ?? { rule, acted: 0, reported: 0, undone: 0 }
      rows.set(rule, row)
      if (state === 'reported') row.reported += 1
      else row.acted += 1
      if (state === 'undone') row.undone += 1
    }
  }
  return [...rows.values()].sort((a, b) => b.acted + b.reported - a.acted - a.reported)
}

/** Whom people were last heard as, in memory: where the shield is off nothing about members is stored. */
export interface Directory {
  heard(chat: ChatKey, member: Member): void
  byId(chat: ChatKey, id: string): Member | undefined
  byName(chat: ChatKey, username: string): Member | undefined
  left(chat: ChatKey, id: string): void
}

const MOST = 10_000

export function createDirectory(): Directory {
  const members = new Map<string, Member>()
  const ids = new Map<string, string>()
  const key = ({ bot, chat }: ChatKey, word: string): string => `${bot} ${chat} ${word}`
  const bound = (map: Map<string, unknown>): void => {
    if (map.size > MOST) map.delete(map.keys().next().value ?? '')
  }
  return {
    heard: (chat, member) => {
      members.delete(key(chat, member.id))
      members.set(key(chat, member.id), member)
      if (member.username) ids.set(key(chat, member.username.toLowerCase()), member.id)
      bound(members)
      bound(ids)
    },
    byId: (chat, id) => members.get(key(chat, id)),
    byName: (chat, username) => {
      const member = members.get(key(chat, ids.get(key(chat, username)) ?? ''))
      // Names change hands.
      return member?.username?.toLowerCase() === username ? member : undefined
    },
    left: (chat, id) => members.delete(key(chat, id)),
  }
}

async function find(
  chat: ChatKey,
  words: string,
  { parts: { store, moderatorOf, serverOf }, directory }: { parts: CommunityParts; directory: Directory },
): Promise<Member> {
  const word = words.trim()
  const scope = scopeOf(chat, serverOf)
  const id = ID.exec(word)?.[1]
  if (id !== undefined) return directory.byId(scope, id) ?? (await store.member(chat, id)) ?? { id, name: id }
  const username = word.replace(/^@/, '').toLowerCase()
  const known = directory.byName(scope, username) ?? (await store.memberNamed(chat, username))
  const admin = known ?? (await moderatorOf?.(chat.bot)?.admins(chat.chat))?.find((member) => member.username?.toLowerCase() === username)
  if (admin) return admin
  throw new PetrelError('not_found', {
    message: `I have not seen anybody called "${shown(word)}" here.`,
    hint: 'Reply to a message of theirs with the command, or give their id.',
    facts: { user: word },
  })
}
