import { m } from '../../core/title.ts'

/** What /privacy says; each sentence is true of the code and changes with it. */
export const PRIVACY = {
  kept: m(
    'I keep the questions put to me, my answers and the records behind them in a database on the machine of whoever runs this bot, for at most',
    'Guardo las preguntas que me hacen, mis respuestas y sus registros en una base de datos en la máquina de quien opera este bot, como máximo',
    '我把向我提出的问题、我的回答及其记录保存在此机器人运营者机器上的数据库中，最长',
    {
      ru: 'Я храню заданные мне вопросы, свои ответы и записи к ним в базе на машине того, кто держит этого бота, не дольше',
      tr: 'Bana sorulanları, yanıtlarımı ve kayıtlarını bu botu çalıştıran kişinin makinesindeki bir veritabanında en fazla',
      vi: 'Tôi lưu câu hỏi gửi cho tôi, câu trả lời và bản ghi của chúng trong cơ sở dữ liệu trên máy của người vận hành bot, tối đa',
    },
  ),
  days: m('days. Then they are deleted.', 'días. Después se borran.', '天，之后删除。', {
    ru: 'дней. Потом они удаляются.',
    tr: 'gün saklarım. Sonra silinirler.',
    vi: 'ngày. Sau đó chúng bị xóa.',
  }),
  seesDirect: m(
    'Here I see what you write to me, nothing else.',
    'Aquí veo lo que me escribes y nada más.',
    '在这里我只能看到你写给我的内容。',
    {
      ru: 'Здесь я вижу только то, что вы мне пишете.',
      tr: 'Burada yalnızca bana yazdığını görürüm.',
      vi: 'Ở đây tôi chỉ thấy những gì bạn viết cho tôi.',
    },
  ),
  seesTelegram: m(
    'In this group I see commands, mentions and replies to me; with Telegram’s privacy mode off, or as an admin, I see every message since I joined.',
    'En este grupo veo comandos, menciones y respuestas a mí; sin el modo de privacidad de Telegram, o como administrador, veo todos los mensajes desde que entré.',
    '在此群中我能看到命令、提及和对我的回复；若关闭 Telegram 隐私模式或我是管理员，则能看到我加入后的所有消息。',
    {
      ru: 'В этой группе я вижу команды, упоминания и ответы мне; без режима приватности Telegram или как администратор — все сообщения с моего прихода.',
      tr: 'Bu grupta komutları, anılmaları ve bana yanıtları görürüm; Telegram gizlilik modu kapalıysa ya da yöneticiysem, katıldığımdan beri tüm mesajları.',
      vi: 'Trong nhóm này tôi thấy lệnh, lời nhắc và trả lời cho tôi; nếu tắt chế độ riêng tư của Telegram hoặc là quản trị viên, tôi thấy mọi tin từ khi vào nhóm.',
    },
  ),
  seesDiscord: m(
    'In this server I see commands, mentions and replies to me; other messages only if the operator turned on the Message Content intent.',
    'En este servidor veo comandos, menciones y respuestas a mí; otros mensajes solo si el operador activó el intent Message Content.',
    '在此服务器中我能看到命令、提及和对我的回复；仅当运营者开启 Message Content 权限时才能看到其他消息。',
    {
      ru: 'На этом сервере я вижу команды, упоминания и ответы мне; другие сообщения — только если оператор включил Message Content.',
      tr: 'Bu sunucuda komutları, anılmaları ve bana yanıtları görürüm; diğer mesajları yalnızca işletmeci Message Content iznini açtıysa.',
      vi: 'Trong máy chủ này tôi thấy lệnh, lời nhắc và trả lời cho tôi; tin khác chỉ khi người vận hành bật Message Content.',
    },
  ),
  historyOff: m('What is not addressed to me is not kept.', 'Lo que no va dirigido a mí no se guarda.', '不是对我说的内容不会保存。', {
    ru: 'То, что адресовано не мне, не хранится.',
    tr: 'Bana yönelik olmayanlar saklanmaz.',
    vi: 'Những gì không gửi cho tôi sẽ không được lưu.',
  }),
  historyOn: m(
    'The admins turned on history: what people say here is kept for catch-up and search, for at most',
    'Los administradores activaron el historial: lo que la gente dice aquí se guarda para resúmenes y búsqueda, como máximo',
    '管理员已开启历史记录：此处的发言会保存用于回顾和搜索，最长',
    {
      ru: 'Администраторы включили историю: сказанное здесь хранится для сводок и поиска, не дольше',
      tr: 'Yöneticiler geçmişi açtı: burada yazılanlar özet ve arama için en fazla',
      vi: 'Quản trị viên đã bật lịch sử: nội dung ở đây được lưu để tóm tắt và tìm kiếm, tối đa',
    },
  ),
  historyEnds: m(
    'days. /catchup leave or /forget removes yours and keeps none from then on.',
    'días. /catchup leave o /forget borra lo tuyo y desde entonces no guarda nada.',
    '天。/catchup leave 或 /forget 会删除你的内容，此后不再保存。',
    {
      ru: 'дней. /catchup leave или /forget удаляет ваше и дальше не хранит.',
      tr: 'gün saklanır. /catchup leave ya da /forget seninkileri siler ve sonrasını saklamaz.',
      vi: 'ngày. /catchup leave hoặc /forget xóa phần của bạn và từ đó không lưu nữa.',
    },
  ),
  shield: m(
    'The admins turned on the scam shield: every message is checked as it comes; what breaks a rule is noted with the name of who wrote it, never the message, for ninety days.',
    'Los administradores activaron el escudo antifraude: cada mensaje se revisa al llegar; lo que rompe una regla se anota con el nombre de quien escribió, nunca el mensaje, noventa días.',
    '管理员已开启防诈骗：每条消息到达时都会检查；违规会连同发送者名称记录九十天，从不记录消息内容。',
    {
      ru: 'Администраторы включили защиту от мошенничества: каждое сообщение проверяется; нарушение записывается с именем автора, без текста, на девяносто дней.',
      tr: 'Yöneticiler dolandırıcılık kalkanını açtı: her mesaj gelirken denetlenir; kuralı bozan, yazanın adıyla ve mesaj olmadan doksan gün not edilir.',
      vi: 'Quản trị viên đã bật lá chắn lừa đảo: mỗi tin được kiểm tra khi đến; vi phạm được ghi cùng tên người viết, không kèm nội dung, trong chín mươi ngày.',
    },
  ),
  where: m(
    'Answers are worked out on that machine. Blockchain nodes and the platform we talk on see what they need; nobody else does. I hold no keys and sign nothing.',
    'Las respuestas se calculan en esa máquina. Los nodos y la plataforma ven lo necesario; nadie más. No guardo claves ni firmo nada.',
    '回答在该机器上计算。区块链节点和聊天平台只看到必要内容，别人看不到。我不保管私钥，也不签名。',
    {
      ru: 'Ответы вычисляются на той машине. Узлы блокчейна и платформа видят то, что им нужно, больше никто. Ключей я не храню и ничего не подписываю.',
      tr: 'Yanıtlar o makinede hesaplanır. Zincir düğümleri ve platform gerekeni görür; başka kimse görmez. Anahtar tutmam, imza atmam.',
      vi: 'Câu trả lời được tính trên máy đó. Nút blockchain và nền tảng chỉ thấy phần cần thiết; không ai khác. Tôi không giữ khóa và không ký gì.',
    },
  ),
  own: m(
    '/forget deletes what you said to me here and your wallet; /settings keep 7 keeps it for fewer days.',
    '/forget borra lo que me dijiste aquí y tu cartera; con /settings keep 7 se guarda menos días.',
    '/forget 删除你在此对我说的话和你的钱包；/settings keep 7 可缩短保存天数。',
    {
      ru: '/forget удаляет сказанное вами мне здесь и ваш кошелёк; /settings keep 7 уменьшает срок хранения.',
      tr: '/forget burada bana yazdıklarını ve cüzdanını siler; /settings keep 7 saklama süresini kısaltır.',
      vi: '/forget xóa những gì bạn nói với tôi ở đây và ví của bạn; /settings keep 7 giảm số ngày lưu.',
    },
  ),
  control: m(
    '/forget deletes what you said to me here and your wallet; admins choose fewer days with /settings.',
    '/forget borra lo que me dijiste aquí y tu cartera; los administradores eligen menos días con /settings.',
    '/forget 删除你在此对我说的话和你的钱包；管理员可用 /settings 缩短保存天数。',
    {
      ru: '/forget удаляет сказанное вами мне здесь и ваш кошелёк; администраторы могут уменьшить срок в /settings.',
      tr: '/forget burada bana yazdıklarını ve cüzdanını siler; yöneticiler /settings ile süreyi kısaltabilir.',
      vi: '/forget xóa những gì bạn nói với tôi ở đây và ví của bạn; quản trị viên có thể giảm số ngày bằng /settings.',
    },
  ),
}
