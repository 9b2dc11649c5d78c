import { CHAIN, during, given, verified } from '../query.ts'

const ZERO = "'0x0000000000000000000000000000000000000000'"
const TOKEN = given('token', 'contract_address = {{token}}')
const WHERE = `WHERE ${during('block_time')} AND ${CHAIN} AND ${TOKEN}`
const HELD = `tokens.balances WHERE ${CHAIN} AND contract_address = {{token}}`

export const TOKENS = [
  verified(
    'tokens',
    ['Known tokens', 'Tokens conocidos', '已知代币'],
    `SELECT symbol, name, decimals, contract_address FROM tokens.erc20 WHERE ${CHAIN} ORDER BY symbol NULLS LAST, contract_address LIMIT {{n}}`,
    { defaults: { n: '50' } },
  ),
  verified(
    'same-symbol-tokens',
    ['Tokens that share a symbol', 'Tokens con el mismo símbolo', '同名代币'],
    `SELECT symbol, count(*) AS tokens, string_agg(contract_address, ', ' ORDER BY contract_address) AS addresses FROM tokens.erc20 WHERE ${CHAIN} AND symbol IS NOT NULL GROUP BY 1 HAVING count(*) > 1 ORDER BY 2 DESC, 1 LIMIT {{n}}`,
    { says: ['tokens with the same symbol', 'fake tokens with the same name'] },
  ),
  verified(
    'new-tokens',
    ['Tokens by their first transfer', 'Tokens por primera transferencia', '最新出现的代币'],
    `SELECT min(block_time) AS first_transfer, symbol, contract_address, count(*) AS transfers FROM tokens.transfers WHERE ${CHAIN} GROUP BY 2, 3 HAVING ${during('min(block_time)')} ORDER BY 1 DESC, 3 LIMIT {{n}}`,
  ),
  verified(
    'transfers-over-time',
    ['Transfers over time', 'Transferencias en el tiempo', '转账走势'],
    `SELECT date_trunc({{unit}}, block_time) AS time, count(*) AS transfers, sum(amount_usd) AS volume_usd FROM tokens.transfers ${WHERE} GROUP BY 1 ORDER BY 1`,
  ),
  verified(
    'transfers-by-token',
    ['Transfers by token', 'Transferencias por token', '各代币转账'],
    `SELECT symbol, contract_address, count(*) AS transfers, count(DISTINCT "from") AS senders, sum(amount_usd) AS volume_usd FROM tokens.transfers WHERE ${during('block_time')} AND ${CHAIN} GROUP BY 1, 2 ORDER BY 3 DESC, 2 LIMIT {{n}}`,
  ),
  verified(
    'largest-transfers',
    ['Largest transfers', 'Mayores transferencias', '最大转账'],
    `SELECT block_time, symbol, amount, amount_usd, "from", "to", tx_hash FROM tokens.transfers ${WHERE} AND amount_usd >= {{usd}} ORDER BY amount_usd DESC, tx_hash, evt_index LIMIT {{n}}`,
  ),
  verified(
    'whale-transfers',
    ['Transfers above a value', 'Transferencias por encima de un valor', '大额转账'],
    `SELECT block_time, symbol, amount_usd, coalesce(f.name, t."from") AS sender, coalesce(g.name, t."to") AS receiver, tx_hash FROM tokens.transfers t LEFT JOIN labels.names f ON f.chain_id = t.chain_id AND f.address = t."from" LEFT JOIN labels.names g ON g.chain_id = t.chain_id AND g.address = t."to"
    WHERE ${during('block_time')} AND ${given('chain', 't.blockchain = {{chain}}')} AND ${given('token', 't.contract_address = {{token}}')} AND amount_usd >= {{usd}} ORDER BY block_time DESC, evt_index DESC LIMIT {{n}}`,
    { defaults: { usd: '10000' } },
  ),
  verified(
    'top-senders',
    ['Senders by value', 'Emisores por valor', '发送方排名'],
    `SELECT "from" AS sender, count(*) AS transfers, sum(amount_usd) AS volume_usd FROM tokens.transfers ${WHERE} AND "from" <> ${ZERO} GROUP BY 1 ORDER BY 3 DESC NULLS LAST, 2 DESC, 1 LIMIT {{n}}`,
  ),
  verified(
    'top-receivers',
    ['Receivers by value', 'Receptores por valor', '接收方排名'],
    `SELECT "to" AS receiver, count(*) AS transfers, sum(amount_usd) AS volume_usd FROM tokens.transfers ${WHERE} AND "to" <> ${ZERO} GROUP BY 1 ORDER BY 3 DESC NULLS LAST, 2 DESC, 1 LIMIT {{n}}`,
  ),
  verified(
    'mints',
    ['Latest mints', 'Últimas emisiones', '最近铸造'],
    `SELECT block_time, symbol, amount, amount_usd, "to" AS receiver, tx_hash FROM tokens.transfers ${WHERE} AND "from" = ${ZERO} ORDER BY block_time DESC, evt_index DESC LIMIT {{n}}`,
  ),
  verified(
    'burns',
    ['Latest burns', 'Últimas quemas', '最近销毁'],
    `SELECT block_time, symbol, amount, amount_usd, "from" AS sender, tx_hash FROM tokens.transfers ${WHERE} AND "to" = ${ZERO} ORDER BY block_time DESC, evt_index DESC LIMIT {{n}}`,
  ),
  verified(
    'net-issuance',
    ['Minted, burned and net amount of a token over time', 'Emitido, quemado y neto de un token', '代币净增发走势'],
    `SELECT date_trunc({{unit}}, block_time) AS time, coalesce(sum(amount) FILTER (WHERE "from" = ${ZERO}), 0) AS minted, coalesce(sum(amount) FILTER (WHERE "to" = ${ZERO}), 0) AS burned, coalesce(sum(amount) FILTER (WHERE "from" = ${ZERO}), 0) - coalesce(sum(amount) FILTER (WHERE "to" = ${ZERO}), 0) AS net FROM tokens.transfers WHERE ${during('block_time')} AND ${CHAIN} AND contract_address = {{token}} GROUP BY 1 ORDER BY 1`,
    { needs: ['token'], says: ['net issuance'] },
  ),
  verified(
    'unique-senders-over-time',
    ['Senders and receivers over time', 'Emisores y receptores en el tiempo', '收发地址数走势'],
    `SELECT date_trunc({{unit}}, block_time) AS time, count(DISTINCT "from") AS senders, count(DISTINCT "to") AS receivers FROM tokens.transfers ${WHERE} GROUP BY 1 ORDER BY 1`,
  ),
  verified(
    'flows-between-labels',
    ['Value moved between labelled addresses', 'Valor movido entre direcciones etiquetadas', '标签地址间资金流'],
    `SELECT f.name AS sender, g.name AS receiver, count(*) AS transfers, sum(t.amount_usd) AS volume_usd FROM tokens.transfers t JOIN labels.names f ON f.chain_id = t.chain_id AND f.address = t."from" JOIN labels.names g ON g.chain_id = t.chain_id AND g.address = t."to" WHERE ${during('t.block_time')} AND ${given('chain', 't.blockchain = {{chain}}')} AND ${given('token', 't.contract_address = {{token}}')} GROUP BY 1, 2 ORDER BY 4 DESC NULLS LAST, 1, 2 LIMIT {{n}}`,
    { says: ['flows between labelled addresses'] },
  ),
  verified(
    'label-net-flow',
    ['Net flow into each labelled address', 'Flujo neto de direcciones etiquetadas', '标签地址净流入'],
    `SELECT l.name, l.category, sum(CASE WHEN t."to" = l.address THEN t.amount_usd ELSE 0 END) AS in_usd, sum(CASE WHEN t."from" = l.address THEN t.amount_usd ELSE 0 END) AS out_usd, in_usd - out_usd AS net_usd FROM labels.addresses l JOIN tokens.transfers t ON t.chain_id = l.chain_id AND (t."from" = l.address OR t."to" = l.address) WHERE ${during('t.block_time')} AND ${given('chain', 'l.blockchain = {{chain}}')} AND ${given('category', 'l.category = {{category}}')} GROUP BY 1, 2 ORDER BY 5 DESC NULLS LAST, 1 LIMIT {{n}}`,
    { says: ['exchange net flow', 'net flow of labelled addresses'] },
  ),
  verified(
    'labels',
    ['Labelled addresses', 'Direcciones etiquetadas', '标签地址'],
    `SELECT name, category, address, source FROM labels.addresses WHERE ${CHAIN} AND ${given('category', 'category = {{category}}')} ORDER BY category, name, address LIMIT {{n}}`,
    { defaults: { n: '50' } },
  ),
  verified(
    'top-holders',
    ['Largest holders of a token', 'Mayores tenedores', '最大持有者'],
    `SELECT b.address, l.name AS label, b.amount, b.amount_usd FROM tokens.balances b LEFT JOIN labels.names l ON l.chain_id = b.chain_id AND l.address = b.address WHERE ${given('chain', 'b.blockchain = {{chain}}')} AND b.contract_address = {{token}} ORDER BY b.amount_raw DESC, b.address LIMIT {{n}}`,
    { needs: ['token'] },
  ),
  verified(
    'holder-counts',
    ['Holders of each token', 'Tenedores por token', '各代币持有者数'],
    `SELECT symbol, contract_address, count(*) AS holders FROM tokens.balances WHERE ${CHAIN} GROUP BY 1, 2 ORDER BY 3 DESC, 2 LIMIT {{n}}`,
  ),
  verified(
    'holder-concentration',
    ['Share of the ten largest holders', 'Cuota de los diez mayores tenedores', '前十持有者占比'],
    `WITH b AS MATERIALIZED (SELECT amount FROM ${HELD}) SELECT count(*) AS holders, 100 * (SELECT sum(amount) FROM (SELECT amount FROM b ORDER BY amount DESC LIMIT 10)) / nullif(sum(amount), 0) AS top10_share_pct FROM b`,
    { needs: ['token'] },
  ),
  verified(
    'holder-index',
    ['Concentration of holders (Herfindahl index)', 'Índice de concentración de tenedores', '持有集中度指数'],
    `WITH b AS MATERIALIZED (SELECT amount FROM ${HELD}) SELECT count(*) AS holders, sum(pow(amount / (SELECT sum(amount) FROM b), 2)) AS herfindahl FROM b`,
    { needs: ['token'], says: ['herfindahl index'] },
  ),
  verified(
    'holders-by-size',
    ['Holders by size of their balance', 'Tenedores por tamaño de saldo', '按余额规模统计持有者'],
    `SELECT CASE WHEN amount_usd IS NULL THEN 'unpriced' WHEN amount_usd < 100 THEN 'a: below 100' WHEN amount_usd < 10000 THEN 'b: 100 to 10k' WHEN amount_usd < 1000000 THEN 'c: 10k to 1M' ELSE 'd: 1M and more' END AS size, count(*) AS holders, sum(amount_usd) AS value_usd FROM ${HELD} GROUP BY 1 ORDER BY 1`,
    { needs: ['token'] },
  ),
  verified(
    'richest-addresses',
    ['Addresses by value of their tokens', 'Direcciones por valor de sus tokens', '代币价值最高的地址'],
    `SELECT b.address, l.name AS label, sum(b.amount_usd) AS value_usd, count(*) AS tokens FROM tokens.balances b LEFT JOIN labels.names l ON l.chain_id = b.chain_id AND l.address = b.address WHERE ${given('chain', 'b.blockchain = {{chain}}')} GROUP BY 1, 2 ORDER BY 3 DESC NULLS LAST, 1 LIMIT {{n}}`,
    { says: ['richest addresses', 'richest wallets'] },
  ),
  verified(
    'token-velocity',
    ['Transferred amount of a token against its supply', 'Velocidad de un token', '代币流通速度'],
    `WITH m AS (SELECT sum(amount) AS moved FROM tokens.transfers WHERE ${CHAIN} AND contract_address = {{token}} AND ${during('block_time')}), h AS (SELECT sum(amount) AS held FROM ${HELD}) SELECT m.moved, h.held, m.moved / nullif(h.held, 0) AS velocity FROM m, h`,
    { needs: ['token'], says: ['token velocity'] },
  ),
]
