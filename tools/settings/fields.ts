import type { ChatSettings } from '../../core/chats.ts'
import { PetrelError } from '../../core/errors.ts'
import { m, type Title } from '../../core/title.ts'

export type Field = keyof ChatSettings
/** What `null` means to the store: back to the default. */
type Value = ChatSettings[Field] | null

interface FieldInfo {
  title: Title
  /** Words that people call it by. */
  called: readonly string[]
  /** Choices offered as buttons. */
  choices: readonly string[]
  /** Reads a value; undefined when it is none. "default" is handled before. */
  parse(words: string): Value | undefined
}

const LANGUAGES: Readonly<Record<string, ChatSettings['locale']>> = {
  en: 'en', english: 'en', inglés: 'en', ingles: 'en', 英语: 'en', английский: 'en', ingilizce: 'en',
  es: 'es', spanish: 'es', español: 'es', espanol: 'es', 西班牙语: 'es', испанский: 'es', ispanyolca: 'es',
  zh: 'zh', chinese: 'zh', chino: 'zh', 中文: 'zh', китайский: 'zh', çince: 'zh',
  ru: 'ru', russian: 'ru', ruso: 'ru', русский: 'ru', rusça: 'ru',
  tr: 'tr', turkish: 'tr', turco: 'tr', турецкий: 'tr', türkçe: 'tr',
  vi: 'vi', vietnamese: 'vi', vietnamita: 'vi', вьетнамский: 'vi', 'tiếng việt': 'vi',
} // biome-ignore format: a row a language

const YES = /^(?:on|yes|true|sí|si|开|是|да|вкл|evet|açık|bật|có)$/iu
const NO = /^(?:off|no|false|关|否|нет|выкл|hayır|kapalı|tắt|không)$/iu
const onOff = (words: string): boolean | undefined => (YES.test(words) ? true : NO.test(words) ? false : undefined)
const whole = (words: string): number | undefined => (/^\d{1,5}$/.test(words) ? Number(words) : undefined)

function hours(words: string): ChatSettings['quiet'] | null | undefined {
  if (NO.test(words)) return null
  const [, from, to] = /^(\d{1,2}(?::\d{2})?)\s*(?:-|–|to|a|to)\s*(\d{1,2}(?::\d{2})?)$/.exec(words) ?? []
  const clock = (text: string): string => (text.includes(':') ? text : `${text}:00`).padStart(5, '0')
  return from && to ? { from: clock(from), to: clock(to) } : undefined
}

export const FIELDS: Readonly<Record<Field, FieldInfo>> = {
  locale: {
    title: m('Language', 'Idioma', '语言', { ru: 'Язык', tr: 'Dil', vi: 'Ngôn ngữ' }),
    called: ['language', 'locale', 'lang', 'idioma', '语言', 'язык', 'dil', 'ngôn ngữ'],
    choices: ['en', 'es', 'zh', 'ru', 'tr', 'vi'],
    parse: (words) => LANGUAGES[words.toLowerCase()],
  },
  timeZone: {
    title: m('Time zone', 'Zona horaria', '时区', { ru: 'Часовой пояс', tr: 'Saat dilimi', vi: 'Múi giờ' }),
    called: ['timezone', 'time zone', 'zone', 'zona horaria', '时区', 'часовой пояс', 'saat dilimi', 'múi giờ'],
    choices: [],
    parse: (words) => words.replaceAll(' ', '_'),
  },
  quiet: {
    title: m('Quiet hours', 'Horas de silencio', '安静时段', { ru: 'Тихие часы', tr: 'Sessiz saatler', vi: 'Giờ yên lặng' }),
    called: ['quiet', 'quiet hours', 'silencio', '安静时段', 'тихие часы', 'sessiz saatler', 'giờ yên lặng'],
    choices: ['22:00-07:00', 'off'],
    parse: hours,
  },
  keepDays: {
    title: m('Days that answers are kept', 'Días que se guardan las respuestas', '回答保存天数', {
      ru: 'Сколько дней хранить ответы',
      tr: 'Yanıtların saklandığı gün',
      vi: 'Số ngày lưu câu trả lời',
    }),
    called: ['keepdays', 'keep days', 'keep', 'retention', 'días', '保存天数', 'хранить', 'saklama'],
    choices: ['7', '30'],
    parse: whole,
  },
  history: {
    title: m('History for catch-up and search', 'Historial para resúmenes y búsqueda', '用于回顾和搜索的历史', {
      ru: 'История для сводок и поиска',
      tr: 'Özet ve arama için geçmiş',
      vi: 'Lịch sử để tóm tắt và tìm kiếm',
    }),
    called: ['history', 'historial', '历史', 'история', 'geçmiş', 'lịch sử'],
    choices: ['on', 'off'],
    parse: onOff,
  },
  shield: {
    title: m('Scam shield', 'Escudo antifraude', '防诈骗', {
      ru: 'Защита от мошенников',
      tr: 'Dolandırıcılık kalkanı',
      vi: 'Lá chắn lừa đảo',
    }),
    called: ['shield', 'scam shield', 'escudo', '防诈骗', 'защита', 'kalkan', 'lá chắn'],
    choices: ['report', 'on', 'off'],
    parse: (words) => (['off', 'report', 'on'] as const).find((mode) => mode === words.toLowerCase()),
  },
  captcha: {
    title: m('Captcha for new members', 'Captcha para nuevos miembros', '新成员验证', {
      ru: 'Проверка новых участников',
      tr: 'Yeni üyelere doğrulama',
      vi: 'Xác minh thành viên mới',
    }),
    called: ['captcha', '验证', 'капча', 'doğrulama', 'xác minh'],
    choices: ['on', 'off'],
    parse: onOff,
  },
  warnLimit: {
    title: m('Warnings before a mute', 'Avisos antes de silenciar', '禁言前的警告次数', {
      ru: 'Предупреждений до запрета писать',
      tr: 'Susturmadan önceki uyarı',
      vi: 'Số cảnh báo trước khi cấm nói',
    }),
    called: ['warnlimit', 'warn limit', 'warnings', 'avisos', '警告次数', 'предупреждения', 'uyarı'],
    choices: ['2', '3', '5'],
    parse: whole,
  },
}

export const FIELD_NAMES = Object.keys(FIELDS) as [Field, ...Field[]]

/** The field that these words begin with, and the rest; undefined when they name none. */
export function fieldIn(words: string): { field: Field; rest: string } | undefined {
  const said = words.trim().toLowerCase()
  const names = FIELD_NAMES.flatMap((field) => [field.toLowerCase(), ...FIELDS[field].called].map((name) => ({ field, name })))
  names.sort((a, b) => b.name.length - a.name.length)
  const found = names.find(({ name }) => said === name || said.startsWith(`${name} `) || said.startsWith(`${name}:`))
  return (
    found && {
      field: found.field,
      rest: words
        .trim()
        .slice(found.name.length)
        .replace(/^[\s:=]+|^(?:to|is|a|en)\s+/i, ''),
    }
  )
}

/** A value as people write it. Throws PetrelError input_invalid. */
export function parseValue(field: Field, words: string): Value {
  if (/^(?:default|reset|auto|defecto|默认|сброс|varsayılan|mặc định)$/iu.test(words.trim())) return null
  const value = FIELDS[field].parse(words.trim())
  if (value !== undefined) return value
  const choices = FIELDS[field].choices
  throw new PetrelError('input_invalid', {
    message: `"${words.slice(0, 60)}" is no value for ${FIELDS[field].title.en}.`,
    hint: choices.length ? `For example: ${choices.join(', ')}; or default.` : 'For example Europe/Madrid; or default.',
    facts: { field, value: words },
  })
}

/** What holds where a chat has chosen nothing; the rest follows the asker's app and the operator. */
const STANDARD: Partial<ChatSettings> = { history: false, shield: 'off', captcha: false }

/** A value as it is shown. */
export function showValue(field: Field, settings: ChatSettings): string {
  const value = settings[field] ?? STANDARD[field]
  if (value === undefined) return '—'
  if (typeof value === 'object') return `${value.from}–${value.to}`
  return typeof value === 'boolean' ? (value ? 'on' : 'off') : String(value)
}
