import { type Block, figure, note, text } from '../../core/answer.ts'
import { inLocale, m } from '../../core/title.ts'
import { cleanText, formatInteger, UNKNOWN } from '../format.ts'
import type { ImportResult } from './run.ts'

const TAKEN = m('Rows imported: ', 'Filas importadas: ', '已导入行数：', {
  ru: 'Загружено строк: ',
  tr: 'Aktarılan satır: ',
  vi: 'Số dòng đã nhập: ',
})
const BAD = m('. Bad rows: ', '. Filas erróneas: ', '。错误行：', { ru: '. Ошибочных строк: ', tr: '. Hatalı satır: ', vi: '. Dòng lỗi: ' })
const ALREADY = m(
  'Files that were imported before were left alone; "--again" imports them once more.',
  'Los archivos ya importados se dejaron como estaban; "--again" los importa de nuevo.',
  '之前导入过的文件未再处理；使用 "--again" 可重新导入。',
  {
    ru: 'Ранее загруженные файлы не тронуты; "--again" загрузит их снова.',
    tr: 'Daha önce aktarılan dosyalara dokunulmadı; "--again" onları yeniden aktarır.',
    vi: 'Các tệp đã nhập trước đó được giữ nguyên; "--again" nhập lại chúng.',
  },
)
const TITLES = [
  m('File', 'Archivo', '文件', { ru: 'Файл', tr: 'Dosya', vi: 'Tệp' }),
  m('Kind', 'Tipo', '类型', { ru: 'Вид', tr: 'Tür', vi: 'Loại' }),
  m('State', 'Estado', '状态', { ru: 'Состояние', tr: 'Durum', vi: 'Trạng thái' }),
  m('Rows', 'Filas', '行数', { ru: 'Строк', tr: 'Satır', vi: 'Dòng' }),
  m('Bad rows', 'Filas erróneas', '错误行', { ru: 'Ошибок', tr: 'Hatalı', vi: 'Dòng lỗi' }),
]

/** Sums, a line for each file, and the first bad rows of each, quoted as they stand. */
export function answer(result: ImportResult, locale: string): Block[] {
  const { files, rows, bad, record, taken, refused, notes } = result
  const faults = files.flatMap(({ file, samples }) => samples.map((sample) => `${cleanText(file, 80)}: ${cleanText(sample, 160)}`))
  return [
    text(
      ...[inLocale(TAKEN, locale), figure(formatInteger(rows, locale), taken)],
      ...[inLocale(BAD, locale), figure(formatInteger(bad, locale), refused), '.'],
    ),
    {
      kind: 'table',
      record,
      columns: TITLES.map((title, index) => ({
        title: inLocale(title, locale),
        align: index < 3 ? ('left' as const) : ('right' as const),
      })),
      rows: files.map((file) => [
        cleanText(file.file, 80),
        file.kind ?? UNKNOWN,
        file.state,
        formatInteger(file.rows, locale),
        formatInteger(file.bad, locale),
      ]),
    },
    ...(faults.length > 0 ? [{ kind: 'code' as const, language: 'text' as const, text: faults.join('\n') }] : []),
    ...notes.map((each) => note(cleanText(each, 300))),
    ...(files.some(({ state }) => state === 'already') ? [note(inLocale(ALREADY, locale))] : []),
  ]
}
