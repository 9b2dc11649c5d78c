import { inLocale, m, type Title } from '../../core/title.ts'

/** The adapter's own sentences. */
const WORDS = {
  working: m('Working on it…', 'Trabajando en ello…', '正在处理…', { ru: 'Работаю…', tr: 'Üzerinde çalışıyorum…', vi: 'Đang xử lý…' }),
  waiting: m('Busy; your question is number', 'Ocupado; tu pregunta es la número', '繁忙；您的问题排在第', {
    ru: 'Занято; ваш вопрос в очереди под номером',
    tr: 'Meşgul; sorunuzun sırası',
    vi: 'Đang bận; câu hỏi của bạn ở vị trí số',
  }),
  stop: m('Stop', 'Detener', '停止', { ru: 'Стоп', tr: 'Durdur', vi: 'Dừng' }),
  stopping: m('Stopping.', 'Deteniendo.', '正在停止。', { ru: 'Останавливаю.', tr: 'Durduruluyor.', vi: 'Đang dừng.' }),
  notYours: m('Only the person who asked can stop this.', 'Solo quien preguntó puede detener esto.', '只有提问者可以停止。', {
    ru: 'Остановить может только тот, кто спросил.',
    tr: 'Bunu yalnızca soran kişi durdurabilir.',
    vi: 'Chỉ người hỏi mới có thể dừng.',
  }),
  expired: m('This button has expired. Please ask again.', 'Este botón ha caducado. Pregunta de nuevo.', '此按钮已过期，请重新提问。', {
    ru: 'Срок действия кнопки истёк. Спросите ещё раз.',
    tr: 'Bu düğmenin süresi doldu. Lütfen tekrar sorun.',
    vi: 'Nút này đã hết hạn. Vui lòng hỏi lại.',
  }),
  notForYou: m('This button is for somebody else.', 'Este botón es para otra persona.', '此按钮是给其他人的。', {
    ru: 'Эта кнопка для другого человека.',
    tr: 'Bu düğme başka biri için.',
    vi: 'Nút này dành cho người khác.',
  }),
  over: m('This is over already.', 'Esto ya terminó.', '这已经结束了。', {
    ru: 'Это уже завершено.',
    tr: 'Bu zaten bitti.',
    vi: 'Việc này đã kết thúc.',
  }),
  choose: m('Choose:', 'Elige:', '请选择：', { ru: 'Выберите:', tr: 'Seçin:', vi: 'Chọn:' }),
  nothing: m('There is nothing to show.', 'No hay nada que mostrar.', '没有可显示的内容。', {
    ru: 'Показывать нечего.',
    tr: 'Gösterilecek bir şey yok.',
    vi: 'Không có gì để hiển thị.',
  }),
  sources: m('Sources', 'Fuentes', '来源', { ru: 'Источники', tr: 'Kaynaklar', vi: 'Nguồn' }),
  rows: m('rows', 'filas', '行', { ru: 'строк', tr: 'satır', vi: 'hàng' }),
  whole: m('The whole answer is in the file.', 'La respuesta completa está en el archivo.', '完整回答在文件中。', {
    ru: 'Полный ответ — в файле.',
    tr: 'Yanıtın tamamı dosyada.',
    vi: 'Câu trả lời đầy đủ nằm trong tệp.',
  }),
  busy: m(
    'Too many questions are waiting; try again in a minute.',
    'Hay demasiadas preguntas en espera; inténtalo en un minuto.',
    '等待的问题太多，请一分钟后再试。',
    {
      ru: 'Слишком много вопросов в очереди; попробуйте через минуту.',
      tr: 'Çok fazla soru bekliyor; bir dakika sonra tekrar deneyin.',
      vi: 'Có quá nhiều câu hỏi đang chờ; hãy thử lại sau một phút.',
    },
  ),
  askHere: m('Ask in a private chat', 'Preguntar en privado', '在私聊中提问', {
    ru: 'Спросить в личном чате',
    tr: 'Özel sohbette sor',
    vi: 'Hỏi trong trò chuyện riêng',
  }),
} as const satisfies Record<string, Title>

export const word = (key: keyof typeof WORDS, locale: string | undefined): string => inLocale(WORDS[key], locale ?? 'en')
