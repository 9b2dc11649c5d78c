import { type Block, note, text } from '../../core/answer.ts'
import { toLocale } from '../../core/locale.ts'
import { cleanText } from '../format.ts'
import type { HelpResult } from './run.ts'

const WORDS = {
  en: {
    greeting: 'Hello, I am Petrel. Ask me about chain data in plain words: every figure I give comes with the record that proves it.',
    unknown: (name: string) => `There is no command called "${name}". These are the ones there are.`,
    columns: ['Command', 'What it does'],
    fields: 'It takes:',
    needed: 'needed',
    follow: 'You can follow up on an answer, for example "and last week?". I hold no keys and sign nothing.',
  },
  es: {
    greeting:
      'Hola, soy Petrel. Pregúntame por datos de la cadena con tus palabras: cada cifra que doy viene con el registro que la prueba.',
    unknown: (name: string) => `No hay ningún comando llamado «${name}». Estos son los que hay.`,
    columns: ['Comando', 'Qué hace'],
    fields: 'Acepta:',
    needed: 'obligatorio',
    follow: 'Puedes seguir preguntando, por ejemplo «¿y la semana pasada?». No guardo claves ni firmo nada.',
  },
  zh: {
    greeting: '你好，我是 Petrel。请用自己的话询问链上数据：我给出的每个数字都附有可核查的记录。',
    unknown: (name: string) => `没有名为“${name}”的命令。可用的命令如下。`,
    columns: ['命令', '作用'],
    fields: '参数：',
    needed: '必填',
    follow: '可以接着追问，例如“那上周呢？”。我不保管私钥，也不签名。',
  },
  ru: {
    greeting:
      'Здравствуйте, я Petrel. Спрашивайте о данных блокчейна своими словами: к каждой цифре прилагается запись, которая её доказывает.',
    unknown: (name: string) => `Команды «${name}» нет. Вот те, что есть.`,
    columns: ['Команда', 'Что делает'],
    fields: 'Принимает:',
    needed: 'обязательно',
    follow: 'Можно уточнять ответ, например «а на прошлой неделе?». Я не храню ключей и ничего не подписываю.',
  },
  tr: {
    greeting: 'Merhaba, ben Petrel. Zincir verisini kendi sözlerinle sor: verdiğim her rakam onu kanıtlayan kayıtla gelir.',
    unknown: (name: string) => `“${name}” adında bir komut yok. Var olanlar bunlar.`,
    columns: ['Komut', 'Ne yapar'],
    fields: 'Aldıkları:',
    needed: 'zorunlu',
    follow: 'Bir yanıtın devamını sorabilirsin, örneğin “peki geçen hafta?”. Anahtar tutmam, hiçbir şey imzalamam.',
  },
  vi: {
    greeting: 'Xin chào, tôi là Petrel. Hãy hỏi dữ liệu trên chuỗi bằng lời của bạn: mỗi con số đều kèm bản ghi chứng minh.',
    unknown: (name: string) => `Không có lệnh nào tên “${name}”. Đây là các lệnh hiện có.`,
    columns: ['Lệnh', 'Tác dụng'],
    fields: 'Nhận:',
    needed: 'bắt buộc',
    follow: 'Bạn có thể hỏi tiếp, ví dụ “còn tuần trước?”. Tôi không giữ khóa và không ký gì cả.',
  },
} as const

/** A greeting, the table of tools, and examples as buttons; or one tool with its fields. */
export function answer(result: HelpResult, locale: string): Block[] {
  const words = WORDS[toLocale(locale)]
  const opening = result.unknown === undefined ? words.greeting : words.unknown(cleanText(result.unknown, 40))
  const table: Block = {
    kind: 'table',
    record: result.record,
    columns: words.columns.map((title) => ({ title, align: 'left' as const })),
    rows: result.tools.map(({ name, description }) => [`/${name}`, description]),
  }
  const fields = result.one?.fields.map(({ name, help, required }) => `${name}${required ? ` (${words.needed})` : ''}: ${help}`) ?? []
  return [
    ...(result.one ? [] : [text(opening)]),
    table,
    ...(fields.length > 0 ? [{ kind: 'code', language: 'text', title: words.fields, text: fields.join('\n') } as const] : []),
    ...(result.examples.length > 0 ? [{ kind: 'buttons', items: result.examples.map((say) => ({ label: say, say })) } as const] : []),
    ...(result.one ? [] : [note(words.follow)]),
  ]
}
