import { m } from '../../core/title.ts'

export const WORDS = {
  none: m(
    'No alerts here yet. For example: “tell me when UNI goes above 10”.',
    'Aún no hay alertas aquí. Por ejemplo: «avísame cuando UNI suba a 10».',
    '这里还没有提醒。例如：“UNI 高于 10 时提醒我”。',
    {
      ru: 'Здесь пока нет оповещений. Например: «сообщи, когда UNI выше 10».',
      tr: 'Burada henüz uyarı yok. Örneğin: “UNI 10 üzerine çıkınca haber ver”.',
      vi: 'Chưa có cảnh báo nào ở đây. Ví dụ: “báo cho tôi khi UNI trên 10”.',
    },
  ),
  title: m('Alerts of this chat', 'Alertas de este chat', '此聊天的提醒', {
    ru: 'Оповещения этого чата',
    tr: 'Bu sohbetin uyarıları',
    vi: 'Cảnh báo của cuộc trò chuyện này',
  }),
  columns: [
    m('No.', 'N.º', '编号', { ru: '№', tr: 'No', vi: 'Số' }),
    m('Watching for', 'Vigila', '关注', { ru: 'За чем слежу', tr: 'İzlenen', vi: 'Theo dõi' }),
    m('State', 'Estado', '状态', { ru: 'Состояние', tr: 'Durum', vi: 'Trạng thái' }),
    m('Last look', 'Última mirada', '上次查看', { ru: 'Последняя проверка', tr: 'Son bakış', vi: 'Lần xem cuối' }),
  ],
  paused: m('paused', 'en pausa', '已暂停', { ru: 'на паузе', tr: 'durduruldu', vi: 'tạm dừng' }),
  armed: m('armed', 'activa', '生效', { ru: 'активно', tr: 'etkin', vi: 'đang bật' }),
  removed: m('Removed.', 'Quitada.', '已删除。', { ru: 'Удалено.', tr: 'Silindi.', vi: 'Đã xóa.' }),
  unknown: m('This chat has no alert with that number.', 'Este chat no tiene una alerta con ese número.', '没有该编号的提醒。', {
    ru: 'В этом чате нет оповещения с таким номером.',
    tr: 'Bu sohbette o numarada uyarı yok.',
    vi: 'Không có cảnh báo số đó trong cuộc trò chuyện này.',
  }),
  changed: m('Changed. I now watch for: ', 'Cambiada. Ahora vigilo: ', '已修改。现在关注：', {
    ru: 'Изменено. Теперь слежу: ',
    tr: 'Değiştirildi. Artık izlenen: ',
    vi: 'Đã sửa. Giờ tôi theo dõi: ',
  }),
  before: m('Before: ', 'Antes: ', '之前：', { ru: 'Раньше: ', tr: 'Önceki: ', vi: 'Trước đó: ' }),
  daily: m('Comes every day at', 'Llega cada día a las', '每天发送时间：', {
    ru: 'Приходит каждый день в',
    tr: 'Her gün gelir, saat',
    vi: 'Gửi mỗi ngày lúc',
  }),
  which: m('Which of these do you mean?', '¿Cuál de estas quieres decir?', '您指的是哪一个？', {
    ru: 'Какое из них вы имеете в виду?',
    tr: 'Bunlardan hangisi?',
    vi: 'Bạn muốn nói cái nào?',
  }),
  fired: m('Alert: ', 'Alerta: ', '提醒：', { ru: 'Оповещение: ', tr: 'Uyarı: ', vi: 'Cảnh báo: ' }),
  pause: m('Pause', 'Pausar', '暂停', { ru: 'Пауза', tr: 'Durdur', vi: 'Tạm dừng' }),
  resume: m('Resume', 'Reanudar', '恢复', { ru: 'Продолжить', tr: 'Sürdür', vi: 'Tiếp tục' }),
  remove: m('Remove', 'Quitar', '删除', { ru: 'Удалить', tr: 'Sil', vi: 'Xóa' }),
}
