import { m } from '../../core/title.ts'

/** What an answer says about the quote itself; {name} is filled in. */
export const QUOTE_WORDS = {
  route_in: m(
    'Best route for {paid} to {to}: {received}.',
    'Mejor ruta para {paid} a {to}: {received}.',
    '{paid} 换 {to} 的最佳路线：{received}。',
    {
      ru: 'Лучший маршрут для {paid} в {to}: {received}.',
      tr: '{paid} → {to} için en iyi rota: {received}.',
      vi: 'Lộ trình tốt nhất cho {paid} sang {to}: {received}.',
    },
  ),
  route_out: m(
    'Best route to exactly {received}: pay {paid}.',
    'Mejor ruta para exactamente {received}: paga {paid}.',
    '换得正好 {received} 的最佳路线：支付 {paid}。',
    {
      ru: 'Лучший маршрут ровно до {received}: заплатить {paid}.',
      tr: 'Tam {received} için en iyi rota: {paid} öde.',
      vi: 'Lộ trình tốt nhất để nhận đúng {received}: trả {paid}.',
    },
  ),
  you_receive: m('You receive', 'Recibes', '你将收到', { ru: 'Вы получите', tr: 'Alacağın', vi: 'Bạn nhận' }),
  you_pay: m('You pay', 'Pagas', '你将支付', { ru: 'Вы платите', tr: 'Ödeyeceğin', vi: 'Bạn trả' }),
  minimum: m(
    'At least {minimum} with a tolerance of {slippage}',
    'Como mínimo {minimum} con una tolerancia de {slippage}',
    '滑点 {slippage} 下至少收到 {minimum}',
    {
      ru: 'Не меньше {minimum} при допуске {slippage}',
      tr: '{slippage} toleransla en az {minimum}',
      vi: 'Ít nhất {minimum} với dung sai {slippage}',
    },
  ),
  maximum: m(
    'At most {maximum} with a tolerance of {slippage}',
    'Como máximo {maximum} con una tolerancia de {slippage}',
    '滑点 {slippage} 下最多支付 {maximum}',
    {
      ru: 'Не больше {maximum} при допуске {slippage}',
      tr: '{slippage} toleransla en fazla {maximum}',
      vi: 'Nhiều nhất {maximum} với dung sai {slippage}',
    },
  ),
  by_asker: m(' (as you set it).', ' (como indicaste).', '（按你的设定）。', {
    ru: ' (как вы задали).',
    tr: ' (senin ayarın).',
    vi: ' (theo bạn đặt).',
  }),
  by_volatility: m(' (proposed from size and volatility).', ' (propuesta según tamaño y volatilidad).', '（按规模和波动建议）。', {
    ru: ' (предложено по размеру и волатильности).',
    tr: ' (büyüklük ve oynaklığa göre öneri).',
    vi: ' (đề xuất theo quy mô và biến động).',
  }),
  by_default: m(' (the usual one).', ' (la habitual).', '（常用值）。', { ru: ' (обычный).', tr: ' (olağan).', vi: ' (mức thường dùng).' }),
  price: m(
    'Price {price}; impact on the market {impact}; gas about {units} units, {cost}.',
    'Precio {price}; impacto en el mercado {impact}; gas unas {units} unidades, {cost}.',
    '价格 {price}；价格影响 {impact}；gas 约 {units}，{cost}。',
    {
      ru: 'Цена {price}; влияние на рынок {impact}; газ около {units} единиц, {cost}.',
      tr: 'Fiyat {price}; piyasa etkisi {impact}; gaz yaklaşık {units} birim, {cost}.',
      vi: 'Giá {price}; ảnh hưởng giá {impact}; gas khoảng {units}, {cost}.',
    },
  ),
  gas_free: m(
    ' (no pool prices gas in it, so gas is not counted)',
    ' (ningún pool le da precio al gas, así que no se cuenta)',
    '（没有池为 gas 定价，未计入）',
    {
      ru: ' (ни один пул не оценивает газ, поэтому он не учтён)',
      tr: ' (gazı fiyatlayan havuz yok, sayılmadı)',
      vi: ' (không pool nào định giá gas nên không tính)',
    },
  ),
  proof: m(
    'Proof: with these {pools} pools no route, gas included, can be better by more than {gap}.',
    'Prueba: con estos {pools} pools ninguna ruta, gas incluido, puede ser mejor en más de {gap}.',
    '证明：在这 {pools} 个池中，计入 gas，任何路线都不可能好出 {gap} 以上。',
    {
      ru: 'Доказательство: на этих {pools} пулах ни один маршрут с учётом газа не лучше более чем на {gap}.',
      tr: 'Kanıt: bu {pools} havuzla, gaz dahil, hiçbir rota {gap} değerinden fazla daha iyi olamaz.',
      vi: 'Chứng minh: với {pools} pool này, kể cả gas, không lộ trình nào tốt hơn quá {gap}.',
    },
  ),
  loose: m(
    ' At this size nearly all of that is room around the gas of a pool.',
    ' A este tamaño casi todo eso es margen por el gas de un pool.',
    ' 在此规模下，这几乎都是单个池 gas 的余量。',
    {
      ru: ' При таком размере почти всё это — запас на газ одного пула.',
      tr: ' Bu büyüklükte bunun neredeyse tamamı bir havuzun gaz payıdır.',
      vi: ' Ở quy mô này gần như toàn bộ là khoảng dư cho gas của một pool.',
    },
  ),
  why_single: m(
    'Why this route: one path, since further pools would cost more gas than they save.',
    'Por qué esta ruta: un solo camino, porque más pools costarían más gas de lo que ahorran.',
    '为何选此路线：单一路径，增加池的 gas 超过其节省。',
    {
      ru: 'Почему этот маршрут: один путь, так как другие пулы стоят больше газа, чем экономят.',
      tr: 'Neden bu rota: tek yol, çünkü başka havuzlar kazandırdığından fazla gaz harcar.',
      vi: 'Vì sao: một đường, vì thêm pool tốn gas hơn phần tiết kiệm.',
    },
  ),
  why_split: m(
    'Why this route: parts through several pools, each until its price falls to that of the others, as far as that earns its gas.',
    'Por qué esta ruta: partes por varios pools, cada uno hasta que su precio iguala al de los otros, mientras compense su gas.',
    '为何选此路线：分成几部分走多个池，直到各池价格持平，且收益覆盖 gas。',
    {
      ru: 'Почему этот маршрут: частями через несколько пулов, пока их цены не сравняются и это окупает газ.',
      tr: 'Neden bu rota: birkaç havuza bölünür; her biri fiyatı diğerlerine inene ve gazını çıkarana dek.',
      vi: 'Vì sao: chia qua nhiều pool, mỗi pool đến khi giá ngang nhau và vẫn bù được gas.',
    },
  ),
  versus_pool: m(
    'Against the best single pool ({single}): {gain}.',
    'Frente al mejor pool único ({single}): {gain}.',
    '与最佳单池（{single}）相比：{gain}。',
    {
      ru: 'Против лучшего одного пула ({single}): {gain}.',
      tr: 'En iyi tek havuza göre ({single}): {gain}.',
      vi: 'So với pool đơn tốt nhất ({single}): {gain}.',
    },
  ),
  versus_same: m('The best single pool is part of it and gives the same.', 'El mejor pool único da lo mismo.', '最佳单池结果相同。', {
    ru: 'Лучший один пул даёт столько же.',
    tr: 'En iyi tek havuz aynısını verir.',
    vi: 'Pool đơn tốt nhất cho kết quả như vậy.',
  }),
  no_single: m('No single pool can do it alone.', 'Ningún pool puede hacerlo solo.', '没有单个池能独立完成。', {
    ru: 'Ни один пул не справится один.',
    tr: 'Tek bir havuz bunu yapamaz.',
    vi: 'Không pool nào làm được một mình.',
  }),
  compared_better: m(
    '{name} offers {amount}: this is {difference} better for you.',
    '{name} ofrece {amount}: esto es {difference} mejor para ti.',
    '{name} 报价 {amount}：这里对你好 {difference}。',
    {
      ru: '{name} предлагает {amount}: здесь на {difference} лучше.',
      tr: '{name} {amount} öneriyor: bu {difference} daha iyi.',
      vi: '{name} báo {amount}: ở đây tốt hơn {difference}.',
    },
  ),
  compared_worse: m(
    '{name} offers {amount}: that is {difference} better than this. Take theirs if it holds: compare gas, fees and the block.',
    '{name} ofrece {amount}: es {difference} mejor que esto. Toma la suya si se mantiene: compara gas, comisiones y bloque.',
    '{name} 报价 {amount}：比这里好 {difference}。若其有效可选它，请比较 gas、费用和区块。',
    {
      ru: '{name} предлагает {amount}: это на {difference} лучше. Берите его, если оно в силе: сравните газ, комиссии и блок.',
      tr: '{name} {amount} öneriyor: bundan {difference} daha iyi. Geçerliyse onu al: gazı, ücretleri ve bloğu karşılaştır.',
      vi: '{name} báo {amount}: tốt hơn {difference}. Hãy chọn họ nếu còn hiệu lực; so gas, phí và khối.',
    },
  ),
  legs: m('Route', 'Ruta', '路线', { ru: 'Маршрут', tr: 'Rota', vi: 'Lộ trình' }),
  from: m('from', 'de', '从', { ru: 'из', tr: 'kimden', vi: 'từ' }),
  to: m('to', 'a', '到', { ru: 'в', tr: 'kime', vi: 'sang' }),
  exchange: m('exchange', 'mercado', '交易所', { ru: 'биржа', tr: 'borsa', vi: 'sàn' }),
  fee: m('fee', 'comisión', '费率', { ru: 'комиссия', tr: 'ücret', vi: 'phí' }),
  paid: m('paid', 'pagado', '支付', { ru: 'оплачено', tr: 'ödenen', vi: 'trả' }),
  received: m('received', 'recibido', '收到', { ru: 'получено', tr: 'alınan', vi: 'nhận' }),
  share: m('share', 'parte', '占比', { ru: 'доля', tr: 'pay', vi: 'tỷ lệ' }),
  picture: m('Route of {paid} to {to}', 'Ruta de {paid} a {to}', '{paid} 到 {to} 的路线', {
    ru: 'Маршрут {paid} в {to}',
    tr: '{paid} → {to} rotası',
    vi: 'Lộ trình {paid} sang {to}',
  }),
  without: m('Not used, as you asked: {names}.', 'No usados, como pediste: {names}.', '按你的要求不使用：{names}。', {
    ru: 'Не использованы по вашей просьбе: {names}.',
    tr: 'İsteğin üzerine kullanılmadı: {names}.',
    vi: 'Không dùng theo yêu cầu: {names}.',
  }),
  impact_high: m(
    'This trade moves the price by {impact}: the pools are small for it. A smaller amount, or parts over time, loses less.',
    'Esta operación mueve el precio un {impact}: los pools son pequeños para ella. Menos cantidad, o por partes, pierde menos.',
    '此交易使价格变动 {impact}：池子对它而言太小。减少数量或分次交易损失更少。',
    {
      ru: 'Эта сделка сдвигает цену на {impact}: пулы для неё малы. Меньшая сумма или части по времени теряют меньше.',
      tr: 'Bu işlem fiyatı {impact} oynatır: havuzlar bunun için küçük. Daha az miktar ya da parça parça daha az kaybettirir.',
      vi: 'Giao dịch này làm giá đổi {impact}: các pool quá nhỏ. Lượng ít hơn, hoặc chia nhỏ theo thời gian, sẽ mất ít hơn.',
    },
  ),
  holds: m(
    'Holds for block {block} on {chain} ({time}); ask again after a minute.',
    'Válida para el bloque {block} en {chain} ({time}); pide otra tras un minuto.',
    '基于 {chain} 区块 {block}（{time}）；一分钟后请刷新。',
    {
      ru: 'Для блока {block} в {chain} ({time}); через минуту запросите заново.',
      tr: '{chain} {block} bloğu için geçerli ({time}); bir dakika sonra yenile.',
      vi: 'Đúng cho khối {block} trên {chain} ({time}); sau một phút hãy làm mới.',
    },
  ),
  taxed: m(
    '{symbol} keeps a part of each trade: {reasons} The figures count that in.',
    '{symbol} se queda una parte de cada operación: {reasons} Las cifras lo incluyen.',
    '{symbol} 每次交易收取一部分：{reasons} 数字已计入。',
    {
      ru: '{symbol} удерживает часть каждой сделки: {reasons} В цифрах это учтено.',
      tr: '{symbol} her işlemden pay alır: {reasons} Rakamlara dahildir.',
      vi: '{symbol} giữ lại một phần mỗi giao dịch: {reasons} Số liệu đã tính.',
    },
  ),
  untried: m('{symbol} could not be tried out: {reasons}', 'No se pudo probar {symbol}: {reasons}', '无法测试 {symbol}：{reasons}', {
    ru: '{symbol} не удалось проверить: {reasons}',
    tr: '{symbol} denenemedi: {reasons}',
    vi: 'Không thử được {symbol}: {reasons}',
  }),
  avoided: m('Kept off the route: {symbol}. {reasons}', 'Fuera de la ruta: {symbol}. {reasons}', '未经过：{symbol}。{reasons}', {
    ru: 'Исключён из маршрута: {symbol}. {reasons}',
    tr: 'Rotadan çıkarıldı: {symbol}. {reasons}',
    vi: 'Không đi qua: {symbol}. {reasons}',
  }),
  unsafe: m(
    'I do not quote {symbol} on {chain}: {reasons}',
    'No cotizo {symbol} en {chain}: {reasons}',
    '不为 {chain} 上的 {symbol} 报价：{reasons}',
    {
      ru: 'Я не котирую {symbol} в {chain}: {reasons}',
      tr: '{chain} üzerindeki {symbol} için teklif vermiyorum: {reasons}',
      vi: 'Tôi không báo giá {symbol} trên {chain}: {reasons}',
    },
  ),
  taxed_out: m(
    'An exact output cannot be promised with {symbol}: {reasons} Ask with the amount that you pay.',
    'No se puede prometer una salida exacta con {symbol}: {reasons} Pregunta con la cantidad que pagas.',
    '无法为 {symbol} 承诺精确输出：{reasons} 请按支付数量询价。',
    {
      ru: 'Точный выход с {symbol} обещать нельзя: {reasons} Спросите с суммой, которую платите.',
      tr: '{symbol} ile tam çıktı vaat edilemez: {reasons} Ödediğin miktarla sor.',
      vi: 'Không thể hứa kết quả chính xác với {symbol}: {reasons} Hãy hỏi theo số bạn trả.',
    },
  ),
  none: m(
    'There is no route from {from} to {to} on {chain}: {detail}',
    'No hay ruta de {from} a {to} en {chain}: {detail}',
    '{chain} 上没有从 {from} 到 {to} 的路线：{detail}',
    {
      ru: 'Нет маршрута из {from} в {to} в {chain}: {detail}',
      tr: '{chain} üzerinde {from} → {to} rotası yok: {detail}',
      vi: 'Không có lộ trình từ {from} sang {to} trên {chain}: {detail}',
    },
  ),
  at_block: m('Seen at block {block}.', 'Visto en el bloque {block}.', '基于区块 {block}。', {
    ru: 'По блоку {block}.',
    tr: '{block} bloğunda görüldü.',
    vi: 'Xem tại khối {block}.',
  }),
  excluded: m('Left out: {pools}.', 'Excluidos: {pools}.', '排除：{pools}。', {
    ru: 'Исключены: {pools}.',
    tr: 'Dışarıda: {pools}.',
    vi: 'Loại ra: {pools}.',
  }),
  assumed_native: m(
    'Paid in {coin}, since you named no other token.',
    'Pagado en {coin}, pues no nombraste otro token.',
    '以 {coin} 支付，因你未指定其他代币。',
    {
      ru: 'Оплата в {coin}, так как другой токен не назван.',
      tr: 'Başka token demediğin için {coin} ile ödenir.',
      vi: 'Trả bằng {coin} vì bạn không nêu token khác.',
    },
  ),
  assumed_usd: m(
    'Dollars are counted in the chain’s first stablecoin.',
    'Los dólares se cuentan en la primera stablecoin de la cadena.',
    '美元按该链首个稳定币计。',
    {
      ru: 'Доллары считаются в первом стейблкоине сети.',
      tr: 'Dolar, zincirin ilk sabit parasıyla sayılır.',
      vi: 'Đô la tính theo stablecoin đầu tiên của chuỗi.',
    },
  ),
  slowed: m(
    'The RPC endpoint asked for patience: {why}. The pools are complete all the same.',
    'El RPC pidió paciencia: {why}. Los pools están completos igualmente.',
    'RPC 节点限速：{why}。池数据仍然完整。',
    {
      ru: 'Узел RPC просил подождать: {why}. Пулы всё равно прочитаны полностью.',
      tr: 'RPC beklememizi istedi: {why}. Havuzlar yine de tam.',
      vi: 'RPC yêu cầu chờ: {why}. Dữ liệu pool vẫn đầy đủ.',
    },
  ),
} as const
