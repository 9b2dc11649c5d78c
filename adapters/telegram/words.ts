import { PHRASES } from '../../core/phrases.ts'
import { inLocale, m, type Title } from '../../core/title.ts'

/** The adapter's own sentences. */
const WORDS = {
  working: PHRASES.working,
  waiting: m('Busy; your question is number', 'Ocupado; tu pregunta es la número', '繁忙；您的问题排在第', {
    ru: 'Занято; ваш вопрос в очереди под номером',
    tr: 'Meşgul; sorunuzun sırası',
    vi: 'Đang bận; câu hỏi của bạn ở vị trí số',
  }),
  stop: PHRASES.stop,
  stopping: m('Stopping.', 'Deteniendo.', '正在停止。', { ru: 'Останавливаю.', tr: 'Durduruluyor.', vi: 'Đang dừng.' }),
  notYours: m('Only the person who asked can stop this.', 'Solo quien preguntó puede detener esto.', '只有提问者可以停止。', {
    ru: 'Остановить может только тот, кто спросил.',
    tr: 'Bunu yalnızca soran kişi durdurabilir.',
    vi: 'Chỉ người hỏi mới có thể dừng.',
  }),
  expired: PHRASES.expired,
  notForYou: PHRASES.notForYou,
  over: m('This is over already.', 'Esto ya terminó.', '这已经结束了。', {
    ru: 'Это уже завершено.',
    tr: 'Bu zaten bitti.',
    vi: 'Việc này đã kết thúc.',
  }),
  choose: m('Choose:', 'Elige:', '请选择：', { ru: 'Выберите:', tr: 'Seçin:', vi: 'Chọn:' }),
  nothing: PHRASES.nothing,
  sources: m('Sources', 'Fuentes', '来源', { ru: 'Источники', tr: 'Kaynaklar', vi: 'Nguồn' }),
  rows: m('rows', 'filas', '行', { ru: 'строк', tr: 'satır', vi: 'hàng' }),
  whole: m('The whole answer is in the file.', 'La respuesta completa está en el archivo.', '完整回答在文件中。', {
    ru: 'Полный ответ — в файле.',
    tr: 'Yanıtın tamamı dosyada.',
    vi: 'Câu trả lời đầy đủ nằm trong tệp.',
  }),
  busy: PHRASES.busy,
  askHere: m('Ask in a private chat', 'Preguntar en privado', '在私聊中提问', {
    ru: 'Спросить в личном чате',
    tr: 'Özel sohbette sor',
    vi: 'Hỏi trong trò chuyện riêng',
  }),
} as const satisfies Record<string, Title>

export const word = (key: keyof typeof WORDS, locale: string | undefined): string => inLocale(WORDS[key], locale ?? 'en')
