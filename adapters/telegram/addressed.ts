import type { Message, MessageEntity } from './wire.ts'

export interface Ears {
  id: number
  username: string
  /** Names of our commands. */
  commands: ReadonlySet<string>
}

const words = (message: Message): { text: string; entities: readonly MessageEntity[] } => ({
  text: message.text ?? message.caption ?? '',
  entities: message.entities ?? message.caption_entities ?? [],
})

/** "/price@petrel_bot UNI": the name of the bot that a command is for, if it names one. */
const COMMAND = /^\/([a-z0-9_]{1,32})(?:@(\w+))?(?=\s|$)/i

/** Whether a message of a group is for this bot: its command, its name, or a reply to it. */
export function isAddressed(message: Message, { id, username, commands }: Ears): boolean {
  const { text, entities } = words(message)
  const [command, name = '', bot] = COMMAND.exec(text) ?? []
  if (command !== undefined) return bot === undefined ? commands.has(name.toLowerCase()) : bot.toLowerCase() === username.toLowerCase()
  if (message.reply_to_message?.from?.id === id) return true
  return entities.some((entity) => mentions(entity, text, { id, username }))
}

function mentions({ type, offset, length, user }: MessageEntity, text: string, me: { id: number; username: string }): boolean {
  if (type === 'text_mention') return user?.id === me.id
  return type === 'mention' && text.slice(offset, offset + length).toLowerCase() === `@${me.username.toLowerCase()}`
}

/** What was said, without the bot's name in it. */
export function wordsFor(message: Message, { username }: Pick<Ears, 'username'>): string {
  const { text } = words(message)
  const name = new RegExp(`(^|\\s)@${username}(?!\\w)[,:]?`, 'gi')
  const command = COMMAND.exec(text)
  if (command?.[2]?.toLowerCase() === username.toLowerCase()) return `/${command[1]}${text.slice(command[0].length)}`
  return text
    .replace(name, '$1')
    .replace(/[ \t]{2,}/g, ' ')
    .trim()
}

/** Where the links of a message lead, also those behind other words and behind buttons. */
export function linksOf(message: Message): string[] {
  const { text, entities } = words(message)
  const inText = entities.flatMap(({ type, offset, length, url }) =>
    type === 'text_link' && url !== undefined ? [url] : type === 'url' ? [text.slice(offset, offset + length)] : [],
  )
  const buttons = message.reply_markup?.inline_keyboard.flat() ?? []
  return [...inText, ...buttons.flatMap(({ url }) => (url === undefined ? [] : [url]))]
}
