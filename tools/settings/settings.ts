import { z } from 'zod'
import { type Block, figure, note, text } from '../../core/answer.ts'
import type { ChatSettings } from '../../core/chats.ts'
import { PetrelError } from '../../core/errors.ts'
import { inLocale, m } from '../../core/title.ts'
import type { Candidate } from '../../core/tool.ts'
import { claim, commandWords } from '../command-words.ts'
import { defineTool } from '../define.ts'
import { FIELD_NAMES, FIELDS, type Field, fieldIn, parseValue, showValue } from './fields.ts'

const WORDS = {
  title: m('Settings of this chat', 'Ajustes de este chat', '此聊天的设置', {
    ru: 'Настройки этого чата',
    tr: 'Bu sohbetin ayarları',
    vi: 'Cài đặt của cuộc trò chuyện này',
  }),
  columns: [
    m('Setting', 'Ajuste', '设置', { ru: 'Настройка', tr: 'Ayar', vi: 'Cài đặt' }),
    m('Value', 'Valor', '值', { ru: 'Значение', tr: 'Değer', vi: 'Giá trị' }),
  ],
  changed: m('Saved: {name} is now {value}.', 'Guardado: {name} es ahora {value}.', '已保存：{name} 现在为 {value}。', {
    ru: 'Сохранено: {name} — теперь {value}.',
    tr: 'Kaydedildi: {name} artık {value}.',
    vi: 'Đã lưu: {name} hiện là {value}.',
  }),
  server: m(
    'Scam shield, captcha and warnings hold for the whole server.',
    'El escudo, el captcha y los avisos valen para todo el servidor.',
    '防诈骗、新成员验证和警告对整个服务器有效。',
    {
      ru: 'Защита, проверка новых участников и предупреждения действуют на всём сервере.',
      tr: 'Kalkan, doğrulama ve uyarılar tüm sunucu için geçerlidir.',
      vi: 'Lá chắn, xác minh và cảnh báo áp dụng cho toàn máy chủ.',
    },
  ),
  admins: m(
    'Settings of a group are changed by its admins.',
    'Los ajustes de un grupo los cambian sus administradores.',
    '群组设置只能由管理员更改。',
    {
      ru: 'Настройки группы меняют её администраторы.',
      tr: 'Bir grubun ayarlarını yöneticileri değiştirir.',
      vi: 'Chỉ quản trị viên mới đổi được cài đặt của nhóm.',
    },
  ),
  ask: m('Ask one of them.', 'Pídeselo a uno.', '请联系其中一位。', {
    ru: 'Попросите одного из них.',
    tr: 'Birinden isteyin.',
    vi: 'Hãy nhờ một người trong số họ.',
  }),
  standard: m('default', 'por defecto', '默认', { ru: 'по умолчанию', tr: 'varsayılan', vi: 'mặc định' }),
  on: m('on', 'sí', '开', { ru: 'вкл.', tr: 'açık', vi: 'bật' }),
  off: m('off', 'no', '关', { ru: 'выкл.', tr: 'kapalı', vi: 'tắt' }),
  report: m('report only', 'solo informar', '仅报告', { ru: 'только отчёт', tr: 'yalnızca rapor', vi: 'chỉ báo cáo' }),
  how: m(
    'Write for example “/settings language es”, “/settings quiet 22:00-07:00”, “/settings timezone Europe/Madrid”, or “default” as the value.',
    'Escribe por ejemplo «/settings language es», «/settings quiet 22:00-07:00», «/settings timezone Europe/Madrid», o «default».',
    '例如：“/settings language zh”、“/settings quiet 22:00-07:00”、“/settings timezone Asia/Shanghai”，或用 “default” 恢复默认。',
    {
      ru: 'Например: «/settings language ru», «/settings quiet 22:00-07:00», «/settings timezone Europe/Moscow» или значение «default».',
      tr: 'Örneğin “/settings language tr”, “/settings quiet 22:00-07:00”, “/settings timezone Europe/Istanbul” ya da değer olarak “default”.',
      vi: 'Ví dụ “/settings language vi”, “/settings quiet 22:00-07:00”, “/settings timezone Asia/Ho_Chi_Minh”, hoặc giá trị “default”.',
    },
  ),
}

interface Shown {
  settings: ChatSettings
  record: string
  changed: Field | undefined
  asked: Field | undefined
  /** Whether the chat is one of several in a server. */
  inServer: boolean
  /** Whether the chat is a private one. */
  direct: boolean
}

/** Languages by the names that their speakers give them. */
const LANGUAGE: Readonly<Record<string, string>> = {
  en: 'English',
  es: 'Español',
  zh: '中文',
  ru: 'Русский',
  tr: 'Türkçe',
  vi: 'Tiếng Việt',
}

/** What concerns only people who come and go. */
const OF_GROUPS: ReadonlySet<Field> = new Set(['history', 'shield', 'captcha', 'warnLimit'])

/** A value as a person reads it. */
function wordsOf(value: string, locale: string): string {
  if (value === '—') return inLocale(WORDS.standard, locale)
  if (value === 'on' || value === 'off' || value === 'report') return inLocale(WORDS[value], locale)
  return LANGUAGE[value] ?? value
}

const SAID = /^(?:(?:show )?(?:the |chat )?settings|ajustes|configuración|设置|настройки|ayarlar|cài đặt)$/u

function read(said: string): Candidate[] {
  if (SAID.test(commandWords(said))) return [claim('settings', { score: 0.95, input: {}, reading: 'settings of this chat' })]
  const set = /^(?:(?:please )?(?:set|change|switch)(?: the)?|cambia(?: el| la)?|设置|поменяй|değiştir|đặt)\s+(.+)$/iu.exec(said.trim())
  const named = fieldIn(set?.[1] ?? said)
  if (!named) return []
  const input = { name: named.field, ...(named.rest ? { value: named.rest } : {}) }
  // Without a verb it is a setting only behind /settings.
  return [claim('settings', { score: set && named.rest ? 0.92 : 0.5, input, reading: `set ${named.field}` })]
}

function saved(field: Field, { settings, record, locale }: Pick<Shown, 'settings' | 'record'> & { locale: string }): Block[] {
  const sentence = inLocale(WORDS.changed, locale).replace('{name}', inLocale(FIELDS[field].title, locale))
  const [before = '', after = ''] = sentence.split('{value}')
  return [text(before, figure(wordsOf(showValue(field, settings), locale), record, FIELD_NAMES.indexOf(field), 1), after)]
}

/** What a chat chose: language, time zone, quiet hours, retention, history, shield. */
export const settingsTool = defineTool({
  name: 'settings',
  title: 'Settings',
  description:
    'Shows and changes the settings of this chat: language, time zone, quiet hours, how long answers are kept, history, scam shield.',
  descriptions: {
    es: 'Muestra y cambia los ajustes de este chat: idioma, zona horaria, horas de silencio, retención.',
    zh: '显示和更改此聊天的设置：语言、时区、安静时段、保存天数。',
    ru: 'Показывает и меняет настройки чата: язык, часовой пояс, тихие часы, срок хранения.',
    tr: 'Sohbet ayarlarını gösterir ve değiştirir: dil, saat dilimi, sessiz saatler, saklama.',
    vi: 'Hiện và đổi cài đặt của cuộc trò chuyện: ngôn ngữ, múi giờ, giờ yên lặng, thời gian lưu.',
  },
  audience: 'everyone',
  reach: 'store',
  returns: 'ours',
  input: z.object({
    name: z.enum(FIELD_NAMES).optional().describe('Setting to show or change.').meta({ byModel: false }),
    value: z.string().min(1).max(100).optional().describe('New value; "default" returns to the default.').meta({ byModel: false }),
  }),
  positional: 'name',
  read,
  run: async ({ name, value }, { asker, handles, ledger, locale }): Promise<Shown> => {
    if (value !== undefined && name === undefined)
      throw new PetrelError('input_invalid', { message: `Which setting should be "${value}"?` })
    if (value !== undefined && asker.place === 'group' && asker.role === 'everyone') {
      throw new PetrelError('not_allowed', { message: inLocale(WORDS.admins, locale), hint: inLocale(WORDS.ask, locale) })
    }
    const settings =
      name && value !== undefined ? await handles.chats.set(asker, { [name]: parseValue(name, value) }) : await handles.chats.get(asker)
    const record = ledger.table({
      name: 'settings of this chat',
      columns: ['setting', 'value'].map((title) => ({ name: title, unit: '', type: 'text' as const })),
      rows: FIELD_NAMES.map((field) => [field, showValue(field, settings)]),
      source: 'the database',
    })
    return {
      settings,
      record: record.id,
      changed: value === undefined ? undefined : name,
      asked: name,
      direct: asker.place !== 'group',
      inServer: asker.place === 'group' && asker.bot.startsWith('discord:'),
    }
  },
  answer: ({ settings, record, changed, asked, inServer, direct }, spoken): Block[] => {
    // A new language is spoken at once.
    const locale = changed === 'locale' ? (settings.locale ?? spoken) : spoken
    const said = changed ? saved(changed, { settings, record, locale }) : []
    const offered = (asked ? [asked] : direct ? (['locale', 'quiet'] as const) : (['locale', 'shield', 'quiet'] as const)).flatMap(
      (field) =>
        FIELDS[field].choices.map((choice) => ({
          label: field === 'locale' ? (LANGUAGE[choice] ?? choice) : `${inLocale(FIELDS[field].title, locale)}: ${wordsOf(choice, locale)}`,
          say: `/settings ${field} ${choice}`,
        })),
    )
    return [
      ...said,
      {
        kind: 'table',
        title: inLocale(WORDS.title, locale),
        record,
        columns: WORDS.columns.map((title) => ({ title: inLocale(title, locale), align: 'left' as const })),
        rows: FIELD_NAMES.filter((field) => !direct || !OF_GROUPS.has(field)).map((field) => [
          inLocale(FIELDS[field].title, locale),
          wordsOf(showValue(field, settings), locale),
        ]),
      },
      ...(inServer ? [note(inLocale(WORDS.server, locale))] : []),
      note(inLocale(WORDS.how, locale)),
      ...(changed ? [] : [{ kind: 'buttons' as const, items: offered }]),
    ]
  },
  examples: [
    { say: 'settings', input: {} },
    { say: 'set language to es', input: { name: 'locale', value: 'es' } },
  ],
})
