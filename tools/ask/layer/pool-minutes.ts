import { ADDRESS, column, TITLES, title } from './columns.ts'
import type { Aggregate, Subject, Words } from './types.ts'

const measure = (
  id: string,
  names: Aggregate['title'],
  made: Pick<Aggregate, 'value' | 'unit' | 'zero' | 'additive'>,
  words: Words = {},
): Aggregate => ({
  kind: 'aggregate',
  id,
  title: names,
  ...made,
  ...(id === 'pool_volume' ? { usd: true } : {}),
  words,
})
const price = (sql: string): Pick<Aggregate, 'value' | 'unit' | 'zero' | 'additive'> => ({
  value: () => sql,
  unit: 'USD',
  zero: false,
  additive: false,
})

/** Minutes of single pools from an import: what was paid in, and the closing price. Chains without trades of their own are asked here. */
export const poolMinutes: Subject = {
  id: 'pool_minutes',
  relation: 'main.pool_minutes',
  time: 'x.minute',
  usd: '(x.quote_in + x.base_in * x.close)',
  caveats: ['pool_minutes'],
  dimensions: { pool: { columns: [column('pool', 'x.pool', TITLES.pool, ADDRESS)] } },
  filters: { pool: (p) => `x.pool = ${p}` },
  metrics: [
    measure('pool_volume', title('volume of the pool', 'volumen del pool', '池子交易量'), {
      value: (usd) => `sum(${usd})`,
      unit: 'USD',
      zero: true,
      additive: true,
    }),
    measure('pool_quote_in', title('quote token paid in', 'entrada de la moneda de cotización', '计价代币流入'), {
      value: () => 'sum(x.quote_in)',
      unit: 'token',
      zero: true,
      additive: true,
    }),
    measure('pool_base_in', title('base token paid in', 'entrada del token base', '基础代币流入'), {
      value: () => 'sum(x.base_in)',
      unit: 'token',
      zero: true,
      additive: true,
    }),
    measure('pool_price_close', title('closing price', 'precio de cierre', '收盘价'), price('arg_max(x.close, x.minute)')),
    measure('pool_price_open', title('opening price', 'precio de apertura', '开盘价'), price('arg_min(x.close, x.minute)')),
    measure('pool_price_high', title('highest price', 'precio máximo', '最高价'), price('max(x.close)')),
    measure('pool_price_low', title('lowest price', 'precio mínimo', '最低价'), price('min(x.close)')),
    measure('pool_price_average', title('average price', 'precio medio', '平均价格'), price('avg(x.close)')),
    measure('pool_price_change', title('price change', 'cambio de precio', '价格涨跌幅'), {
      ...price('100 * (arg_max(x.close, x.minute) - arg_min(x.close, x.minute)) / nullif(arg_min(x.close, x.minute), 0)'),
      unit: '%',
    }),
    measure(
      'pool_liquidity',
      title('average liquidity', 'liquidez media', '平均流动性'),
      { value: () => 'avg(x.liquidity)', unit: 'token', zero: false, additive: false },
      { en: ['average liquidity', 'avg liquidity', 'mean liquidity'], es: ['liquidez media', 'liquidez promedio'], zh: ['平均流动性'] },
    ),
  ],
}
