/** What people ask most of token transfers, and the statement that answers it in the SQLite rival ($now is Unix seconds). */
export interface Common {
  say: string
  sqlite: string
}

const DAY = 86_400
const since = (days: number): string => `time >= $now - ${days * DAY}`
const USDT = "token = (SELECT address FROM tokens WHERE symbol = 'USDT')"
const USDC = "token = (SELECT address FROM tokens WHERE symbol = 'USDC')"
const bucket = (seconds: number): string => `time / ${seconds} * ${seconds}`
const one = (rank: number): string => `0x90${rank.toString(16).padStart(38, '0')}`

export const COMMON: readonly Common[] = [
  { say: 'how many transfers in the last 24 hours', sqlite: `SELECT count(*) FROM transfers WHERE ${since(1)}` },
  { say: 'transferred value in the last 24 hours', sqlite: `SELECT sum(usd) FROM transfers WHERE ${since(1)}` },
  {
    say: 'top 10 tokens by transfers in the last 7 days',
    sqlite: `SELECT token, count(*) FROM transfers WHERE ${since(7)} GROUP BY 1 ORDER BY 2 DESC LIMIT 10`,
  },
  {
    say: 'top 10 tokens by transferred value in the last 30 days',
    sqlite: `SELECT token, sum(usd) FROM transfers WHERE ${since(30)} GROUP BY 1 ORDER BY 2 DESC LIMIT 10`,
  },
  {
    say: 'daily transfers over the last 30 days',
    sqlite: `SELECT ${bucket(DAY)}, count(*) FROM transfers WHERE ${since(30)} GROUP BY 1 ORDER BY 1`,
  },
  {
    say: 'daily transferred value over the last 90 days',
    sqlite: `SELECT ${bucket(DAY)}, sum(usd) FROM transfers WHERE ${since(90)} GROUP BY 1 ORDER BY 1`,
  },
  {
    say: 'hourly transfers in the last 24 hours',
    sqlite: `SELECT ${bucket(3600)}, count(*) FROM transfers WHERE ${since(1)} GROUP BY 1 ORDER BY 1`,
  },
  { say: 'daily transfers of USDT', sqlite: `SELECT ${bucket(DAY)}, count(*) FROM transfers WHERE ${USDT} GROUP BY 1 ORDER BY 1` },
  { say: 'how much USDC was transferred in the last 7 days', sqlite: `SELECT sum(amount) FROM transfers WHERE ${USDC} AND ${since(7)}` },
  { say: 'largest transfers in the last 24 hours', sqlite: `SELECT * FROM transfers WHERE ${since(1)} ORDER BY usd DESC LIMIT 10` },
  {
    say: 'largest USDT transfer in the last 30 days',
    sqlite: `SELECT * FROM transfers WHERE ${USDT} AND ${since(30)} ORDER BY amount DESC LIMIT 1`,
  },
  {
    say: 'who sent the most USDT in the last 7 days',
    sqlite: `SELECT sender, sum(amount) FROM transfers WHERE ${USDT} AND ${since(7)} GROUP BY 1 ORDER BY 2 DESC LIMIT 1`,
  },
  {
    say: 'top 10 senders in the last 7 days',
    sqlite: `SELECT sender, count(*) FROM transfers WHERE ${since(7)} GROUP BY 1 ORDER BY 2 DESC LIMIT 10`,
  },
  {
    say: 'top 10 receivers of USDC by amount in the last 30 days',
    sqlite: `SELECT receiver, sum(amount) FROM transfers WHERE ${USDC} AND ${since(30)} GROUP BY 1 ORDER BY 2 DESC LIMIT 10`,
  },
  { say: 'unique senders in the last 7 days', sqlite: `SELECT count(DISTINCT sender) FROM transfers WHERE ${since(7)}` },
  {
    say: 'unique senders per day over the last 30 days',
    sqlite: `SELECT ${bucket(DAY)}, count(DISTINCT sender) FROM transfers WHERE ${since(30)} GROUP BY 1 ORDER BY 1`,
  },
  {
    say: 'transfers over $10000 in the last 24 hours',
    sqlite: `SELECT * FROM transfers WHERE ${since(1)} AND usd >= 10000 ORDER BY usd DESC LIMIT 1000`,
  },
  {
    say: `transfers from ${one(7)} in the last 7 days`,
    sqlite: `SELECT * FROM transfers WHERE sender = '${one(7)}' AND ${since(7)} ORDER BY usd DESC LIMIT 10`,
  },
  {
    say: 'how many transfers from Binance in the last 30 days',
    sqlite: `SELECT count(*) FROM transfers WHERE sender IN (${Array.from({ length: 20 }, (_, rank) => `'${one(rank)}'`).join(', ')}) AND ${since(30)}`,
  },
  {
    say: '7 day moving average of daily transfers',
    sqlite: `SELECT day, avg(n) OVER (ORDER BY day ROWS BETWEEN 6 PRECEDING AND CURRENT ROW) FROM (SELECT ${bucket(DAY)} AS day, count(*) AS n FROM transfers GROUP BY 1)`,
  },
]
