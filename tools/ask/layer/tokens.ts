import { ADDRESS, COUNT, column, TIME, TITLES, title } from './columns.ts'
import type { Subject } from './types.ts'

/** Tokens of the registry with the time of their first transfer. A pool's own share token is no token that people mean. */
const RELATION = `(SELECT e.chain_id, e.blockchain, e.contract_address, e.symbol, e.name, e.decimals, f.first_time
  FROM tokens.erc20 AS e LEFT JOIN (SELECT chain_id, contract_address, min(block_time) AS first_time FROM tokens.transfers GROUP BY ALL) AS f
  ON f.chain_id = e.chain_id AND f.contract_address = e.contract_address
  WHERE (e.chain_id, e.contract_address) NOT IN (SELECT (chain_id, address) FROM dex.pools))`

export const tokens: Subject = {
  id: 'tokens',
  relation: RELATION,
  time: 'x.first_time',
  caveats: ['first_transfer'],
  dimensions: { chain: { columns: [column('chain', 'x.blockchain', TITLES.chain)] } },
  filters: { token: (p) => `x.contract_address = ${p}` },
  metrics: [
    {
      kind: 'aggregate',
      id: 'tokens',
      title: title('tokens', 'tokens', '代币数'),
      value: () => 'count(*)',
      unit: 'count',
      zero: true,
      additive: true,
      words: {},
    },
    {
      kind: 'rows',
      id: 'token_rows',
      title: title('tokens', 'tokens', '代币'),
      columns: [
        column('token', 'x.symbol', TITLES.token),
        column('name', 'x.name', TITLES.name),
        column('decimals', 'x.decimals', TITLES.decimals, COUNT),
        column('first_transfer', 'x.first_time', TITLES.time, TIME),
        column('token_address', 'x.contract_address', TITLES.tokenAddress, ADDRESS),
      ],
      sorts: { most: 'x.first_time', newest: 'x.first_time' },
      main: 0,
      words: {},
    },
  ],
}
