import type { ToolContext } from '../../core/tool.ts'
import type { Handles } from '../define.ts'
import { formatNumber } from '../format.ts'

/** A figure of a text held against the index. */
export interface ChainCheck {
  /** "holders of UNI" */
  name: string
  claim: { id: string; shown: string }
  measured: { id: string; shown: string }
  agrees: boolean
}

const SCALE: Readonly<Record<string, number>> = { k: 1e3, thousand: 1e3, m: 1e6, million: 1e6, b: 1e9, bn: 1e9, billion: 1e9 }
const AMOUNT = '\\$?(\\d[\\d,]*(?:\\.\\d+)?)\\s?(k|thousand|million|billion|bn|m|b)?\\b'
const TOKEN = '\\$?([A-Z][A-Z0-9]{1,10})'

interface Kind {
  name: string
  patterns: readonly RegExp[]
  unit: string
  sql: string
}

/** What can be held against the index: figures of a token that are the same whenever they are read, or are said of now. */
const KINDS: readonly Kind[] = [
  {
    name: 'holders of',
    unit: '',
    patterns: [
      new RegExp(`\\b${TOKEN} (?:has|had|counts|with) (?:about |around |over |more than |roughly |some )?${AMOUNT} holders`),
      new RegExp(`()${AMOUNT} (?:holders of|${TOKEN} holders)`),
    ],
    sql: 'SELECT count(*) FROM tokens.balances WHERE chain_id = $1 AND contract_address = $2',
  },
  {
    name: 'price of',
    unit: 'USD',
    patterns: [
      new RegExp(`\\b(?:price of ${TOKEN}|${TOKEN}(?:['’]s)? price) (?:is|stands at|of|at|was) (?:about |around |roughly )?${AMOUNT}`),
      new RegExp(`\\b${TOKEN} (?:trades|is trading) at (?:about |around )?${AMOUNT}`),
    ],
    sql: 'SELECT p.price FROM prices.latest AS p WHERE p.chain_id = $1 AND p.contract_address = $2 LIMIT 1',
  },
  {
    name: 'volume of 24 hours of',
    unit: 'USD',
    patterns: [
      new RegExp(`\\b(?:24[- ]?h(?:our)?|daily) (?:trading )?volume of ${TOKEN} (?:is|was|of|stands at) (?:about |around )?${AMOUNT}`),
      new RegExp(
        `\\b${TOKEN}(?:['’]s)? (?:24[- ]?h(?:our)?|daily) (?:trading )?volume (?:is|was|of|stands at) (?:about |around )?${AMOUNT}`,
      ),
    ],
    sql: 'SELECT coalesce(sum(amount_usd), 0) FROM dex.trades WHERE chain_id = $1 AND (token_bought_address = $2 OR token_sold_address = $2) AND block_time >= (SELECT last_time FROM evm.coverage WHERE chain_id = $1) - INTERVAL 1 DAY',
  },
]

/** Most figures of one text that are looked up. */
const MOST = 4
/** Figures in texts are rounded, and markets move: within this share they agree. */
const NEAR = 0.05

interface Claim {
  kind: Kind
  token: string
  value: number
  words: string
}

/** Figures of sentences that the index can speak about. */
export function claimsIn(sentences: readonly string[]): Claim[] {
  return sentences
    .flatMap((sentence) =>
      KINDS.flatMap((kind) =>
        kind.patterns.flatMap((pattern) => {
          const match = pattern.exec(sentence)
          const groups = match?.slice(1).filter((group) => group !== undefined && group !== '') ?? []
          const token = groups.find((group) => /^[A-Z][A-Z0-9]{1,10}$/.test(group))
          const digits = groups.find((group) => /^\d/.test(group))
          const scale = groups.find((group) => SCALE[group.toLowerCase()] !== undefined && group !== token)
          if (!match || !token || !digits) return []
          return [{ kind, token, value: Number(digits.replace(/,/g, '')) * (SCALE[scale ?? ''] ?? 1), words: match[0] }]
        }),
      ),
    )
    .slice(0, MOST)
}

/** Holds figures of a text against the index, where it knows the token on its main chain; says nothing where it does not. Never throws but for a stop. */
export async function checkAgainstChain(sentences: readonly string[], context: ToolContext<Handles>): Promise<ChainCheck[]> {
  const { handles, resolve, signal, ledger, locale } = context
  const checks: ChainCheck[] = []
  for (const { kind, token, value, words } of claimsIn(sentences)) {
    try {
      const matches = (await resolve.tokens(token)).filter(({ match }) => match === 'symbol')
      const [found] = matches
      if (!found || matches.length > 1) continue // a name that several tokens bear proves nothing
      const set = await handles.warehouse.query(kind.sql, kind.sql.includes('$2') ? [found.chain, found.address] : [found.chain], {
        signal,
      })
      const measured = Number(set.rows[0]?.[0] ?? Number.NaN)
      if (!Number.isFinite(measured) || measured === 0) continue
      const claim = ledger.measured({
        name: `${kind.name} ${token} as the text says`,
        value,
        unit: kind.unit,
        source: `the text: "${words}"`,
      })
      const record = ledger.measured({
        name: `${kind.name} ${token}`,
        value: measured,
        unit: kind.unit,
        source: kind.sql,
        chain: found.chain,
      })
      const shown = (amount: number): string => `${formatNumber(amount, locale)}${kind.unit ? ` ${kind.unit}` : ''}`
      checks.push({
        name: `${kind.name} ${token}`,
        claim: { id: claim.id, shown: shown(value) },
        measured: { id: record.id, shown: shown(measured) },
        agrees: Math.abs(measured - value) <= NEAR * Math.abs(measured),
      })
    } catch {
      signal.throwIfAborted() // an index that is not there checks nothing
    }
  }
  return checks
}
