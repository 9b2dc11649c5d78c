import type { Block } from '../../core/answer.ts'
import type { CallbackStore } from '../../core/callbacks.ts'
import type { Moderator } from '../../core/moderation.ts'
import type { Account } from './account.ts'
import { refusedWith } from './api.ts'
import { keyboard } from './keyboard.ts'
import { toParts } from './parts.ts'
import { type Place, placeOf } from './place.ts'
import { post, resolvePlace } from './post.ts'
import { memberOf } from './read-message.ts'
import type { Message } from './wire.ts'

const MUTED = { can_send_messages: false }
const FREE = {
  can_send_messages: true,
  can_send_audios: true,
  can_send_documents: true,
  can_send_photos: true,
  can_send_videos: true,
  can_send_video_notes: true,
  can_send_voice_notes: true,
  can_send_polls: true,
  can_send_other_messages: true,
  can_add_web_page_previews: true,
  can_invite_users: true,
}

/** People also write in the name of their channels; the platform mutes and bans such a name in one way. */
const isChannel = (user: string): boolean => user.startsWith('-')

const seconds = (until: number | undefined): object => (until === undefined ? {} : { until_date: Math.ceil(until / 1000) })

/** What admins may have done in the groups of a bot. `signal` ends what waits for its turn. */
export function createModerator(account: Account, callbacks: CallbackStore, signal: AbortSignal): Moderator {
  const chatOf = (chat: string): number => resolvePlace(account, placeOf(chat)).chat
  const act = async (method: string, chat: string, payload: object): Promise<void> => {
    await account.api.call(method, { chat_id: chatOf(chat), ...payload }, { signal })
  }
  return {
    admins: async (chat) => (await account.admins.of(chatOf(chat))).filter(({ user }) => !user.is_bot).map(({ user }) => memberOf(user)),
    rights: async (chat) => {
      const me = await account.admins.self(chatOf(chat))
      const restrict = me?.status === 'creator' || me?.can_restrict_members === true
      return { remove: me?.status === 'creator' || me?.can_delete_messages === true, mute: restrict, ban: restrict }
    },
    remove: async (chat, message) => {
      try {
        await act('deleteMessage', chat, { message_id: Number(message) })
      } catch (error) {
        // Gone already is what was wanted.
        if (!refusedWith(error, 400, /message to delete not found/i)) throw error
      }
    },
    mute: (chat, user, until) =>
      isChannel(user)
        ? act('banChatSenderChat', chat, { sender_chat_id: Number(user) })
        : act('restrictChatMember', chat, { user_id: Number(user), permissions: MUTED, ...seconds(until) }),
    unmute: (chat, user) =>
      isChannel(user)
        ? act('unbanChatSenderChat', chat, { sender_chat_id: Number(user) })
        : act('restrictChatMember', chat, { user_id: Number(user), permissions: FREE }),
    ban: (chat, user, until) =>
      isChannel(user)
        ? act('banChatSenderChat', chat, { sender_chat_id: Number(user) })
        : act('banChatMember', chat, { user_id: Number(user), ...seconds(until) }),
    unban: (chat, user) =>
      isChannel(user)
        ? act('unbanChatSenderChat', chat, { sender_chat_id: Number(user) })
        : act('unbanChatMember', chat, { user_id: Number(user), only_if_banned: true }),
    say: (chat, blocks, options = {}) => say({ account, callbacks, signal }, { place: placeOf(chat), chat, blocks, ...options }),
  }
}

interface Saying {
  place: Place
  chat: string
  blocks: readonly Block[]
  only?: string
  replyTo?: string
}

async function say(
  { account, callbacks, signal }: { account: Account; callbacks: CallbackStore; signal: AbortSignal },
  { place, chat, blocks, only, replyTo }: Saying,
): Promise<void> {
  const { parts, buttons } = toParts({ blocks, records: [], locale: 'en' })
  for (const [index, part] of parts.entries()) {
    if (part.kind !== 'text') continue
    const { text, entities } = part.body
    const last = index === parts.length - 1 && buttons.length > 0
    const keys = last
      ? {
          reply_markup: await keyboard(callbacks, {
            bot: account.name,
            chat,
            buttons,
            now: account.clock.now(),
            ...(only === undefined ? {} : { user: only }),
          }),
        }
      : {}
    const hidden =
      only === undefined || account.features.ephemeral === false ? {} : { ephemeral_message_parameters: { receiver_user_id: Number(only) } }
    const message = await post(account, {
      method: 'sendMessage',
      place,
      payload: { text, entities, ...keys, ...hidden },
      signal,
      ...(replyTo === undefined ? {} : { reply: Number(replyTo) }),
    })
    if (only !== undefined) account.features.ephemeral = isEphemeral(message)
  }
}

/** An older server does not know the parameter: it has shown the message to all. */
const isEphemeral = (message: Message): boolean => message.ephemeral_message_id !== undefined
