import type { VerdictOf } from '../community/verdicts.ts'
import { text } from '../core/answer.ts'
import { toPetrelError } from '../core/errors.ts'
import type { RiskOf } from '../tools/define.ts'
import { knownTokens } from '../tools/risk/known-tokens.ts'
import { riskVerdict } from '../tools/risk/risk-verdict.ts'
import type { ChainParts } from './services.ts'

/** The risk tool's one line about a contract that somebody pasted; undefined for what is no token. */
export const contractVerdicts =
  ({ chains, warehouse, resolve }: Pick<ChainParts, 'chains' | 'warehouse' | 'resolve'>): VerdictOf =>
  async ({ chain, address, locale }, signal) => {
    try {
      const given = chain === undefined ? {} : { chain }
      const { line } = await riskVerdict(address, { chains, resolve, warehouse, signal, now: Date.now, locale, ...given })
      return [text(line)]
    } catch (error) {
      if (toPetrelError(error).code === 'token_unknown') return undefined
      throw error
    }
  }

/** The same line for tools that name a token beside something else, such as a swap; nothing is said of tokens that the published list holds. */
export const riskLines =
  ({ chains, warehouse, resolve }: Pick<ChainParts, 'chains' | 'warehouse' | 'resolve'>): RiskOf =>
  async ({ chain, address, ledger }, signal) => {
    if (knownTokens().at(chain, address)) return undefined
    const { verdict, parts } = await riskVerdict(address, {
      chains,
      resolve,
      warehouse,
      signal,
      now: Date.now,
      locale: 'en',
      chain,
      ledger,
    })
    return { level: verdict, parts }
  }
