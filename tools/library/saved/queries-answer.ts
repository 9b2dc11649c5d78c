import { type Block, figure, note, text } from '../../../core/answer.ts'
import { inLocale, m, type Title } from '../../../core/title.ts'
import { paceWords } from '../../alerts/pace.ts'
import { cleanText, formatInteger, formatTime, UNKNOWN } from '../../format.ts'
import type { QueriesResult } from './queries.ts'

const M = {
  count: m('Saved queries: ', 'Consultas guardadas: ', '已保存的查询：', {
    ru: 'Сохранённых запросов: ',
    tr: 'Kayıtlı sorgular: ',
    vi: 'Truy vấn đã lưu: ',
  }),
  how: m(
    '/run NAME runs one. /queries show, versions, diff, share, fork, rename, delete, export, alert, schedule.',
    '/run NOMBRE ejecuta una. /queries show, versions, diff, share, fork, rename, delete, export, alert, schedule.',
    '/run 名称 运行。/queries show、versions、diff、share、fork、rename、delete、export、alert、schedule。',
    {
      ru: '/run ИМЯ — выполнить. /queries show, versions, diff, share, fork, rename, delete, export, alert, schedule.',
      tr: '/run AD çalıştırır. /queries show, versions, diff, share, fork, rename, delete, export, alert, schedule.',
      vi: '/run TÊN để chạy. /queries show, versions, diff, share, fork, rename, delete, export, alert, schedule.',
    },
  ),
  name: m('Name', 'Nombre', '名称', { ru: 'Имя', tr: 'Ad', vi: 'Tên' }),
  version: m('Version', 'Versión', '版本', { ru: 'Версия', tr: 'Sürüm', vi: 'Phiên bản' }),
  tool: m('Tool', 'Herramienta', '工具', { ru: 'Инструмент', tr: 'Araç', vi: 'Công cụ' }),
  shareId: m('Shared as', 'Compartida como', '分享 ID', { ru: 'Общий доступ', tr: 'Paylaşım', vi: 'Chia sẻ' }),
  changed: m('Changed', 'Modificada', '修改时间', { ru: 'Изменён', tr: 'Değişti', vi: 'Thay đổi' }),
  diff: m('What changed in ', 'Qué cambió en ', '更改内容：', { ru: 'Что изменилось в ', tr: 'Değişenler: ', vi: 'Thay đổi trong ' }),
  export: m(
    'Paste this after /queries import to take it over elsewhere: ',
    'Pega esto tras /queries import para llevarla a otro lugar: ',
    '在别处的 /queries import 后粘贴即可导入：',
    {
      ru: 'Вставьте после /queries import в другом месте: ',
      tr: 'Başka yerde /queries import sonrasına yapıştırın: ',
      vi: 'Dán sau /queries import ở nơi khác: ',
    },
  ),
  show: m('The query ', 'La consulta ', '查询 ', { ru: 'Запрос ', tr: 'Sorgu ', vi: 'Truy vấn ' }),
  renamed: m('Its name is now ', 'Ahora se llama ', '新名称：', { ru: 'Новое имя: ', tr: 'Yeni adı: ', vi: 'Tên mới: ' }),
  deleted: m('Removed: ', 'Eliminada: ', '已删除：', { ru: 'Удалено: ', tr: 'Silindi: ', vi: 'Đã xóa: ' }),
  forked: m('Copied as ', 'Copiada como ', '已复制为 ', { ru: 'Скопировано как ', tr: 'Şu adla kopyalandı: ', vi: 'Đã sao chép thành ' }),
  imported: m('Imported as ', 'Importada como ', '已导入为 ', {
    ru: 'Загружено как ',
    tr: 'Şu adla içe aktarıldı: ',
    vi: 'Đã nhập thành ',
  }),
  unshared: m('No longer shared: ', 'Ya no se comparte: ', '已停止分享：', {
    ru: 'Больше не в общем доступе: ',
    tr: 'Artık paylaşılmıyor: ',
    vi: 'Không còn chia sẻ: ',
  }),
  promoted: m('Added to the library as ', 'Añadida a la biblioteca como ', '已加入查询库：', {
    ru: 'Добавлено в библиотеку как ',
    tr: 'Kütüphaneye eklendi: ',
    vi: 'Đã thêm vào thư viện: ',
  }),
  demoted: m('Taken out of the library: ', 'Quitada de la biblioteca: ', '已移出查询库：', {
    ru: 'Убрано из библиотеки: ',
    tr: 'Kütüphaneden çıkarıldı: ',
    vi: 'Đã gỡ khỏi thư viện: ',
  }),
  shared: m(
    'Anyone may run it with /run and this id, or copy it with /queries fork: ',
    'Cualquiera puede ejecutarla con /run y este id, o copiarla con /queries fork: ',
    '任何人可用 /run 加此 ID 运行，或用 /queries fork 复制：',
    {
      ru: 'Любой может выполнить через /run с этим id или скопировать через /queries fork: ',
      tr: 'Herkes /run ve bu kimlikle çalıştırabilir ya da /queries fork ile kopyalayabilir: ',
      vi: 'Ai cũng có thể chạy bằng /run với mã này, hoặc sao chép bằng /queries fork: ',
    },
  ),
  alert: m('Set: ', 'Configurado: ', '已设置：', { ru: 'Установлено: ', tr: 'Kuruldu: ', vi: 'Đã đặt: ' }),
  sent: m('Sent to the webhook ', 'Se envía al webhook ', '发送到 webhook：', {
    ru: 'Отправляется на вебхук ',
    tr: 'Şu webhook’a gönderilir: ',
    vi: 'Gửi tới webhook ',
  }),
  alerts: m('/alerts lists, pauses and removes.', '/alerts lista, pausa y elimina.', '/alerts 可列出、暂停和删除。', {
    ru: '/alerts — список, пауза, удаление.',
    tr: '/alerts listeler, duraklatır, siler.',
    vi: '/alerts để liệt kê, tạm dừng, xóa.',
  }),
} satisfies Record<string, Title>

/** What was done, or what there is. */
export function answer(result: QueriesResult, locale: string): Block[] {
  const say = (key: keyof typeof M) => inLocale(M[key], locale)
  const titles = (...keys: (keyof typeof M)[]) => keys.map((key) => ({ title: say(key), align: 'left' as const }))
  switch (result.kind) {
    case 'list':
      return [
        text(say('count'), figure(formatInteger(result.count.value, locale), result.count.id), '.'),
        ...(result.queries.length === 0
          ? []
          : [{ kind: 'table' as const, record: result.record, columns: titles('name', 'version', 'tool', 'shareId', 'changed'), rows: result.queries.map((each) => [cleanText(each.name), String(each.version), each.tool, each.share ?? UNKNOWN, formatTime(each.updatedAt)]) }]), // biome-ignore format: one block
        note(say('how')),
      ]
    case 'versions':
      return [{ kind: 'table', title: cleanText(result.name), record: result.record, columns: titles('version', 'tool', 'changed'), rows: result.versions.map(({ version, tool, at }) => [String(version), tool, formatTime(at)]) }] // biome-ignore format: one block
    case 'text':
      return [text(say(result.said), cleanText(result.name)), { kind: 'code', language: result.language, text: result.text }]
    case 'done':
      return [text(say(result.action), cleanText(result.name), '.')]
    case 'shared':
      return [text(say('shared')), { kind: 'code', language: 'text', text: result.share }]
    case 'alert':
      return [
        text(say('alert'), figure(result.title, result.record), `, ${paceWords(result.cadence, locale)}.`),
        result.to ? note(say('sent'), figure(result.to.name, result.to.record), '. ', say('alerts')) : note(say('alerts')),
        { kind: 'buttons', items: [{ label: '/alerts', say: '/alerts' }] },
      ]
    default:
      return result satisfies never
  }
}
