import { PHRASES } from '../../core/phrases.ts'
import { inLocale, m } from '../../core/title.ts'

/** The adapter's own sentences. */
const WORDS = {
  working: PHRASES.working,
  position: m('In line, position', 'En cola, posición', '排队中，位置', {
    ru: 'В очереди, место',
    tr: 'Sırada, konum',
    vi: 'Đang chờ, vị trí',
  }),
  stop: PHRASES.stop,
  moved: m(
    'This takes longer than Discord holds an answer open. It will come as a new message.',
    'Esto tarda más de lo que Discord mantiene abierta una respuesta. Llegará como un mensaje nuevo.',
    '处理时间超过了 Discord 保留回复的时限，答案将作为新消息发送。',
    {
      ru: 'Это дольше, чем Discord держит ответ открытым. Ответ придёт новым сообщением.',
      tr: 'Bu, Discord’un yanıtı açık tuttuğu süreden uzun. Yanıt yeni bir mesaj olarak gelecek.',
      vi: 'Việc này lâu hơn thời gian Discord giữ câu trả lời. Câu trả lời sẽ đến trong tin nhắn mới.',
    },
  ),
  movedPrivate: m(
    'This takes longer than Discord holds a private answer open. It will come as a direct message.',
    'Esto tarda más de lo que Discord mantiene abierta una respuesta privada. Llegará por mensaje directo.',
    '处理时间超过了 Discord 保留私密回复的时限，答案将以私信发送。',
    {
      ru: 'Это дольше, чем Discord держит личный ответ открытым. Ответ придёт в личные сообщения.',
      tr: 'Bu, Discord’un özel yanıtı açık tuttuğu süreden uzun. Yanıt doğrudan mesaj olarak gelecek.',
      vi: 'Việc này lâu hơn thời gian Discord giữ câu trả lời riêng. Câu trả lời sẽ đến qua tin nhắn trực tiếp.',
    },
  ),
  busy: PHRASES.busy,
  notKept: m(
    'I could not store this, so it will not be answered. Please send it again.',
    'No pude guardarlo, así que no tendrá respuesta. Envíalo de nuevo.',
    '未能保存这条请求，因此不会得到回答，请重新发送。',
    {
      ru: 'Не удалось сохранить запрос, ответа не будет. Отправьте его ещё раз.',
      tr: 'Bunu kaydedemedim, bu yüzden yanıtlanmayacak. Lütfen yeniden gönderin.',
      vi: 'Tôi không lưu được yêu cầu này nên sẽ không trả lời. Hãy gửi lại.',
    },
  ),
  expired: PHRASES.expired,
  notYours: PHRASES.notForYou,
  unknownCommand: m(
    'This command no longer exists. Discord shows the new ones in a moment.',
    'Este comando ya no existe. Discord mostrará los nuevos en un momento.',
    '该命令已不存在，Discord 稍后会显示新的命令。',
    {
      ru: 'Этой команды больше нет. Discord скоро покажет новые.',
      tr: 'Bu komut artık yok. Discord birazdan yenilerini gösterir.',
      vi: 'Lệnh này không còn. Discord sẽ hiện lệnh mới ngay thôi.',
    },
  ),
  noFiles: m(
    'I may not attach files here, so a chart or file is missing.',
    'No puedo adjuntar archivos aquí; falta un gráfico o archivo.',
    '我在这里无权附加文件，因此缺少图表或文件。',
    {
      ru: 'Мне нельзя прикреплять здесь файлы, поэтому график или файл отсутствует.',
      tr: 'Burada dosya ekleyemiyorum, bu yüzden bir grafik veya dosya eksik.',
      vi: 'Tôi không được đính kèm tệp ở đây nên thiếu biểu đồ hoặc tệp.',
    },
  ),
  source: m('Source', 'Fuente', '来源', { ru: 'Источник', tr: 'Kaynak', vi: 'Nguồn' }),
  rows: m('rows shown, of', 'filas mostradas, de', '行已显示，总数', {
    ru: 'строк показано, из',
    tr: 'satır gösterildi, toplam',
    vi: 'dòng được hiển thị, trên tổng',
  }),
  rest: m('The rest is in the file.', 'El resto está en el archivo.', '其余内容见文件。', {
    ru: 'Остальное в файле.',
    tr: 'Kalanı dosyada.',
    vi: 'Phần còn lại ở trong tệp.',
  }),
  choose: m('Choose…', 'Elige…', '请选择…', { ru: 'Выберите…', tr: 'Seçin…', vi: 'Chọn…' }),
  ask: m('Ask Petrel', 'Pregunta a Petrel', '向 Petrel 提问', { ru: 'Спросить Petrel', tr: 'Petrel’e sor', vi: 'Hỏi Petrel' }),
  yourWords: m('Your question', 'Tu pregunta', '你的问题', { ru: 'Ваш вопрос', tr: 'Sorunuz', vi: 'Câu hỏi của bạn' }),
  nothing: PHRASES.nothing,
} as const

export type Word = keyof typeof WORDS

/** A sentence of the adapter in the nearest language. */
export const say = (word: Word, locale: string | undefined): string => inLocale(WORDS[word], locale ?? 'en')
