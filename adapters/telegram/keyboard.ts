import type { ButtonsBlock } from '../../core/answer.ts'
import type { CallbackStore } from '../../core/callbacks.ts'
import { cleanLine } from '../render/clean-text.ts'
import { fitText } from '../render/text-width.ts'

/** How long a button of an answer works. */
const BUTTON_MS = 7 * 86_400_000
const MOST_BUTTONS = 12
const LABEL = 40

interface Keys {
  bot: string
  chat: string
  /** Only this person may press. */
  user?: string
  buttons: ButtonsBlock['items']
  /** Unix milliseconds. */
  now: number
}

/** An inline keyboard, two in a row; what the buttons say is kept, since only 64 bytes fit into one. */
export async function keyboard(callbacks: CallbackStore, { bot, chat, user, buttons, now }: Keys): Promise<object> {
  const shown = buttons.slice(0, MOST_BUTTONS)
  const ids = await callbacks.keep({
    bot,
    chat,
    ...(user === undefined ? {} : { user }),
    says: shown.map(({ say }) => say),
    expiresAt: now + BUTTON_MS,
  })
  const keys = shown.map(({ label }, index) => ({ text: fitText(cleanLine(label), LABEL), callback_data: ids[index] ?? '' }))
  return { inline_keyboard: Array.from({ length: Math.ceil(keys.length / 2) }, (_, row) => keys.slice(2 * row, 2 * row + 2)) }
}
