import { ADDRESS, column, exactAmount, TITLES, title, USD } from './columns.ts'
import type { Subject } from './types.ts'

const token = {
  columns: [column('token', 'x.symbol', TITLES.token), column('token_address', 'x.contract_address', TITLES.tokenAddress, ADDRESS)],
}
/** Each balance with its rank and the sum of all balances of its token. */
const RANKED = `(SELECT *, row_number() OVER (PARTITION BY chain_id, contract_address ORDER BY amount DESC) AS place,
  sum(amount) OVER (PARTITION BY chain_id, contract_address) AS supply FROM tokens.balances)`

export const holders: Subject = {
  id: 'holders',
  relation: RANKED,
  usd: 'x.amount_usd',
  caveats: ['balances_from_transfers'],
  dimensions: {
    token,
    chain: { columns: [column('chain', 'x.blockchain', TITLES.chain)] },
    address: { columns: [column('address', 'x.address', TITLES.address, ADDRESS)], labelled: true },
  },
  filters: {
    token: (p) => `x.contract_address = ${p}`,
    address: (p) => `x.address = ${p}`,
    label: (p) => `x.address IN (${p})`,
    minUsd: (p) => `x.amount_usd >= ${p}`,
    minAmount: (p) => `x.amount >= ${p}`,
  },
  metrics: [
    {
      kind: 'aggregate',
      id: 'holders',
      title: title('holders', 'titulares', '持有人数'),
      value: () => 'count(DISTINCT x.address)',
      unit: 'count',
      zero: true,
      additive: false,
      words: {},
    },
    {
      kind: 'aggregate',
      id: 'top10_share',
      title: title('share of the ten largest holders', 'parte de los diez mayores titulares', '前十大持有人占比'),
      value: () => '100 * sum(x.amount) FILTER (WHERE x.place <= 10) / sum(x.amount)',
      unit: '%',
      needs: ['token'],
      zero: false,
      additive: false,
      words: {
        en: [
          'concentration',
          'holder concentration',
          'top 10 share',
          'top ten share',
          'share of top 10 holders',
          'share of the top 10 holders',
          'share do the top 10 holders own',
        ],
        es: ['concentracion', 'concentracion de titulares'],
        zh: ['集中度', '持币集中度', '前十持有人占比'],
      },
    },
    {
      kind: 'rows',
      id: 'holder_rows',
      title: title('holders', 'titulares', '持有人'),
      columns: [
        column('address', 'x.address', TITLES.address, ADDRESS),
        column(
          'label',
          '(SELECT min(l.name) FROM labels.addresses AS l WHERE l.chain_id = x.chain_id AND l.address = x.address)',
          TITLES.label,
        ),
        exactAmount('amount', 'x.amount_raw', 'x.contract_address', TITLES.amount),
        column('usd', 'x.amount_usd', TITLES.usd, USD),
        column('share', '100 * x.amount / x.supply', TITLES.share, ['number', '%']),
      ],
      sorts: { most: 'x.amount', newest: 'x.amount' },
      main: 2,
      name: 0,
      needs: ['token'],
      words: {},
    },
    {
      kind: 'rows',
      id: 'balance_rows',
      title: title('balances', 'saldos', '余额'),
      columns: [
        column('token', 'x.symbol', TITLES.token),
        exactAmount('amount', 'x.amount_raw', 'x.contract_address', TITLES.amount),
        column('usd', 'x.amount_usd', TITLES.usd, USD),
        column('token_address', 'x.contract_address', TITLES.tokenAddress, ADDRESS),
      ],
      sorts: { most: 'x.amount_usd', mostOfToken: 'x.amount', newest: 'x.amount_usd' },
      main: 1,
      needs: ['address'],
      words: {
        en: ['balance', 'balances', 'holdings', 'portfolio', 'tokens held'],
        es: ['saldo', 'saldos', 'balance', 'tenencias', 'cartera de'],
        zh: ['余额', '持仓', '资产'],
        ru: ['баланс', 'балансы'],
        tr: ['bakiye', 'bakiyesi'],
        pt: ['saldo', 'saldos'],
      },
    },
    {
      kind: 'live',
      id: 'supply',
      title: title('total supply', 'suministro total', '总供应量'),
      needs: ['token'],
      words: {
        en: ['supply', 'total supply', 'circulating supply', 'token supply'],
        es: ['suministro', 'suministro total', 'oferta total'],
        zh: ['供应量', '总供应量', '总量', '发行量'],
        ru: ['эмиссия', 'общее предложение'],
        tr: ['toplam arz', 'arz', 'arzi'],
        pt: ['oferta total', 'fornecimento total'],
      },
    },
  ],
}
