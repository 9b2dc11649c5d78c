import { LIMITS } from '../limits.ts'
import { bad, type Member, type Rights } from '../types.ts'
import { type ChatState, emit, findChat, type World } from '../world.ts'
import { type Method, number, type Request } from './read.ts'

const ALL: Required<Rights> = {
  can_delete_messages: true,
  can_restrict_members: true,
  can_promote_members: true,
  can_pin_messages: true,
  can_invite_users: true,
}

export function rightsOf(state: ChatState, user: number): Rights {
  const member = state.members.get(user)
  if (member?.status === 'creator') return ALL
  return member?.status === 'administrator' ? (member.rights ?? {}) : {}
}

export const isAdmin = (member: Member | undefined): boolean => member?.status === 'creator' || member?.status === 'administrator'

/** A member as the Bot API writes it. */
export function shown(member: Member): Record<string, unknown> {
  const { user, status, rights = {}, until, canSend } = member
  const until_date = until ?? 0
  if (status === 'administrator') {
    const all = Object.fromEntries(Object.keys(ALL).map((name) => [name, rights[name as keyof Rights] === true]))
    return { user, status, can_be_edited: false, is_anonymous: false, ...all }
  }
  if (status === 'creator') return { user, status, is_anonymous: false }
  if (status === 'restricted') return { user, status, is_member: true, can_send_messages: canSend ?? false, until_date }
  return status === 'kicked' ? { user, status, until_date } : { user, status }
}

export const getChat: Method = ({ world, bot, params }) => findChat(world, bot, params.chat_id).chat
export const getChatMemberCount: Method = ({ world, bot, params }) => findChat(world, bot, params.chat_id).members.size

export const getChatAdministrators: Method = ({ world, bot, params }) => {
  const state = findChat(world, bot, params.chat_id)
  if (state.bot) throw bad('there are no administrators in the private chat')
  // Bot API: "Returns an Array of ChatMember objects that aren't bots", the asking bot itself aside.
  return [...state.members.values()].filter((one) => isAdmin(one) && (!one.user.is_bot || one.user.id === bot.user.id)).map(shown)
}

export const getChatMember: Method = ({ world, bot, params }) => {
  const state = findChat(world, bot, params.chat_id)
  const user = world.users.get(number(params, 'user_id'))
  if (!user) throw bad('PARTICIPANT_ID_INVALID')
  return shown(state.members.get(user.id) ?? { user, status: 'left' })
}

/** The member that a request acts on; the bot must have the right, and nobody acts on an administrator. */
function subject({ world, bot, params }: Request): { state: ChatState; member: Member } {
  const state = findChat(world, bot, params.chat_id)
  if (state.bot) throw bad('method is available for supergroup and channel chats only')
  if (rightsOf(state, bot.user.id).can_restrict_members !== true) throw bad('not enough rights to restrict/unrestrict chat member')
  const user = world.users.get(number(params, 'user_id'))
  if (!user) throw bad('PARTICIPANT_ID_INVALID')
  const member = state.members.get(user.id) ?? { user, status: 'left' as const }
  if (isAdmin(member)) throw bad('user is an administrator of the chat')
  return { state, member }
}

/** Bot API: a date too near or too far means for ever. */
function untilOf(world: World, value: unknown): number {
  const until = Number(value ?? 0)
  const from = world.clock.now() / 1000
  return until - from < LIMITS.forever.leastS || until - from > LIMITS.forever.mostS ? 0 : until
}

export function setMember(world: World, state: ChatState, next: Member, by?: Member): void {
  const old = state.members.get(next.user.id) ?? { user: next.user, status: 'left' as const }
  state.members.set(next.user.id, next)
  const change = {
    chat: state.chat,
    from: (by ?? next).user,
    date: Math.floor(world.clock.now() / 1000),
    old_chat_member: shown(old),
    new_chat_member: shown(next),
  }
  for (const bot of world.bots.values()) {
    const kind = bot.user.id === next.user.id ? 'my_chat_member' : 'chat_member'
    if (kind === 'my_chat_member' || isAdmin(state.members.get(bot.user.id)))
      emit(world, bot, { lane: String(state.chat.id), payload: { [kind]: change } })
  }
  world.changed()
}

export const restrictChatMember: Method = (request) => {
  const { state, member } = subject(request)
  if (state.chat.type !== 'supergroup') throw bad('method is available only for supergroups')
  const permissions = request.params.permissions as Record<string, boolean> | undefined
  if (!permissions || typeof permissions !== 'object') throw bad('parameter "permissions" is required')
  const free = permissions.can_send_messages === true
  const until = untilOf(request.world, request.params.until_date)
  setMember(
    request.world,
    state,
    free ? { user: member.user, status: 'member' } : { user: member.user, status: 'restricted', until, canSend: false },
  )
  return true
}

export const banChatMember: Method = (request) => {
  const { state, member } = subject(request)
  setMember(request.world, state, { user: member.user, status: 'kicked', until: untilOf(request.world, request.params.until_date) })
  return true
}

export const unbanChatMember: Method = (request) => {
  const { state, member } = subject(request)
  const only = request.params.only_if_banned === true
  if (member.status === 'kicked' || !only) setMember(request.world, state, { user: member.user, status: 'left' })
  return true
}

export const banChatSenderChat: Method = (request) => {
  const state = senderRight(request)
  state.bannedSenders = new Set([...(state.bannedSenders ?? []), number(request.params, 'sender_chat_id')])
  return true
}

export const unbanChatSenderChat: Method = (request) => {
  senderRight(request).bannedSenders?.delete(number(request.params, 'sender_chat_id'))
  return true
}

function senderRight({ world, bot, params }: Request): ChatState {
  const state = findChat(world, bot, params.chat_id)
  if (rightsOf(state, bot.user.id).can_restrict_members !== true) throw bad('not enough rights to restrict/unrestrict chat member')
  return state
}

export const leaveChat: Method = ({ world, bot, params }) => {
  const state = findChat(world, bot, params.chat_id)
  setMember(world, state, { user: bot.user, status: 'left' })
  return true
}
