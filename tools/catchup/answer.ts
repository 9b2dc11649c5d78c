import { type Block, figure, type Inline, note, text } from '../../core/answer.ts'
import { inLocale, m } from '../../core/title.ts'
import { formatInteger, formatTime } from '../format.ts'
import { dailyBlocks, partBlocks } from '../summarize/answer.ts'
import { WORDS as SUMMARY } from '../summarize/words.ts'
import type { CatchupResult, TalkResult } from './run.ts'

const WORDS = {
  off: m(
    'I keep nothing of what is said here. An admin can change that: /settings history on. Then I see what comes from that moment on.',
    'No guardo nada de lo que se dice aquí. Un administrador puede cambiarlo: /settings history on. Entonces veo lo que llegue desde ese momento.',
    '我没有保存此聊天的内容。管理员可以开启：/settings history on。之后的消息我才能看到。',
    {
      ru: 'Я не храню сказанное здесь. Администратор может это изменить: /settings history on. Тогда я вижу то, что придёт с этого момента.',
      tr: 'Burada söylenenleri saklamıyorum. Bir yönetici değiştirebilir: /settings history on. O andan sonrasını görürüm.',
      vi: 'Tôi không lưu nội dung ở đây. Quản trị viên có thể bật: /settings history on. Khi đó tôi thấy tin nhắn từ lúc ấy.',
    },
  ),
  place: m(
    'Catch-up reads what people say in a group. Ask me there.',
    'El resumen lee lo que se dice en un grupo. Pregúntame allí.',
    '补看功能读取群聊内容，请在群里问我。',
    {
      ru: 'Сводка читает то, что говорят в группе. Спросите там.',
      tr: 'Özet, grupta söylenenleri okur. Orada sor.',
      vi: 'Tóm tắt đọc nội dung trong nhóm. Hãy hỏi ở đó.',
    },
  ),
  empty: m('Nobody else has written here since', 'Nadie más ha escrito aquí desde', '此后没有其他人发言：', {
    ru: 'Никто больше не писал здесь с',
    tr: 'Şu andan beri başka kimse yazmadı:',
    vi: 'Không ai khác viết ở đây từ',
  }),
  nothing: m('Nothing of what was said bears on that.', 'Nada de lo dicho trata de eso.', '没有与此相关的发言。', {
    ru: 'Ничего из сказанного к этому не относится.',
    tr: 'Söylenenlerde bununla ilgili bir şey yok.',
    vi: 'Không có gì liên quan.',
  }),
  forYou: m('For you', 'Para ti', '与你有关', { ru: 'Вам', tr: 'Sana', vi: 'Dành cho bạn' }),
  main: m('Main points', 'Puntos principales', '要点', { ru: 'Главное', tr: 'Ana noktalar', vi: 'Điểm chính' }),
  message: m('message', 'mensaje', '条消息', { ru: 'сообщ.', tr: 'mesaj', vi: 'tin nhắn' }),
  person: m('person', 'persona', '人', { ru: 'чел.', tr: 'kişi', vi: 'người' }),
  messages: m('messages', 'mensajes', '条消息', { ru: 'сообщ.', tr: 'mesaj', vi: 'tin nhắn' }),
  of: m('of', 'de', '，来自', { ru: 'от', tr: '/', vi: 'của' }),
  people: m('people', 'personas', '人', { ru: 'чел.', tr: 'kişi', vi: 'người' }),
  since: m('since', 'desde', '，自', { ru: 'с', tr: 'şu andan beri:', vi: 'từ' }),
  own: m('your last message', 'tu último mensaje', '你上一条消息', {
    ru: 'вашего последнего сообщения',
    tr: 'son mesajın',
    vi: 'tin nhắn cuối của bạn',
  }),
  hears: m(
    'I cannot look further back: a bot sees only what arrives after it joined with history on, and what the platform shows it. First message heard:',
    'No puedo mirar más atrás: un bot solo ve lo que llega tras unirse con el historial activado. Primer mensaje oído:',
    '我无法看得更早：机器人只能看到加入并开启历史之后的消息。最早的消息：',
    {
      ru: 'Дальше назад не видно: бот видит только то, что пришло после включения истории. Первое сообщение:',
      tr: 'Daha geriye bakamam: bot yalnızca geçmiş açıldıktan sonra gelenleri görür. İlk mesaj:',
      vi: 'Tôi không thể xem xa hơn: bot chỉ thấy tin đến sau khi bật lịch sử. Tin đầu tiên:',
    },
  ),
  left: m(
    'Done: nothing you say here is kept from now on. Messages deleted:',
    'Hecho: desde ahora no guardo nada de lo que digas aquí. Mensajes borrados:',
    '完成：今后不再保存你在此的发言。已删除：',
    {
      ru: 'Готово: ваши слова здесь больше не хранятся. Удалено сообщений:',
      tr: 'Tamam: burada söylediklerin artık saklanmıyor. Silinen mesaj:',
      vi: 'Xong: từ nay không lưu lời bạn ở đây. Đã xoá:',
    },
  ),
  joined: m('Done: what you say here is kept again.', 'Hecho: lo que digas aquí se guarda de nuevo.', '完成：你的发言将重新保存。', {
    ru: 'Готово: ваши слова снова хранятся.',
    tr: 'Tamam: burada söylediklerin yeniden saklanıyor.',
    vi: 'Xong: lời bạn được lưu lại.',
  }),
} as const

const say = (key: keyof typeof WORDS, locale: string): string => inLocale(WORDS[key], locale)

function scope({ messages, people, from, since }: TalkResult, locale: string): Block {
  const why: Inline[] = since === 'own' ? [` (${say('own', locale)})`] : []
  return text(
    figure(formatInteger(messages.value, locale), messages.id), ` ${say(messages.value === 1 ? 'message' : 'messages', locale)} ${say('of', locale)} `,
    figure(formatInteger(people.value, locale), people.id), ` ${say(people.value === 1 ? 'person' : 'people', locale)} ${say('since', locale)} `,
    figure(formatTime(from.value), from.id), ...why, '.',
  ) // biome-ignore format: a sentence
}

function talkBlocks(result: TalkResult, locale: string): Block[] {
  const { parts, forYou, evidence, hearsSince, dropped, form } = result
  const main = parts.some(({ kind }) => kind !== 'main')
  return [
    scope(result, locale),
    ...(forYou.length > 0 ? [text(`${say('forYou', locale)}:`), ...forYou.flatMap((part) => partBlocks(part, evidence, locale))] : []),
    ...parts.flatMap((part) => [
      ...(part.kind === 'main' && (main || forYou.length > 0) && form === 'catchup' ? [text(`${say('main', locale)}:`)] : []),
      ...partBlocks(part, evidence, locale),
    ]),
    ...(parts.length + forYou.length === 0 ? [text(say('nothing', locale))] : []),
    ...(hearsSince ? [note(`${say('hears', locale)} `, figure(formatTime(hearsSince.value), hearsSince.id), '.')] : []),
    ...(dropped ? [note(`${inLocale(SUMMARY.dropped, locale)} `, figure(String(dropped.value), dropped.id), '.')] : []),
  ]
}

/** What was said, or why nothing can be told; complete without a model. */
export function answer(result: CatchupResult, locale: string): Block[] {
  switch (result.kind) {
    case 'talk':
      return talkBlocks(result, locale)
    case 'nothing': {
      const { why, from, since } = result
      if (why !== 'empty' || !from) return [text(say(why === 'place' ? 'place' : 'off', locale))]
      const limit = since ? [note(`${say('hears', locale)} `, figure(formatTime(since.value), since.id), '.')] : []
      return [text(`${say('empty', locale)} `, figure(formatTime(from.value), from.id), '.'), ...limit]
    }
    case 'left':
      return [text(`${say('left', locale)} `, figure(String(result.count.value), result.count.id), '.')]
    case 'joined':
      return [text(say('joined', locale))]
    case 'daily':
      return dailyBlocks(result, locale)
  }
}
