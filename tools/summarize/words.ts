import { m } from '../../core/title.ts'

/** What answers of summaries say. */
export const WORDS = {
  nothing: m('Nothing of that kind stands in it.', 'No hay nada de eso en el texto.', '文中没有这类内容。', {
    ru: 'Ничего такого там нет.',
    tr: 'Metinde böyle bir şey yok.',
    vi: 'Trong đó không có nội dung như vậy.',
  }),
  decided: m('Decided', 'Decidido', '已决定', { ru: 'Решено', tr: 'Karar verildi', vi: 'Đã quyết định' }),
  open: m('Open questions', 'Cuestiones abiertas', '未决问题', { ru: 'Открытые вопросы', tr: 'Açık sorular', vi: 'Câu hỏi còn mở' }),
  for: m('For', 'A favor', '支持', { ru: 'За', tr: 'Lehte', vi: 'Ủng hộ' }),
  against: m('Against', 'En contra', '反对', { ru: 'Против', tr: 'Aleyhte', vi: 'Phản đối' }),
  changes: m('What changes', 'Qué cambia', '变化', { ru: 'Что меняется', tr: 'Ne değişiyor', vi: 'Điều gì thay đổi' }),
  person: m('person', 'persona', '人', { ru: 'чел.', tr: 'kişi', vi: 'người' }),
  people: m('people', 'personas', '人', { ru: 'чел.', tr: 'kişi', vi: 'người' }),
  state: m('State', 'Estado', '状态', { ru: 'Состояние', tr: 'Durum', vi: 'Trạng thái' }),
  quorum: m('Quorum', 'Quórum', '法定票数', { ru: 'Кворум', tr: 'Yeter sayı', vi: 'Túc số' }),
  action: m('If it passes, it calls', 'Si se aprueba, llama a', '若通过将调用', {
    ru: 'Если пройдёт, вызовет',
    tr: 'Geçerse çağıracağı',
    vi: 'Nếu thông qua sẽ gọi',
  }),
  votes: m('Votes', 'Votos', '投票', { ru: 'Голоса', tr: 'Oylar', vi: 'Phiếu' }),
  legend: m(
    'The opinions are the authors’. In quotation marks: word for word. ✓: reworded; numbers, names and negations were checked. ?: reworded, not checked.',
    'Las opiniones son de los autores. Entre comillas: cita literal. ✓: con otras palabras; números, nombres y negaciones comprobados. ?: con otras palabras, sin comprobar.',
    '观点属于原作者。引号内为原文；✓ 为改写，数字、名称和否定已核对；? 为改写，未核对。',
    {
      ru: 'Мнения — авторов. В кавычках: дословно. ✓: другими словами, числа, имена и отрицания проверены. ?: другими словами, не проверено.',
      tr: 'Görüşler yazarlara aittir. Tırnak içinde: kelimesi kelimesine. ✓: başka sözcüklerle; sayılar, adlar ve olumsuzluklar denetlendi. ?: başka sözcüklerle, denetlenmedi.',
      vi: 'Ý kiến là của tác giả. Trong ngoặc kép: nguyên văn. ✓: viết lại, đã kiểm tra số, tên và phủ định. ?: viết lại, chưa kiểm tra.',
    },
  ),
  shortened: m(
    'In “ ”: word for word. In ‘ ’: the author’s words less fillers and asides; the number leads to the whole sentence. The opinions are the authors’.',
    'Entre “ ”: cita literal. Entre ‘ ’: palabras del autor sin muletillas ni incisos; el número lleva a la frase entera. Las opiniones son de sus autores.',
    '“ ” 内为原文；‘ ’ 内为作者原话，略去口头语和插入语，编号对应完整句子。观点属于原作者。',
    {
      ru: 'В “ ”: дословно. В ‘ ’: слова автора без лишних слов и вставок; номер ведёт к полной фразе. Мнения — авторов.',
      tr: '“ ” içinde: kelimesi kelimesine. ‘ ’ içinde: yazarın sözleri, dolgu sözler ve ara sözler çıkarılmış; numara cümlenin tamamına götürür. Görüşler yazarlara aittir.',
      vi: 'Trong “ ”: nguyên văn. Trong ‘ ’: lời tác giả, bỏ từ đệm và phần chêm; số dẫn đến câu đầy đủ. Ý kiến là của tác giả.',
    },
  ),
  quotedOnly: m(
    'Quoted word for word; the opinions are the authors’.',
    'Citas literales; las opiniones son de sus autores.',
    '以上均为原文，观点属于原作者。',
    {
      ru: 'Цитаты дословные, мнения — авторов.',
      tr: 'Kelimesi kelimesine alıntıdır; görüşler yazarlara aittir.',
      vi: 'Trích nguyên văn; ý kiến là của tác giả.',
    },
  ),
  dropped: m(
    'Sentences that give orders to a machine were left out:',
    'Frases que dan órdenes a una máquina, omitidas:',
    '已略去对机器下指令的句子：',
    {
      ru: 'Пропущены предложения с приказами машине:',
      tr: 'Makineye emir veren cümleler çıkarıldı:',
      vi: 'Đã bỏ các câu ra lệnh cho máy:',
    },
  ),
  unread: m('Could not be read:', 'No se pudo leer:', '无法读取：', {
    ru: 'Не удалось прочитать:',
    tr: 'Okunamadı:',
    vi: 'Không đọc được:',
  }),
  failed: m(
    'Sentences of the model that failed the check and are quoted instead:',
    'Frases del modelo que no pasaron la comprobación y se citan:',
    '未通过检查、改为引用原文的模型句子：',
    {
      ru: 'Предложения модели, не прошедшие проверку и заменённые цитатой:',
      tr: 'Denetimi geçemeyip alıntılanan model cümleleri:',
      vi: 'Câu của mô hình không qua kiểm tra, thay bằng nguyên văn:',
    },
  ),
  source: m('Source', 'Fuente', '来源', { ru: 'Источник', tr: 'Kaynak', vi: 'Nguồn' }),
  pasted: m('the text you gave', 'el texto que diste', '你提供的文本', { ru: 'ваш текст', tr: 'verdiğiniz metin', vi: 'văn bản bạn đưa' }),
  agrees: m('The index agrees', 'El índice coincide', '索引一致', {
    ru: 'Индекс подтверждает',
    tr: 'Dizin doğruluyor',
    vi: 'Chỉ mục xác nhận',
  }),
  differs: m('The index says otherwise', 'El índice dice otra cosa', '索引不一致', {
    ru: 'Индекс говорит иное',
    tr: 'Dizin farklı söylüyor',
    vi: 'Chỉ mục cho kết quả khác',
  }),
  daily: m('Every day at', 'Cada día a las', '每天', { ru: 'Каждый день в', tr: 'Her gün saat', vi: 'Mỗi ngày lúc' }),
  stop: m('Stop it with /alerts; its number is', 'Detenlo con /alerts; su número es', '可用 /alerts 停止，编号', {
    ru: 'Отменить: /alerts, номер',
    tr: 'Durdurmak için /alerts; numarası',
    vi: 'Dừng bằng /alerts; số',
  }),
  claimed: m('the text says', 'el texto dice', '文中称', { ru: 'в тексте', tr: 'metin diyor ki', vi: 'văn bản nói' }),
  measured: m('measured', 'medido', '测得', { ru: 'измерено', tr: 'ölçülen', vi: 'đo được' }),
} as const
