import { PetrelError } from '../../core/errors.ts'
import type { ToolContext } from '../../core/tool.ts'
import type { Handles } from '../define.ts'

/** A digest that was ordered. */
export interface Daily {
  at: string
  number: { id: string; value: number }
}

/** Has a tool called every day at a time of the chat's zone; its answer comes as a message. Throws PetrelError input_invalid. */
export async function everyDay(
  tool: string,
  { input, at }: { input: Record<string, unknown>; at: string },
  context: ToolContext<Handles>,
): Promise<Daily> {
  const { asker, handles, ledger, locale } = context
  if (input.text !== undefined)
    throw new PetrelError('input_invalid', { message: 'A text that was pasted does not change from day to day.', hint: 'Give an address.' })
  const { timeZone } = await handles.chats.get(asker)
  const { daily: _, ...call } = input
  const { number } = await handles.alerts.add({
    owner: { bot: asker.bot, chat: asker.chat, user: asker.user },
    role: asker.role,
    place: asker.place,
    locale,
    kind: 'always',
    spec: { tool, input: call },
    cadence: { at, zone: timeZone ?? 'UTC' },
  })
  return {
    at,
    number: { id: ledger.measured({ name: 'number of the alert', value: number, source: 'alerts of this chat' }).id, value: number },
  }
}
