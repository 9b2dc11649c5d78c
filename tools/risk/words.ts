import { m, type Title } from '../../core/title.ts'
import type { Unchecked } from './report.ts'
import type { Level, ReasonKey } from './verdict.ts'

export const LEVELS: Record<Level, Title> = {
  danger: m('DANGER', 'PELIGRO', '危险', { ru: 'ОПАСНО', tr: 'TEHLİKE', vi: 'NGUY HIỂM' }),
  warning: m('Be careful', 'Precaución', '需谨慎', { ru: 'Осторожно', tr: 'Dikkat', vi: 'Cẩn thận' }),
  clear: m('Nothing bad was found', 'No se encontró nada malo', '未发现问题', {
    ru: 'Ничего плохого не найдено',
    tr: 'Kötü bir şey bulunmadı',
    vi: 'Không thấy gì xấu',
  }),
  unknown: m('It could not be judged', 'No se pudo juzgar', '无法判断', {
    ru: 'Оценить не удалось',
    tr: 'Değerlendirilemedi',
    vi: 'Không đánh giá được',
  }),
}

/** Where how much is not known. */
export const CAN_TAX_OPEN = m('{w} can change what a sale loses ({p})', '{w} puede cambiar lo que pierde una venta ({p})', '{w}可以改变卖出的损失（{p}）', { ru: '{w} может изменить потери продажи ({p})', tr: '{w} satış kaybını değiştirebilir ({p})', vi: '{w} có thể đổi mức mất khi bán ({p})' }) // biome-ignore format: one a line

/** {v} and {t} stand for figures, {p} for the function, {w} for who may call it. */
export const REASONS: Record<ReasonKey, Title> = {
  cannot_sell: m('it can be bought but not sold', 'se puede comprar pero no vender', '可以买入但无法卖出', { ru: 'его можно купить, но нельзя продать', tr: 'alınabiliyor ama satılamıyor', vi: 'mua được nhưng không bán được' }),
  cannot_sell_later: m('it can be sold at first, but no longer {v} after the purchase', 'se puede vender al principio, pero ya no {v} después de comprar', '起初可以卖出，但买入{v}后就不能卖', { ru: 'сначала продаётся, но через {v} после покупки уже нет', tr: 'önce satılabiliyor, alımdan {v} sonra satılamıyor', vi: 'lúc đầu bán được, nhưng {v} sau khi mua thì không' }),
  cooldown: m('it cannot be sold right after the purchase; {v} later it can', 'no se puede vender justo tras comprar; {v} después sí', '买入后不能立即卖出，{v}后可以', { ru: 'сразу после покупки не продаётся; через {v} продаётся', tr: 'alımdan hemen sonra satılamıyor; {v} sonra satılıyor', vi: 'không bán được ngay sau khi mua; sau {v} thì được' }),
  sometimes: m('{v} of {t} sales at different times failed', '{v} de {t} ventas en distintos momentos fallaron', '不同时间的 {t} 次卖出中有 {v} 次失败', { ru: 'из {t} продаж в разное время не прошли {v}', tr: 'farklı zamanlardaki {t} satıştan {v} tanesi başarısız oldu', vi: '{v} trong {t} lần bán vào các thời điểm khác nhau thất bại' }),
  false_balance: m('it shows a larger balance than what was bought', 'muestra un saldo mayor que lo comprado', '显示的余额大于实际买入的数量', { ru: 'показывает баланс больше купленного', tr: 'alınandan büyük bir bakiye gösteriyor', vi: 'hiển thị số dư lớn hơn lượng đã mua' }),
  cannot_buy: m('it cannot be bought now, so no sale could be tried', 'ahora no se puede comprar, así que no se pudo probar la venta', '目前无法买入，因此无法测试卖出', { ru: 'сейчас его нельзя купить, поэтому продажу не проверить', tr: 'şu an alınamıyor, bu yüzden satış denenemedi', vi: 'hiện không mua được nên không thử bán được' }),
  tax: m('a trade loses up to {v} on the way', 'una operación pierde hasta {v} por el camino', '交易途中最多损失{v}', { ru: 'сделка теряет по пути до {v}', tr: 'bir işlem yolda {v} kadar kaybediyor', vi: 'giao dịch mất tới {v} dọc đường' }),
  holders_fail: m('{v} of {t} real holders could not sell', '{v} de {t} tenedores reales no pudieron vender', '{t}个真实持有人中有{v}个无法卖出', { ru: '{v} из {t} настоящих держателей не смогли продать', tr: '{t} gerçek sahipten {v} tanesi satamadı', vi: '{v} trong {t} người nắm giữ thật không bán được' }),
  can_take: m('{w} can take tokens from holders ({p})', '{w} puede quitar tokens a los tenedores ({p})', '{w}可以拿走持有人的代币（{p}）', { ru: '{w} может забрать токены у держателей ({p})', tr: '{w} sahiplerin tokenlarını alabilir ({p})', vi: '{w} có thể lấy token của người nắm giữ ({p})' }),
  can_stop: m('{w} can stop sales ({p})', '{w} puede detener las ventas ({p})', '{w}可以阻止卖出（{p}）', { ru: '{w} может остановить продажи ({p})', tr: '{w} satışları durdurabilir ({p})', vi: '{w} có thể chặn bán ({p})' }),
  can_tax: m('{w} can raise what a sale loses, to {v} or more ({p})', '{w} puede subir lo que pierde una venta, hasta {v} o más ({p})', '{w}可以把卖出损失提高到{v}或更多（{p}）', { ru: '{w} может поднять потери продажи до {v} и выше ({p})', tr: '{w} satış kaybını {v} veya üstüne çıkarabilir ({p})', vi: '{w} có thể tăng mức mất khi bán lên {v} hoặc hơn ({p})' }),
  can_mint: m('{w} can make new tokens ({p})', '{w} puede crear tokens nuevos ({p})', '{w}可以增发代币（{p}）', { ru: '{w} может выпускать новые токены ({p})', tr: '{w} yeni token basabilir ({p})', vi: '{w} có thể tạo token mới ({p})' }),
  can_upgrade: m('{w} can exchange the whole code ({p})', '{w} puede cambiar todo el código ({p})', '{w}可以更换全部代码（{p}）', { ru: '{w} может заменить весь код ({p})', tr: '{w} tüm kodu değiştirebilir ({p})', vi: '{w} có thể thay toàn bộ mã ({p})' }),
  can_destroy: m('{w} can end or replace the code ({p})', '{w} puede acabar o reemplazar el código ({p})', '{w}可以销毁或替换代码（{p}）', { ru: '{w} может уничтожить или заменить код ({p})', tr: '{w} kodu yok edebilir ya da değiştirebilir ({p})', vi: '{w} có thể hủy hoặc thay mã ({p})' }),
  anyone_can: m('anyone can harm holders ({p})', 'cualquiera puede dañar a los tenedores ({p})', '任何人都能损害持有人（{p}）', { ru: 'любой может навредить держателям ({p})', tr: 'herkes sahiplere zarar verebilir ({p})', vi: 'bất kỳ ai cũng có thể hại người nắm giữ ({p})' }),
  size_limit: m('a large holding cannot be sold at once', 'una posición grande no se puede vender de una vez', '大额持仓无法一次卖出', { ru: 'крупную позицию нельзя продать сразу', tr: 'büyük bir miktar tek seferde satılamıyor', vi: 'không bán được lượng lớn một lần' }),
  transfer_fails: m('it cannot be sent to another wallet', 'no se puede enviar a otra cartera', '无法转到其他钱包', { ru: 'его нельзя отправить на другой кошелёк', tr: 'başka bir cüzdana gönderilemiyor', vi: 'không gửi được sang ví khác' }),
  fake: m('it passes itself off as another token', 'se hace pasar por otro token', '它冒充其他代币', { ru: 'он выдаёт себя за другой токен', tr: 'kendini başka bir token gibi gösteriyor', vi: 'nó giả làm token khác' }),
  concentrated: m('one account holds {v} of it', 'una cuenta tiene el {v}', '一个账户持有{v}', { ru: 'один адрес держит {v}', tr: 'bir hesap {v} kadarını tutuyor', vi: 'một tài khoản giữ {v}' }),
  creator_lp: m('its maker or owner can take away {v} of the liquidity', 'su creador o dueño puede retirar el {v} de la liquidez', '其创建者或所有者可撤走{v}的流动性', { ru: 'создатель или владелец может забрать {v} ликвидности', tr: 'yaratıcısı ya da sahibi likiditenin {v} kadarını çekebilir', vi: 'người tạo hoặc chủ có thể rút {v} thanh khoản' }),
  bad_link: m('it links to a site that is known for theft, or made to be taken for another', 'enlaza a un sitio conocido por robos o hecho para confundirse con otro', '它链接到已知的盗窃网站或仿冒网站', { ru: 'он ссылается на сайт, известный кражами или сделанный похожим на другой', tr: 'hırsızlıkla bilinen ya da başkasına benzetilmiş bir siteye bağlantı veriyor', vi: 'nó dẫn tới trang nổi tiếng lừa đảo hoặc giả trang khác' }),
  maker: m('its maker also made {v} of the tried tokens that are a danger', 'su creador también hizo {v} de los tokens probados que son un peligro', '其创建者还创建了{v}个经测试为危险的代币', { ru: 'его создатель сделал и {v} из проверенных токенов, которые опасны', tr: 'yapımcısı denenen tokenlardan tehlikeli olan {v} tanesini de yaptı', vi: 'người tạo ra nó cũng tạo {v} token nguy hiểm trong số đã thử' }),
  comes_back: m('{w} can become owner again ({p})', '{w} puede volver a ser dueño ({p})', '{w}可以重新成为所有者（{p}）', { ru: '{w} может снова стать владельцем ({p})', tr: '{w} yeniden sahip olabilir ({p})', vi: '{w} có thể lại thành chủ ({p})' }),
  no_sale_tried: m('no trade could be tried', 'no se pudo probar ninguna operación', '无法测试交易', { ru: 'сделку проверить не удалось', tr: 'hiçbir işlem denenemedi', vi: 'không thử được giao dịch nào' }),
} // biome-ignore format: one sentence a line

export const WHO: Record<string, Title> = {
  nobody: m('nobody any more', 'ya nadie', '已无人', { ru: 'уже никто', tr: 'artık kimse', vi: 'không còn ai' }),
  account: m('one account', 'una cuenta', '一个账户', { ru: 'один аккаунт', tr: 'bir hesap', vi: 'một tài khoản' }),
  contract: m('a contract', 'un contrato', '一个合约', { ru: 'контракт', tr: 'bir sözleşme', vi: 'một hợp đồng' }),
  list: m('accounts on a list', 'cuentas de una lista', '名单上的账户', {
    ru: 'аккаунты из списка',
    tr: 'bir listedeki hesaplar',
    vi: 'các tài khoản trong danh sách',
  }),
  fixed: m('an account written into the code', 'una cuenta fijada en el código', '写死在代码中的账户', {
    ru: 'аккаунт, записанный в код',
    tr: 'koda yazılmış bir hesap',
    vi: 'tài khoản ghi trong mã',
  }),
  anyone: m('anyone', 'cualquiera', '任何人', { ru: 'любой', tr: 'herkes', vi: 'bất kỳ ai' }),
  unknown: m('somebody unknown', 'alguien desconocido', '未知账户', { ru: 'неизвестно кто', tr: 'bilinmeyen biri', vi: 'ai đó chưa rõ' }),
}

export const POWERS: Record<string, Title> = {
  stop: m('block transfers', 'bloquear transferencias', '阻止转账', { ru: 'блокировать переводы', tr: 'transferleri engellemek', vi: 'chặn chuyển' }),
  tax: m('change what a transfer loses', 'cambiar lo que pierde una transferencia', '改变转账损失', { ru: 'менять потери перевода', tr: 'transfer kesintisini değiştirmek', vi: 'đổi phần mất khi chuyển' }),
  mint: m('make new tokens', 'crear tokens', '增发代币', { ru: 'выпускать токены', tr: 'token basmak', vi: 'tạo token' }),
  take: m('change balances of others', 'cambiar saldos ajenos', '更改他人余额', { ru: 'менять чужие балансы', tr: 'başkalarının bakiyesini değiştirmek', vi: 'đổi số dư người khác' }),
  outside: m('choose a contract that decides over transfers', 'elegir un contrato que decide las transferencias', '指定决定转账的合约', { ru: 'выбрать контракт, решающий о переводах', tr: 'transferlere karar veren sözleşmeyi seçmek', vi: 'chọn hợp đồng quyết định việc chuyển' }),
  destroy: m('destroy the contract', 'destruir el contrato', '销毁合约', { ru: 'уничтожить контракт', tr: 'sözleşmeyi yok etmek', vi: 'hủy hợp đồng' }),
  replace: m('run other code', 'ejecutar otro código', '运行其他代码', { ru: 'выполнить другой код', tr: 'başka kod çalıştırmak', vi: 'chạy mã khác' }),
  owner: m('name a new owner', 'nombrar otro dueño', '指定新所有者', { ru: 'назначить нового владельца', tr: 'yeni sahip atamak', vi: 'đặt chủ mới' }),
  upgrade: m('exchange the whole code', 'cambiar todo el código', '更换全部代码', { ru: 'заменить весь код', tr: 'tüm kodu değiştirmek', vi: 'thay toàn bộ mã' }),
} // biome-ignore format: one a line

export const EFFECTS = {
  stops: m('sales fail then', 'las ventas fallan', '之后无法卖出', { ru: 'продажи не проходят', tr: 'satış başarısız', vi: 'bán thất bại' }),
  tax: m('sales lose more then', 'se pierde más', '之后损失更多', { ru: 'продажа теряет больше', tr: 'satış daha çok kaybediyor', vi: 'bán mất nhiều hơn' }),
  takes: m('a balance fell', 'bajó un saldo', '余额减少', { ru: 'баланс упал', tr: 'bir bakiye düştü', vi: 'số dư giảm' }),
  mints: m('supply grew', 'creció el suministro', '供应量增加', { ru: 'выпуск вырос', tr: 'arz arttı', vi: 'nguồn cung tăng' }),
  opens: m('it decides who sells', 'decide quién vende', '决定谁能卖出', { ru: 'решает, кто продаёт', tr: 'kimin satacağına karar veriyor', vi: 'quyết định ai được bán' }),
  owns: m('there was a new owner', 'hubo otro dueño', '所有者改变', { ru: 'сменился владелец', tr: 'sahip değişti', vi: 'chủ đã đổi' }),
  none: m('no harm seen', 'sin daño visible', '未见损害', { ru: 'вреда не видно', tr: 'zarar görülmedi', vi: 'không thấy hại' }),
  failed: m('does not work now', 'ahora no funciona', '目前不可用', { ru: 'сейчас не работает', tr: 'şu an çalışmıyor', vi: 'hiện không hoạt động' }),
  untried: m('not tried', 'no probado', '未测试', { ru: 'не проверялось', tr: 'denenmedi', vi: 'chưa thử' }),
} // biome-ignore format: one a line

export const WORDS = {
  yes: m('yes', 'sí', '是', { ru: 'да', tr: 'evet', vi: 'có' }),
  no: m('no', 'no', '否', { ru: 'нет', tr: 'hayır', vi: 'không' }),
  unknown: m('unknown', 'se desconoce', '未知', { ru: 'неизвестно', tr: 'bilinmiyor', vi: 'chưa rõ' }),
  trades: m('Trades tried in a simulation', 'Operaciones simuladas', '模拟交易', { ru: 'Сделки в симуляции', tr: 'Simülasyonda denenen işlemler', vi: 'Giao dịch mô phỏng' }),
  pool: m('pool', 'pool', '流动性池', { ru: 'пул', tr: 'havuz', vi: 'pool' }),
  step: m('step', 'paso', '步骤', { ru: 'шаг', tr: 'adım', vi: 'bước' }),
  works: m('works', 'funciona', '成功', { ru: 'проходит', tr: 'çalışıyor', vi: 'được' }),
  lost: m('lost on the way', 'se pierde', '途中损失', { ru: 'теряется', tr: 'yolda kaybolan', vi: 'mất' }),
  gas: m('gas', 'gas', 'gas', { ru: 'газ', tr: 'gaz', vi: 'gas' }),
  buy: m('buy', 'compra', '买入', { ru: 'покупка', tr: 'alım', vi: 'mua' }),
  transfer: m('send', 'envío', '转账', { ru: 'перевод', tr: 'gönderim', vi: 'gửi' }),
  sell: m('sell', 'venta', '卖出', { ru: 'продажа', tr: 'satım', vi: 'bán' }),
  powers: m('Powers over holders', 'Poderes sobre los tenedores', '对持有人的权力', { ru: 'Власть над держателями', tr: 'Sahipler üzerindeki yetkiler', vi: 'Quyền đối với người nắm giữ' }),
  power: m('can', 'puede', '可以', { ru: 'может', tr: 'yetki', vi: 'có thể' }),
  by: m('by', 'mediante', '函数', { ru: 'чем', tr: 'ile', vi: 'bằng' }),
  who: m('who', 'quién', '谁', { ru: 'кто', tr: 'kim', vi: 'ai' }),
  any: m('any', 'cualquiera', '任意', { ru: 'любые', tr: 'hepsi', vi: 'bất kỳ' }),
  evidence: m('when tried', 'al probarlo', '测试结果', { ru: 'при проверке', tr: 'denenince', vi: 'khi thử' }),
  no_powers: m('No function was found by which somebody could harm holders.', 'No se encontró ninguna función para dañar a los tenedores.', '未发现可损害持有人的函数。', { ru: 'Функций, которыми можно навредить держателям, не найдено.', tr: 'Sahiplere zarar verebilecek bir işlev bulunmadı.', vi: 'Không tìm thấy hàm nào có thể hại người nắm giữ.' }),
  fake_link: m('Its name holds a link.', 'Su nombre contiene un enlace.', '其名称包含链接。', { ru: 'В имени есть ссылка.', tr: 'Adında bir bağlantı var.', vi: 'Tên chứa liên kết.' }),
  advice: m('This is what was measured, not advice; tomorrow it can be different.', 'Esto es lo medido, no un consejo; mañana puede ser distinto.', '以上为测量结果，并非建议；明天可能不同。', { ru: 'Это измерения, а не совет; завтра может быть иначе.', tr: 'Bu ölçülendir, tavsiye değil; yarın farklı olabilir.', vi: 'Đây là kết quả đo, không phải lời khuyên; ngày mai có thể khác.' }),
} as const // biome-ignore format: one a line

export const UNCHECKED: Record<Unchecked['what'], Title> = {
  sale: m('a trade', 'una operación', '交易', { ru: 'сделка', tr: 'bir işlem', vi: 'giao dịch' }),
  later: m('a sale in later blocks', 'una venta en bloques posteriores', '后续区块的卖出', { ru: 'продажа в следующих блоках', tr: 'sonraki bloklarda satış', vi: 'bán ở khối sau' }),
  holders: m('sales of real holders', 'ventas de tenedores reales', '真实持有人的卖出', { ru: 'продажи настоящих держателей', tr: 'gerçek sahiplerin satışları', vi: 'bán của người nắm giữ thật' }),
  sizes: m('large trades', 'operaciones grandes', '大额交易', { ru: 'крупные сделки', tr: 'büyük işlemler', vi: 'giao dịch lớn' }),
  adversary: m('what those in power would do', 'qué harían los que mandan', '权力者的行为', { ru: 'что сделали бы имеющие власть', tr: 'yetkililerin ne yapacağı', vi: 'người có quyền sẽ làm gì' }),
  code: m('a part of the code', 'una parte del código', '部分代码', { ru: 'часть кода', tr: 'kodun bir kısmı', vi: 'một phần mã' }),
  market: m('holders and price', 'tenedores y precio', '持有人和价格', { ru: 'держатели и цена', tr: 'sahipler ve fiyat', vi: 'người nắm giữ và giá' }),
  lp: m('who holds the liquidity', 'quién tiene la liquidez', '谁持有流动性', { ru: 'у кого ликвидность', tr: 'likiditenin kimde olduğu', vi: 'ai giữ thanh khoản' }),
  depth: m('depth', 'profundidad', '深度', { ru: 'глубина', tr: 'derinlik', vi: 'độ sâu' }),
  links: m('links', 'enlaces', '链接', { ru: 'ссылки', tr: 'bağlantılar', vi: 'liên kết' }),
  history: m('what else its maker made', 'qué más hizo su creador', '创建者的其他代币', { ru: 'что ещё сделал его создатель', tr: 'yapımcısının diğer tokenları', vi: 'những gì khác người tạo đã làm' }),
  source: m('its source', 'su código fuente', '源代码', { ru: 'исходный код', tr: 'kaynak kodu', vi: 'mã nguồn' }),
  combinations: m('powers used in a certain order', 'poderes usados en cierto orden', '按特定顺序使用的权力', { ru: 'полномочия в определённом порядке', tr: 'belli bir sırayla kullanılan yetkiler', vi: 'các quyền dùng theo thứ tự nhất định' }),
} // biome-ignore format: one a line

export const BECAUSE: Record<Unchecked['because'], Title> = {
  no_pool: m('no pool was found', 'no se encontró ningún pool', '未找到流动性池', { ru: 'пул не найден', tr: 'havuz bulunamadı', vi: 'không tìm thấy pool' }),
  no_means: m('nothing to buy with was found', 'no se halló con qué comprar', '找不到用于买入的资产', { ru: 'не нашлось, чем платить', tr: 'ödeme aracı bulunamadı', vi: 'không có gì để mua' }),
  one_sender: m('the node simulates one sender in one block', 'el nodo simula un remitente en un bloque', '节点只能在一个区块模拟一个发送者', { ru: 'узел симулирует одного отправителя в одном блоке', tr: 'düğüm tek blokta tek göndereni simüle ediyor', vi: 'nút chỉ mô phỏng một người gửi trong một khối' }),
  failed: m('the simulation failed', 'la simulación falló', '模拟失败', { ru: 'симуляция не удалась', tr: 'simülasyon başarısız', vi: 'mô phỏng thất bại' }),
  not_bought: m('nothing could be bought', 'no se pudo comprar', '无法买入', { ru: 'купить не удалось', tr: 'alım yapılamadı', vi: 'không mua được' }),
  not_indexed: m('the index does not hold it', 'el índice no lo tiene', '索引中没有', { ru: 'в индексе этого нет', tr: 'dizinde yok', vi: 'chỉ mục không có' }),
  lost: m('the code behind the proxy was not found', 'no se halló el código tras el proxy', '未找到代理的实现', { ru: 'код за прокси не найден', tr: 'vekilin arkasındaki kod bulunamadı', vi: 'không tìm thấy mã sau proxy' }),
  truncated: m('it is longer than the step budget', 'supera el presupuesto de pasos', '超出步骤预算', { ru: 'он длиннее бюджета шагов', tr: 'adım bütçesini aşıyor', vi: 'vượt ngân sách bước' }),
  unread: m('the pool did not tell', 'el pool no lo dijo', '未能从池中读取', { ru: 'пул этого не сообщил', tr: 'havuz bildirmedi', vi: 'pool không cho biết' }),
  unpublished: m('nobody published it', 'nadie lo publicó', '无人公布', { ru: 'никто не опубликовал', tr: 'kimse yayımlamamış', vi: 'chưa ai công bố' }),
  unreachable: m('Sourcify did not answer', 'Sourcify no respondió', 'Sourcify 未响应', { ru: 'Sourcify не ответил', tr: 'Sourcify yanıt vermedi', vi: 'Sourcify không trả lời' }),
  no_list: m('there is no list for it here', 'aquí no hay lista para ello', '此处没有相关名单', { ru: 'здесь нет такого списка', tr: 'burada bunun listesi yok', vi: 'ở đây không có danh sách' }),
  never: m('this check does not try it', 'esta comprobación no lo intenta', '本检查不做此项', { ru: 'эта проверка этого не делает', tr: 'bu kontrol bunu denemez', vi: 'phép kiểm này không thử' }),
  not_asked: m('no service was asked; the bytecode was read', 'no se preguntó a ningún servicio; se leyó el bytecode', '未查询任何服务；已读取字节码', { ru: 'сервисы не спрашивали; прочитан байткод', tr: 'hiçbir hizmete sorulmadı; bayt kodu okundu', vi: 'không hỏi dịch vụ nào; đã đọc bytecode' }),
} // biome-ignore format: one a line
