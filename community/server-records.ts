import type { ChatKey } from '../core/chats.ts'
import type { CommunityStore } from '../store/community.ts'
import { type ServerOf, scopeOf } from './server-wide.ts'

/**
 * What is kept about people, of which all counts for a whole server where a chat is a channel of one: warnings, the audit log, members,
 * captchas. Each decision still knows the channel in which it is done. What was kept for a single channel moves to its server when the
 * channel is first looked at.
 */
export function createServerRecords(store: CommunityStore, serverOf: ServerOf): CommunityStore {
  const moved = new Map<string, Promise<void>>()
  const move = async (key: ChatKey, scope: ChatKey): Promise<void> => {
    const name = `${key.bot} ${key.chat}`
    const before = moved.get(name)
    if (before) return await before
    const moving = store.migrate(key.bot, { from: key.chat, to: scope.chat, places: true })
    moved.set(name, moving)
    // What failed is tried again by the next look.
    moving.catch(() => moved.delete(name))
    await moving
  }
  const at = async (key: ChatKey): Promise<ChatKey> => {
    const scope = scopeOf(key, serverOf)
    if (scope.chat !== key.chat) await move(key, scope)
    return scope
  }
  const placeIn = (key: ChatKey, scope: ChatKey): { place?: string } => (scope.chat === key.chat ? {} : { place: key.chat })
  return {
    see: async (chat, member, when, joinedAt) => await store.see(await at(chat), member, when, joinedAt),
    member: async (chat, user) => await store.member(await at(chat), user),
    memberNamed: async (chat, username) => await store.memberNamed(await at(chat), username),
    members: async (chat, users) => await store.members(await at(chat), users),
    wrote: async (chat, user, message) => await store.wrote(await at(chat), user, message),
    forgetMember: async (chat, user) => await store.forgetMember(await at(chat), user),
    decide: async (decision) => {
      const chat = await at(decision.chat)
      return await store.decide({ ...decision, chat, ...placeIn(decision.chat, chat) })
    },
    entry: async (chat, id) => await store.entry(await at(chat), id),
    settle: store.settle,
    planned: store.planned,
    log: async (chat, since, limit) => await store.log(await at(chat), since, limit),
    last: async (chat, kind, user) => await store.last(await at(chat), kind, user),
    warnings: async (chat, user, now) => await store.warnings(await at(chat), user, now),
    unwarn: async (chat, user, which) => await store.unwarn(await at(chat), user, which),
    captcha: async (chat, user) => await store.captcha(await at(chat), user),
    setCaptcha: async (chat, user, captcha) => {
      const scope = await at(chat)
      await store.setCaptcha(scope, user, captcha && { ...placeIn(chat, scope), ...captcha })
    },
    overdueCaptchas: store.overdueCaptchas,
    notice: async (chat, kind, when) => await store.notice(await at(chat), kind, when),
    migrate: store.migrate,
    prune: store.prune,
  }
}
