import { z } from 'zod'
import { adapterOf } from '../../core/adapter.ts'
import { type Block, figure, type Inline, note, text } from '../../core/answer.ts'
import { HISTORY_DAYS } from '../../core/chats.ts'
import type { Ledger } from '../../core/ledger.ts'
import { inLocale } from '../../core/title.ts'
import { claim, commandWords } from '../command-words.ts'
import { defineTool } from '../define.ts'
import { PRIVACY } from './words.ts'

const SAID = /^(?:privacy|what do you (?:know|store|keep|save)(?: about me)?|privacidad|隐私|приватность|gizlilik|quyền riêng tư)$/u

interface Privacy {
  surface: string
  group: boolean
  days: number
  record: string
  /** Days for which what people say is kept, and their record; absent where it is not. */
  history?: { days: number; record: string } | undefined
  shield: boolean
}

const historyOf = (days: number, ledger: Ledger): Privacy['history'] => ({
  days,
  record: ledger.measured({ name: 'days that what is said here is kept', value: days, unit: 'days', source: 'settings of this chat' }).id,
})

function historyBlocks({ history }: Privacy, locale: string): Block[] {
  if (!history) return [text(inLocale(PRIVACY.historyOff, locale))]
  const days = figure(String(history.days), history.record)
  return [text(inLocale(PRIVACY.historyOn, locale), ' ', days, ' ', inLocale(PRIVACY.historyEnds, locale))]
}

/** What is kept, for how long, and what the bot can see: from the chat's real settings. */
export const privacyTool = defineTool({
  name: 'privacy',
  title: 'Privacy',
  description: 'Says in plain words what Petrel keeps of this chat, for how long, and what it can see.',
  descriptions: {
    es: 'Explica qué guarda Petrel de este chat, cuánto tiempo y qué puede ver.',
    zh: '说明 Petrel 保存此聊天的哪些内容、保存多久以及能看到什么。',
    ru: 'Говорит, что Petrel хранит из этого чата, как долго и что он видит.',
    tr: 'Petrel’in bu sohbetten ne sakladığını, ne kadar ve ne gördüğünü anlatır.',
    vi: 'Nói rõ Petrel lưu gì của cuộc trò chuyện này, bao lâu và thấy được gì.',
  },
  audience: 'everyone',
  reach: 'store',
  returns: 'ours',
  input: z.object({}),
  read: (said) => (SAID.test(commandWords(said)) ? [claim('privacy', { score: 0.95, input: {}, reading: 'privacy' })] : []),
  run: async (_, { asker, handles, ledger }): Promise<Privacy> => {
    const settings = await handles.chats.get(asker)
    const operator = Number(handles.settings.list().find(({ key }) => key === 'keepDays')?.value ?? 90)
    const days = Math.min(settings.keepDays ?? operator, operator)
    const record = ledger.measured({ name: 'days that answers are kept', value: days, unit: 'days', source: 'settings of this chat' })
    return {
      surface: adapterOf(asker.bot),
      group: asker.place === 'group',
      days,
      record: record.id,
      history: settings.history === true ? historyOf(settings.keepDays ?? HISTORY_DAYS, ledger) : undefined,
      shield: (settings.shield ?? 'off') !== 'off' || settings.captcha === true,
    }
  },
  answer: (result, locale): Block[] => {
    const say = (key: keyof typeof PRIVACY): string => inLocale(PRIVACY[key], locale)
    const days: Inline = figure(String(result.days), result.record)
    const sees = !result.group ? 'seesDirect' : result.surface === 'telegram' ? 'seesTelegram' : 'seesDiscord'
    return [
      text(say('kept'), ' ', days, ' ', say('days')),
      text(say(sees)),
      ...historyBlocks(result, locale),
      ...(result.shield ? [text(say('shield'))] : []),
      text(say('where')),
      note(say(result.group ? 'control' : 'own')),
    ]
  },
  examples: [{ say: 'what do you know about me', input: {} }],
})
