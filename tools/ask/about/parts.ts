import type { ResultColumn } from '../compile/compile.ts'
import { ADDRESS, column, TITLES, title } from '../layer/columns.ts'
import type { Title } from '../layer/types.ts'

/** One thing that is looked up about an address: a statement with the address as $1. */
export interface Part {
  name: Title
  columns: readonly ResultColumn[]
  sql: (chains: string) => string
}

const hidden = (name: string, shape: Parameters<typeof column>[3]): ResultColumn =>
  column(name, '', { en: name, es: name, zh: name }, shape)
const count = (name: string): ResultColumn => hidden(name, ['integer', 'count'])
const usd = (name: string): ResultColumn => hidden(name, ['number', 'USD'])
const SEEN: readonly ResultColumn[] = [
  hidden('first_time', ['time', 'time']),
  hidden('first_block', ['integer', 'block']),
  hidden('last_time', ['time', 'time']),
  hidden('last_block', ['integer', 'block']),
]
const SEEN_SQL = 'min(x.block_time), min(x.block_number), max(x.block_time), max(x.block_number)'
const COUNT: Parameters<typeof column>[3] = ['integer', 'count']
const AMOUNT: Parameters<typeof column>[3] = ['number', 'count']
const USD: Parameters<typeof column>[3] = ['number', 'USD']

/** How many rows the two tables show. */
const MOST = 5

/** What is looked up; the first four columns of transactions, transfers and trades are their first and last moment. */
export const PARTS = {
  token: {
    name: title('token', 'token', '代币', { ru: 'токен', tr: 'token', vi: 'token' }),
    columns: [hidden('symbol', ['text', 'text']), hidden('name', ['text', 'text'])],
    sql: (chains) => `SELECT x.symbol, x.name FROM tokens.erc20 AS x WHERE x.chain_id IN (${chains}) AND x.contract_address = $1 LIMIT 1`,
  },
  pool: {
    name: title('pool', 'pool', '流动性池', { ru: 'пул', tr: 'havuz', vi: 'pool' }),
    columns: [
      hidden('dex', ['text', 'text']),
      hidden('pair', ['text', 'text']),
      usd('liquidity'),
      hidden('created', ['time', 'time']),
      hidden('created_block', ['integer', 'block']),
    ],
    sql: (chains) => `SELECT x.project || ' v' || x.version, x.token_pair, x.liquidity_usd, x.created_time, x.created_block
FROM dex.pools AS x WHERE x.chain_id IN (${chains}) AND x.address = $1 LIMIT 1`,
  },
  contract: {
    name: title('contract', 'contrato', '合约', { ru: 'контракт', tr: 'sözleşme', vi: 'hợp đồng' }),
    columns: [hidden('deployer', ADDRESS), hidden('created', ['time', 'time']), hidden('created_block', ['integer', 'block'])],
    sql: (chains) =>
      `SELECT x.deployer, x.block_timestamp, x.block_number FROM main.contracts AS x WHERE x.chain_id IN (${chains}) AND x.address = $1 LIMIT 1`,
  },
  transactions: {
    name: title('transactions', 'transacciones', '交易', { ru: 'транзакции', tr: 'işlemler', vi: 'giao dịch' }),
    columns: [...SEEN, count('sent'), count('failed'), count('received'), count('called')],
    sql: (chains) => `SELECT ${SEEN_SQL}, count(*) FILTER (WHERE x."from" = $1), count(*) FILTER (WHERE x."from" = $1 AND NOT x.success),
  count(*) FILTER (WHERE x."to" = $1), count(*) FILTER (WHERE x."to" = $1 AND length(x.method_id) = 10)
FROM evm.transactions AS x WHERE x.chain_id IN (${chains}) AND (x."from" = $1 OR x."to" = $1)`,
  },
  transfers: {
    name: title('token transfers', 'transferencias de tokens', '代币转账', {
      ru: 'переводы токенов',
      tr: 'token transferleri',
      vi: 'chuyển token',
    }),
    columns: [...SEEN, count('in'), count('out'), usd('in_usd'), usd('out_usd'), count('tokens'), hidden('unpriced', ['number', '%'])],
    sql: (chains) => `SELECT ${SEEN_SQL}, count(*) FILTER (WHERE x."to" = $1), count(*) FILTER (WHERE x."from" = $1),
  sum(x.amount_usd) FILTER (WHERE x."to" = $1), sum(x.amount_usd) FILTER (WHERE x."from" = $1),
  count(DISTINCT x.contract_address), 100.0 * count(*) FILTER (WHERE x.amount_usd IS NULL) / nullif(count(*), 0)
FROM tokens.transfers AS x WHERE x.chain_id IN (${chains}) AND (x."from" = $1 OR x."to" = $1)`,
  },
  trades: {
    name: title('trades', 'intercambios', '兑换', { ru: 'сделки', tr: 'takaslar', vi: 'giao dịch hoán đổi' }),
    columns: [...SEEN, count('trades'), usd('volume'), hidden('unpriced', ['number', '%'])],
    sql: (
      chains,
    ) => `SELECT ${SEEN_SQL}, count(*), sum(x.amount_usd), 100.0 * count(*) FILTER (WHERE x.amount_usd IS NULL) / nullif(count(*), 0)
FROM dex.trades AS x WHERE x.chain_id IN (${chains}) AND (x.taker = $1 OR x.project_contract_address = $1)`,
  },
  moved: {
    name: title('Tokens moved most', 'Tokens más movidos', '转移最多的代币', {
      ru: 'Чаще всего перемещались',
      tr: 'En çok taşınan tokenlar',
      vi: 'Token di chuyển nhiều nhất',
    }),
    columns: [
      column('token', '', TITLES.token),
      column('transfers', '', title('transfers', 'transferencias', '转账数', { ru: 'переводы', tr: 'transfer', vi: 'lượt chuyển' }), COUNT),
      column('in', '', title('in', 'entró', '转入', { ru: 'вход', tr: 'giren', vi: 'vào' }), AMOUNT),
      column('out', '', title('out', 'salió', '转出', { ru: 'выход', tr: 'çıkan', vi: 'ra' }), AMOUNT),
      column('usd', '', TITLES.usd, USD),
    ],
    sql: (
      chains,
    ) => `SELECT coalesce(nullif(x.symbol, ''), x.contract_address), count(*), coalesce(sum(x.amount) FILTER (WHERE x."to" = $1), 0),
  coalesce(sum(x.amount) FILTER (WHERE x."from" = $1), 0), sum(x.amount_usd)
FROM tokens.transfers AS x WHERE x.chain_id IN (${chains}) AND (x."from" = $1 OR x."to" = $1)
GROUP BY x.chain_id, x.contract_address, x.symbol ORDER BY 5 DESC NULLS LAST, 2 DESC, x.contract_address LIMIT ${MOST}`,
  },
  balances: {
    name: title('Largest balances', 'Mayores saldos', '最大余额', {
      ru: 'Крупнейшие балансы',
      tr: 'En büyük bakiyeler',
      vi: 'Số dư lớn nhất',
    }),
    columns: [column('token', '', TITLES.token), column('amount', '', TITLES.amount, AMOUNT), column('usd', '', TITLES.usd, USD)],
    sql: (chains) => `SELECT coalesce(nullif(x.symbol, ''), x.contract_address), x.amount, x.amount_usd FROM tokens.balances AS x
WHERE x.chain_id IN (${chains}) AND x.address = $1 ORDER BY 3 DESC NULLS LAST, 2 DESC, x.contract_address LIMIT ${MOST}`,
  },
} as const satisfies Record<string, Part>

export type PartId = keyof typeof PARTS
export const PART_IDS = Object.keys(PARTS) as PartId[]
