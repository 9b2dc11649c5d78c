import { ADDRESS, column, TIME, TITLES, title, USD } from './columns.ts'
import type { Subject } from './types.ts'

/** Each pool twice, once for each of its tokens. */
const SIDES = `(SELECT *, token0 AS token_address, token0_symbol AS token_symbol FROM dex.pools
  UNION ALL SELECT *, token1 AS token_address, token1_symbol AS token_symbol FROM dex.pools)`

const listing = [
  column('pool', 'x.address', TITLES.pool, ADDRESS),
  column('pair', 'x.token_pair', TITLES.pair),
  column('dex', "x.project || ' v' || x.version", TITLES.dex),
  column('fee_bps', 'x.fee_bps', TITLES.feeBps, ['number', 'count']),
  column('liquidity', 'x.liquidity_usd', TITLES.liquidity, USD),
  column('created', 'x.created_time', TITLES.time, TIME),
]

/** Pools by the time of their creation; liquidity is the state at the last indexed block. */
export const pools: Subject = {
  id: 'pools',
  relation: 'dex.pools',
  time: 'x.created_time',
  usd: 'x.liquidity_usd',
  caveats: ['liquidity_now'],
  dimensions: {
    token: {
      relation: SIDES,
      note: 'both_tokens',
      columns: [column('token', 'x.token_symbol', TITLES.token), column('token_address', 'x.token_address', TITLES.tokenAddress, ADDRESS)],
    },
    pair: { notNull: true, columns: [column('pair', 'x.token_pair', TITLES.pair)] },
    pool: {
      columns: [
        column('pool', 'x.address', TITLES.pool, ADDRESS),
        column('pair', 'x.token_pair', TITLES.pair),
        column('dex', 'x.project', TITLES.dex),
      ],
    },
    dex: { columns: [column('dex', 'x.project', TITLES.dex)] },
    version: { columns: [column('dex', 'x.project', TITLES.dex), column('version', 'x.version', TITLES.version)] },
    chain: { columns: [column('chain', 'x.blockchain', TITLES.chain)] },
  },
  filters: {
    token: (p) => `(x.token0 = ${p} OR x.token1 = ${p})`,
    pool: (p) => `x.address = ${p}`,
    dex: (p) => `lower(x.project) = ${p}`,
    version: (p) => `CAST(x.version AS VARCHAR) = ${p}`,
    minUsd: (p) => `x.liquidity_usd >= ${p}`,
  },
  metrics: [
    {
      kind: 'aggregate',
      id: 'pools',
      title: title('pools', 'pools', '流动性池数'),
      value: () => 'count(*)',
      unit: 'count',
      zero: true,
      additive: true,
      words: {},
    },
    {
      kind: 'aggregate',
      id: 'liquidity',
      state: true,
      title: title('liquidity', 'liquidez', '流动性'),
      value: (usd) => `sum(${usd})`,
      unit: 'USD',
      usd: true,
      zero: false,
      additive: true,
      words: {
        en: ['liquidity', 'tvl', 'total value locked', 'pool depth', 'value locked', 'locked value', 'locked'],
        es: ['liquidez', 'valor bloqueado', 'valor total bloqueado'],
        zh: ['流动性', '锁仓量', '锁仓', '总锁仓量'],
        ru: ['ликвидность'],
        tr: ['likidite'],
        pt: ['liquidez'],
      },
    },
    {
      kind: 'rows',
      id: 'pool_rows',
      title: title('pools', 'pools', '流动性池'),
      columns: listing,
      sorts: { most: 'x.liquidity_usd', newest: 'x.created_block' },
      main: 4,
      name: 1,
      state: true,
      words: {},
    },
  ],
}
