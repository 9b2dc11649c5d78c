import { z } from 'zod'
import type { AlertContext, Condition } from '../../core/alert.ts'
import { PetrelError } from '../../core/errors.ts'
import { checkLevel, type LevelMemory, rewordLevel } from '../../core/levels.ts'
import { inLocale, m } from '../../core/title.ts'
import type { Handles } from '../define.ts'
import { formatPercent, formatUsd } from '../format.ts'

export const levelSchema = z.discriminatedUnion('op', [
  z.object({ op: z.enum(['above', 'below', 'cross']), level: z.number().positive() }),
  z.object({ op: z.literal('change'), percent: z.number().positive().max(1000), direction: z.enum(['any', 'up', 'down']) }),
])

export const priceSpec = z.object({
  chain: z.number().int(),
  address: z.string().regex(/^0x[0-9a-f]{40}$/),
  symbol: z.string().min(1).max(40),
  rule: levelSchema,
})
export type PriceSpec = z.output<typeof priceSpec>

const WORDS = {
  above: m('{token} above {value}', '{token} por encima de {value}', '{token} 高于 {value}', {
    ru: '{token} выше {value}',
    tr: '{token} {value} üzerinde',
    vi: '{token} trên {value}',
  }),
  below: m('{token} below {value}', '{token} por debajo de {value}', '{token} 低于 {value}', {
    ru: '{token} ниже {value}',
    tr: '{token} {value} altında',
    vi: '{token} dưới {value}',
  }),
  cross: m('{token} crosses {value}', '{token} cruza {value}', '{token} 穿过 {value}', {
    ru: '{token} пересекает {value}',
    tr: '{token} {value} seviyesini geçer',
    vi: '{token} cắt qua {value}',
  }),
  any: m('{token} moves by {value}', '{token} varía un {value}', '{token} 变动 {value}', {
    ru: '{token} меняется на {value}',
    tr: '{token} {value} değişir',
    vi: '{token} thay đổi {value}',
  }),
  up: m('{token} rises by {value}', '{token} sube un {value}', '{token} 上涨 {value}', {
    ru: '{token} растёт на {value}',
    tr: '{token} {value} yükselir',
    vi: '{token} tăng {value}',
  }),
  down: m('{token} falls by {value}', '{token} baja un {value}', '{token} 下跌 {value}', {
    ru: '{token} падает на {value}',
    tr: '{token} {value} düşer',
    vi: '{token} giảm {value}',
  }),
}

/** "UNI above $10.00". */
export function describePrice({ symbol, rule }: PriceSpec, locale: string): string {
  const [title, value] =
    rule.op === 'change' ? [WORDS[rule.direction], formatPercent(rule.percent, locale)] : [WORDS[rule.op], formatUsd(rule.level, locale)]
  return inLocale(title, locale).replace('{token}', symbol).replace('{value}', value)
}

const LATEST = `SELECT p.price, epoch_ms(p.at) AS at, c.last_block FROM prices.latest AS p
JOIN evm.coverage AS c ON c.chain_id = p.chain_id WHERE p.chain_id = $1 AND p.contract_address = $2 LIMIT 1`

/** The price in USD that the index knows now. Throws PetrelError cannot_answer when it knows none. */
export async function latestPrice(
  { chain, address, symbol }: Pick<PriceSpec, 'chain' | 'address' | 'symbol'>,
  { handles, signal }: Pick<AlertContext<Handles>, 'handles' | 'signal'>,
): Promise<{ price: number; at: number; block: number }> {
  const { rows } = await handles.warehouse.query(LATEST, [chain, address], { signal })
  const [price, at, block] = rows[0] ?? []
  if (price === undefined || price === null) {
    throw new PetrelError('cannot_answer', {
      message: `No pool prices ${symbol}.`,
      hint: 'Watch a token that trades against a stablecoin.',
    })
  }
  return { price: Number(price), at: Number(at), block: Number(block) }
}

/** A token's price in USD from the index, against a level or its own past. */
export const priceCondition: Condition<PriceSpec, LevelMemory, Handles> = {
  kind: 'price',
  spec: priceSpec,
  describe: describePrice,
  reword: (spec, words) => {
    const rule = rewordLevel(spec.rule, words)
    return rule && { ...spec, rule }
  },
  check: async (spec, memory, context) => {
    const { price, at, block } = await latestPrice(spec, context)
    const checked = checkLevel(spec.rule, price, memory)
    if (checked.fired === undefined) return { memory: checked.memory }
    const fact = { unit: 'USD', source: 'prices.latest', chain: spec.chain, block, at }
    const facts = [{ name: `price of ${spec.symbol}`, value: price, ...fact }]
    if (spec.rule.op === 'change' && memory) facts.push({ name: `price of ${spec.symbol} before`, value: memory.anchor, ...fact })
    return { memory: checked.memory, fired: { event: String(checked.fired), facts } }
  },
}
