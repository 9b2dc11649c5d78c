import { inLocale, m } from './title.ts'

/** Core's own sentences. Tools bring theirs. */
export const PHRASES = {
  empty: m(
    'Your message was empty. Ask me something about the chain, for example:',
    'El mensaje estaba vacío. Pregúntame algo sobre la cadena, por ejemplo:',
    '你的消息是空的。可以问我链上的问题，例如：',
    {
      ru: 'Сообщение пустое. Спросите меня о данных блокчейна, например:',
      tr: 'Mesajın boştu. Bana zincir hakkında bir şey sor, örneğin:',
      vi: 'Tin nhắn trống. Hãy hỏi tôi về dữ liệu trên chuỗi, ví dụ:',
    },
  ),
  refuse: m(
    'I cannot answer that from the data and tools I have. What I can do, for example:',
    'No puedo responder eso con los datos y herramientas que tengo. Lo que sí puedo hacer, por ejemplo:',
    '以我拥有的数据和工具，无法回答这个问题。我可以做的，例如：',
    {
      ru: 'На это я не могу ответить по имеющимся данным и инструментам. Что я могу, например:',
      tr: 'Elimdeki veri ve araçlarla bunu yanıtlayamam. Yapabildiklerim, örneğin:',
      vi: 'Tôi không thể trả lời câu này với dữ liệu và công cụ hiện có. Những gì tôi làm được, ví dụ:',
    },
  ),
  forecast: m(
    'Nobody can know that, and I do not guess: I only report what is on the chain. What I can tell you, for example:',
    'Nadie puede saberlo y no hago conjeturas: solo informo de lo que hay en la cadena. Lo que sí puedo decirte, por ejemplo:',
    '没有人能知道，我也不做猜测：我只报告链上已有的数据。我可以告诉你的，例如：',
    {
      ru: 'Этого никто не знает, и я не гадаю: я сообщаю только то, что есть в блокчейне. Что я могу сказать, например:',
      tr: 'Bunu kimse bilemez, ben de tahmin yürütmem: yalnızca zincirde olanı aktarırım. Söyleyebileceklerim, örneğin:',
      vi: 'Không ai biết được điều đó và tôi không đoán: tôi chỉ báo cáo những gì có trên chuỗi. Những gì tôi có thể nói, ví dụ:',
    },
  ),
  unsure: m(
    'I am not sure what you mean. Did you mean one of these?',
    'No estoy seguro de lo que quieres decir. ¿Es una de estas opciones?',
    '我不确定你的意思。是下面的哪一个？',
    {
      ru: 'Я не уверен, что вы имеете в виду. Может быть, одно из этого?',
      tr: 'Ne demek istediğinden emin değilim. Şunlardan biri mi?',
      vi: 'Tôi chưa chắc bạn muốn nói gì. Có phải một trong những ý này?',
    },
  ),
  tooLong: m(
    'That message is too long for me to read as a question. Please ask in a few sentences. Its length in characters is',
    'Ese mensaje es demasiado largo para leerlo como pregunta. Por favor, pregunta en pocas frases. Su longitud en caracteres es',
    '这条消息太长，无法作为问题阅读。请用几句话提问。它的字符数是',
    {
      ru: 'Сообщение слишком длинное, чтобы прочитать его как вопрос. Спросите в нескольких предложениях. Его длина в символах:',
      tr: 'Bu mesaj soru olarak okunamayacak kadar uzun. Lütfen birkaç cümleyle sor. Karakter sayısı:',
      vi: 'Tin nhắn quá dài để đọc như một câu hỏi. Vui lòng hỏi trong vài câu. Số ký tự của nó là',
    },
  ),
  tooLongLimit: m('and the most I read is', 'y lo máximo que leo es', '，我最多能读', {
    ru: '; самое большее, что я читаю:',
    tr: 've en fazla okuduğum:',
    vi: 'và tối đa tôi đọc là',
  }),
  stopped: m('Stopped.', 'Detenido.', '已停止。', { ru: 'Остановлено.', tr: 'Durduruldu.', vi: 'Đã dừng.' }),
  deadline: m(
    'That took too long, so I stopped. Try a narrower question.',
    'Tardó demasiado y lo detuve. Prueba con una pregunta más concreta.',
    '耗时太长，已停止。请缩小问题范围再试。',
    {
      ru: 'Это заняло слишком много времени, я остановился. Попробуйте вопрос поуже.',
      tr: 'Çok uzun sürdü, durdurdum. Daha dar bir soru dene.',
      vi: 'Mất quá nhiều thời gian nên tôi đã dừng. Hãy thử câu hỏi hẹp hơn.',
    },
  ),
  failed: m('That did not work.', 'Eso no funcionó.', '操作失败。', {
    ru: 'Не получилось.',
    tr: 'Bu olmadı.',
    vi: 'Không thực hiện được.',
  }),
  working: m('Working on it…', 'Trabajando en ello…', '正在处理…', { ru: 'Работаю…', tr: 'Üzerinde çalışıyorum…', vi: 'Đang xử lý…' }),
  stop: m('Stop', 'Detener', '停止', { ru: 'Остановить', tr: 'Durdur', vi: 'Dừng' }),
  busy: m(
    'Too many questions are waiting. Please try again in a minute.',
    'Hay demasiadas preguntas en espera. Inténtalo de nuevo en un minuto.',
    '排队的问题太多，请一分钟后再试。',
    {
      ru: 'Слишком много вопросов ждут. Попробуйте через минуту.',
      tr: 'Çok fazla soru bekliyor. Lütfen bir dakika sonra yeniden deneyin.',
      vi: 'Có quá nhiều câu hỏi đang chờ. Hãy thử lại sau một phút.',
    },
  ),
  expired: m(
    'This button is too old. Please ask again.',
    'Este botón es demasiado antiguo. Pregunta de nuevo.',
    '此按钮已过期，请重新提问。',
    {
      ru: 'Эта кнопка устарела. Спросите ещё раз.',
      tr: 'Bu düğme çok eski. Lütfen yeniden sorun.',
      vi: 'Nút này đã quá cũ. Hãy hỏi lại.',
    },
  ),
  nothing: m('There is nothing to show.', 'No hay nada que mostrar.', '没有可显示的内容。', {
    ru: 'Показать нечего.',
    tr: 'Gösterilecek bir şey yok.',
    vi: 'Không có gì để hiển thị.',
  }),
  notForYou: m('This button is for somebody else.', 'Este botón es para otra persona.', '此按钮不是给你的。', {
    ru: 'Эта кнопка для другого человека.',
    tr: 'Bu düğme başkası için.',
    vi: 'Nút này dành cho người khác.',
  }),
} as const

export type Phrase = keyof typeof PHRASES

/** Core's sentence in the nearest language. */
export const phrase = (key: Phrase, locale: string): string => inLocale(PHRASES[key], locale)
