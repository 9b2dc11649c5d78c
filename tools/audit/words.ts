import { m } from '../../core/title.ts'

/** Everything that the answer says. */
export const WORDS = {
  found: m('Audit of', 'Auditoría de', '审计对象', { ru: 'Аудит', tr: 'Denetlenen', vi: 'Kiểm tra' }),
  none: m(
    'nothing was found. That is not a proof of safety.',
    'no se encontró nada. Eso no prueba que sea seguro.',
    '未发现问题。这并不证明安全。',
    {
      ru: 'ничего не найдено. Это не доказывает безопасность.',
      tr: 'bir şey bulunmadı. Bu, güvenli olduğunu kanıtlamaz.',
      vi: 'không tìm thấy gì. Điều đó không chứng minh là an toàn.',
    },
  ),
  none_new: m('nothing new was found.', 'no se encontró nada nuevo.', '未发现新问题。', {
    ru: 'ничего нового не найдено.',
    tr: 'yeni bir şey bulunmadı.',
    vi: 'không tìm thấy gì mới.',
  }),
  none_shown: m('nothing this severe was found.', 'no se encontró nada tan grave.', '未发现此严重程度的问题。', {
    ru: 'ничего такой важности не найдено.',
    tr: 'bu önemde bir şey bulunmadı.',
    vi: 'không tìm thấy gì ở mức này.',
  }),
  high: m('high', 'alta', '高', { ru: 'высокой важности', tr: 'yüksek', vi: 'cao' }),
  medium: m('medium', 'media', '中', { ru: 'средней', tr: 'orta', vi: 'trung bình' }),
  low: m('low', 'baja', '低', { ru: 'низкой', tr: 'düşük', vi: 'thấp' }),
  info: m('notes', 'notas', '提示', { ru: 'заметок', tr: 'not', vi: 'ghi chú' }),
  looked: m('Looked at', 'Revisado', '已检查', { ru: 'Просмотрено', tr: 'İncelenen', vi: 'Đã xem' }),
  files: m('files', 'archivos', '个文件', { ru: 'файлов', tr: 'dosya', vi: 'tệp' }),
  contracts: m('contracts', 'contratos', '个合约', { ru: 'контрактов', tr: 'sözleşme', vi: 'hợp đồng' }),
  checks: m('checks', 'comprobaciones', '项检查', { ru: 'проверок', tr: 'kontrol', vi: 'phép kiểm tra' }),
  fix: m('Fix', 'Solución', '修复', { ru: 'Исправление', tr: 'Düzeltme', vi: 'Cách sửa' }),
  bytecode: m('This is the bytecode, read at block', 'Esto es el bytecode, leído en el bloque', '以下为字节码分析，读取区块', { ru: 'Это байткод, прочитанный на блоке', tr: 'Bu, şu blokta okunan bayt kodudur:', vi: 'Đây là bytecode, đọc ở khối' }),
  published: m('This is the verified source from', 'Este es el código fuente verificado de', '以下为已验证源代码，来自', { ru: 'Это проверенный исходный код от', tr: 'Bu, doğrulanmış kaynak koddur:', vi: 'Đây là mã nguồn đã xác minh từ' }),
  exact: m('an exact match', 'coincidencia exacta', '完全匹配', { ru: 'точное совпадение', tr: 'tam eşleşme', vi: 'khớp hoàn toàn' }),
  partial: m('the code is the same, its metadata is not', 'el código es el mismo, los metadatos no', '代码一致，元数据不同', { ru: 'код тот же, метаданные другие', tr: 'kod aynı, üst veri farklı', vi: 'mã giống, siêu dữ liệu khác' }),
  at_block: m('the chain was read at block', 'la cadena se leyó en el bloque', '链上读取区块', { ru: 'сеть прочитана на блоке', tr: 'zincir şu blokta okundu:', vi: 'đọc chuỗi ở khối' }),
  unpublished: m('Nobody has published its source.', 'Nadie ha publicado su código fuente.', '没有人公布其源代码。', { ru: 'Исходный код никто не опубликовал.', tr: 'Kaynak kodunu kimse yayımlamamış.', vi: 'Chưa ai công bố mã nguồn.' }),
  unreachable: m('Whether its source is published is not known: Sourcify did not answer.', 'No se sabe si su código está publicado: Sourcify no respondió.', '无法得知源代码是否公布：Sourcify 未响应。', { ru: 'Опубликован ли исходный код, неизвестно: Sourcify не ответил.', tr: 'Kaynağın yayımlanıp yayımlanmadığı bilinmiyor: Sourcify yanıt vermedi.', vi: 'Không rõ mã nguồn có được công bố không: Sourcify không trả lời.' }),
  not_asked: m('Nobody was asked for its source.', 'No se pidió su código fuente a nadie.', '未查询其源代码。', { ru: 'Исходный код ни у кого не запрашивался.', tr: 'Kaynağı kimseye sorulmadı.', vi: 'Chưa hỏi ai về mã nguồn.' }),
  proxy: m(
    'It is a proxy; the code behind it was followed to',
    'Es un proxy; se siguió el código hasta',
    '这是代理合约，已跟踪到实现合约',
    {
      ru: 'Это прокси; код за ним прослежен до',
      tr: 'Bu bir vekil; arkasındaki kod şuraya izlendi:',
      vi: 'Đây là proxy; mã phía sau nằm ở',
    },
  ),
  proxy_lost: m(
    'It is a proxy, and the code behind it was not found.',
    'Es un proxy y no se encontró el código detrás.',
    '这是代理合约，但未找到其实现代码。',
    {
      ru: 'Это прокси, и код за ним не найден.',
      tr: 'Bu bir vekil ve arkasındaki kod bulunamadı.',
      vi: 'Đây là proxy và không tìm thấy mã phía sau.',
    },
  ),
  skipped: m('Not analysed', 'No analizado', '未分析', { ru: 'Не проанализировано', tr: 'İncelenmeyen', vi: 'Chưa phân tích' }),
  suppressed: m('suppressed by the authors with a reason', 'suprimidos por los autores con motivo', '条被作者附理由忽略', {
    ru: 'подавлено авторами с указанием причины',
    tr: 'yazarlarca gerekçeyle bastırıldı',
    vi: 'do tác giả bỏ qua có lý do',
  }),
  known: m('known from the baseline', 'ya en la línea base', '条在基线中已知', {
    ru: 'известно из базовой линии',
    tr: 'temel dosyada biliniyor',
    vi: 'đã có trong mốc',
  }),
  fixed: m('of the baseline are gone', 'de la línea base desaparecieron', '条基线问题已消失', {
    ru: 'из базовой линии исчезло',
    tr: 'temel dosyadakilerden kayboldu',
    vi: 'trong mốc đã hết',
  }),
  hidden: m('less severe ones are not shown', 'menos graves no se muestran', '条较轻的未显示', {
    ru: 'менее важных не показано',
    tr: 'daha hafif olan gösterilmedi',
    vi: 'mục nhẹ hơn không hiển thị',
  }),
  written: m('Written to', 'Escrito en', '已写入', { ru: 'Записано в', tr: 'Yazıldı:', vi: 'Đã ghi vào' }),
  findings: m('Findings', 'Hallazgos', '发现', { ru: 'Находки', tr: 'Bulgular', vi: 'Phát hiện' }),
} as const // biome-ignore format: one a line

export const COLUMN_WORDS = [
  m('severity', 'gravedad', '严重性', { ru: 'важность', tr: 'önem', vi: 'mức độ' }),
  m('sure', 'certeza', '确定性', { ru: 'уверенность', tr: 'kesinlik', vi: 'độ chắc' }),
  m('check', 'comprobación', '检查项', { ru: 'проверка', tr: 'kontrol', vi: 'phép kiểm tra' }),
  m('where', 'dónde', '位置', { ru: 'где', tr: 'nerede', vi: 'vị trí' }),
  m('function', 'función', '函数', { ru: 'функция', tr: 'fonksiyon', vi: 'hàm' }),
  m('what', 'qué', '内容', { ru: 'что', tr: 'ne', vi: 'nội dung' }),
]

export const CERTAINTY = {
  certain: m('certain', 'segura', '确定', { ru: 'точно', tr: 'kesin', vi: 'chắc chắn' }),
  likely: m('likely', 'probable', '很可能', { ru: 'вероятно', tr: 'olası', vi: 'nhiều khả năng' }),
  possible: m('possible', 'posible', '可能', { ru: 'возможно', tr: 'mümkün', vi: 'có thể' }),
} as const
