import { type Block, figure, note, text } from '../../core/answer.ts'
import { inLocale, m } from '../../core/title.ts'
import { formatTime } from '../format.ts'
import type { KnowledgeResult } from './run.ts'

const WORDS = {
  nothing: m(
    'That is not in the knowledge base. Documents in it:',
    'Eso no está en la base de conocimiento. Documentos que contiene:',
    '知识库中没有这方面的内容。其中的文档数：',
    {
      ru: 'Этого нет в базе знаний. Документов в ней:',
      tr: 'Bilgi tabanında bu yok. İçindeki belgeler:',
      vi: 'Cơ sở tri thức không có điều này. Số tài liệu:',
    },
  ),
  empty: m(
    'The knowledge base is empty. An admin can add a document: /kb add and an address.',
    'La base de conocimiento está vacía. Un administrador puede añadir un documento: /kb add y una dirección.',
    '知识库是空的。管理员可以添加文档：/kb add 加地址。',
    {
      ru: 'База знаний пуста. Администратор может добавить документ: /kb add и адрес.',
      tr: 'Bilgi tabanı boş. Bir yönetici belge ekleyebilir: /kb add ve adres.',
      vi: 'Cơ sở tri thức trống. Quản trị viên có thể thêm: /kb add và địa chỉ.',
    },
  ),
  section: m('section', 'sección', '章节', { ru: 'раздел', tr: 'bölüm', vi: 'mục' }),
  quoted: m('Each sentence is quoted from the documents.', 'Cada frase está citada de los documentos.', '每句均引自文档。', {
    ru: 'Каждое предложение — цитата из документов.',
    tr: 'Her cümle belgelerden alıntıdır.',
    vi: 'Mỗi câu được trích từ tài liệu.',
  }),
  stored: m('Stored', 'Guardado', '已保存', { ru: 'Сохранено', tr: 'Kaydedildi', vi: 'Đã lưu' }),
  same: m('Unchanged', 'Sin cambios', '没有变化', { ru: 'Без изменений', tr: 'Değişmedi', vi: 'Không đổi' }),
  removed: m('Removed with all its versions:', 'Eliminado con todas sus versiones:', '已删除（含所有版本）：', {
    ru: 'Удалено со всеми версиями:',
    tr: 'Tüm sürümleriyle silindi:',
    vi: 'Đã xoá cùng mọi phiên bản:',
  }),
  version: m('version', 'versión', '版本', { ru: 'версия', tr: 'sürüm', vi: 'phiên bản' }),
  piece: m('piece', 'fragmento', '片段', { ru: 'фрагмент', tr: 'parça', vi: 'đoạn' }),
  pieces: m('pieces', 'fragmentos', '片段', { ru: 'фрагментов', tr: 'parça', vi: 'đoạn' }),
} as const

function documentLine(record: string, row: number, shown: readonly string[], locale: string): Block {
  const [title = '', source = '', version = '', pieces = '', added = ''] = shown
  return text('• ', figure(title, record, row, 0), ' (', figure(source, record, row, 1), `), ${inLocale(WORDS.version, locale)} `, figure(version, record, row, 2), ', ', figure(pieces, record, row, 3), ` ${inLocale(pieces === '1' ? WORDS.piece : WORDS.pieces, locale)}, `, figure(added, record, row, 4)) // biome-ignore format: short
}

const cells = ({
  title,
  source,
  version,
  chunks,
  at,
}: {
  title: string
  source: string
  version: number
  chunks: number
  at: number
}): string[] => [title, source, String(version), String(chunks), formatTime(at)]

/** The answer of the knowledge base, complete without a model. */
export function answer(result: KnowledgeResult, locale: string): Block[] {
  const say = (key: keyof typeof WORDS): string => inLocale(WORDS[key], locale)
  switch (result.kind) {
    case 'answer':
      if (result.known.value === 0) return [text(say('empty'))]
      if (result.lines.length === 0) return [text(`${say('nothing')} `, figure(String(result.known.value), result.known.id), '.')]
      return [
        ...result.lines.map(({ row, text: words, section }) =>
          text(
            '• “',
            figure(words, result.record, row, 1),
            '” (',
            figure(result.documents.length > 0 ? shortTitle(result, row) : '', result.record, row, 2),
            ...(section ? [`, ${say('section')} `, figure(section, result.record, row, 3)] : []),
            ')',
          ),
        ),
        note(say('quoted')),
        { kind: 'sources', items: result.documents.map(({ title, url }) => ({ text: title, ...(url ? { url } : {}) })) },
      ]
    case 'list':
    case 'versions':
      if (result.documents.length === 0) return [text(say('empty'))]
      return result.documents.map((document, row) => documentLine(result.record, row, cells(document), locale))
    case 'stored':
      return result.documents.flatMap(({ document, changed }, row) => [
        text(`${say(changed ? 'stored' : 'same')}:`),
        documentLine(result.record, row, cells(document), locale),
      ])
    case 'removed':
      return [text(`${say('removed')} ${result.source}`)]
  }
}

const shortTitle = (result: Extract<KnowledgeResult, { kind: 'answer' }>, row: number): string =>
  result.documents[result.lines[row]?.document ?? 0]?.title ?? ''
