import { type Block, figure, note, text } from '../../core/answer.ts'
import { inLocale, m } from '../../core/title.ts'
import { cleanText, formatInteger, formatPercent } from '../format.ts'
import { emptiedBlocks, freshBlocks, resultChart, resultTable, shownCell } from '../sql/answer.ts'
import type { LibraryResult } from './run.ts'

const M = {
  verified: m(
    'Verified: the query of the library ran as it is checked, with your values only.',
    'Verificada: se ejecutó la consulta de la biblioteca tal cual, solo con tus valores.',
    '已验证：按库中经过检查的查询原样运行，仅代入您的值。',
    {
      ru: 'Проверено: выполнен запрос из библиотеки без изменений, только с вашими значениями.',
      tr: 'Doğrulandı: kütüphanedeki sorgu olduğu gibi, yalnızca sizin değerlerinizle çalıştı.',
      vi: 'Đã xác minh: truy vấn trong thư viện chạy nguyên bản, chỉ thay các giá trị của bạn.',
    },
  ),
  promoted: m(
    'Checked by the operator of this Petrel; it ran as saved, with your values only.',
    'Revisada por el operador de este Petrel; se ejecutó tal cual, solo con tus valores.',
    '由本 Petrel 的运营者检查；按保存内容运行，仅代入您的值。',
    {
      ru: 'Проверено оператором этого Petrel; выполнено без изменений, только с вашими значениями.',
      tr: 'Bu Petrel’in işletmecisi tarafından denetlendi; kaydedildiği gibi çalıştı.',
      vi: 'Do người vận hành Petrel này kiểm tra; chạy nguyên bản với giá trị của bạn.',
    },
  ),
  rows: m('rows: ', 'filas: ', '行数：', { ru: 'строк: ', tr: 'satır: ', vi: 'số dòng: ' }),
  empty: m(
    'No rows: nothing in the data fits these values.',
    'Sin filas: ningún dato cumple estos valores.',
    '没有行：数据中没有符合这些值的内容。',
    {
      ru: 'Строк нет: ничего не подходит под эти значения.',
      tr: 'Satır yok: bu değerlere uyan veri yok.',
      vi: 'Không có dòng: không dữ liệu nào khớp các giá trị này.',
    },
  ),
  values: m('Values: ', 'Valores: ', '取值：', { ru: 'Значения: ', tr: 'Değerler: ', vi: 'Giá trị: ' }),
  change: m(
    'Change one by writing, for example, "n=20" or "last week".',
    'Cambia uno escribiendo, por ejemplo, "n=20" o "last week".',
    '可直接写“n=20”或“last week”来修改。',
    {
      ru: 'Измените, написав, например, «n=20» или «last week».',
      tr: 'Birini değiştirmek için örneğin "n=20" veya "last week" yazın.',
      vi: 'Đổi bằng cách viết, ví dụ, "n=20" hoặc "last week".',
    },
  ),
  sql: m('SQL', 'SQL', 'SQL'),
  list: m('Verified queries: ', 'Consultas verificadas: ', '已验证查询：', {
    ru: 'Проверенных запросов: ',
    tr: 'Doğrulanmış sorgular: ',
    vi: 'Truy vấn đã xác minh: ',
  }),
  none: m(
    'No query of the library has this name; these are near it.',
    'Ninguna consulta tiene ese nombre; estas se parecen.',
    '库中没有这个名称；以下较为接近。',
    {
      ru: 'Запроса с таким именем нет; вот похожие.',
      tr: 'Bu adda sorgu yok; yakın olanlar bunlar.',
      vi: 'Không có truy vấn tên này; đây là các truy vấn gần nhất.',
    },
  ),
  how: m(
    'Run one with /library NAME token=UNI period=7d.',
    'Ejecuta una con /library NOMBRE token=UNI period=7d.',
    '用 /library 名称 token=UNI period=7d 运行。',
    {
      ru: 'Запуск: /library ИМЯ token=UNI period=7d.',
      tr: 'Çalıştırmak için: /library AD token=UNI period=7d.',
      vi: 'Chạy bằng /library TÊN token=UNI period=7d.',
    },
  ),
  name: m('Name', 'Nombre', '名称', { ru: 'Имя', tr: 'Ad', vi: 'Tên' }),
  what: m('What it answers', 'Qué responde', '内容', { ru: 'Что отвечает', tr: 'Ne yanıtlar', vi: 'Trả lời gì' }),
  takes: m('Takes', 'Admite', '参数', { ru: 'Параметры', tr: 'Alır', vi: 'Nhận' }),
  save: m('Save', 'Guardar', '保存', { ru: 'Сохранить', tr: 'Kaydet', vi: 'Lưu' }),
}

/** One figure alone is said; more are a table, with a chart where time comes first. */
export function answer(result: LibraryResult, locale: string): Block[] {
  const say = (key: keyof typeof M) => inLocale(M[key], locale)
  if (result.kind === 'list')
    return [
      text(say('list'), figure(formatInteger(result.count.value, locale), result.count.id), '.'),
      ...(result.asked === undefined ? [] : [note(say('none'))]),
      {
        kind: 'table',
        record: result.record,
        columns: [say('name'), say('what'), say('takes')].map((title) => ({ title, align: 'left' as const })),
        rows: result.queries.map(({ id, title, parameters }) => [cleanText(id, 60), title, parameters.join(', ')]),
      },
      note(say('how')),
    ]
  const { table, values } = result
  const title = cleanText(inLocale(result.title, locale), 120)
  const [row] = table.rows
  const single =
    table.rows.length === 1 && table.columns.length === 1 && row
      ? [figure(shownCell(row[0] ?? null, table.columns[0] ?? { name: '', unit: '', type: 'text' }, locale), table.record, 0, 0)]
      : []
  const percent = table.columns.map(({ unit }) => unit === '%')
  const shown = resultTable(table, locale, result.file)
  const rows = shown.kind === 'table' ? shown.rows.map((cells, at) => cells.map((cell, column) => (percent[column] && table.rows[at]?.[column] !== null ? formatPercent(Number(table.rows[at]?.[column]), locale) : cell))) : [] // biome-ignore format: one list
  return [
    text(title, ' · ', ...(single.length > 0 ? single : [say('rows'), figure(formatInteger(result.rows.value, locale), result.rows.id)])),
    ...(table.rows.length === 0 ? [text(say('empty'))] : []),
    ...emptiedBlocks(result.emptied, locale),
    ...resultChart(table, title),
    ...(table.rows.length > 0 && shown.kind === 'table' ? [{ ...shown, rows }] : []),
    note(say(result.promoted ? 'promoted' : 'verified')),
    ...(values.length > 0
      ? [
          note(
            say('values'),
            ...values.flatMap(({ name, value, record }, index) => [
              `${index > 0 ? ', ' : ''}${name} = `,
              figure(cleanText(value, 60), record),
            ]),
            '.',
          ),
          note(say('change')),
        ]
      : []),
    ...freshBlocks(result.fresh, locale),
    { kind: 'code', language: 'sql', title: say('sql'), text: result.sql },
    { kind: 'buttons', items: [{ label: say('save'), say: '/save' }] },
  ]
}
