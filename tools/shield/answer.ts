import { type Block, figure, type Inline, note, text, warning } from '../../core/answer.ts'
import { inLocale, m, type Title } from '../../core/title.ts'
import { formatInteger, formatTime } from '../format.ts'
import type { ShieldResult, Table } from './run.ts'

const ON_OFF = {
  on: m('on', 'activado', '启用', { ru: 'включено', tr: 'açık', vi: 'bật' }),
  off: m('off', 'desactivado', '关闭', { ru: 'выключено', tr: 'kapalı', vi: 'tắt' }),
  report: m('report only', 'solo informe', '仅报告', { ru: 'только отчёт', tr: 'yalnızca rapor', vi: 'chỉ báo cáo' }),
}

const WORDS = {
  saved: m('Saved.', 'Guardado.', '已保存。', { ru: 'Сохранено.', tr: 'Kaydedildi.', vi: 'Đã lưu.' }),
  shield: m('Scam shield: {mode}.', 'Escudo antifraude: {mode}.', '防诈骗：{mode}。', { ru: 'Защита от мошенников: {mode}.', tr: 'Dolandırıcılık kalkanı: {mode}.', vi: 'Lá chắn lừa đảo: {mode}.' }),
  captcha: m('Captcha for new members: {mode}.', 'Captcha para nuevos miembros: {mode}.', '新成员验证：{mode}。', { ru: 'Проверка новых участников: {mode}.', tr: 'Yeni üyelere doğrulama: {mode}.', vi: 'Xác minh thành viên mới: {mode}.' }),
  limit: m('Warnings before a mute: {limit}; twice as many lead to a ban.', 'Advertencias antes del silencio: {limit}; con el doble, expulsión.', '禁言前的警告次数：{limit}；两倍则封禁。', { ru: 'Предупреждений до мута: {limit}; вдвое больше — бан.', tr: 'Susturmadan önceki uyarı: {limit}; iki katı yasaklar.', vi: 'Số cảnh cáo trước khi cấm nói: {limit}; gấp đôi thì cấm vào.' }),
  list: m('Domains on the phishing list: {size}.', 'Dominios en la lista de phishing: {size}.', '钓鱼名单中的域名：{size}。', { ru: 'Доменов в списке фишинга: {size}.', tr: 'Oltalama listesindeki alan adları: {size}.', vi: 'Số tên miền trong danh sách lừa đảo: {size}.' }),
  rights: m('I may not do everything here: make me an admin who can delete messages, restrict and ban members.', 'Aquí no puedo hacerlo todo: hazme administrador con permiso para borrar mensajes, restringir y expulsar.', '我在此权限不足：请设我为可删除消息、限制和封禁成员的管理员。', { ru: 'Мне здесь можно не всё: сделайте меня администратором с правом удалять сообщения, ограничивать и блокировать.', tr: 'Burada her şeye yetkim yok: mesaj silebilen, kısıtlayabilen ve yasaklayabilen bir yönetici yapın.', vi: 'Tôi chưa đủ quyền ở đây: hãy cho tôi làm quản trị viên có quyền xóa tin, hạn chế và cấm thành viên.' }),
  quiet: m('The rules found nothing in the last {days} days.', 'Las reglas no han encontrado nada en los últimos {days} días.', '过去 {days} 天内规则没有发现任何情况。', { ru: 'За последние {days} дней правила ничего не нашли.', tr: 'Kurallar son {days} günde bir şey bulmadı.', vi: 'Trong {days} ngày qua các quy tắc không phát hiện gì.' }),
  empty: m('The log of the last {days} days is empty.', 'El registro de los últimos {days} días está vacío.', '过去 {days} 天的日志为空。', { ru: 'Журнал за последние {days} дней пуст.', tr: 'Son {days} günün kaydı boş.', vi: 'Nhật ký {days} ngày qua trống.' }),
  undone: m('Entry {entry} was taken back. A removed message stays removed.', 'La entrada {entry} se ha deshecho. Un mensaje borrado no vuelve.', '条目 {entry} 已撤销。已删除的消息无法恢复。', { ru: 'Запись {entry} отменена. Удалённое сообщение не вернуть.', tr: 'Kayıt {entry} geri alındı. Silinen mesaj geri gelmez.', vi: 'Đã hoàn tác mục {entry}. Tin đã xóa không khôi phục được.' }),
  dry: m('Report mode: nothing was done, this is what would have been.', 'Modo informe: no se ha hecho nada; esto es lo que se habría hecho.', '报告模式：未执行任何操作，以下为本会执行的内容。', { ru: 'Режим отчёта: ничего не сделано, вот что было бы.', tr: 'Rapor modu: hiçbir şey yapılmadı, yapılacak olanlar bunlar.', vi: 'Chế độ báo cáo: chưa làm gì, đây là những gì lẽ ra đã làm.' }),
  model: m('Decided by rules and admins alone, never by a language model. Admins are never acted on.', 'Deciden solo reglas y administradores, nunca un modelo de lenguaje. Nunca se actúa contra administradores.', '仅由规则和管理员决定，绝不由语言模型决定。绝不对管理员执行操作。', { ru: 'Решают только правила и администраторы, никогда не языковая модель. Администраторов не трогают.', tr: 'Yalnızca kurallar ve yöneticiler karar verir, asla bir dil modeli değil. Yöneticilere dokunulmaz.', vi: 'Chỉ quy tắc và quản trị viên quyết định, không bao giờ là mô hình ngôn ngữ. Không đụng đến quản trị viên.' }),
} // biome-ignore format: a row a sentence

const LABELS = {
  report: m('What it found', 'Lo que encontró', '发现的情况', { ru: 'Что найдено', tr: 'Ne buldu', vi: 'Đã phát hiện gì' }),
  log: m('Log', 'Registro', '日志', { ru: 'Журнал', tr: 'Kayıtlar', vi: 'Nhật ký' }),
  on: m('Turn on', 'Activar', '启用', { ru: 'Включить', tr: 'Aç', vi: 'Bật' }),
  off: m('Turn off', 'Desactivar', '关闭', { ru: 'Выключить', tr: 'Kapat', vi: 'Tắt' }),
  'mode report': m('Report only', 'Solo informar', '仅报告', { ru: 'Только отчёт', tr: 'Yalnızca rapor', vi: 'Chỉ báo cáo' }),
}

const TALLY = [
  m('Rule', 'Regla', '规则', { ru: 'Правило', tr: 'Kural', vi: 'Quy tắc' }),
  m('Acted', 'Actuó', '已执行', { ru: 'Сработало', tr: 'İşlem yapıldı', vi: 'Đã xử lý' }),
  m('Would have', 'Habría actuado', '本会执行', { ru: 'Сработало бы', tr: 'Yapılacaktı', vi: 'Lẽ ra xử lý' }),
  m('Undone', 'Deshecho', '已撤销', { ru: 'Отменено', tr: 'Geri alındı', vi: 'Đã hoàn tác' }),
]
const LOG = [
  m('Entry', 'Entrada', '条目', { ru: 'Запись', tr: 'Kayıt', vi: 'Mục' }),
  m('Time', 'Hora', '时间', { ru: 'Время', tr: 'Zaman', vi: 'Thời gian' }),
  m('Member', 'Miembro', '成员', { ru: 'Участник', tr: 'Üye', vi: 'Thành viên' }),
  m('By', 'Por', '操作者', { ru: 'Кем', tr: 'Veren', vi: 'Bởi' }),
  m('What', 'Qué', '操作', { ru: 'Что', tr: 'Ne', vi: 'Việc' }),
  m('Why', 'Motivo', '原因', { ru: 'Почему', tr: 'Neden', vi: 'Lý do' }),
  m('State', 'Estado', '状态', { ru: 'Состояние', tr: 'Durum', vi: 'Trạng thái' }),
]

const say = (words: Title, locale: string, values: Readonly<Record<string, Inline>> = {}): Inline[] =>
  inLocale(words, locale)
    .split(/(\{\w+\})/)
    .filter((part) => part !== '')
    .map((part) => values[/^\{(\w+)\}$/.exec(part)?.[1] ?? ''] ?? part)

/** The cell of a table's first row as a figure. */
const cell = ({ record, rows }: Table, column: number, locale: string): Inline =>
  figure(formatInteger(Number(rows[0]?.[column] ?? 0), locale), record, 0, column)

const tableOf = ({ record, rows }: Table, columns: readonly Title[], locale: string): Block => ({
  kind: 'table',
  record,
  columns: columns.map((title) => ({ title: inLocale(title, locale), align: 'left' as const })),
  rows: rows.map((row) => row.map((value, index) => (columns === LOG && index === 1 ? formatTime(Number(value)) : String(value ?? '')))),
})

function statusBlocks({ status: { settings, rights }, facts }: ShieldResult, locale: string): Block[] {
  const lacking = rights && !(rights.ban && rights.mute && rights.remove)
  return [
    text(...say(WORDS.shield, locale, { mode: inLocale(ON_OFF[settings.shield ?? 'off'], locale) })),
    text(...say(WORDS.captcha, locale, { mode: inLocale(settings.captcha ? ON_OFF.on : ON_OFF.off, locale) })),
    text(...say(WORDS.limit, locale, { limit: cell(facts, 1, locale) })),
    text(...say(WORDS.list, locale, { size: cell(facts, 0, locale) })),
    ...(lacking ? [warning(...say(WORDS.rights, locale))] : []),
  ]
}

/** What the shield is set to, what it did or would have done, and buttons for the next step. */
export function answer(result: ShieldResult, locale: string): Block[] {
  const { show, status, tally, log, facts, undone } = result
  const days = { days: cell(facts, 2, locale) }
  const body: Block[] =
    show === 'status'
      ? statusBlocks(result, locale)
      : show === 'report'
        ? [
            ...(status.settings.shield === 'report' ? [text(...say(WORDS.dry, locale))] : []),
            ...(tally.rows.length === 0
              ? [text(...say(WORDS.quiet, locale, days))]
              : [tableOf(tally, TALLY, locale), tableOf(log, LOG, locale)]),
          ]
        : log.rows.length === 0
          ? [text(...say(WORDS.empty, locale, days))]
          : [tableOf(log, LOG, locale)]
  const says: (keyof typeof LABELS)[] = ['report', 'log', status.settings.shield === 'on' ? 'off' : 'on', ...(status.settings.shield === 'report' ? [] : (['mode report'] as const))] // biome-ignore format: short
  return [
    ...(result.changed ? [text(...say(WORDS.saved, locale))] : []),
    ...(undone ? [text(...say(WORDS.undone, locale, { entry: cell(undone, 0, locale) }))] : []),
    ...body,
    note(...say(WORDS.model, locale)),
    { kind: 'buttons', items: says.map((words) => ({ label: inLocale(LABELS[words], locale), say: `/shield ${words}` })) },
  ]
}
