import type { Inbound } from '../../core/adapter.ts'
import type { Callback } from '../../core/callbacks.ts'
import { accept } from './accept.ts'
import type { Desk } from './desk.ts'
import { roleOf } from './desk.ts'
import { chatName } from './place.ts'
import { memberOf, placeOfMessage } from './read-message.ts'
import type { CallbackQuery, Message } from './wire.ts'
import { word } from './words.ts'

/** Data of a stop button: the turn stands in it, so that it works after a restart too. */
export const STOP = 'stop:'

/** A pressed button is what it says, in the presser's name. The query is answered at once: until then the button turns. */
export async function handlePress(desk: Desk, query: CallbackQuery): Promise<void> {
  const { data = '', message } = query
  if (!message || query.from.is_bot) return answer(desk, query)
  if (data.startsWith(STOP)) return await pressStop(desk, query)
  const callback = await find(desk, data, message)
  if (!callback) return answer(desk, query, 'expired')
  if (callback.user !== undefined && callback.user !== String(query.from.id)) return answer(desk, query, 'notForYou')
  answer(desk, query)
  await say(desk, { query, message, text: callback.say })
}

/** A callback counts only in the chat that it was made for: data can be sent by a changed client. */
async function find({ options, account }: Desk, data: string, message: Message): Promise<Callback | undefined> {
  if (!/^[a-z0-9]{8,64}$/.test(data)) return undefined
  const callback = await options.callbacks.find(data)
  if (!callback || callback.bot !== account.name) return undefined
  const chat = Number(callback.chat.split('/')[0])
  return (account.moved.get(chat) ?? chat) === message.chat.id ? callback : undefined
}

async function say(desk: Desk, { query, message, text }: { query: CallbackQuery; message: Message; text: string }): Promise<void> {
  const { account } = desk
  const direct = message.chat.type === 'private'
  const chat = chatName(placeOfMessage(message))
  const id = `cb:${query.id}`
  const at = account.clock.now()
  const role = await roleOf(desk, query.from.id, message.chat.id)
  const from = memberOf(query.from)
  if (!direct && desk.hear) {
    const heard = { kind: 'message' as const, bot: account.name, id, chat: String(message.chat.id), chatTitle: message.chat.title ?? '' }
    const verdict = await desk.hear({ ...heard, from, role, text, links: [], forwarded: false, edited: false, at }, desk.moderator)
    if (verdict === 'handled') return
  }
  const inbound: Inbound = {
    bot: account.name,
    id,
    chat,
    user: from.id,
    role,
    text,
    place: direct ? 'direct' : 'group',
    ...(query.from.language_code === undefined ? {} : { locale: query.from.language_code }),
    route: direct ? {} : { reply: message.message_id },
    at,
  }
  await accept(desk, inbound)
}

/** The one who asked may stop, and administrators and operators. */
async function pressStop(desk: Desk, query: CallbackQuery): Promise<void> {
  const turn = (query.data ?? '').slice(STOP.length)
  const asked = desk.live.inboundOf(turn)
  if (!asked) return answer(desk, query, 'over')
  const mine = asked.user === String(query.from.id)
  if (!mine && (await roleOf(desk, query.from.id, query.message?.chat.id ?? 0)) === 'everyone') return answer(desk, query, 'notYours')
  answer(desk, query, 'stopping')
  await desk.options.turns.cancel(turn)
}

/** Not waited for: a lost answer only leaves the button turning for a while. */
function answer({ account }: Desk, { id, from }: CallbackQuery, key?: Parameters<typeof word>[0]): void {
  const text = key === undefined ? {} : { text: word(key, from.language_code) }
  account.api.call('answerCallbackQuery', { callback_query_id: id, ...text }).catch((error: unknown) => {
    account.log.debug({ bot: account.name, reason: String(error) }, 'a button press could not be answered')
  })
}
