import { z } from 'zod'

const clock = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'a time such as 22:00')

/** An IANA time zone that this machine knows. */
export const isTimeZone = (zone: string): boolean => {
  try {
    return Boolean(new Intl.DateTimeFormat('en', { timeZone: zone }))
  } catch {
    return false
  }
}

/** What a chat has chosen. Absent means the default that the help text names. */
export const chatSettingsSchema = z.strictObject({
  locale: z.enum(['en', 'es', 'zh', 'ru', 'tr', 'vi']).optional().describe('Language of answers; absent: that of each message.'),
  timeZone: z.string().refine(isTimeZone, 'an IANA time zone such as Europe/Madrid').optional().describe('Time zone; absent: UTC.'),
  quiet: z
    .strictObject({ from: clock, to: clock })
    .optional()
    .describe('Hours without alerts and digests, in the time zone; absent: none.'),
  keepDays: z.number().int().min(1).max(3650).optional().describe('Days that questions and answers are kept; absent: as the operator set.'),
  history: z.boolean().optional().describe('Keep what is said in the chat for catch-up and search; absent: no.'),
  shield: z.enum(['off', 'report', 'on']).optional().describe('Scam shield: report only tells admins what it would do; absent: off.'),
  captcha: z.boolean().optional().describe('New members press a button before they may write; absent: no.'),
  warnLimit: z.number().int().min(1).max(20).optional().describe('Warnings before a mute, twice as many before a ban; absent: 3.'),
})

/** The whole chat of a topic ("-100/7" is of "-100"): what a chat chose holds in all its topics. */
export const wholeChat = (chat: string): string => /^(-?\d+)\/\d+$/.exec(chat)?.[1] ?? chat

export type ChatSettings = z.output<typeof chatSettingsSchema>
export interface ChatKey {
  bot: string
  chat: string
}

/** Days for which what was said in a chat that keeps history is kept, where the chat says nothing. */
export const HISTORY_DAYS = 14

/** Settings of chats; they survive the bot's removal from the chat. */
export interface ChatStore {
  get(key: ChatKey): Promise<ChatSettings>
  /** Chats that chose anything. */
  all(): Promise<readonly { key: ChatKey; settings: ChatSettings }[]>
  /** Changes the given fields; `null` returns a field to its default. Throws PetrelError input_invalid. */
  set(key: ChatKey, patch: { [K in keyof ChatSettings]?: ChatSettings[K] | null }): Promise<ChatSettings>
}

/** What a person asked Petrel to remember in a chat. */
export interface PeopleStore {
  wallet(key: ChatKey & { user: string }): Promise<string | undefined>
  /** Lower-case address, or undefined to forget it. */
  setWallet(key: ChatKey & { user: string }, address: string | undefined): Promise<void>
}
