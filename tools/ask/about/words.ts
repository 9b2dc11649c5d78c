import { m } from '../../../core/title.ts'

/** What an answer about one address says. */
export const ABOUT = {
  labelled: m('{address} is labelled {labels}.', '{address} tiene la etiqueta {labels}.', '{address} 的标签：{labels}。', {
    ru: '{address} помечен как {labels}.',
    tr: '{address} etiketi: {labels}.',
    vi: '{address} có nhãn {labels}.',
  }),
  unlabelled: m('{address} has no label here.', '{address} no tiene etiqueta aquí.', '{address} 没有标签。', {
    ru: 'У {address} здесь нет метки.',
    tr: '{address} için burada etiket yok.',
    vi: '{address} chưa có nhãn ở đây.',
  }),
  token: m('It is a token: {symbol} ({name}).', 'Es un token: {symbol} ({name}).', '这是一个代币：{symbol}（{name}）。', {
    ru: 'Это токен: {symbol} ({name}).',
    tr: 'Bu bir token: {symbol} ({name}).',
    vi: 'Đây là token: {symbol} ({name}).',
  }),
  pool: m(
    'It is a pool: {pair} on {dex}{liquidity}.',
    'Es un pool: {pair} en {dex}{liquidity}.',
    '这是一个流动性池：{dex} 的 {pair}{liquidity}。',
    {
      ru: 'Это пул: {pair} на {dex}{liquidity}.',
      tr: 'Bu bir havuz: {dex} üzerinde {pair}{liquidity}.',
      vi: 'Đây là pool: {pair} trên {dex}{liquidity}.',
    },
  ),
  liquidity: m(', liquidity ', ', liquidez ', '，流动性 ', { ru: ', ликвидность ', tr: ', likidite ', vi: ', thanh khoản ' }),
  contract: m(
    'It is a contract, created by {deployer} at {created} (block {block}).',
    'Es un contrato, creado por {deployer} el {created} (bloque {block}).',
    '这是一个合约，由 {deployer} 于 {created}（区块 {block}）创建。',
    {
      ru: 'Это контракт, создан {deployer} {created} (блок {block}).',
      tr: 'Bu bir sözleşme; {deployer} tarafından {created} (blok {block}) oluşturuldu.',
      vi: 'Đây là hợp đồng, do {deployer} tạo lúc {created} (khối {block}).',
    },
  ),
  called: m(
    'It is most likely a contract: others call its functions, and it never signed a transaction in this data.',
    'Probablemente es un contrato: otros llaman a sus funciones y no firmó ninguna transacción en estos datos.',
    '它很可能是合约：他人调用其函数，而它在这些数据中从未签署交易。',
    {
      ru: 'Скорее всего, это контракт: другие вызывают его функции, а сам он в этих данных не подписал ни одной транзакции.',
      tr: 'Büyük olasılıkla bir sözleşme: başkaları fonksiyonlarını çağırıyor ve bu verilerde hiç işlem imzalamamış.',
      vi: 'Nhiều khả năng là hợp đồng: nơi khác gọi hàm của nó và nó chưa ký giao dịch nào trong dữ liệu này.',
    },
  ),
  wallet: m('It is a wallet: it signs transactions.', 'Es una cartera: firma transacciones.', '这是一个钱包：它签署交易。', {
    ru: 'Это кошелёк: он подписывает транзакции.',
    tr: 'Bu bir cüzdan: işlem imzalıyor.',
    vi: 'Đây là ví: nó ký giao dịch.',
  }),
  unclear: m(
    'Whether it is a wallet or a contract cannot be told from this data.',
    'Con estos datos no se puede decir si es una cartera o un contrato.',
    '这些数据无法判断它是钱包还是合约。',
    {
      ru: 'По этим данным нельзя сказать, кошелёк это или контракт.',
      tr: 'Bu verilerden cüzdan mı sözleşme mi olduğu anlaşılmıyor.',
      vi: 'Dữ liệu này không cho biết đây là ví hay hợp đồng.',
    },
  ),
  seen: m(
    'First seen {first} (block {a}), last seen {last} (block {b}).',
    'Visto por primera vez {first} (bloque {a}) y por última {last} (bloque {b}).',
    '首次出现 {first}（区块 {a}），最近出现 {last}（区块 {b}）。',
    {
      ru: 'Впервые замечен {first} (блок {a}), в последний раз {last} (блок {b}).',
      tr: 'İlk görülme {first} (blok {a}), son görülme {last} (blok {b}).',
      vi: 'Thấy lần đầu {first} (khối {a}), lần cuối {last} (khối {b}).',
    },
  ),
  transactions: m(
    'Transactions: {sent} sent ({failed} failed), {received} received.',
    'Transacciones: {sent} enviadas ({failed} fallidas), {received} recibidas.',
    '交易：发出 {sent}（失败 {failed}），收到 {received}。',
    {
      ru: 'Транзакции: отправлено {sent} (неудачных {failed}), получено {received}.',
      tr: 'İşlemler: {sent} gönderilen ({failed} başarısız), {received} alınan.',
      vi: 'Giao dịch: gửi {sent} (thất bại {failed}), nhận {received}.',
    },
  ),
  transfers: m(
    'Token transfers: {in} in{inUsd}, {out} out{outUsd}; different tokens: {tokens}.',
    'Transferencias de tokens: {in} entrantes{inUsd}, {out} salientes{outUsd}; tokens distintos: {tokens}.',
    '代币转账：转入 {in}{inUsd}，转出 {out}{outUsd}；代币种类：{tokens}。',
    {
      ru: 'Переводы токенов: входящих {in}{inUsd}, исходящих {out}{outUsd}; разных токенов: {tokens}.',
      tr: 'Token transferleri: {in} gelen{inUsd}, {out} giden{outUsd}; farklı token: {tokens}.',
      vi: 'Chuyển token: vào {in}{inUsd}, ra {out}{outUsd}; số token khác nhau: {tokens}.',
    },
  ),
  trades: m('Trades on DEXes: {trades}{usd}.', 'Intercambios en DEX: {trades}{usd}.', 'DEX 交易：{trades}{usd}。', {
    ru: 'Сделки на DEX: {trades}{usd}.',
    tr: 'DEX takasları: {trades}{usd}.',
    vi: 'Giao dịch trên DEX: {trades}{usd}.',
  }),
  worth: m(' worth ', ' por ', '，价值 ', { ru: ' на ', tr: ', değeri ', vi: ' trị giá ' }),
  none: m(
    'Nothing is known about {address} on {chain}: no label, no token or pool, no transaction, transfer or trade in the data held.',
    'No se sabe nada de {address} en {chain}: ni etiqueta, ni token o pool, ni transacción, transferencia o intercambio en los datos.',
    '在 {chain} 上没有关于 {address} 的任何信息：现有数据中没有标签、代币、池、交易、转账或兑换。',
    {
      ru: 'О {address} в сети {chain} ничего не известно: в данных нет ни метки, ни токена или пула, ни транзакций, переводов или сделок.',
      tr: '{chain} üzerinde {address} hakkında hiçbir şey bilinmiyor: verilerde etiket, token, havuz, işlem, transfer veya takas yok.',
      vi: 'Không biết gì về {address} trên {chain}: trong dữ liệu không có nhãn, token, pool, giao dịch, lượt chuyển hay hoán đổi nào.',
    },
  ),
  missed: m('Not worked out in time: {parts}.', 'No se pudo calcular a tiempo: {parts}.', '未能及时算出：{parts}。', {
    ru: 'Не успели посчитать: {parts}.',
    tr: 'Zamanında hesaplanamadı: {parts}.',
    vi: 'Chưa kịp tính: {parts}.',
  }),
  derived: m(
    'Balances are derived from the token transfers held; the native coin is not among them.',
    'Los saldos se derivan de las transferencias de tokens disponibles; la moneda nativa no está incluida.',
    '余额由现有代币转账推算；不含原生币。',
    {
      ru: 'Балансы выведены из имеющихся переводов токенов; родной монеты сети среди них нет.',
      tr: 'Bakiyeler eldeki token transferlerinden türetildi; yerel para dahil değil.',
      vi: 'Số dư được suy ra từ các lượt chuyển token hiện có; không gồm đồng coin gốc.',
    },
  ),
} as const

/** Deeper questions about an address: what the button says, and what pressing it asks. */
export const DEEPER = {
  balances: { label: m('Balances', 'Saldos', '余额', { ru: 'Балансы', tr: 'Bakiyeler', vi: 'Số dư' }), say: 'balances of {address}' },
  pnl: {
    label: m('Profit and loss', 'Ganancias y pérdidas', '盈亏', { ru: 'Прибыль и убыток', tr: 'Kâr ve zarar', vi: 'Lãi lỗ' }),
    say: 'profit and loss of {address}',
  },
  transfers: {
    label: m('Largest transfers', 'Mayores transferencias', '最大转账', {
      ru: 'Крупнейшие переводы',
      tr: 'En büyük transferler',
      vi: 'Lượt chuyển lớn nhất',
    }),
    say: 'largest transfers of {address}',
  },
  transactions: {
    label: m('Transactions per day', 'Transacciones por día', '每日交易数', {
      ru: 'Транзакции по дням',
      tr: 'Günlük işlemler',
      vi: 'Giao dịch mỗi ngày',
    }),
    say: 'daily transactions of {address}',
  },
  volume: {
    label: m('Volume per day', 'Volumen por día', '每日交易量', { ru: 'Объём по дням', tr: 'Günlük hacim', vi: 'Khối lượng mỗi ngày' }),
    say: 'daily volume of pool {address}',
  },
  traders: {
    label: m('Top traders', 'Mayores traders', '主要交易者', { ru: 'Главные трейдеры', tr: 'En büyük tacirler', vi: 'Trader lớn nhất' }),
    say: 'top traders of pool {address}',
  },
} as const
