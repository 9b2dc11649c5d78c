import type { Right } from './carry-out.ts'
import { type Words, w } from './words.ts'

/** What the community layer says in a chat, in every language of the interface. */
export const TEXTS = {
  secretGone: w(
    '{name}, your message held a {kind}, so I removed it. Whoever saw it can empty the wallet: move everything to a new wallet now. No admin, no support and no bot ever needs it.',
    '{name}, tu mensaje contenía una {kind} y lo he borrado. Quien la haya visto puede vaciar la billetera: mueve todo a una nueva ahora mismo. Ningún administrador, soporte ni bot la necesita nunca.',
    '{name}，你的消息包含{kind}，我已将其删除。看到的人可以转走钱包里的一切：请立即把资产转到新钱包。任何管理员、客服或机器人都不需要它。',
    '{name}, в вашем сообщении был секрет ({kind}), я удалил его. Кто его видел, может опустошить кошелёк: сейчас же переведите всё на новый. Ни админам, ни поддержке, ни ботам он никогда не нужен.',
    '{name}, mesajında {kind} vardı, mesajı sildim. Gören herkes cüzdanı boşaltabilir: her şeyi hemen yeni bir cüzdana taşı. Hiçbir yönetici, destek ya da bot buna ihtiyaç duymaz.',
    '{name}, tin nhắn của bạn chứa {kind} nên tôi đã xóa. Ai nhìn thấy đều có thể rút sạch ví: hãy chuyển mọi thứ sang ví mới ngay. Không quản trị viên, hỗ trợ hay bot nào cần đến nó.',
  ),
  secretStays: w(
    '{name}, your message holds a {kind} and I may not remove it here: delete it now and move everything to a new wallet.',
    '{name}, tu mensaje contiene una {kind} y aquí no puedo borrarlo: bórralo ya y mueve todo a una billetera nueva.',
    '{name}，你的消息包含{kind}，而我在这里无权删除：请立即删除并把资产转到新钱包。',
    '{name}, в вашем сообщении секрет ({kind}), а удалить его я здесь не могу: удалите сами и переведите всё на новый кошелёк.',
    '{name}, mesajında {kind} var ve burada silme yetkim yok: hemen sil ve her şeyi yeni bir cüzdana taşı.',
    '{name}, tin nhắn của bạn chứa {kind} và tôi không có quyền xóa: hãy xóa ngay và chuyển mọi thứ sang ví mới.',
  ),
  removed: w(
    '{name}, your message was removed: {reason}. If that is wrong, an admin can help.',
    '{name}, se ha borrado tu mensaje: {reason}. Si es un error, un administrador puede ayudarte.',
    '{name}，你的消息已被删除：{reason}。如有误，请联系管理员。',
    '{name}, ваше сообщение удалено: {reason}. Если это ошибка, обратитесь к администратору.',
    '{name}, mesajın silindi: {reason}. Yanlışsa bir yönetici yardımcı olabilir.',
    '{name}, tin nhắn của bạn đã bị xóa: {reason}. Nếu nhầm, quản trị viên có thể giúp.',
  ),
  warned: w(
    '{name}: warning {number} (a mute at {limit}, a ban at {ban}). {reason}.',
    '{name}: advertencia {number} (silencio con {limit}, expulsión con {ban}). {reason}.',
    '{name}：第 {number} 次警告（{limit} 次禁言，{ban} 次封禁）。{reason}。',
    '{name}: предупреждение {number} (при {limit} — мут, при {ban} — бан). {reason}.',
    '{name}: {number}. uyarı ({limit} uyarıda susturma, {ban} uyarıda yasak). {reason}.',
    '{name}: cảnh cáo lần {number} (đủ {limit} bị cấm nói, đủ {ban} bị cấm vào). {reason}.',
  ),
  muted: w(
    '{name} is muted until {until} (UTC). {reason}.',
    '{name} está en silencio hasta {until} (UTC). {reason}.',
    '{name} 被禁言至 {until}（UTC）。{reason}。',
    '{name}: мут до {until} (UTC). {reason}.',
    '{name} şu zamana kadar susturuldu: {until} (UTC). {reason}.',
    '{name} bị cấm nói đến {until} (UTC). {reason}.',
  ),
  banned: w(
    '{name} is banned. {reason}.',
    '{name} ha sido expulsado. {reason}.',
    '{name} 已被封禁。{reason}。',
    '{name}: бан. {reason}.',
    '{name} yasaklandı. {reason}.',
    '{name} đã bị cấm. {reason}.',
  ),
  lacks: w(
    'Admins: I could not act just now because this chat does not let me {right}. Give me that right, or set the shield to "report" with /shield mode report.',
    'Administradores: no he podido actuar porque este chat no me permite {right}. Dadme ese permiso o poned el escudo en «report» con /shield mode report.',
    '管理员：刚才无法执行，因为本群未授予我“{right}”的权限。请授予权限，或用 /shield mode report 改为仅报告。',
    'Администраторы: я не смог сделать нужное, потому что здесь мне нельзя {right}. Дайте это право или включите режим отчёта: /shield mode report.',
    'Yöneticiler: bu sohbet bana şu izni vermediği için işlem yapamadım: {right}. İzin verin ya da /shield mode report ile yalnızca rapor moduna alın.',
    'Quản trị viên: tôi không thể xử lý vì nhóm chưa cho tôi quyền {right}. Hãy cấp quyền hoặc dùng /shield mode report để chỉ báo cáo.',
  ),
  wouldHave: w(
    'Admins: the shield is in report mode and would have acted today. /shield report shows on what; /shield on switches it on.',
    'Administradores: el escudo está en modo informe y hoy habría actuado. /shield report muestra por qué; /shield on lo activa.',
    '管理员：防护处于报告模式，今天本会采取行动。/shield report 查看详情，/shield on 启用。',
    'Администраторы: защита в режиме отчёта и сегодня бы сработала. /shield report покажет на что; /shield on включит её.',
    'Yöneticiler: kalkan rapor modunda ve bugün işlem yapardı. /shield report nedenini gösterir; /shield on açar.',
    'Quản trị viên: lá chắn đang ở chế độ báo cáo và hôm nay lẽ ra đã xử lý. /shield report để xem; /shield on để bật.',
  ),
  raid: w(
    'Many people came in at once. For ten minutes, newcomers must press a button before they may write.',
    'Ha entrado mucha gente a la vez. Durante diez minutos, los nuevos deben pulsar un botón antes de escribir.',
    '短时间内有大量成员加入。十分钟内，新成员须按下按钮才能发言。',
    'Одновременно вошло много людей. Десять минут новички должны нажать кнопку, прежде чем писать.',
    'Aynı anda çok kişi katıldı. On dakika boyunca yeni gelenler yazmadan önce bir düğmeye basmalı.',
    'Nhiều người vào cùng lúc. Trong mười phút, người mới phải bấm nút trước khi được viết.',
  ),
  captcha: w(
    'Welcome, {name}. Press {what} within {minutes} minutes to write here.',
    'Hola, {name}. Pulsa {what} antes de {minutes} minutos para poder escribir aquí.',
    '欢迎，{name}。请在 {minutes} 分钟内按下{what}，之后即可发言。',
    'Добро пожаловать, {name}. Нажмите {what} в течение {minutes} минут, чтобы писать здесь.',
    'Hoş geldin {name}. Burada yazabilmek için {minutes} dakika içinde şuna bas: {what}.',
    'Chào mừng {name}. Hãy bấm {what} trong {minutes} phút để được viết ở đây.',
  ),
  captchaAll: w(
    'Everybody who just came in: press {what} within {minutes} minutes to write here.',
    'Quienes acabáis de entrar: pulsad {what} antes de {minutes} minutos para poder escribir aquí.',
    '刚加入的各位：请在 {minutes} 分钟内按下{what}，之后即可发言。',
    'Всем, кто только что вошёл: нажмите {what} в течение {minutes} минут, чтобы писать здесь.',
    'Az önce katılan herkes: burada yazabilmek için {minutes} dakika içinde şuna basın: {what}.',
    'Những ai vừa vào: hãy bấm {what} trong {minutes} phút để được viết ở đây.',
  ),
  impostor: w(
    'Admins: {name} came in under a name that looks like one of yours. Nothing was done.',
    'Administradores: {name} ha entrado con un nombre parecido al de uno de vosotros. No se ha hecho nada.',
    '管理员：{name} 以与你们某人相似的名字加入。未执行任何操作。',
    'Администраторы: {name} вошёл под именем, похожим на одно из ваших. Ничего не сделано.',
    'Yöneticiler: {name} sizden birine benzeyen bir adla katıldı. Hiçbir işlem yapılmadı.',
    'Quản trị viên: {name} vào nhóm với tên giống một người trong các bạn. Chưa xử lý gì.',
  ),
  captchaDone: w(
    'Thank you, {name}: you may write now.',
    'Gracias, {name}: ya puedes escribir.',
    '谢谢，{name}：现在可以发言了。',
    'Спасибо, {name}: теперь можно писать.',
    'Teşekkürler {name}: artık yazabilirsin.',
    'Cảm ơn {name}: giờ bạn có thể viết.',
  ),
  captchaWrong: w(
    '{name}, that was not it. Please look again.',
    '{name}, no era ese. Vuelve a mirar.',
    '{name}，不是这个，请再看一下。',
    '{name}, не то. Посмотрите ещё раз.',
    '{name}, o değildi. Tekrar bak.',
    '{name}, không đúng. Hãy nhìn lại.',
  ),
  notYours: w(
    'This button is for somebody else.',
    'Este botón es para otra persona.',
    '这个按钮不是给你的。',
    'Эта кнопка не для вас.',
    'Bu düğme başkası için.',
    'Nút này dành cho người khác.',
  ),
} as const satisfies Record<string, Words>

export const RIGHTS: Readonly<Record<Right, Words>> = {
  remove: w('delete messages', 'borrar mensajes', '删除消息', 'удалять сообщения', 'mesaj silme', 'xóa tin nhắn'),
  mute: w('restrict members', 'restringir miembros', '限制成员', 'ограничивать участников', 'üyeleri kısıtlama', 'hạn chế thành viên'),
  ban: w('ban members', 'expulsar miembros', '封禁成员', 'блокировать участников', 'üyeleri yasaklama', 'cấm thành viên'),
}

export const SECRETS: Readonly<Record<'seed phrase' | 'private key', Words>> = {
  'seed phrase': w('seed phrase', 'frase semilla', '助记词', 'сид-фраза', 'kurtarma kelimeleri', 'cụm từ khôi phục'),
  'private key': w('private key', 'clave privada', '私钥', 'приватный ключ', 'özel anahtar', 'khóa riêng tư'),
}
