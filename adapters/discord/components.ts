import type { Block } from '../../core/answer.ts'
import type { CallbackStore } from '../../core/callbacks.ts'
import { cleanLine } from '../render/clean-text.ts'
import { shorten } from './render/cut.ts'
import { say } from './words.ts'

/** components/reference: an action row holds 5 buttons or one select of 25 options; labels of 80 and 100 characters. */
const ROW = 1
const BUTTON = 2
const SELECT = 3
const IN_ROW = 5
const MOST_BUTTONS = 10
const MOST_OPTIONS = 25
const BUTTON_LABEL = 80
const OPTION_LABEL = 100
const STYLE = { secondary: 2, danger: 4 } as const
/** Milliseconds that a button stays alive. */
const LIFE_MS = 7 * 86_400_000

const STOP = 'stop'

export interface Choice {
  label: string
  say: string
}

const row = (components: readonly unknown[]) => ({ type: ROW, components })

const chunks = <T>(list: readonly T[], size: number): T[][] =>
  Array.from({ length: Math.ceil(list.length / size) }, (_, index) => list.slice(index * size, (index + 1) * size))

const label = (text: string, most: number): string => shorten(cleanLine(text), most).trim() || '…'

/** The choices that an answer offers, each once. */
export function choicesOf(blocks: readonly Block[]): Choice[] {
  const all = blocks.flatMap((block) => (block.kind === 'buttons' ? block.items : []))
  const known = new Set<string>()
  return all.filter(({ say: words }) => !known.has(words) && known.add(words)).slice(0, MOST_OPTIONS)
}

/** Few choices as buttons, many or long ones as a menu. `ids` are the callbacks' ids in the order of the choices. */
export function choiceRows(choices: readonly Choice[], ids: readonly string[], locale: string): unknown[] {
  if (choices.length === 0) return []
  const short = choices.every((choice) => cleanLine(choice.label).length <= BUTTON_LABEL)
  if (short && choices.length <= MOST_BUTTONS) {
    const buttons = choices.map((choice, index) => ({
      type: BUTTON,
      style: STYLE.secondary,
      label: label(choice.label, BUTTON_LABEL),
      custom_id: ids[index],
    }))
    return chunks(buttons, IN_ROW).map(row)
  }
  const options = choices.map((choice, index) => ({ label: label(choice.label, OPTION_LABEL), value: ids[index] }))
  return [row([{ type: SELECT, custom_id: `menu:${ids[0]}`, placeholder: say('choose', locale), options }])]
}

/** Stores what the choices say and makes their rows; none when they cannot be stored, since the words of the answer stand without them. */
export async function keepChoices(
  blocks: readonly Block[],
  { callbacks, bot, chat, locale, now }: { callbacks: CallbackStore; bot: string; chat: string; locale: string; now: number },
): Promise<unknown[]> {
  const choices = choicesOf(blocks)
  if (choices.length === 0) return []
  const ids = await callbacks.keep({ bot, chat, says: choices.map((choice) => choice.say), expiresAt: now + LIFE_MS })
  return choiceRows(choices, ids, locale)
}

/** The button that stops a turn; its id says which turn, and who may press it. */
export const stopRow = (turn: string, { user, locale }: { user: string; locale: string | undefined }): unknown =>
  row([{ type: BUTTON, style: STYLE.danger, label: say('stop', locale), custom_id: `${STOP}:${turn}:${user}` }])

export function stopOf(customId: string): { turn: string; user: string } | undefined {
  const [kind, turn, user] = customId.split(':')
  return kind === STOP && turn && user ? { turn, user } : undefined
}

/** Whether a message of ours is a preview: it carries the stop button of this turn. */
export const isPreviewOf = (message: { components?: unknown }, turn: string): boolean =>
  JSON.stringify(message.components ?? []).includes(`"${STOP}:${turn}:`)
