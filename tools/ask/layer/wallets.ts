import { ADDRESS, column, TITLES, title } from './columns.ts'
import type { Subject } from './types.ts'

/** Each leg of each trade: what it brought or cost in dollars, and what its tokens are worth at the last known price. */
const LEGS = `(SELECT t.chain_id, t.blockchain, t.block_time, t.taker, t.project, t.token_bought_address AS token_address, t.token_bought_symbol AS token_symbol,
    -t.amount_usd AS cash, t.token_bought_amount * p.price AS position FROM dex.trades AS t
    LEFT JOIN prices.latest AS p ON p.chain_id = t.chain_id AND p.contract_address = t.token_bought_address
  UNION ALL SELECT t.chain_id, t.blockchain, t.block_time, t.taker, t.project, t.token_sold_address, t.token_sold_symbol,
    t.amount_usd, -t.token_sold_amount * p.price FROM dex.trades AS t
    LEFT JOIN prices.latest AS p ON p.chain_id = t.chain_id AND p.contract_address = t.token_sold_address)`

/** Profit and loss: dollars received for tokens minus dollars paid, plus the tokens left at the last price. Gas is not in it. */
export const profits: Subject = {
  id: 'profits',
  relation: LEGS,
  time: 'x.block_time',
  caveats: ['pnl_method', 'usd_method'],
  dimensions: {
    trader: { columns: [column('trader', 'x.taker', TITLES.trader, ADDRESS)], labelled: true },
    token: {
      among: 'x.token_address',
      columns: [column('token', 'x.token_symbol', TITLES.token), column('token_address', 'x.token_address', TITLES.tokenAddress, ADDRESS)],
    },
    dex: { columns: [column('dex', 'x.project', TITLES.dex)] },
    chain: { columns: [column('chain', 'x.blockchain', TITLES.chain)] },
  },
  filters: {
    address: (p) => `x.taker = ${p}`,
    from: (p) => `x.taker = ${p}`,
    label: (p) => `x.taker IN (${p})`,
    fromLabel: (p) => `x.taker IN (${p})`,
    token: (p) => `x.token_address = ${p}`,
    dex: (p) => `lower(x.project) = ${p}`,
  },
  divisors: { trader: 'count(DISTINCT x.taker)' },
  metrics: [
    {
      kind: 'aggregate',
      id: 'pnl',
      title: title('profit and loss', 'ganancias y pérdidas', '盈亏', { ru: 'прибыль и убыток', tr: 'kâr ve zarar', vi: 'lãi lỗ' }),
      value: () => 'sum(x.cash + x.position)',
      unit: 'USD',
      zero: false,
      additive: true,
      words: {
        en: [
          'pnl',
          'p&l',
          'profit and loss',
          'profit',
          'profits',
          'profitable',
          'gains and losses',
          'net profit',
          'losses',
          'trading profit',
        ],
        es: ['ganancias', 'ganancias y perdidas', 'beneficio', 'pnl'],
        zh: ['盈亏', '利润', '收益'],
        ru: ['прибыль', 'прибыль и убыток', 'пнл'],
        tr: ['kar zarar', 'kar ve zarar', 'kazanc'],
        pt: ['lucro', 'lucros', 'lucro e prejuizo'],
      },
    },
  ],
}

const RETURNING = `(SELECT t.*, f.first_time FROM dex.trades AS t
  JOIN (SELECT chain_id, taker, min(block_time) AS first_time FROM dex.trades GROUP BY ALL) AS f ON f.chain_id = t.chain_id AND f.taker = t.taker)`
const AGAIN = "date_trunc('day', x.block_time) > date_trunc('day', x.first_time)"

/** Who came back: a trader of a period returns when an earlier day already saw a trade of theirs. */
export const retention: Subject = {
  id: 'retention',
  relation: RETURNING,
  time: 'x.block_time',
  caveats: ['retention_method'],
  dimensions: {
    dex: { columns: [column('dex', 'x.project', TITLES.dex)] },
    version: { among: 'x.version', columns: [column('dex', 'x.project', TITLES.dex), column('version', 'x.version', TITLES.version)] },
    pair: { notNull: true, columns: [column('pair', 'x.token_pair', TITLES.pair)] },
    chain: { columns: [column('chain', 'x.blockchain', TITLES.chain)] },
  },
  filters: {
    token: (p) => `(x.token_bought_address = ${p} OR x.token_sold_address = ${p})`,
    dex: (p) => `lower(x.project) = ${p}`,
    version: (p) => `CAST(x.version AS VARCHAR) = ${p}`,
    pool: (p) => `x.project_contract_address = ${p}`,
  },
  metrics: [
    {
      kind: 'aggregate',
      id: 'retention',
      title: title('share of returning traders', 'parte de traders que vuelven', '回头交易者占比', {
        ru: 'доля вернувшихся трейдеров',
        tr: 'geri dönen trader payı',
        vi: 'tỷ lệ trader quay lại',
      }),
      value: () => `100 * count(DISTINCT x.taker) FILTER (WHERE ${AGAIN}) / nullif(count(DISTINCT x.taker), 0)`,
      unit: '%',
      zero: false,
      additive: false,
      words: {
        en: [
          'retention',
          'retention rate',
          'trader retention',
          'user retention',
          'share of returning traders',
          'retention of traders',
          'percentage of returning traders',
        ],
        es: ['retencion', 'tasa de retencion', 'retencion de traders'],
        zh: ['留存率', '留存', '交易者留存率'],
        ru: ['удержание', 'удержание трейдеров'],
        tr: ['elde tutma', 'elde tutma orani'],
        pt: ['retencao', 'taxa de retencao'],
      },
    },
    {
      kind: 'aggregate',
      id: 'returning_traders',
      title: title('returning traders', 'traders que vuelven', '回头交易者', {
        ru: 'вернувшиеся трейдеры',
        tr: 'geri dönen traderlar',
        vi: 'trader quay lại',
      }),
      value: () => `count(DISTINCT x.taker) FILTER (WHERE ${AGAIN})`,
      unit: 'count',
      zero: true,
      additive: false,
      words: {
        en: ['returning traders', 'repeat traders', 'traders came back', 'returning users'],
        es: ['traders recurrentes'],
        zh: ['回头交易者'],
      },
    },
  ],
}
