import { type Answer, type Block, plain } from '../core/answer.ts'
import type { Db } from './open.ts'
import { conversations, messages, type turns } from './schema.ts'

type Transaction = Parameters<Parameters<Db['transaction']>[0]>[0]

/** Longest text of one message that is kept for later turns, in characters. */
const KEPT = 2000

const blockText = (block: Block): string =>
  block.kind === 'text' || block.kind === 'warning' ? plain(block.parts) : block.kind === 'figure' ? `${block.label}: ${block.figure}` : ''

const originOf = (answer: Answer): 'model' | 'ours' =>
  answer.blocks.some((block) => block.kind === 'text' && block.tone === 'model') ? 'model' : 'ours'

const choicesOf = (answer: Answer): readonly { label: string; say: string }[] | null =>
  answer.rung === 'clarify' ? answer.blocks.flatMap((block) => (block.kind === 'buttons' ? block.items : [])) : null

/** Writes what a turn leaves behind: its two messages and the input that a follow-up may edit. */
export function remember(tx: Transaction, turn: typeof turns.$inferSelect, answer: Answer, at: number): void {
  const owner = { bot: turn.bot, chat: turn.chat, user: turn.user }
  const said = answer.blocks.map(blockText).filter(Boolean).join('\n').slice(0, KEPT)
  tx.insert(messages)
    .values([
      { turn: turn.id, ...owner, role: 'user', origin: 'user', text: turn.text.slice(0, KEPT), at: turn.at },
      { turn: turn.id, ...owner, role: 'assistant', origin: originOf(answer), text: said, at },
    ])
    .run()
  // A clarifying question or a refusal leaves the earlier subject in place.
  const subject = answer.tool === undefined ? {} : { tool: answer.tool, input: answer.input ?? null }
  const state = { ...subject, choices: choicesOf(answer), updatedAt: at }
  tx.insert(conversations)
    .values({ ...owner, ...state })
    .onConflictDoUpdate({ target: [conversations.bot, conversations.chat, conversations.user], set: state })
    .run()
}
