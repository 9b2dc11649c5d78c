/** Chinese as it is written, to the forms that the patterns of dates, numbers and bounds read. */
const DIGITS: Readonly<Record<string, number>> = { 〇: 0, 零: 0, 一: 1, 二: 2, 两: 2, 三: 3, 四: 4, 五: 5, 六: 6, 七: 7, 八: 8, 九: 9 }
const TENS: Readonly<Record<string, number>> = { 十: 10, 百: 100, 千: 1000 }

/** Traditional characters of words that are read, and their simple forms. */
const SIMPLE = new Map(
  '幣币帳账轉转區区塊块鏈链數数額额單单筆笔個个買买賣卖錢钱價价總总計计過过這这們们時时間间費费發发處处開开關关協协議议對对種种後后從从來来會会還还說说讓让請请問问給给嗎吗麼么為为與与兩两萬万億亿漲涨變变動动礦矿鯨鲸戶户標标籤签簽签約约敗败執执統统顯显圖图據据範范圍围內内進进產产換换貨货場场現现賺赚虧亏損损淨净幾几條条週周歷历實实際际達达較较佔占餘余資资號号點点樣样誰谁嘅的係是喺在邊哪冇没唔不啲些筆笔規规圈圈紀纪錄录備备註注歸归屬属類类別别沒没獨独雙双邏逻輯辑記记憶忆隨随勢势線线網网絡络響响應应賬账貴贵險险穩稳鎖锁倉仓盤盘領领創创佈布署署滿满緊紧擠挤擁拥堵堵熱热門门閃闪兌兑'
    .match(/../gu)
    ?.map((pair): [string, string] => [pair.slice(0, 1), pair.slice(1)]) ?? [],
)

/** 二十四 → 24, 一百二十 → 120, 二〇二一 → 2021. */
function numeral(run: string): number {
  const letters = [...run]
  if (letters.every((letter) => letter in DIGITS)) return Number(letters.map((letter) => DIGITS[letter]).join(''))
  let sum = 0
  let digit: number | undefined
  for (const letter of letters) {
    const tens = TENS[letter]
    if (tens === undefined) digit = DIGITS[letter] ?? 0
    else {
      sum += (digit ?? 1) * tens
      digit = undefined
    }
  }
  return sum + (digit ?? 0)
}

/** What follows a number: a measure word, a unit, a scale. */
const COUNTS = /^(?:[个笔次条名位天日号月种家大年万亿倍分秒只枚人对点周块季]|小时|交易|地址|币|美元|美金|刀|代币|区块)/
/** Where characters of numbers are no number: Monday, the first, both, which. */
const WORDS = /(?:周|星期|礼拜|第|哪|这|那|同|统|唯|任|每|某|之|万|单|逐|其|\d|上|下|几|数|近|前|最近|过去|随|不|独|第|早|晚)$/
const BOUND = /(?:前|超过|大于|多于|高于|至少|少于|小于|低于|不到|不少于|最大的|最多的|最高的|最低的|最少的|最小的|最新的|最近|过去|近)$/

function numbers(text: string): string {
  return text.replace(/[〇零一二两三四五六七八九十百千]+/g, (run: string, at: number) => {
    const [before, after] = [text.slice(Math.max(0, at - 4), at), text.slice(at + run.length)]
    if (/\d$/.test(before)) return run
    if (run === '一') return /^(?:万|亿|月|季度)/.test(after) || (/月$/.test(before) && /^[日号]/.test(after)) ? '1' : run
    if (/[一二两]/.test(run) && run.length === 1 && /第$/.test(before)) return run
    if (/^[百千]$/.test(run)) return run
    if (BOUND.test(before) || (COUNTS.test(after) && !WORDS.test(before))) return String(numeral(run))
    return /^[〇零一二三四五六七八九]{4}$/.test(run) && after.startsWith('年') ? String(numeral(run)) : run
  })
}

const two = (value: string | number): string => String(value).padStart(2, '0')
const day = (year: string, month: string, date: string | number): string => `${year}-${two(month)}-${two(date)}`
const lastDay = (year: string, month: string): number => new Date(Date.UTC(Number(year), Number(month), 0)).getUTCDate()
const TO = '\\s*(?:到|至|-|－|–|—|~|～)\\s*'
const ORDINALS: Readonly<Record<string, number>> = { 一: 1, 二: 2, 三: 3, 四: 4, 1: 1, 2: 2, 3: 3, 4: 4 }

function third(year: string, month: string, part: string): string {
  const [from, to] = part === '上' ? [1, 10] : part === '中' ? [11, 20] : [21, lastDay(year, month)]
  return `${day(year, month, from)}到${day(year, month, to)}`
}
function months(year: string, from: number, to: number): string {
  return `${day(year, String(from), 1)}到${day(year, String(to), lastDay(year, String(to)))}`
}

const DATES: readonly (readonly [RegExp, (...parts: string[]) => string])[] = [
  [
    /((?:19|20)\d\d)年(\d{1,2})月(?:份)?的?([上中下])旬(?:[（(]\d{1,2}[日号]?[到至~-]\d{1,2}[日号]?[)）])?/g,
    (_, y, m, part) => third(y ?? '', m ?? '', part ?? ''),
  ],
  [
    /((?:19|20)\d\d)年的?第?([一二三四1-4])季度?/g,
    (_, y, n) => months(y ?? '', 3 * ((ORDINALS[n ?? ''] ?? 1) - 1) + 1, 3 * (ORDINALS[n ?? ''] ?? 1)),
  ],
  [/((?:19|20)\d\d)年的?([上下前后])半年/g, (_, y, part) => (/[上前]/.test(part ?? '') ? months(y ?? '', 1, 6) : months(y ?? '', 7, 12))],
  [
    new RegExp(`((?:19|20)\\d\\d)年的?(\\d{1,2})月(?:份)?(\\d{1,2})[日号]?${TO}((?:19|20)\\d\\d)年(\\d{1,2})月(\\d{1,2})[日号]?`, 'g'),
    (_, y, m, d, y2, m2, d2) => `${day(y ?? '', m ?? '', d ?? '')}到${day(y2 ?? '', m2 ?? '', d2 ?? '')}`,
  ],
  [
    new RegExp(`((?:19|20)\\d\\d)年的?(\\d{1,2})月(?:份)?(\\d{1,2})[日号]?${TO}(?:(\\d{1,2})月)?(\\d{1,2})(?![\\d点:：])[日号]?`, 'g'),
    (_, y, m, d, m2, d2) => `${day(y ?? '', m ?? '', d ?? '')}到${day(y ?? '', m2 ?? m ?? '', d2 ?? '')}`,
  ],
  [
    new RegExp(`((?:19|20)\\d\\d)年的?(\\d{1,2})月?(?:份)?${TO}(\\d{1,2})月(?:份)?(?!\\d)`, 'g'),
    (_, y, m, m2) => months(y ?? '', Number(m), Number(m2)),
  ],
  [new RegExp(`(\\d{1,2})月(\\d{1,2})[日号]?${TO}(\\d{1,2})[日号]`, 'g'), (_, m, d, d2) => `${m}月${d}日到${m}月${d2}日`],
  [
    /((?:19|20)\d\d)年的?(\d{1,2})月(?:份)?(\d{1,2})(?:[日号]|(?=\D|$))(?:的?那[一]?天|这[一]?天|当[天日])?/g,
    (_, y, m, d) => ` ${day(y ?? '', m ?? '', d ?? '')} `,
  ],
  [/(\d{1,2})月(\d{1,2})[日号](?:的?那[一]?天|这[一]?天|当[天日])/g, (_, m, d) => `${m}月${d}日`],
]

/** 下午3点半 → 15:30, "22点30分到22点40分" → "from 22:30 to 22:40". */
const clock = (text: string): string =>
  text
    .replace(
      /(上午|早上|凌晨|中午|下午|晚上|傍晚)?(\d{1,2})[点時时](?:整|钟)?(?:(\d{1,2})分|(半)|(一刻))?/g,
      (all, part: string, h: string, m: string, half: string, quarter: string) => {
        const hour = Number(h) + (/下午|晚上|傍晚/.test(part ?? '') && Number(h) < 12 ? 12 : 0)
        return hour > 24 ? all : ` ${two(hour)}:${half ? '30' : quarter ? '15' : two(m ?? 0)} `
      },
    )
    .replace(
      /(?:从|在|介于)?\s*(\d{1,2}[:：]\d{2})\s*(?:到|至|和|-|–|—|~|～)\s*(\d{1,2}[:：]\d{2})\s*(?:之间|期间|这段时间)?/g,
      ' from $1 to $2 ',
    )

const SUM = '\\$?\\d[\\d,.]*\\s*(?:万|千|亿|百万|千万|k|m)?\\s*(?:多)?(?:美元|美金|美刀|刀|usd|[个枚]?\\s*[a-z]{2,6}|笔|次|个|条)?'

const BOUNDS: readonly (readonly [RegExp, string])[] = [
  [/(\d\s*[万千亿k]?)\s*u(?![a-z])/gi, '$1美元'],
  [/(\d)\s*百万/g, '$1 百万'],
  [/(\d+)千万/g, '$10百万'],
  [new RegExp(`(?:达到|在|大于等于)?(${SUM})(?:或|及|和|或者)?(?:以上|起步|及更多|或更多|往上|打底)`, 'gi'), '至少$1'],
  [new RegExp(`(?:在)?(${SUM})(?:或|及|和|或者)?(?:以下|以内|之内|及更少|或更少)(?=的|$|[^\\d])`, 'gi'), '不超过$1'],
  [/([a-z][\w/-]*(?:\s*(?:、|和|,|，|与|以及)\s*[a-z][\w/-]*)*)\s*(?:除外|不算|不计|排除在外|以外的)/gi, '除了$1 '],
  [/除(?:了|开|去)?\s*([^，,。]{1,40}?)(?:之外|以外|外)(?=的|，|,|还|$|有|总|其)?/g, '除了$1 '],
  // "交易超过10次的地址有多少": what bounds a thing goes behind it.
  [
    /((?:交易|转账|swap|兑换|做|发起|调用)(?:了|过)?)?\s*(超过|至少|不超过|少于|多于|大于|不到|正好|恰好|刚好)(?:了|过)?(\d+)\s*(次|笔|个)(?:以上)?\s*(交易|swap|转账|兑换|代币|链上交易)?(?:次数)?(?:的|过的)\s*((?:不同的|不同|独立)?(?:地址|钱包|交易者|人|用户|账户|区块|代币|币|交易对|合约|矿工|发送者|接收者))(.*)$/i,
    '$6$7 $2$3$4$5$1',
  ],
  [/(\d+)大/g, '前$1'],
  [/(\d+)强/g, '前$1'],
]

/** Word order that the reader does not follow, and the order that it does. */
const ORDER: readonly (readonly [RegExp, string])[] = [
  [/([a-z]{2,6}[-/][a-z]{2,6})\s*(?:这个|这对|这一)?(?:的)?(?:交易对|币对)/gi, '$1 '],
  [
    /(?:成交额|交易额|成交金额|交易金额|金额|价值|单笔)(?=(?:在)?(?:超过|大于|高于|多于|不低于|不少于|至少|小于|低于|少于|不超过|不到)\s*\$?\d)/g,
    '',
  ],
  [/(收到|接收|发送|转出|发出)(?:的)?\s*([a-z]{2,6})\s*(?:的)?(?:笔数|次数)最/gi, '$1$2转账次数最'],
  [/(\d{4}-\d{2}-\d{2})\s*(?:和|与)\s*(\d{4}-\d{2}-\d{2})\s*之间/g, '$1到$2'],
  [/(成交|交易|兑换|转账|swap)(?:了|过)?(?:有)?(?:多少|几)(笔|次)/gi, '有多少$2$1'],
  [/(买入|卖出|购买|抛售|买|卖)(?:了|的)?\s*([a-z]{2,6})\s*的?(?:总)?(?:金额|总额|价值)/gi, '$2 $1额'],
  [/转账(?:的)?(?:金额|数量|额)?最([大多高小少低])的?\s*(\d+)(?:笔|条)(?!交易)/g, '最$1的$2笔转账'],
  [/转账(?:的)?(?:金额|数量|额)最([大高])的?(?:那)?一笔/g, '最$1的一笔转账'],
  [/(?:交易|成交)(?:金额|额)?最([大高小低])的?\s*(\d+)笔(?:交易|swap)?/gi, '最$1的$2笔交易'],
  [/转账最([多少])/g, '转账次数最$1'],
  [/(\d{5,9})\s*号?(?:这个|那个)?(?:区块|块)(?:高度)?/g, '区块$1'],
]

/** Characters that sound alike, and the words that were meant. */
const SOUNDS: readonly (readonly [RegExp, string])[] = Object.entries({
  交易: '交意|交义|教易|交一(?=[额量])|交译',
  交易量: '交易亮|交易两|交易辆|交易良',
  成交: '成教|城交',
  地址: '地止|地扯|地纸|第址|地只',
  区块: '区快|区筷|去块',
  转账: '转帐|转张|专账|砖账',
  价格: '价各|价隔|家格|加格',
  多少笔: '多少比|多少笔笔',
  以太坊: '以太仿|以太房|一太坊|以太防|以泰坊',
  比特币: '比特比|必特币|比特毕|笔特币',
  手续费: '手序费|手续废|手续肥|首续费',
  失败: '失白|失拜|是败',
  百分比: '百分笔|白分比',
  平均: '平军|平君|平均均',
  池子: '池字|迟子|持子',
  买入: '买如|买人(?=[额量])|卖入',
  卖出: '卖初|买出|卖处',
  中位数: '中味数|中为数|钟位数',
  最多: '做多|最都|罪多',
  最高: '最搞|罪高',
  最低: '最底|最的(?=价)',
  总共: '总工|总供|种共',
  一共: '一供|一工|以共',
  每天: '没天|美天|每填',
  美元: '美园|没元|美圆|每元',
  收盘价: '收盘家|收盘加|受盘价',
  持有人: '持有任|持友人',
  钱包: '前包|钱宝|钱保',
  代币: '代比|带币|代笔',
  标签: '标千|表签',
  合约: '和约|合月',
  矿工: '框工|矿公',
  多少: '多绍|多小|朵少|多烧',
  哪个: '那个(?=.*最)',
  哪天: '那天(?=.*最)|拿天',
  流动性: '流动姓|留动性',
  基础费: '基处费|机础费',
}).map(([meant, said]) => [new RegExp(said, 'g'), meant])

/** The message with Chinese numerals, dates, clock times and bounds in the forms that are read. */
export function chinese(text: string): string {
  if (!/\p{Script=Han}/u.test(text)) return text
  let out = numbers([...text.normalize('NFKC')].map((letter) => SIMPLE.get(letter) ?? letter).join(''))
  for (const [pattern, meant] of SOUNDS) out = out.replace(pattern, meant)
  for (const [pattern, make] of DATES) out = out.replace(pattern, (...parts: unknown[]) => make(...(parts as string[])))
  out = clock(out)
  for (const [pattern, to] of ORDER) out = out.replace(pattern, to)
  if (
    /区块|矿工|手续费|失败|合约|gas|转.{0,8}(?:eth|以太)/i.test(out) &&
    !/平均|交易对|交易额|交易量|交易者|uniswap|sushi|swap|美元|dex/i.test(out)
  )
    out = out.replace(/(?<!链上)交易(?!额|量|对|者|所|手|费|失|成|金|总|记|次|笔|地|哈)/g, '链上交易')
  for (const [pattern, to] of BOUNDS) out = out.replace(pattern, to)
  // "涨跌幅是多少(百分比)": a change is in per cent anyway.
  out = out.replace(/(?:有|是)?(?:多少|几)(?:个|位|名)?(?:不同的|不同)?人(?!民)/g, (all) =>
    all.includes('不同') ? '多少个不同的地址' : '多少个地址',
  )
  if (/流[进入]|注入|进池/.test(out)) out = out.replace(/(?:有|是)?多少(?:个|枚)?(?![笔次地钱])/g, '多少枚')
  out = /涨跌?幅|涨|跌/.test(out) ? out.replace(/[,，]?(?:按|以|用)?(?:每日|日)?收盘价(?:计算|计|算|来算)?(?![多是])/g, '') : out
  return /涨|跌|变化|变动/.test(out) ? out.replace(/百分之(?:多少|几)|百分比|几个点|多少个点/g, '多少') : out
}
