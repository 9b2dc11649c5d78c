import { m, type Title } from '../../core/title.ts'

export const MESSAGES = {
  rows: m('Your own SQL, run as read-only. Rows: ', 'Tu propio SQL, solo lectura. Filas: ', '您自己的 SQL（只读运行）。行数：', {
    ru: 'Ваш SQL, только чтение. Строк: ',
    tr: 'Kendi SQL ifadeniz, salt okunur. Satır: ',
    vi: 'SQL của bạn, chỉ đọc. Số dòng: ',
  }),
  own: m('Result of your SQL', 'Resultado de tu SQL', '您的 SQL 结果', {
    ru: 'Результат вашего SQL',
    tr: 'SQL sonucunuz',
    vi: 'Kết quả SQL của bạn',
  }),
  computes: m('What it computes', 'Qué calcula', '计算内容', { ru: 'Что вычисляется', tr: 'Ne hesaplar', vi: 'Câu lệnh tính gì' }),
  statement: m('SQL that ran', 'SQL ejecutado', '运行的 SQL', { ru: 'Выполненный SQL', tr: 'Çalışan SQL', vi: 'SQL đã chạy' }),
  truncated: m('There are more rows than are shown.', 'Hay más filas de las que se muestran.', '还有更多行未显示。', {
    ru: 'Строк больше, чем показано.',
    tr: 'Gösterilenden fazla satır var.',
    vi: 'Còn nhiều dòng hơn được hiển thị.',
  }),
  changed: m(
    'The statement was changed so that it runs here.',
    'La sentencia se cambió para que funcione aquí.',
    '已修改语句以便在此运行。',
    {
      ru: 'Запрос изменён, чтобы он здесь работал.',
      tr: 'İfade burada çalışması için değiştirildi.',
      vi: 'Câu lệnh đã được sửa để chạy ở đây.',
    },
  ),
  difference: m('Difference', 'Diferencia', '差异', { ru: 'Отличия', tr: 'Fark', vi: 'Khác biệt' }),
  changes: m('Changes', 'Cambios', '更改', { ru: 'Изменения', tr: 'Değişiklikler', vi: 'Thay đổi' }),
  unverified: m(
    'Unverified: a language model wrote part of this statement. Read it before you rely on it.',
    'Sin verificar: un modelo de lenguaje escribió parte de esta sentencia. Léela antes de fiarte.',
    '未验证：语言模型编写了该语句的一部分。请先阅读再使用。',
    {
      ru: 'Не проверено: часть запроса написала языковая модель. Прочтите его, прежде чем полагаться.',
      tr: 'Doğrulanmadı: ifadenin bir bölümünü dil modeli yazdı. Güvenmeden önce okuyun.',
      vi: 'Chưa xác minh: một phần câu lệnh do mô hình ngôn ngữ viết. Hãy đọc trước khi tin dùng.',
    },
  ),
  emptied: m('Without the condition ', 'Sin la condición ', '若没有条件 ', {
    ru: 'Без условия ',
    tr: 'Şu koşul olmasaydı: ',
    vi: 'Nếu không có điều kiện ',
  }),
  would: m(', rows to work with: ', ', filas disponibles: ', '，可用的行数：', {
    ru: ' нашлось бы строк: ',
    tr: ' · bulunacak satır: ',
    vi: ', số dòng có được: ',
  }),
  elsewhere: m(
    'The statement names chains that are not indexed here, so it ran over all indexed ones instead: ',
    'La sentencia nombra cadenas que no están indexadas aquí; se ejecutó sobre todas las indexadas: ',
    '语句提到的链未在此索引，因此改为在所有已索引的链上运行：',
    {
      ru: 'Запрос называет сети, которых здесь нет; выполнено по всем имеющимся: ',
      tr: 'İfade burada dizinlenmeyen zincirleri anıyor; tüm dizinlenenlerde çalıştı: ',
      vi: 'Câu lệnh nêu các chuỗi không được lập chỉ mục ở đây; đã chạy trên mọi chuỗi có sẵn: ',
    },
  ),
  indexed: m(' is indexed to block ', ' está indexada hasta el bloque ', ' 已索引至区块 ', {
    ru: ' проиндексирована до блока ',
    tr: ' şu bloğa kadar dizinlendi: ',
    vi: ' đã lập chỉ mục đến khối ',
  }),
  per_week: m('per week', 'por semana', '按周', { ru: 'по неделям', tr: 'haftalık', vi: 'theo tuần' }),
  save: m('Save', 'Guardar', '保存', { ru: 'Сохранить', tr: 'Kaydet', vi: 'Lưu' }),
  dialect: m('Dialect', 'Dialecto', '方言', { ru: 'Диалект', tr: 'Lehçe', vi: 'Phương ngữ' }),
  table: m('Table', 'Tabla', '表', { ru: 'Таблица', tr: 'Tablo', vi: 'Bảng' }),
  column: m('Column', 'Columna', '列', { ru: 'Столбец', tr: 'Sütun', vi: 'Cột' }),
  function: m('Function', 'Función', '函数', { ru: 'Функция', tr: 'İşlev', vi: 'Hàm' }),
  type: m('Type', 'Tipo', '类型', { ru: 'Тип', tr: 'Tür', vi: 'Kiểu' }),
  syntax: m('Syntax', 'Sintaxis', '语法', { ru: 'Синтаксис', tr: 'Söz dizimi', vi: 'Cú pháp' }),
  chain: m('Chain', 'Cadena', '链', { ru: 'Сеть', tr: 'Zincir', vi: 'Chuỗi' }),
  address: m('Address', 'Dirección', '地址', { ru: 'Адрес', tr: 'Adres', vi: 'Địa chỉ' }),
  model: m('Model', 'Modelo', '模型', { ru: 'Модель', tr: 'Model', vi: 'Mô hình' }),
  edit: m('Change', 'Cambio', '更改', { ru: 'Правка', tr: 'Değişiklik', vi: 'Thay đổi' }),
} satisfies Record<string, Title>
