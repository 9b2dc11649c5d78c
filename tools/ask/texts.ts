// Long because it is a list of texts in six languages, and no code.
import { m } from '../../core/title.ts'
import type { Caveat, Title } from './layer/types.ts'
import type { Grain, Query } from './query.ts'

/** Everything that an answer can say, in six languages; {name} is filled in. */
export const MESSAGES = {
  scalar: m('{what}, {period}: {value}.', '{what}, {period}: {value}.', '{what}，{period}：{value}。', {
    ru: '{what}, {period}: {value}.',
    tr: '{what}, {period}: {value}.',
    vi: '{what}, {period}: {value}.',
  }),
  unknown: m('{what}, {period}: not known.', '{what}, {period}: no se sabe.', '{what}，{period}：未知。', {
    ru: '{what}, {period}: неизвестно.',
    tr: '{what}, {period}: bilinmiyor.',
    vi: '{what}, {period}: không rõ.',
  }),
  change: m('Before that: {before} ({change}).', 'Antes: {before} ({change}).', '之前：{before}（{change}）。', {
    ru: 'До этого: {before} ({change}).',
    tr: 'Öncesinde: {before} ({change}).',
    vi: 'Trước đó: {before} ({change}).',
  }),
  two_periods: m(
    '{what}: {a} in the period from {first}, {b} in the one from {second}.',
    '{what}: {a} en el periodo desde {first}, {b} en el que empieza {second}.',
    '{what}：自 {first} 起的时段为 {a}，自 {second} 起的时段为 {b}。',
    {
      ru: '{what}: {a} за период с {first}, {b} за период с {second}.',
      tr: '{what}: {first} ile başlayan dönemde {a}, {second} ile başlayan dönemde {b}.',
      vi: '{what}: {a} trong kỳ từ {first}, {b} trong kỳ từ {second}.',
    },
  ),
  before_none: m('There is no earlier value to compare with.', 'No hay un valor anterior con el que comparar.', '没有可比较的更早数值。', {
    ru: 'Более раннего значения для сравнения нет.',
    tr: 'Karşılaştırılacak daha eski bir değer yok.',
    vi: 'Không có giá trị trước đó để so sánh.',
  }),
  top: m(
    '{what} by {by}, {period}: {name} comes first with {value}.',
    '{what} por {by}, {period}: primero {name} con {value}.',
    '{what}（按{by}），{period}：第一名是 {name}，{value}。',
    {
      ru: '{what}, группировка: {by}, {period}: первое место — {name}, {value}.',
      tr: '{what}, {by} bazında, {period}: ilk sırada {name}, {value}.',
      vi: '{what} theo {by}, {period}: đứng đầu là {name} với {value}.',
    },
  ),
  bottom: m(
    '{what} by {by}, {period}: {name} has the least, {value}.',
    '{what} por {by}, {period}: {name} tiene el menor, {value}.',
    '{what}（按{by}），{period}：最低的是 {name}，{value}。',
    {
      ru: '{what}, группировка: {by}, {period}: меньше всего — {name}, {value}.',
      tr: '{what}, {by} bazında, {period}: en az {name}, {value}.',
      vi: '{what} theo {by}, {period}: thấp nhất là {name}, {value}.',
    },
  ),
  series: m(
    '{what} per {grain}, {period}: {value} at {time}, the most recent.',
    '{what} por {grain}, {period}: {value} el {time}, lo más reciente.',
    '{what}（每{grain}），{period}：最近的 {time} 为 {value}。',
    {
      ru: '{what}, шаг: {grain}, {period}: последнее значение {value}, {time}.',
      tr: '{what}, {grain} bazında, {period}: en son {time} için {value}.',
      vi: '{what} theo {grain}, {period}: gần nhất lúc {time} là {value}.',
    },
  ),
  series_top: m(
    '{what} per {grain}, {period}: most at {time} with {value}.',
    '{what} por {grain}, {period}: el máximo el {time} con {value}.',
    '{what}（每{grain}），{period}：最高为 {time}，{value}。',
    {
      ru: '{what}, шаг: {grain}, {period}: больше всего {time}, {value}.',
      tr: '{what}, {grain} bazında, {period}: en yüksek {time}, {value}.',
      vi: '{what} theo {grain}, {period}: cao nhất lúc {time} với {value}.',
    },
  ),
  rows_most: m('Largest {what}, {period}: {value}.', 'Mayores {what}, {period}: {value}.', '最大的{what}，{period}：{value}。', {
    ru: '{what}, крупнейшие, {period}: {value}.',
    tr: 'En büyük {what}, {period}: {value}.',
    vi: '{what} lớn nhất, {period}: {value}.',
  }),
  rows_least: m('Smallest {what}, {period}: {value}.', 'Menores {what}, {period}: {value}.', '最小的{what}，{period}：{value}。', {
    ru: '{what}, наименьшие, {period}: {value}.',
    tr: 'En küçük {what}, {period}: {value}.',
    vi: '{what} nhỏ nhất, {period}: {value}.',
  }),
  rows_newest: m('Newest {what}, {period}: {value}.', '{what}: lo más reciente, {period}: {value}.', '最新的{what}，{period}：{value}。', {
    ru: '{what}, новейшие, {period}: {value}.',
    tr: 'En yeni {what}, {period}: {value}.',
    vi: '{what} mới nhất, {period}: {value}.',
  }),
  rows_oldest: m('Oldest {what}, {period}: {value}.', '{what}: lo más antiguo, {period}: {value}.', '最早的{what}，{period}：{value}。', {
    ru: '{what}, старейшие, {period}: {value}.',
    tr: 'En eski {what}, {period}: {value}.',
    vi: '{what} cũ nhất, {period}: {value}.',
  }),
  rows_plain: m('{what}, {period}: {value}.', '{what}, {period}: {value}.', '{what}，{period}：{value}。', {
    ru: '{what}, {period}: {value}.',
    tr: '{what}, {period}: {value}.',
    vi: '{what}, {period}: {value}.',
  }),
  none: m('Nothing found: {what}, {period}.', 'No se encontró nada: {what}, {period}.', '没有找到：{what}，{period}。', {
    ru: 'Ничего не найдено: {what}, {period}.',
    tr: 'Hiçbir şey bulunamadı: {what}, {period}.',
    vi: 'Không tìm thấy gì: {what}, {period}.',
  }),
  step_found: m('Found first: {what}: {found}.', 'Primero se halló: {what}: {found}.', '先找到：{what}：{found}。', {
    ru: 'Сначала найдено: {what}: {found}.',
    tr: 'Önce bulunan: {what}: {found}.',
    vi: 'Tìm thấy trước: {what}: {found}.',
  }),
  step_without: m('Left out: {what}: {found}.', 'Se deja fuera: {what}: {found}.', '已排除：{what}：{found}。', {
    ru: 'Исключено: {what}: {found}.',
    tr: 'Dışarıda bırakılan: {what}: {found}.',
    vi: 'Đã loại trừ: {what}: {found}.',
  }),
  step_set: m(
    'Only of those found first by {what}: {found} of them.',
    'Solo de los hallados primero por {what}: {found}.',
    '仅限先按{what}找到的 {found} 个。',
    {
      ru: 'Только по найденным сначала ({what}): {found}.',
      tr: 'Yalnızca önce bulunanlar ({what}): {found}.',
      vi: 'Chỉ tính những gì tìm thấy trước theo {what}: {found}.',
    },
  ),
  step_not: m(
    'Without those found first by {what}: {found} of them.',
    'Sin los hallados primero por {what}: {found}.',
    '不含先按{what}找到的 {found} 个。',
    {
      ru: 'Без найденных сначала ({what}): {found}.',
      tr: 'Önce bulunanlar ({what}) hariç: {found}.',
      vi: 'Không tính những gì tìm thấy trước theo {what}: {found}.',
    },
  ),
  step_later: m(
    'Only what the same ones did after that, found first by {what}: {found} of them.',
    'Solo lo que hicieron después los mismos, hallados primero por {what}: {found}.',
    '仅计同一批人之后所做的，先按{what}找到 {found} 个。',
    {
      ru: 'Только то, что те же сделали позже; сначала найдены ({what}): {found}.',
      tr: 'Yalnızca aynı kişilerin sonradan yaptıkları; önce bulunanlar ({what}): {found}.',
      vi: 'Chỉ những gì chính họ làm sau đó; tìm thấy trước theo {what}: {found}.',
    },
  ),
  step_more: m(
    'Only what is more than this, found first: {what}: {found}.',
    'Solo lo que supera esto, hallado primero: {what}: {found}.',
    '仅计大于先求得的值：{what}：{found}。',
    {
      ru: 'Только больше найденного сначала: {what}: {found}.',
      tr: 'Yalnızca önce bulunandan fazlası: {what}: {found}.',
      vi: 'Chỉ những gì lớn hơn giá trị tìm thấy trước: {what}: {found}.',
    },
  ),
  step_less: m(
    'Only what is less than this, found first: {what}: {found}.',
    'Solo lo que queda por debajo de esto, hallado primero: {what}: {found}.',
    '仅计小于先求得的值：{what}：{found}。',
    {
      ru: 'Только меньше найденного сначала: {what}: {found}.',
      tr: 'Yalnızca önce bulunandan azı: {what}: {found}.',
      vi: 'Chỉ những gì nhỏ hơn giá trị tìm thấy trước: {what}: {found}.',
    },
  ),
  step_nothing: m('nothing', 'nada', '无', { ru: 'ничего', tr: 'hiçbir şey', vi: 'không có gì' }),
  none_filter: m(
    'Without the condition on {field} there would be {count} rows.',
    'Sin la condición de {field} habría {count} filas.',
    '去掉{field}条件后有 {count} 行。',
    {
      ru: 'Без условия «{field}» было бы строк: {count}.',
      tr: '{field} koşulu olmasa {count} satır olurdu.',
      vi: 'Nếu bỏ điều kiện {field} sẽ có {count} dòng.',
    },
  ),
  outside: m(
    'There is no data of that period. What is held for {what} on {chain} goes from {from} to {to}.',
    'No hay datos de ese periodo. Lo que hay de {what} en {chain} va desde {from} hasta {to}.',
    '该时间范围没有数据。{chain} 的{what}数据从 {from} 到 {to}。',
    {
      ru: 'За этот период данных нет. По {chain} есть данные ({what}) с {from} по {to}.',
      tr: 'Bu döneme ait veri yok. {chain} üzerinde {what} verisi {from} ile {to} arasını kapsıyor.',
      vi: 'Không có dữ liệu cho khoảng thời gian đó. Dữ liệu {what} trên {chain} có từ {from} đến {to}.',
    },
  ),
  none_data: m('The index holds no such data yet.', 'El índice aún no tiene esos datos.', '索引中还没有这类数据。', {
    ru: 'Таких данных в индексе пока нет.',
    tr: 'Dizinde henüz böyle veri yok.',
    vi: 'Chỉ mục chưa có dữ liệu này.',
  }),
  span: m('Period: from {from} to {to}.', 'Periodo: desde {from} hasta {to}.', '时间范围：{from} 至 {to}。', {
    ru: 'Период: с {from} по {to}.',
    tr: 'Dönem: {from} ile {to} arası.',
    vi: 'Khoảng thời gian: từ {from} đến {to}.',
  }),
  span_partial: m(
    'Period: from {from} to {to}, not over yet.',
    'Periodo: desde {from} hasta {to}, aún sin terminar.',
    '时间范围：{from} 至 {to}，尚未结束。',
    {
      ru: 'Период: с {from} по {to}, ещё не закончился.',
      tr: 'Dönem: {from} ile {to} arası, henüz bitmedi.',
      vi: 'Khoảng thời gian: từ {from} đến {to}, chưa kết thúc.',
    },
  ),
  unfinished: m(
    'The most recent {grain} is not over yet.',
    'El período más reciente ({grain}) aún no ha terminado.',
    '最近一个时段（{grain}）尚未结束。',
    {
      ru: 'Последний период ({grain}) ещё не закончился.',
      tr: 'Son dönem ({grain}) henüz bitmedi.',
      vi: 'Khoảng gần nhất ({grain}) chưa kết thúc.',
    },
  ),
  span_before: m('Compared with {from} to {to}.', 'Comparado con {from} a {to}.', '对比时间范围：{from} 至 {to}。', {
    ru: 'Сравнение с периодом {from} – {to}.',
    tr: 'Karşılaştırılan dönem: {from} – {to}.',
    vi: 'So với {from} đến {to}.',
  }),
  last_week: m(
    'Last week is the calendar week before this one, Monday to Sunday.',
    'La semana pasada es la semana natural anterior, de lunes a domingo.',
    '“上周”指上一个自然周（周一至周日）。',
    {
      ru: 'Прошлая неделя — календарная, с понедельника по воскресенье.',
      tr: 'Geçen hafta, bundan önceki takvim haftasıdır (pazartesi–pazar).',
      vi: 'Tuần trước là tuần dương lịch trước tuần này, từ thứ Hai đến Chủ nhật.',
    },
  ),
  this_week: m('This week begins on Monday.', 'Esta semana empieza el lunes.', '“本周”从周一开始。', {
    ru: 'Эта неделя начинается с понедельника.',
    tr: 'Bu hafta pazartesi başlar.',
    vi: 'Tuần này bắt đầu từ thứ Hai.',
  }),
  period_ignored: m(
    'This is known for the last indexed block only; the period was not applied.',
    'Esto solo se conoce para el último bloque indexado; no se aplicó el periodo.',
    '该数据只有最新索引区块的状态，未应用时间范围。',
    {
      ru: 'Это известно только на последний блок индекса; период не применён.',
      tr: 'Bu yalnızca son dizinlenen blok için bilinir; dönem uygulanmadı.',
      vi: 'Chỉ biết cho khối được lập chỉ mục cuối cùng; khoảng thời gian không được áp dụng.',
    },
  ),
  begins: m(
    'The index of {chain} begins at {time}: earlier data is missing.',
    'El índice de {chain} empieza el {time}: faltan datos anteriores.',
    '{chain} 的索引从 {time} 开始，更早的数据缺失。',
    {
      ru: 'Индекс {chain} начинается с {time}: более ранних данных нет.',
      tr: '{chain} dizini {time} itibarıyla başlıyor: daha eski veri yok.',
      vi: 'Chỉ mục của {chain} bắt đầu từ {time}: thiếu dữ liệu trước đó.',
    },
  ),
  fresh: m(
    'Chain: {chain}. Data up to block {block} ({time}).',
    'Cadena: {chain}. Datos hasta el bloque {block} ({time}).',
    '链：{chain}。数据截至区块 {block}（{time}）。',
    {
      ru: 'Сеть: {chain}. Данные до блока {block} ({time}).',
      tr: 'Zincir: {chain}. Veriler {block} bloğuna kadar ({time}).',
      vi: 'Chuỗi: {chain}. Dữ liệu đến khối {block} ({time}).',
    },
  ),
  fresh_none: m(
    'Chain: {chain}. Nothing is indexed yet.',
    'Cadena: {chain}. Aún no hay nada indexado.',
    '链：{chain}。尚未索引任何数据。',
    {
      ru: 'Сеть: {chain}. Пока ничего не проиндексировано.',
      tr: 'Zincir: {chain}. Henüz hiçbir şey dizinlenmedi.',
      vi: 'Chuỗi: {chain}. Chưa có gì được lập chỉ mục.',
    },
  ),
  behind: m(
    'The index is {blocks} blocks behind the chain.',
    'El índice va {blocks} bloques por detrás de la cadena.',
    '索引落后链 {blocks} 个区块。',
    {
      ru: 'Индекс отстаёт от сети на блоков: {blocks}.',
      tr: 'Dizin zincirin {blocks} blok gerisinde.',
      vi: 'Chỉ mục chậm hơn chuỗi {blocks} khối.',
    },
  ),
  unpriced: m(
    '{share} of the rows have no USD price and are not in the sum.',
    'El {share} de las filas no tiene precio en USD y no está en la suma.',
    '{share} 的行没有美元价格，未计入。',
    {
      ru: 'У {share} строк нет цены в USD, в сумму они не входят.',
      tr: 'Satırların {share} kadarının USD fiyatı yok ve toplama girmiyor.',
      vi: '{share} số dòng không có giá USD và không nằm trong tổng.',
    },
  ),
  priced: m('All rows have a USD price.', 'Todas las filas tienen precio en USD.', '所有行都有美元价格。', {
    ru: 'У всех строк есть цена в USD.',
    tr: 'Tüm satırların USD fiyatı var.',
    vi: 'Mọi dòng đều có giá USD.',
  }),
  both_tokens: m(
    'A trade or pool counts for both of its tokens.',
    'Cada intercambio o pool cuenta para sus dos tokens.',
    '每笔交易或池子同时计入其两种代币。',
    {
      ru: 'Сделка или пул учитывается для обоих токенов.',
      tr: 'Bir takas veya havuz iki tokenı için de sayılır.',
      vi: 'Mỗi giao dịch hoặc pool được tính cho cả hai token.',
    },
  ),
  native: m(
    'Amounts in {native}, at the price of each hour.',
    'Importes en {native}, al precio de cada hora.',
    '金额以 {native} 计，按每小时价格换算。',
    {
      ru: 'Суммы в {native}, по цене каждого часа.',
      tr: 'Tutarlar {native} cinsinden, her saatin fiyatıyla.',
      vi: 'Số tiền tính bằng {native}, theo giá từng giờ.',
    },
  ),
  excluded: m('Left out: {names}.', 'Excluido: {names}.', '已排除：{names}。', {
    ru: 'Исключено: {names}.',
    tr: 'Hariç tutulan: {names}.',
    vi: 'Đã loại: {names}.',
  }),
  file_rows: m('The file holds {rows} rows.', 'El archivo contiene {rows} filas.', '文件含 {rows} 行。', {
    ru: 'Строк в файле: {rows}.',
    tr: 'Dosyada {rows} satır var.',
    vi: 'Tệp có {rows} dòng.',
  }),
  file_part: m(
    'The file holds the first {rows} of {all} rows: say "top" and a number for fewer; a file holds at most a thousand, of a series five thousand.',
    'El archivo contiene las primeras {rows} de {all} filas; caben como mucho mil, y cinco mil de una serie.',
    '文件含 {all} 行中的前 {rows} 行；最多一千行，时间序列最多五千行。',
    {
      ru: 'В файле первые {rows} строк из {all}; помещается не больше тысячи, для ряда — пяти тысяч.',
      tr: 'Dosyada {all} satırın ilk {rows} satırı var; en çok bin, zaman dizisinde beş bin satır sığar.',
      vi: 'Tệp có {rows} dòng đầu trong {all}; tối đa một nghìn dòng, chuỗi thời gian năm nghìn.',
    },
  ),
  say_csv: m('As CSV', 'Como CSV', '导出 CSV', { ru: 'В CSV', tr: 'CSV olarak', vi: 'Dưới dạng CSV' }),
  truncated: m('Only the first rows are shown.', 'Solo se muestran las primeras filas.', '只显示前面的行。', {
    ru: 'Показаны только первые строки.',
    tr: 'Yalnızca ilk satırlar gösteriliyor.',
    vi: 'Chỉ hiển thị các dòng đầu.',
  }),
  own_sql: m(
    'Your own SQL, run as you wrote it; its meaning was not checked. Rows: {rows}.',
    'Tu propio SQL, ejecutado tal cual; no se comprobó su significado. Filas: {rows}.',
    '你自己的 SQL，按原样执行，未检查其含义。行数：{rows}。',
    {
      ru: 'Ваш собственный SQL, выполнен как есть; смысл не проверялся. Строк: {rows}.',
      tr: 'Kendi SQL ifadeniz, yazdığınız gibi çalıştırıldı; anlamı denetlenmedi. Satır: {rows}.',
      vi: 'SQL của bạn, chạy đúng như đã viết; ý nghĩa không được kiểm tra. Số dòng: {rows}.',
    },
  ),
  sql_title: m('SQL', 'SQL', 'SQL'),
  latest_block: m(
    'The latest block of {chain} is {block}, from {time}.',
    'El último bloque de {chain} es {block}, del {time}.',
    '{chain} 的最新区块是 {block}，时间 {time}。',
    {
      ru: 'Последний блок сети {chain} — {block}, {time}.',
      tr: '{chain} zincirinin son bloğu {block}, {time}.',
      vi: 'Khối mới nhất của {chain} là {block}, lúc {time}.',
    },
  ),
  indexed_to: m('Indexed up to block {block}.', 'Indexado hasta el bloque {block}.', '已索引至区块 {block}。', {
    ru: 'Проиндексировано до блока {block}.',
    tr: '{block} bloğuna kadar dizinlendi.',
    vi: 'Đã lập chỉ mục đến khối {block}.',
  }),
  supply: m('Total supply of {token}: {value}.', 'Suministro total de {token}: {value}.', '{token} 的总供应量：{value}。', {
    ru: 'Общее предложение {token}: {value}.',
    tr: '{token} toplam arzı: {value}.',
    vi: 'Tổng cung {token}: {value}.',
  }),
  at_block: m('Read from {chain} at block {block}.', 'Leído de {chain} en el bloque {block}.', '读取自 {chain} 区块 {block}。', {
    ru: 'Прочитано из сети {chain} на блоке {block}.',
    tr: '{chain} zincirinden {block} bloğunda okundu.',
    vi: 'Đọc từ {chain} tại khối {block}.',
  }),
  coverage: m('Indexed data:', 'Datos indexados:', '已索引数据：', {
    ru: 'Проиндексированные данные:',
    tr: 'Dizinlenen veriler:',
    vi: 'Dữ liệu đã lập chỉ mục:',
  }),
  coverage_row: m(
    '{chain}: blocks {first} to {last}, from {from} to {to}, {gaps} missing.',
    '{chain}: bloques {first} a {last}, desde {from} hasta {to}, faltan {gaps}.',
    '{chain}：区块 {first} 至 {last}，{from} 至 {to}，缺失 {gaps} 个。',
    {
      ru: '{chain}: блоки с {first} по {last}, с {from} по {to}, пропущено {gaps}.',
      tr: '{chain}: {first} ile {last} blokları, {from} – {to}, eksik: {gaps}.',
      vi: '{chain}: khối {first} đến {last}, từ {from} đến {to}, thiếu {gaps}.',
    },
  ),
  topics: m(
    'You can ask about volume, trades, traders, fees, liquidity, prices, transfers, holders, balances, supply, gas, blocks, transactions, pools and tokens.',
    'Puedes preguntar por volumen, intercambios, traders, comisiones, liquidez, precios, transferencias, titulares, saldos, suministro, gas, bloques, transacciones, pools y tokens.',
    '可以询问交易量、交易笔数、交易者、手续费、流动性、价格、转账、持有人、余额、供应量、gas、区块、交易、流动性池和代币。',
    {
      ru: 'Можно спрашивать об объёме, сделках, трейдерах, комиссиях, ликвидности, ценах, переводах, держателях, балансах, предложении, газе, блоках, транзакциях, пулах и токенах.',
      tr: 'Hacim, takas, trader, ücret, likidite, fiyat, transfer, sahip, bakiye, arz, gas, blok, işlem, havuz ve token hakkında sorabilirsiniz.',
      vi: 'Bạn có thể hỏi về khối lượng, giao dịch, trader, phí, thanh khoản, giá, chuyển token, người nắm giữ, số dư, nguồn cung, gas, khối, pool và token.',
    },
  ),
  alt: m('{what} per {grain}', '{what} por {grain}', '每{grain}{what}', {
    ru: '{what}, шаг: {grain}',
    tr: '{what}, {grain} bazında',
    vi: '{what} theo {grain}',
  }),
  chart_only: m('{what}', '{what}', '{what}', { ru: '{what}', tr: '{what}', vi: '{what}' }),
  state: m('now', 'ahora', '目前', { ru: 'сейчас', tr: 'şu an', vi: 'hiện tại' }),
  range: m('{from} to {to}', 'de {from} a {to}', '{from} 至 {to}', {
    ru: 'с {from} по {to}',
    tr: '{from} – {to}',
    vi: 'từ {from} đến {to}',
  }),
  range_open: m('until {to}', 'hasta {to}', '截至 {to}', { ru: 'до {to}', tr: '{to} tarihine kadar', vi: 'đến {to}' }),
  named: m('{what}, {period}: {name}.', '{what}, {period}: {name}.', '{what}，{period}：{name}。', {
    ru: '{what}, {period}: {name}.',
    tr: '{what}, {period}: {name}.',
    vi: '{what}, {period}: {name}.',
  }),
  part: m('{what}, share of all', '{what}, parte del total', '{what}占全部的比例', {
    ru: '{what}, доля от всего',
    tr: '{what}, toplam içindeki pay',
    vi: '{what}, tỷ lệ trên tổng',
  }),
  average: m('{what}, average', '{what}, media', '{what}（平均）', {
    ru: '{what}, в среднем',
    tr: '{what}, ortalama',
    vi: '{what}, trung bình',
  }),
  groups: m('{what}, groups within the bounds', '{what}, grupos dentro de los límites', '{what}，符合条件的个数', {
    ru: '{what}, групп в этих пределах',
    tr: '{what}, sınırlar içindeki grup sayısı',
    vi: '{what}, số nhóm trong giới hạn',
  }),
  cumulative: m('{what}, cumulative', '{what}, acumulado', '{what}（累计）', {
    ru: '{what}, нарастающим итогом',
    tr: '{what}, birikimli',
    vi: '{what}, lũy kế',
  }),
  moving_average: m('{what}, moving average over seven', '{what}, media móvil de siete', '{what}（七期移动平均）', {
    ru: '{what}, скользящее среднее',
    tr: '{what}, hareketli ortalama',
    vi: '{what}, trung bình động',
  }),
  top_sum: m('{what}, the largest {n} together', '{what}, los {n} mayores juntos', '{what}，前{n}名合计', {
    ru: '{what}, {n} крупнейших вместе',
    tr: '{what}, en büyük {n} toplamı',
    vi: '{what}, tổng của {n} lớn nhất',
  }),
  top_share: m('{what}, share of the largest {n} in all', '{what}, parte de los {n} mayores en el total', '{what}，前{n}名占全部的比例', {
    ru: '{what}, доля {n} крупнейших',
    tr: '{what}, en büyük {n} içindeki pay',
    vi: '{what}, tỷ lệ của {n} lớn nhất',
  }),
  share: m('{what}, share', '{what}, cuota', '{what}占比', { ru: '{what}, доля', tr: '{what}, pay', vi: '{what}, tỷ lệ' }),
  say_last_week: m('And last week?', '¿Y la semana pasada?', '上周呢？', {
    ru: 'А на прошлой неделе?',
    tr: 'Peki geçen hafta?',
    vi: 'Còn tuần trước?',
  }),
  say_chart: m('As a chart', 'Como gráfico', '用图表显示', { ru: 'Графиком', tr: 'Grafik olarak', vi: 'Dạng biểu đồ' }),
  say_daily: m('Per day', 'Por día', '按天', { ru: 'По дням', tr: 'Günlük', vi: 'Theo ngày' }),
  say_compare: m('Compare with the period before', 'Comparar con el periodo anterior', '与上一周期比较', {
    ru: 'Сравни с предыдущим периодом',
    tr: 'Önceki dönemle karşılaştır',
    vi: 'So sánh với kỳ trước',
  }),
  offer_holders: m('Who are the biggest holders of {token}', 'Mayores titulares de {token}', '{token}的最大持有人', {
    ru: 'Крупнейшие держатели {token}',
    tr: 'En büyük {token} sahipleri',
  }),
  say_24h: m('Last 24 hours', 'Últimas 24 horas', '最近24小时', { ru: 'За последние 24 часа', tr: 'Son 24 saat', vi: '24 giờ qua' }),
  say_dex: m('By DEX', 'Por DEX', '按DEX', { ru: 'По DEX', tr: 'DEX’e göre', vi: 'Theo DEX' }),
} as const satisfies Record<string, Title>
export type MessageKey = keyof typeof MESSAGES

export const GRAIN_WORDS: Record<Grain | 'minute' | 'year', readonly [Title, Title]> = {
  minute: [
    m('minute', 'minuto', '分钟', { ru: 'минута', tr: 'dakika', vi: 'phút' }),
    m('minutes', 'minutos', '分钟', { ru: 'мин.', tr: 'dakika', vi: 'phút' }),
  ],
  hour: [m('hour', 'hora', '小时', { ru: 'час', tr: 'saat', vi: 'giờ' }), m('hours', 'horas', '小时', { ru: 'ч.', tr: 'saat', vi: 'giờ' })],
  day: [m('day', 'día', '天', { ru: 'день', tr: 'gün', vi: 'ngày' }), m('days', 'días', '天', { ru: 'дн.', tr: 'gün', vi: 'ngày' })],
  week: [
    m('week', 'semana', '周', { ru: 'неделя', tr: 'hafta', vi: 'tuần' }),
    m('weeks', 'semanas', '周', { ru: 'нед.', tr: 'hafta', vi: 'tuần' }),
  ],
  month: [
    m('month', 'mes', '月', { ru: 'месяц', tr: 'ay', vi: 'tháng' }),
    m('months', 'meses', '个月', { ru: 'мес.', tr: 'ay', vi: 'tháng' }),
  ],
  year: [m('year', 'año', '年', { ru: 'год', tr: 'yıl', vi: 'năm' }), m('years', 'años', '年', { ru: 'г.', tr: 'yıl', vi: 'năm' })],
}

export const PERIOD_WORDS: Record<Exclude<Query['period'], 'last'>, Title> = {
  all: m('all indexed data', 'todos los datos indexados', '全部已索引数据', {
    ru: 'все данные индекса',
    tr: 'tüm dizinlenen veriler',
    vi: 'toàn bộ dữ liệu',
  }),
  today: m('today', 'hoy', '今天', { ru: 'сегодня', tr: 'bugün', vi: 'hôm nay' }),
  yesterday: m('yesterday', 'ayer', '昨天', { ru: 'вчера', tr: 'dün', vi: 'hôm qua' }),
  this_week: m('this week', 'esta semana', '本周', { ru: 'эта неделя', tr: 'bu hafta', vi: 'tuần này' }),
  last_week: m('last week', 'la semana pasada', '上周', { ru: 'прошлая неделя', tr: 'geçen hafta', vi: 'tuần trước' }),
  this_month: m('this month', 'este mes', '本月', { ru: 'этот месяц', tr: 'bu ay', vi: 'tháng này' }),
  last_month: m('last month', 'el mes pasado', '上个月', { ru: 'прошлый месяц', tr: 'geçen ay', vi: 'tháng trước' }),
  this_year: m('this year', 'este año', '今年', { ru: 'этот год', tr: 'bu yıl', vi: 'năm nay' }),
  last_year: m('last year', 'el año pasado', '去年', { ru: 'прошлый год', tr: 'geçen yıl', vi: 'năm ngoái' }),
  range: m('in the period below', 'en el periodo indicado', '在下述时间范围内', {
    ru: 'в указанный период',
    tr: 'aşağıdaki dönemde',
    vi: 'trong khoảng dưới đây',
  }),
}

export const CAVEATS: Record<Caveat, Title> = {
  native_flows: m(
    'Internal transfers are counted where traces are held; gas fees and block rewards are not.',
    'Las transferencias internas se cuentan donde hay trazas; no las comisiones de gas ni las recompensas.',
    '内部转账仅在有调用记录处计入；不含 gas 费和区块奖励。',
    {
      ru: 'Внутренние переводы учтены там, где есть трассировки; комиссии и награды блоков — нет.',
      tr: 'İç transferler iz kayıtlarının olduğu yerde sayılır; gas ücretleri ve blok ödülleri sayılmaz.',
      vi: 'Chuyển nội bộ được tính khi có bản ghi trace; không gồm phí gas và phần thưởng khối.',
    },
  ),
  event_moved: m(
    'The unit is that of the transfers of the same amounts in the same transactions.',
    'La unidad es la de las transferencias de las mismas cantidades en las mismas transacciones.',
    '单位取自同一交易中相同数量的转账。',
    {
      ru: 'Единица — та, в которой те же количества переводились в тех же транзакциях.',
      tr: 'Birim, aynı işlemlerdeki aynı miktarlı transferlerin birimidir.',
      vi: 'Đơn vị lấy từ các lần chuyển cùng số lượng trong cùng giao dịch.',
    },
  ),
  event_units: m(
    'Amounts are in base units as the contract wrote them: no token of theirs is known. Name one to scale them.',
    'Las cantidades están en unidades base, como las escribió el contrato: no se conoce su token. Nombra uno para convertirlas.',
    '数量为合约写入的最小单位：不知其代币。指明代币即可换算。',
    {
      ru: 'Количества — в базовых единицах, как их записал контракт: их токен неизвестен. Назовите его, чтобы пересчитать.',
      tr: 'Miktarlar sözleşmenin yazdığı temel birimlerdedir: hangi token olduğu bilinmiyor. Dönüştürmek için birini adlandırın.',
      vi: 'Số lượng ở đơn vị cơ sở như hợp đồng ghi: chưa biết token nào. Hãy nêu token để quy đổi.',
    },
  ),
  event_wide: m(
    'Values beyond 127 bits are left out of sums.',
    'Los valores de más de 127 bits no entran en las sumas.',
    '超过 127 位的数值不计入总和。',
    {
      ru: 'Значения длиннее 127 бит в суммы не входят.',
      tr: '127 bitten büyük değerler toplamlara dahil değildir.',
      vi: 'Giá trị vượt quá 127 bit không được tính vào tổng.',
    },
  ),
  usd_method: m(
    'USD values use prices from the chain’s own stablecoin pools at the minute of the row.',
    'Los valores en USD usan precios de los pools de stablecoins de la propia cadena en el minuto de la fila.',
    '美元价值按链上稳定币池在该分钟的价格计算。',
    {
      ru: 'Суммы в USD — по ценам стейблкоин-пулов самой сети в минуту строки.',
      tr: 'USD değerleri, zincirin kendi stablecoin havuzlarının o dakikadaki fiyatlarıyla hesaplanır.',
      vi: 'Giá trị USD dùng giá từ các pool stablecoin của chính chuỗi tại phút đó.',
    },
  ),
  failed_excluded: m('Failed transactions are left out.', 'No se incluyen transacciones fallidas.', '不包含失败的交易。', {
    ru: 'Неудачные транзакции не учитываются.',
    tr: 'Başarısız işlemler dahil değil.',
    vi: 'Không tính giao dịch thất bại.',
  }),
  sender_is_trader: m(
    'A trader is the address that sent the transaction.',
    'El trader es la dirección que envió la transacción.',
    '交易者指发起交易的地址。',
    { ru: 'Трейдер — адрес, отправивший транзакцию.', tr: 'Trader, işlemi gönderen adrestir.', vi: 'Trader là địa chỉ đã gửi giao dịch.' },
  ),
  balances_from_transfers: m(
    'Balances are summed from the indexed transfers; pools and contracts count as holders.',
    'Los saldos se suman a partir de las transferencias indexadas; los pools y contratos cuentan como titulares.',
    '余额由已索引的转账累加得出；流动性池和合约也算作持有人。',
    {
      ru: 'Балансы — сумма проиндексированных переводов; пулы и контракты тоже держатели.',
      tr: 'Bakiyeler dizinlenen transferlerden toplanır; havuzlar ve sözleşmeler de sahip sayılır.',
      vi: 'Số dư cộng từ các lần chuyển đã lập chỉ mục; pool và hợp đồng cũng là người nắm giữ.',
    },
  ),
  price_method: m(
    'Prices come from the chain’s own stablecoin pools.',
    'Los precios vienen de los pools de stablecoins de la propia cadena.',
    '价格来自链上的稳定币池。',
    {
      ru: 'Цены — из стейблкоин-пулов самой сети.',
      tr: 'Fiyatlar zincirin kendi stablecoin havuzlarından gelir.',
      vi: 'Giá lấy từ các pool stablecoin của chính chuỗi.',
    },
  ),
  fee_by_tier: m(
    'Fees are volume times the fee of the pool.',
    'Las comisiones son el volumen por la tarifa del pool.',
    '手续费 = 交易额 × 池费率。',
    {
      ru: 'Комиссии — объём, умноженный на ставку пула.',
      tr: 'Ücretler, hacim ile havuz oranının çarpımıdır.',
      vi: 'Phí = khối lượng nhân với mức phí của pool.',
    },
  ),
  liquidity_now: m(
    'Liquidity is the state at the last indexed block.',
    'La liquidez es el estado en el último bloque indexado.',
    '流动性为最新索引区块的状态。',
    {
      ru: 'Ликвидность — состояние на последнем блоке индекса.',
      tr: 'Likidite, son dizinlenen bloktaki durumdur.',
      vi: 'Thanh khoản là trạng thái tại khối được lập chỉ mục cuối.',
    },
  ),
  pnl_method: m(
    'Dollars received for tokens minus dollars paid, plus what is left at the last price; only indexed trades, without gas.',
    'Dólares recibidos por tokens menos los pagados, más lo que queda al último precio; solo intercambios indexados, sin gas.',
    '卖出所得美元减去买入支出，加上剩余代币按最新价格的价值；仅计已索引交易，不含 gas。',
    {
      ru: 'Доллары, полученные за токены, минус уплаченные, плюс остаток по последней цене; только проиндексированные сделки, без газа.',
      tr: 'Token satışından gelen dolar eksi ödenen dolar, artı kalanın son fiyattaki değeri; yalnızca indekslenen işlemler, gas hariç.',
      vi: 'Số đô la nhận khi bán trừ số đã trả, cộng phần còn lại theo giá mới nhất; chỉ các giao dịch đã lập chỉ mục, không gồm gas.',
    },
  ),
  retention_method: m(
    'A trader returns when an earlier day already saw a trade of theirs.',
    'Un trader vuelve cuando ya hizo un intercambio un día anterior.',
    '若交易者在更早的日子已有交易，则视为回头。',
    {
      ru: 'Трейдер вернулся, если его сделка была в более ранний день.',
      tr: 'Daha önceki bir günde işlemi olan trader geri dönmüş sayılır.',
      vi: 'Trader quay lại nếu đã có giao dịch vào một ngày trước đó.',
    },
  ),
  pool_minutes: m(
    'From imported minutes of one pool; the price is its own.',
    'De minutos importados de un solo pool; el precio es el suyo.',
    '来自单个池子的分钟数据，价格为该池自身价格。',
    {
      ru: 'По импортированным минутам одного пула; цена — его собственная.',
      tr: 'Tek bir havuzun içe aktarılan dakikalarından; fiyat o havuzundur.',
      vi: 'Từ dữ liệu phút của một pool; giá là của chính pool đó.',
    },
  ),
  first_transfer: m(
    'A token is new when its first transfer was indexed in the period.',
    'Un token es nuevo cuando su primera transferencia se indexó en el periodo.',
    '首次转账在该时间范围内的代币视为新代币。',
    {
      ru: 'Токен новый, если его первый перевод попал в этот период.',
      tr: 'İlk transferi bu dönemde dizinlenen token yeni sayılır.',
      vi: 'Token là mới nếu lần chuyển đầu tiên nằm trong khoảng này.',
    },
  ),
}

export const FIELD_WORDS: Record<string, Title> = {
  within: m('what was found first', 'lo hallado primero', '先找到的结果', {
    ru: 'найденное сначала',
    tr: 'önce bulunan',
    vi: 'kết quả tìm thấy trước',
  }),
  than: m('the value found first', 'el valor hallado primero', '先求得的值', {
    ru: 'найденное сначала значение',
    tr: 'önce bulunan değer',
    vi: 'giá trị tìm thấy trước',
  }),
  where: m('the argument', 'el argumento', '参数', { ru: 'аргумент', tr: 'argüman', vi: 'tham số' }),
  token: m('the token', 'el token', '代币', { ru: 'токен', tr: 'token', vi: 'token' }),
  token2: m('the second token', 'el segundo token', '第二种代币', { ru: 'второй токен', tr: 'ikinci token', vi: 'token thứ hai' }),
  pool: m('the pool', 'el pool', '流动性池', { ru: 'пул', tr: 'havuz', vi: 'pool' }),
  dex: m('the DEX', 'el DEX', 'DEX', { ru: 'DEX', tr: 'DEX', vi: 'DEX' }),
  version: m('the version', 'la versión', '版本', { ru: 'версия', tr: 'sürüm', vi: 'phiên bản' }),
  address: m('the address', 'la dirección', '地址', { ru: 'адрес', tr: 'adres', vi: 'địa chỉ' }),
  minUsd: m('the least value', 'el valor mínimo', '最小金额', { ru: 'наименьшая стоимость', tr: 'en düşük değer', vi: 'giá trị nhỏ nhất' }),
  minAmount: m('the least amount', 'la cantidad mínima', '最小数量', {
    ru: 'наименьшее количество',
    tr: 'en düşük miktar',
    vi: 'số lượng nhỏ nhất',
  }),
  exclude: m('what is left out', 'lo excluido', '排除项', { ru: 'исключения', tr: 'hariç tutulan', vi: 'phần bị loại' }),
  period: m('the period', 'el periodo', '时间范围', { ru: 'период', tr: 'dönem', vi: 'khoảng thời gian' }),
}
