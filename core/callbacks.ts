/** What a pressed button says, kept because platforms allow 64 bytes (Telegram) or 100 characters (Discord) inside a button. */
export interface Callback {
  bot: string
  chat: string
  /** Only this person may press it; absent: anyone in the chat. */
  user?: string
  say: string
}

export interface CallbackStore {
  /** Keeps one callback for each of `says`; the ids (16 characters of a-z, 0-9) come in the same order. `expiresAt` in Unix milliseconds. */
  keep(request: Omit<Callback, 'say'> & { says: readonly string[]; expiresAt: number }): Promise<string[]>
  /** Undefined when the id is unknown or has expired. */
  find(id: string): Promise<Callback | undefined>
}
