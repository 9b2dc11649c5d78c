/**
 * The platform's limits, each with the page that states it. "Bot API" is https://core.telegram.org/bots/api.
 * Where a page leaves a unit open, the kit takes the stricter reading: text is counted in UTF-16 code units.
 */
export const LIMITS = {
  /** Bot API, sendMessage: "Text of the message to be sent, 1-4096 characters after entities parsing". */
  text: 4096,
  /** Bot API, sendPhoto and others: "caption, 0-1024 characters after entities parsing". */
  caption: 1024,
  /** Bot API, InlineKeyboardButton: "callback_data … 1-64 bytes". */
  callbackBytes: 64,
  /** Bot API, answerCallbackQuery: "Text of the notification … 0-200 characters". */
  callbackAnswer: 200,
  /** https://core.telegram.org/bots/features#deep-linking: "up to 64 characters", A-Z, a-z, 0-9, _ and -. */
  startPayload: 64,
  /** Bot API, answerInlineQuery: "No more than 50 results per query are allowed"; result id and next_offset 1-64 bytes. */
  inlineResults: 50,
  inlineIdBytes: 64,
  /** Bot API, setMyCommands: "At most 100 commands can be specified". */
  commands: 100,
  /** Bot API, BotCommand: "1-32 characters. Can contain only lowercase English letters, digits and underscores". */
  commandName: /^[a-z0-9_]{1,32}$/,
  /** Bot API, BotCommand: "Description of the command; 1-256 characters". */
  commandDescription: 256,
  /** Bot API, getUpdates: "Values between 1-100 are accepted. Defaults to 100". */
  updates: 100,
  /** Bot API, setWebhook: "A secret token … 1-256 characters. Only characters A-Z, a-z, 0-9, _ and - are allowed". */
  secret: /^[A-Za-z0-9_-]{1,256}$/,
  /** Bot API, getFile: "bots can download files of up to 20MB in size". */
  download: 20 * 1024 * 1024,
  /** Bot API, Sending files: "10 MB max size for photos, 50 MB for other files". */
  photoUpload: 10 * 1024 * 1024,
  upload: 50 * 1024 * 1024,
  /** Bot API, sendPhoto: "The photo's width and height must not exceed 10000 in total. Width and height ratio must be at most 20". */
  photoSides: 10_000,
  photoRatio: 20,
  /** Bot API, deleteMessage: "A message can only be deleted if it was sent less than 48 hours ago". */
  deleteHours: 48,
  /** Bot API, sendMediaGroup: "must include 2-10 items". */
  album: [2, 10] as const,
  /** Bot API, sendMessageDraft: "0-4096 characters after entities parsing"; "acts as a temporary 30-second preview". */
  draftText: 4096,
  draftMs: 30_000,
  /** Bot API, sendChatAction: "The status is set for 5 seconds or less". */
  actionMs: 5000,
  /** Bot API, Rich Message Limits: 32768 characters, 500 blocks including table rows, 20 columns in a table. */
  richText: 32_768,
  richBlocks: 500,
  richColumns: 20,
  /** https://limits.tginfo.me: 100 formatting entities in a message; 100 buttons under one. The platform drops the rest, the kit refuses. */
  entities: 100,
  buttons: 100,
  /** Bot API, restrictChatMember: "more than 366 days or less than 30 seconds from the current time … forever". */
  forever: { leastS: 30, mostS: 366 * 86_400 },
} as const

/**
 * Sending rates. https://core.telegram.org/bots/faq#my-bot-is-hitting-limits-how-do-i-avoid-this: about one message a second in a
 * chat ("we may allow short bursts"), 20 messages a minute in a group, about 30 messages a second for the bot. Edits count like sends
 * (a maintainer in tdlib/td#3034). The size of the burst is not published: `chatBurst` is the kit's own guess.
 */
export interface Rates {
  chatPerSecond: number
  chatBurst: number
  groupPerMinute: number
  botPerSecond: number
}

export const RATES: Rates = { chatPerSecond: 1, chatBurst: 3, groupPerMinute: 20, botPerSecond: 30 }
