import { z } from 'zod'
import { type Block, figure, text } from '../../core/answer.ts'
import { inLocale, m } from '../../core/title.ts'
import { claim, commandWords } from '../command-words.ts'
import { defineTool } from '../define.ts'

const WORDS = {
  none: m('There is nothing of yours to stop here.', 'Aquí no hay nada tuyo que detener.', '这里没有需要停止的内容。', {
    ru: 'Здесь нечего останавливать.',
    tr: 'Burada durdurulacak bir şeyin yok.',
    vi: 'Không có gì của bạn để dừng ở đây.',
  }),
  stopped: m(
    'Stopped. Questions that were running or waiting: ',
    'Detenido. Preguntas en curso o en espera: ',
    '已停止。正在处理或等待的问题数：',
    {
      ru: 'Остановлено. Вопросов в работе или в очереди: ',
      tr: 'Durduruldu. Çalışan ya da bekleyen soru sayısı: ',
      vi: 'Đã dừng. Số câu hỏi đang chạy hoặc đang chờ: ',
    },
  ),
}

interface Stopped {
  count: number
  record: string
}

/** Ends what the asker waits for in this chat; an admin may end everybody's. */
export const stopTool = defineTool({
  name: 'stop',
  title: 'Stop',
  description: 'Stops your questions in this chat that are being worked on or wait.',
  descriptions: {
    es: 'Detiene tus preguntas en este chat.',
    zh: '停止你在此聊天中的问题。',
    ru: 'Останавливает ваши вопросы в этом чате.',
    tr: 'Bu sohbetteki sorularını durdurur.',
    vi: 'Dừng các câu hỏi của bạn trong cuộc trò chuyện này.',
  },
  audience: 'everyone',
  reach: 'none',
  returns: 'ours',
  immediate: true,
  input: z.object({
    all: z.boolean().default(false).describe('Everybody’s questions, not only yours; for admins.').meta({ byModel: false }),
  }),
  read: (said) => {
    const words = commandWords(said)
    if (words === 'all') return [claim('stop', { score: 0.5, input: { all: true }, reading: 'stop everything' })]
    return /^(?:stop|cancel|para|detente|停止|стоп|dur|dừng)$/u.test(words)
      ? [claim('stop', { score: 0.95, input: {}, reading: 'stop' })]
      : []
  },
  run: async ({ all }, { asker, handles, ledger }) => {
    const everybody = all && asker.role !== 'everyone'
    const which = { bot: asker.bot, chat: asker.chat, ...(everybody ? {} : { user: asker.user }) }
    const count = await handles.halt.halt(which)
    const record = ledger.measured({ name: 'questions stopped', value: count, source: 'the queue of this process' })
    return { count, record: record.id }
  },
  answer: ({ count, record }: Stopped, locale): Block[] =>
    count === 0 ? [text(inLocale(WORDS.none, locale))] : [text(inLocale(WORDS.stopped, locale), figure(String(count), record), '.')],
  examples: [{ say: 'stop', input: {} }],
})
