import { m as t } from '../../../core/title.ts'
import type { Column, Dimension, Title, Unit } from './types.ts'

export const TITLES = {
  time: t('time (UTC)', 'hora (UTC)', '时间 (UTC)'),
  token: t('token', 'token', '代币'),
  tokenAddress: t('token address', 'dirección del token', '代币地址'),
  pair: t('pair', 'par', '交易对'),
  pool: t('pool', 'pool', '流动性池'),
  dex: t('DEX', 'DEX', 'DEX'),
  version: t('version', 'versión', '版本'),
  chain: t('chain', 'cadena', '链'),
  trader: t('trader', 'trader', '交易者'),
  sender: t('sender', 'remitente', '发送方'),
  receiver: t('receiver', 'receptor', '接收方'),
  address: t('address', 'dirección', '地址'),
  contract: t('contract', 'contrato', '合约'),
  method: t('method', 'método', '方法'),
  kind: t('kind', 'tipo', '类型'),
  callType: t('call type', 'tipo de llamada', '调用类型'),
  error: t('error', 'error', '错误'),
  label: t('label', 'etiqueta', '标签'),
  amount: t('amount', 'cantidad', '数量'),
  usd: t('USD', 'USD', '美元'),
  tx: t('transaction', 'transacción', '交易哈希'),
  block: t('block', 'bloque', '区块'),
  name: t('name', 'nombre', '名称'),
  decimals: t('decimals', 'decimales', '小数位'),
  bought: t('bought', 'comprado', '买入'),
  sold: t('sold', 'vendido', '卖出'),
  feeBps: t('fee (bps)', 'comisión (pb)', '费率 (bps)'),
  liquidity: t('liquidity', 'liquidez', '流动性'),
  gasUsed: t('gas used', 'gas usado', '已用 gas'),
  gasPrice: t('gas price', 'precio del gas', 'gas 价格'),
  fee: t('fee', 'comisión', '手续费'),
  value: t('value', 'valor', '金额'),
  success: t('succeeded', 'con éxito', '成功'),
  transactions: t('transactions', 'transacciones', '交易数'),
  hash: t('hash', 'hash', '哈希'),
  share: t('share of supply', 'parte del suministro', '占供应量'),
} as const

/** A column of a list; `name` doubles as its title's key. */
export const column = (name: string, sql: string, title: Title, shape: readonly [Column['type'], Unit] = ['text', 'text']): Column => ({
  name,
  sql,
  title,
  type: shape[0],
  unit: shape[1],
})

/** Token amount that stays exact: base units now, whole tokens after the query. */
export const exactAmount = (name: string, raw: string, token: string, amountTitle: Title): Column => ({
  name,
  sql: `CAST(${raw} AS VARCHAR)`,
  title: amountTitle,
  type: 'number',
  unit: 'token',
  decimals: `(SELECT min(e.decimals) FROM tokens.erc20 AS e WHERE e.chain_id = x.chain_id AND e.contract_address = ${token})`,
})

export const ADDRESS = ['address', 'text'] as const
export const HASH = ['hash', 'text'] as const
export const TIME = ['time', 'time'] as const
export const BLOCK = ['integer', 'block'] as const
export const COUNT = ['integer', 'count'] as const
export const USD = ['number', 'USD'] as const

/** Rows by the category of an address's labels; an address with several counts for each. */
export const labelled = (name: string, title: Title, of: string): Dimension => {
  const alias = `lab_${name}`
  return { columns: [column(name, `${alias}.category`, title)], join: { of, alias } }
}

/** Rows by the block that holds them. */
export const byBlock = (sql = 'x.block_number'): Dimension => ({ columns: [column('block', sql, TITLES.block, BLOCK)] })

export { t as title }
