import { z } from 'zod'
import { type Block, figure, text } from '../../core/answer.ts'
import { PetrelError } from '../../core/errors.ts'
import { inLocale, m } from '../../core/title.ts'
import { defineTool } from '../define.ts'
import { cleanText, formatTime } from '../format.ts'
import { where } from './where.ts'
import { readSaid } from './who.ts'

interface Found {
  name: string
  nameRecord: string
  record: string
  rows: readonly (readonly string[])[]
}

const NONE = m(': no warning that counts.', ': ninguna advertencia vigente.', '：没有有效警告。', { ru: ': действующих предупреждений нет.', tr: ': geçerli uyarı yok.', vi: ': không có cảnh cáo còn hiệu lực.' }) // biome-ignore format: one sentence
const COLUMNS = [
  m('Given', 'Fecha', '时间', { ru: 'Когда', tr: 'Verildi', vi: 'Lúc' }),
  m('Counts until', 'Cuenta hasta', '有效至', { ru: 'Действует до', tr: 'Geçerlilik', vi: 'Hiệu lực đến' }),
  m('By', 'Por', '操作者', { ru: 'Кем', tr: 'Veren', vi: 'Bởi' }),
  m('Why', 'Motivo', '原因', { ru: 'За что', tr: 'Neden', vi: 'Lý do' }),
]

/** Warnings of somebody that count now. */
export const warnsTool = defineTool({
  name: 'warns',
  title: 'Warnings of a member',
  description: 'Shows the warnings of somebody in this group that count now.',
  audience: 'admin',
  reach: 'store',
  returns: 'strangers',
  input: z.object({
    user: z.string().min(1).max(100).optional().describe('@name, id or mention; absent: the writer of the message replied to.'),
  }),
  positional: 'user',
  read: () => [],
  run: async ({ user }, context): Promise<Found> => {
    const { community, chat } = where(context)
    const who = readSaid(user ?? '', false).who ?? user ?? context.asker.quoted
    if (who === undefined)
      throw new PetrelError('input_invalid', {
        message: '/warns needs to know of whom.',
        hint: 'Reply to a message of theirs, or write /warns @name.',
      })
    const member = await community.find(chat, who)
    const warnings = await community.warnings(chat, member.id)
    const names = await community.names(chat, [member.id, ...warnings.map(({ by }) => by)])
    const name = names.get(member.id) ?? cleanText(member.name, 40)
    const source = 'warnings of this group'
    const record = context.ledger.table({
      name: 'warnings that count now',
      source,
      columns: [
        { name: 'given', unit: 'ms since 1970, UTC', type: 'time' },
        { name: 'counts until', unit: 'ms since 1970, UTC', type: 'time' },
        { name: 'by', unit: '', type: 'text' },
        { name: 'why', unit: '', type: 'text' },
      ],
      rows: warnings.map(({ at, expiresAt, by, reason }) => [at, expiresAt, names.get(by) ?? by, cleanText(reason, 200)]),
    })
    const rows = warnings.map(({ at, expiresAt, by, reason }) => [formatTime(at), formatTime(expiresAt), names.get(by) ?? by, cleanText(reason, 200)]) // biome-ignore format: short
    return { name, nameRecord: context.ledger.measured({ name: 'member', value: name, source }).id, record: record.id, rows }
  },
  answer: ({ name, nameRecord, record, rows }, locale): Block[] =>
    rows.length === 0
      ? [text(figure(name, nameRecord), inLocale(NONE, locale))]
      : [
          text(figure(name, nameRecord)),
          { kind: 'table', record, columns: COLUMNS.map((title) => ({ title: inLocale(title, locale), align: 'left' as const })), rows },
        ],
  examples: [{ say: '/warns @name', input: { user: '@name' } }],
})
