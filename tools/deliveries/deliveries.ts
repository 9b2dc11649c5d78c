import { z } from 'zod'
import { type Block, figure, text } from '../../core/answer.ts'
import { claim, commandWords } from '../command-words.ts'
import { defineTool } from '../define.ts'
import { cleanText, formatTime } from '../format.ts'

interface Listed {
  waiting: number
  waitingRecord: string
  dead: readonly { turn: string; bot: string; chat: string; reason: string; at: number }[]
  deadRecord: string
  retried: { count: number; record: string } | undefined
}

const SHOWN = 20

/** Answers on their way to platforms and those that were given up. */
export const deliveriesTool = defineTool({
  name: 'deliveries',
  title: 'Deliveries',
  description: 'Shows answers that wait for Telegram or Discord and those that were given up, with the reason; tries them again.',
  audience: 'operator',
  reach: 'store',
  returns: 'ours',
  input: z.object({
    action: z.enum(['list', 'retry']).default('list').describe('list, or retry what was given up.').meta({ byModel: false }),
  }),
  positional: 'action',
  read: (said) => {
    const words = commandWords(said)
    if (/^(?:list |show )?(?:dead letters|deliveries|outbox)$/.test(words))
      return [claim('deliveries', { score: 0.95, input: {}, reading: 'deliveries' })]
    if (/^retry(?: the)? (?:dead letters|deliveries)$/.test(words)) {
      return [claim('deliveries', { score: 0.95, input: { action: 'retry' }, reading: 'try dead letters again' })]
    }
    return []
  },
  run: async ({ action }, { handles, ledger }): Promise<Listed> => {
    const count = action === 'retry' ? await handles.deliveries.retry() : undefined
    const waiting = handles.deliveries.waiting()
    const dead = await handles.deliveries.dead(SHOWN)
    const measured = (name: string, value: number) => ledger.measured({ name, value, source: 'the outbox' }).id
    return {
      waiting,
      waitingRecord: measured('answers that wait', waiting),
      dead,
      deadRecord: ledger.table({
        name: 'answers that were given up',
        columns: [
          { name: 'at', unit: 'ms since 1970, UTC', type: 'time' },
          { name: 'bot', unit: '', type: 'text' },
          { name: 'chat', unit: '', type: 'text' },
          { name: 'reason', unit: '', type: 'text' },
        ],
        rows: dead.map(({ at, bot, chat, reason }) => [at, bot, chat, reason]),
        source: 'the outbox',
      }).id,
      retried: count === undefined ? undefined : { count, record: measured('dead letters tried again', count) },
    }
  },
  answer: ({ waiting, waitingRecord, dead, deadRecord, retried }): Block[] => [
    ...(retried ? [text('Tried again: ', figure(String(retried.count), retried.record), '.')] : []),
    text('Answers that wait for a platform: ', figure(String(waiting), waitingRecord), '.'),
    ...(dead.length === 0
      ? [text('No answer was given up.')]
      : [
          {
            kind: 'table' as const,
            title: 'Answers that were given up',
            record: deadRecord,
            columns: ['at', 'bot', 'chat', 'reason'].map((title) => ({ title, align: 'left' as const })),
            rows: dead.map(({ at, bot, chat, reason }) => [formatTime(at), bot, chat, cleanText(reason, 120)]),
          },
          { kind: 'buttons' as const, items: [{ label: 'Try again', say: '/deliveries retry' }] },
        ]),
  ],
  examples: [{ say: 'deliveries', input: {} }],
})
