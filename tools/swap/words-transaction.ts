import { m } from '../../core/title.ts'

/** What an answer says about transactions, wallets and what to do next; {name} is filled in. */
export const TRANSACTION_WORDS = {
  gas_eats: m(
    'Gas costs more than this trade brings: {cost} at the present price.',
    'El gas cuesta más de lo que da esta operación: {cost} al precio actual.',
    'gas 成本高于此交易所得：按当前价格为 {cost}。',
    {
      ru: 'Газ стоит больше, чем приносит эта сделка: {cost} по нынешней цене.',
      tr: 'Gaz bu işlemin getirdiğinden pahalı: şu anki fiyatla {cost}.',
      vi: 'Phí gas cao hơn kết quả giao dịch này: {cost} theo giá hiện tại.',
    },
  ),
  simulated: m(
    'Simulated on that block: {received} arrives{match}.',
    'Simulado en ese bloque: llegan {received}{match}.',
    '在该区块上模拟：到账 {received}{match}。',
    {
      ru: 'Симуляция на этом блоке: приходит {received}{match}.',
      tr: 'O blokta simüle edildi: {received} gelir{match}.',
      vi: 'Mô phỏng trên khối đó: nhận {received}{match}.',
    },
  ),
  to_the_wei: m(', exactly as quoted', ', exactamente lo cotizado', '，与报价完全一致', {
    ru: ', точно как в котировке',
    tr: ', tam teklif gibi',
    vi: ', đúng như báo giá',
  }),
  lent: m(' (with a lent balance)', ' (con saldo prestado)', '（使用借入余额）', {
    ru: ' (с одолженным балансом)',
    tr: ' (ödünç bakiyeyle)',
    vi: ' (với số dư mượn)',
  }),
  fails: m(
    'The simulation of it fails: {reason}. No transaction is shown.',
    'Su simulación falla: {reason}. No se muestra ninguna transacción.',
    '模拟失败：{reason}。不显示交易。',
    {
      ru: 'Симуляция не проходит: {reason}. Транзакция не показана.',
      tr: 'Simülasyonu başarısız: {reason}. İşlem gösterilmiyor.',
      vi: 'Mô phỏng thất bại: {reason}. Không hiển thị giao dịch.',
    },
  ),
  not_simulated: m('No node at hand can simulate it.', 'Ningún nodo disponible puede simularlo.', '没有可用节点进行模拟。', {
    ru: 'Ни один узел не может это симулировать.',
    tr: 'Bunu simüle edebilecek düğüm yok.',
    vi: 'Không có nút nào mô phỏng được.',
  }),
  steps: m(
    'This route needs {count} transactions one after the other; the price can move between them. In one transaction: {single}.',
    'Esta ruta necesita {count} transacciones seguidas; el precio puede moverse entre ellas. En una sola: {single}.',
    '此路线需要依次 {count} 笔交易，期间价格可能变动。单笔交易：{single}。',
    {
      ru: 'Этому маршруту нужно {count} транзакций подряд; цена между ними может измениться. Одной транзакцией: {single}.',
      tr: 'Bu rota art arda {count} işlem gerektirir; arada fiyat değişebilir. Tek işlemde: {single}.',
      vi: 'Lộ trình này cần {count} giao dịch nối tiếp; giá có thể đổi giữa chừng. Trong một giao dịch: {single}.',
    },
  ),
  no_router: m(
    'An exchange on this route has no router here, so no transaction is prepared. In one transaction: {single}.',
    'Un mercado de esta ruta no tiene router aquí, así que no se prepara transacción. En una sola: {single}.',
    '此路线上有交易所没有可用路由合约，未生成交易。单笔交易：{single}。',
    {
      ru: 'У биржи на маршруте здесь нет роутера, транзакция не готовится. Одной транзакцией: {single}.',
      tr: 'Bu rotadaki bir borsanın burada yönlendiricisi yok; işlem hazırlanmadı. Tek işlemde: {single}.',
      vi: 'Một sàn trên lộ trình không có router ở đây nên không chuẩn bị giao dịch. Trong một giao dịch: {single}.',
    },
  ),
  intolerant: m(
    'This exact output merges pools on the way: if the price moves against you before it is mined, it fails instead of costing more.',
    'Esta salida exacta une pools por el camino: si el precio se mueve en tu contra, falla en vez de costar más.',
    '此精确输出在途中合并多个池：若价格不利变动，交易会失败而不会多付。',
    {
      ru: 'Этот точный выход соединяет пулы по пути: если цена уйдёт против вас, он не пройдёт, а не станет дороже.',
      tr: 'Bu tam çıktı yolda havuzları birleştirir: fiyat aleyhine oynarsa pahalılaşmaz, başarısız olur.',
      vi: 'Kết quả chính xác này gộp pool giữa đường: nếu giá bất lợi, giao dịch thất bại chứ không tốn thêm.',
    },
  ),
  unguarded: m(
    'The last step is a vault’s own deposit or redemption: it takes the rate of its block and checks no minimum.',
    'El último paso es un depósito o reembolso de la bóveda: usa la tasa de su bloque y no comprueba ningún mínimo.',
    '最后一步是金库自身的存入或赎回：按所在区块的汇率执行，不检查最低数量。',
    {
      ru: 'Последний шаг — взнос или погашение самого хранилища: берётся курс его блока, минимум не проверяется.',
      tr: 'Son adım kasanın kendi yatırma ya da çekme işlemidir: bloğunun oranını alır, alt sınır denetlemez.',
      vi: 'Bước cuối là gửi hoặc rút của chính kho: theo tỷ giá của khối đó và không kiểm tra mức tối thiểu.',
    },
  ),
  balance: m('Your wallet holds {balance}', 'Tu cartera tiene {balance}', '你的钱包有 {balance}', {
    ru: 'В вашем кошельке {balance}',
    tr: 'Cüzdanında {balance} var',
    vi: 'Ví của bạn có {balance}',
  }),
  enough: m('; enough.', '; suficiente.', '；足够。', { ru: '; достаточно.', tr: '; yeterli.', vi: '; đủ.' }),
  short: m('; not enough for this.', '; no alcanza.', '；不足。', {
    ru: '; этого не хватает.',
    tr: '; bunun için yetmez.',
    vi: '; không đủ.',
  }),
  approve: m(
    ' It must first allow the router to take the tokens.',
    ' Antes debe permitir que el router tome los tokens.',
    ' 需先授权路由合约。',
    {
      ru: ' Сначала нужно разрешить роутеру взять токены.',
      tr: ' Önce yönlendiriciye izin vermeli.',
      vi: ' Trước hết phải cho phép router lấy token.',
    },
  ),
  approved: m(' The router may already take that much.', ' El router ya tiene permiso suficiente.', ' 授权额度已足够。', {
    ru: ' Разрешения роутеру уже достаточно.',
    tr: ' Yönlendiricinin izni yeterli.',
    vi: ' Router đã được phép đủ.',
  }),
  unsigned: m(
    'Unsigned transaction {number} of {count}: {call}',
    'Transacción sin firmar {number} de {count}: {call}',
    '未签名交易 {number}/{count}：{call}',
    {
      ru: 'Неподписанная транзакция {number} из {count}: {call}',
      tr: 'İmzasız işlem {number}/{count}: {call}',
      vi: 'Giao dịch chưa ký {number}/{count}: {call}',
    },
  ),
  stand_in: m(
    'The recipient stands in for your wallet: send /wallet with your address, or give it as wallet, before you use this.',
    'El destinatario es de ejemplo: envía /wallet con tu dirección antes de usarla.',
    '收款地址为占位：使用前请先发送 /wallet 和你的地址。',
    {
      ru: 'Получатель условный: перед использованием пришлите /wallet с вашим адресом.',
      tr: 'Alıcı temsilidir: kullanmadan önce adresinle /wallet gönder.',
      vi: 'Người nhận chỉ là tạm: hãy gửi /wallet kèm địa chỉ trước khi dùng.',
    },
  ),
  no_signing: m(
    'Petrel never signs. Check recipient and amounts in your wallet.',
    'Petrel nunca firma. Comprueba destinatario y cantidades en tu cartera.',
    'Petrel 从不签名。请在钱包中核对收款人和金额。',
    {
      ru: 'Petrel никогда не подписывает. Проверьте получателя и суммы в кошельке.',
      tr: 'Petrel asla imzalamaz. Alıcıyı ve tutarları cüzdanında kontrol et.',
      vi: 'Petrel không bao giờ ký. Hãy kiểm tra người nhận và số tiền trong ví.',
    },
  ),
  permit: m(
    'Permit2 permission to sign instead of its approval',
    'Permiso de Permit2 para firmar en lugar de su aprobación',
    '可签名的 Permit2 许可（代替授权）',
    {
      ru: 'Разрешение Permit2 на подпись вместо одобрения',
      tr: 'Onay yerine imzalanacak Permit2 izni',
      vi: 'Giấy phép Permit2 để ký thay cho phê duyệt',
    },
  ),
  open: m('Open in a wallet', 'Abrir en una cartera', '在钱包中打开', { ru: 'Открыть в кошельке', tr: 'Cüzdanda aç', vi: 'Mở trong ví' }),
  relay: m(
    'Send it through a private relay to keep it out of the public pool until it is mined.',
    'Envíala por un relay privado para que no sea pública hasta minarse.',
    '可通过私有中继发送，上链前不公开。',
    {
      ru: 'Отправьте через приватный релей, чтобы до включения в блок её не видели.',
      tr: 'Kazılana dek görünmemesi için özel bir aktarıcıyla gönder.',
      vi: 'Gửi qua relay riêng để không lộ trước khi vào khối.',
    },
  ),
  relay_at: m(
    'Signed, it can be sent unseen to {url}, so that nobody trades before it; Petrel does not send it.',
    'Una vez firmada puede enviarse sin ser vista a {url}; Petrel no la envía.',
    '签名后可私下发送到 {url}，避免被抢跑；Petrel 不会发送。',
    {
      ru: 'Подписанную, её можно отправить скрытно на {url}; сам Petrel её не отправляет.',
      tr: 'İmzalandıktan sonra görünmeden {url} adresine gönderilebilir; Petrel göndermez.',
      vi: 'Sau khi ký, có thể gửi kín tới {url}; Petrel không tự gửi.',
    },
  ),
  watching: m(
    'I am watching: {title}. I look once a minute and tell you here.',
    'Vigilo: {title}. Miro cada minuto y aviso aquí.',
    '正在关注：{title}。每分钟查看一次并在此通知。',
    {
      ru: 'Слежу: {title}. Смотрю раз в минуту и сообщу здесь.',
      tr: 'Takipteyim: {title}. Dakikada bir bakar, burada haber veririm.',
      vi: 'Đang theo dõi: {title}. Tôi xem mỗi phút và báo tại đây.',
    },
  ),
  refresh: m('Refresh', 'Actualizar', '刷新', { ru: 'Обновить', tr: 'Yenile', vi: 'Làm mới' }),
  tolerance: m('Tolerance {bps}', 'Tolerancia {bps}', '滑点 {bps}', { ru: 'Допуск {bps}', tr: 'Tolerans {bps}', vi: 'Dung sai {bps}' }),
  exact_out: m('Exact output', 'Salida exacta', '精确输出', { ru: 'Точный выход', tr: 'Tam çıktı', vi: 'Nhận chính xác' }),
  calldata: m('Show calldata', 'Ver calldata', '显示 calldata', { ru: 'Показать calldata', tr: 'Calldata göster', vi: 'Xem calldata' }),
  executable: m('Best that can be carried out', 'La mejor ejecutable', '可执行的最佳路线', {
    ru: 'Лучший исполнимый',
    tr: 'Uygulanabilir en iyisi',
    vi: 'Tốt nhất có thể thực hiện',
  }),
  one: m('In one transaction', 'En una transacción', '单笔交易', { ru: 'Одной транзакцией', tr: 'Tek işlemde', vi: 'Một giao dịch' }),
  risk_pending: m(
    'The risk of {symbol} is not checked yet; “{button}” does it.',
    'El riesgo de {symbol} aún no está comprobado; «{button}» lo hace.',
    '{symbol} 的风险尚未检查；点“{button}”即可检查。',
    {
      ru: 'Риск {symbol} ещё не проверен; кнопка «{button}» проверит его.',
      tr: '{symbol} riski henüz denetlenmedi; “{button}” düğmesi denetler.',
      vi: 'Rủi ro của {symbol} chưa được kiểm tra; nút “{button}” sẽ kiểm tra.',
    },
  ),
  risk: m('Risk of {symbol}', 'Riesgo de {symbol}', '{symbol} 的风险', {
    ru: 'Риск {symbol}',
    tr: '{symbol} riski',
    vi: 'Rủi ro {symbol}',
  }),
} as const
