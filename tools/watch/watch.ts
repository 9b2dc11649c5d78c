import { z } from 'zod'
import type { Alert } from '../../core/alert.ts'
import { type Block, figure, note, text } from '../../core/answer.ts'
import { inLocale, m } from '../../core/title.ts'
import type { ToolContext } from '../../core/tool.ts'
import { homeOf, targetOf } from '../alerts/home.ts'
import { defineTool, type Handles } from '../define.ts'
import { cleanText, formatUsd } from '../format.ts'
import { one } from '../token/find.ts'
import { latestPrice, type PriceSpec, priceCondition } from './condition.ts'
import { read } from './read.ts'

/** Milliseconds between two looks at a price: the index takes a block in seconds. */
const EVERY_MS = 60_000

const WORDS = {
  watching: m('I am watching: ', 'Vigilo: ', '正在关注：', { ru: 'Слежу: ', tr: 'Takipteyim: ', vi: 'Đang theo dõi: ' }),
  now: m('It is now at ', 'Ahora está en ', '现在为 ', { ru: 'Сейчас ', tr: 'Şu an ', vi: 'Hiện tại là ' }),
  how: m(
    'I look once a minute and tell you here, each time it happens anew. /alerts lists, pauses and removes.',
    'Miro una vez por minuto y aviso aquí, cada vez que vuelve a ocurrir. /alerts lista, pausa y quita.',
    '我每分钟查看一次，每次重新发生时在此通知。/alerts 可列出、暂停和删除。',
    {
      ru: 'Я смотрю раз в минуту и сообщаю здесь каждый раз, когда это случается снова. /alerts — список, пауза, удаление.',
      tr: 'Dakikada bir bakarım ve her yeniden olduğunda burada haber veririm. /alerts listeler, durdurur, siler.',
      vi: 'Tôi xem mỗi phút một lần và báo tại đây mỗi khi xảy ra lại. /alerts để liệt kê, tạm dừng, xóa.',
    },
  ),
  sent: m(
    'I look once a minute while Petrel runs, and send it to the webhook each time it happens anew: ',
    'Miro una vez por minuto mientras Petrel está en marcha y lo envío al webhook cada vez que vuelve a ocurrir: ',
    'Petrel 运行期间我每分钟查看一次，每次重新发生时发送到 webhook：',
    {
      ru: 'Пока Petrel работает, я смотрю раз в минуту и каждый раз, когда это случается снова, отправляю на вебхук: ',
      tr: 'Petrel çalışırken dakikada bir bakarım ve her yeniden olduğunda şu webhook’a gönderirim: ',
      vi: 'Khi Petrel đang chạy, tôi xem mỗi phút một lần và mỗi khi xảy ra lại thì gửi tới webhook: ',
    },
  ),
  list: m('. /alerts lists, pauses and removes.', '. /alerts lista, pausa y quita.', '。/alerts 可列出、暂停和删除。', {
    ru: '. /alerts — список, пауза, удаление.',
    tr: '. /alerts listeler, durdurur, siler.',
    vi: '. /alerts để liệt kê, tạm dừng, xóa.',
  }),
  remove: m('Remove', 'Quitar', '删除', { ru: 'Удалить', tr: 'Sil', vi: 'Xóa' }),
  mine: m('All alerts', 'Todas las alertas', '所有提醒', { ru: 'Все оповещения', tr: 'Tüm uyarılar', vi: 'Tất cả cảnh báo' }),
}

interface Watching {
  alert: Alert
  price: number
  record: string
  title: string
  /** The webhook that is told. */
  to?: { name: string; record: string }
}

const input = z.object({
  token: z.string().min(1).max(100).describe('Token: symbol, name or address.'),
  op: z.enum(['above', 'below', 'cross', 'change']).describe('above, below or cross a price in USD; change: by percent.'),
  value: z.number().positive().describe('Price in USD, or percent for change.'),
  direction: z.enum(['any', 'up', 'down']).default('any').describe('For change: up, down or any.'),
  to: z
    .string()
    .min(1)
    .max(60)
    .optional()
    .describe('The operator’s webhook that is told instead of this chat.')
    .meta({ byModel: false, audience: 'operator' }),
})

async function run({ token, op, value, direction, to }: z.output<typeof input>, context: ToolContext<Handles>): Promise<Watching> {
  const { asker, handles, resolve, ledger, locale, signal } = context
  const { user, role, place } = asker
  const target = targetOf(to, context)
  const chains = handles.chains.all.map(({ id }) => id)
  const { chain, address, symbol } = await one(token, chains, resolve)
  const rule: PriceSpec['rule'] = op === 'change' ? { op, percent: value, direction } : { op, level: value }
  const spec: PriceSpec = { chain, address, symbol: cleanText(symbol, 40) || address, rule }
  const { price, block } = await latestPrice(spec, { handles, signal })
  const owner = { ...homeOf(asker), user }
  const { kind } = priceCondition
  const alert = await handles.alerts.add({ owner, role, place, locale, kind, spec, cadence: { everyMs: EVERY_MS }, ...target })
  const record = ledger.measured({ name: `price of ${spec.symbol}`, value: price, unit: 'USD', source: 'prices.latest', chain, block })
  const title = ledger.user({ name: 'alert', value: alert.title, words: alert.title })
  const told = alert.to === undefined ? {} : { to: { name: alert.to, record: ledger.user({ name: 'webhook', value: alert.to, words: alert.to }).id } } // biome-ignore format: short
  return { alert, price, record: record.id, title: title.id, ...told }
}

/** Tells the asker when a token's price crosses a level or moves by a share. */
export const watchTool = defineTool({
  name: 'watch',
  title: 'Watch',
  description: 'Tells you here when the price of a token goes above or below a level, or moves by a percentage.',
  descriptions: {
    es: 'Te avisa aquí cuando el precio de un token pasa un nivel o varía un porcentaje.',
    zh: '当代币价格高于或低于某值，或变动某百分比时在此通知你。',
    ru: 'Сообщает здесь, когда цена токена выше или ниже уровня или меняется на процент.',
    tr: 'Bir token fiyatı bir seviyeyi geçince ya da yüzde olarak değişince burada haber verir.',
    vi: 'Báo tại đây khi giá token vượt hay xuống dưới một mức, hoặc thay đổi theo phần trăm.',
  },
  audience: 'everyone',
  reach: 'chain',
  returns: 'strangers',
  input,
  positional: 'token',
  read,
  run,
  answer: ({ alert, price, record, title, to }, locale): Block[] => [
    text(
      inLocale(WORDS.watching, locale),
      figure(alert.title, title),
      '. ',
      inLocale(WORDS.now, locale),
      figure(formatUsd(price, locale), record),
      '.',
    ),
    to ? note(inLocale(WORDS.sent, locale), figure(to.name, to.record), inLocale(WORDS.list, locale)) : note(inLocale(WORDS.how, locale)),
    {
      kind: 'buttons',
      items: [
        { label: inLocale(WORDS.remove, locale), say: `/alerts remove ${alert.number}` },
        { label: inLocale(WORDS.mine, locale), say: '/alerts' },
      ],
    },
  ],
  conditions: [priceCondition],
  examples: [
    { say: 'tell me when UNI goes above 10', input: { token: 'UNI', op: 'above', value: 10 } },
    { say: 'watch WETH ±5%', input: { token: 'WETH', op: 'change', value: 5, direction: 'any' } },
  ],
})
