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
    'In quotation marks: as it stands in the source. ✓: in other words, and the check of numbers, names and negation found nothing. ?: in other words, not checked.',
    'Entre comillas: tal como está en la fuente. ✓: con otras palabras; la comprobación de números, nombres y negaciones no halló nada. ?: con otras palabras, sin comprobar.',
    '引号内：原文。✓：改写，数字、名称和否定检查未发现问题。?：改写，未检查。',
    {
      ru: 'В кавычках: как в источнике. ✓: своими словами, проверка чисел, имён и отрицаний ничего не нашла. ?: своими словами, не проверено.',
      tr: 'Tırnak içinde: kaynakta olduğu gibi. ✓: başka sözcüklerle; sayı, ad ve olumsuzluk denetimi sorun bulmadı. ?: başka sözcüklerle, denetlenmedi.',
      vi: 'Trong ngoặc kép: nguyên văn. ✓: viết lại, kiểm tra số, tên và phủ định không thấy sai. ?: viết lại, chưa kiểm tra.',
    },
  ),
  quotedOnly: m('Each sentence stands so in the source.', 'Cada frase está así en la fuente.', '每句均为原文。', {
    ru: 'Каждое предложение так и стоит в источнике.',
    tr: 'Her cümle kaynakta böyle yazar.',
    vi: 'Mỗi câu là nguyên văn trong nguồn.',
  }),
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
  strangers: m(
    'These are the words of its authors, not of Petrel.',
    'Son palabras de sus autores, no de Petrel.',
    '以上是作者的话，不代表 Petrel。',
    {
      ru: 'Это слова авторов, а не Petrel.',
      tr: 'Bunlar yazarlarının sözleridir, Petrel’in değil.',
      vi: 'Đây là lời của tác giả, không phải của Petrel.',
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
