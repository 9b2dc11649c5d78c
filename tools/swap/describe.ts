import type { TokenVerdict } from '../../chain/market/token-gate.ts'
import type { Prepared } from '../../chain/transactions/transaction.ts'
import { least, most } from '../../chain/transactions/transaction.ts'
import type { Quote } from '../../routing/quote.ts'

import { cleanText, unitsToDecimal } from '../format.ts'
import type { Coin } from './coin.ts'
import { toBase } from './decimals.ts'
import type { Found } from './find-quote.ts'
import { listed } from './graphs.ts'
import { quoteFile } from './quote-file.ts'
import { type Names, reasonsOf, recorder, recordLegs } from './record.ts'
import type { Compared, Facts, SwapQuote, Terms } from './result.ts'
import type { RiskSaid } from './risk-line.ts'
import type { Work } from './run.ts'
import type { Tolerance } from './slippage.ts'
import type { Purse, TryOut } from './try-out.ts'
import { amountOf, Price, percentOf } from './uniswap.ts'

export interface Parts {
  work: Work
  found: Found
  quote: Quote
  tolerance: Tolerance
  prepared: Prepared | undefined
  purse: Purse | undefined
  tried: TryOut | undefined
  names: Names
  risk: RiskSaid
  /** The best that one transaction carries out, where the best of all needs several. */
  single?: Quote
}

/** Milliseconds for which a quote is shown as good: the pools move with every block. */
const GOOD_MS = 60_000

/** Everything that the answer says, with a record behind each figure. */
export function describe(parts: Parts): SwapQuote {
  const { work, found, quote, tolerance, prepared, purse, tried, names, risk, single } = parts
  const { input, chain, from, to, wallet, context } = work
  const { snapshot, verdicts, avoided, excluded } = found
  const fees = new Map(snapshot.pools.map((pool) => [pool.id, (pool as { feePpm?: number }).feePpm ?? 0]))
  const where = { chain: chain.id, block: Number(snapshot.block) }
  const record = recorder(context.ledger, where)
  const verdict = (state: TokenVerdict['state']) =>
    [from, to].flatMap(({ address, symbol }) => {
      const one = verdicts.get(address)
      return one?.state === state ? [{ symbol, verdict: one, fact: reasonsOf(record, symbol, one) }] : []
    })
  const compared = comparedOf(parts)
  const file = found.graph ? quoteFile(found, taxFree(found, quote), input.proof) : ''
  if (file)
    context.ledger.measured({ name: 'quote file', value: file, source: 'question, quote and certificate of the routing engine', ...where })
  return {
    kind: 'quote',
    input,
    chain: {
      id: chain.id,
      name: chain.name,
      coin: chain.native.symbol,
      ...(chain.privateRelay === undefined ? {} : { relay: chain.privateRelay }),
    },
    ...{ from, to, quote, tolerance, prepared, purse, tried, names, fees, wallet, excluded },
    terms: termsOf(parts),
    facts: factsOf(parts, compared),
    legsRecord: recordLegs(context.ledger, { quote, names, fees, where }),
    gas: snapshot.gas,
    blockTime: snapshot.time * 1000,
    expires: context.now() + GOOD_MS,
    ...(single ? { inOne: { amountIn: single.amountIn, amountOut: single.amountOut } } : {}),
    taxes: verdict('taxed'),
    untried: verdict('untried'),
    avoided: avoided.map(({ token, verdict: one }) => {
      const symbol = names.get(token)?.symbol ?? token
      return { symbol, verdict: one, fact: reasonsOf(record, symbol, one) }
    }),
    slowed: snapshot.slowed,
    ...(risk ? { risk } : {}),
    ...(compared ? { compared } : {}),
    assumed: [
      ...(input.tokenIn === undefined ? (['native'] as const) : []),
      ...(/^usd$/i.test(input.unit ?? '') ? (['usd'] as const) : []),
    ],
    group: context.asker.place === 'group',
    file,
  }
}

/** The engine's own quote, which knows no taxes: that is what can be replayed. */
const taxFree = (found: Found, quote: Quote): Quote => (found.taxed ? found.quote : quote)

function limitsOf({ quote, prepared, tolerance }: Parts): { minimum: bigint; maximum: bigint } {
  if (prepared) return { minimum: prepared.minimumOut, maximum: prepared.maximumIn }
  return quote.exact === 'in'
    ? { minimum: least(quote.amountOut, tolerance.bps), maximum: quote.amountIn }
    : { minimum: quote.amountOut, maximum: most(quote.amountIn, tolerance.bps) }
}

function termsOf(parts: Parts): Terms {
  const { quote, tolerance, work } = parts
  const [paidIn, paidOut] = [work.from.currency, work.to.currency]
  const { minimum, maximum } = limitsOf(parts)
  return {
    paid: amountOf(paidIn, quote.amountIn),
    received: amountOf(paidOut, quote.amountOut),
    minimum: amountOf(paidOut, minimum),
    maximum: amountOf(paidIn, maximum),
    price: new Price(paidIn, paidOut, quote.amountIn.toString(), quote.amountOut.toString()),
    slippage: percentOf(tolerance.bps),
  }
}

function comparedOf({ work, quote }: Parts): Compared | undefined {
  const { compareAmount, compareName, exact } = work.input
  if (compareAmount === undefined) return undefined
  const side = exact === 'in' ? work.to : work.from
  const amount = toBase(compareAmount, side)
  const ours = exact === 'in' ? quote.amountOut : quote.amountIn
  const difference = Number(((ours - amount) * 100_000_000n) / amount) / 1_000_000
  return { name: compareName ?? 'it', amount, differencePct: exact === 'in' ? difference : -difference }
}

/** How much better one output is than another, in percent; for exact out, how much less is paid. */
function gainPct(quote: Quote, other: Quote): number {
  const [a, b] = quote.exact === 'in' ? [quote.amountOut, other.amountOut] : [other.amountIn, quote.amountIn]
  return Number(((a - b) * 100_000_000n) / b) / 1_000_000
}

function factsOf(parts: Parts, compared: Compared | undefined): Facts {
  const { work, found, quote, tolerance, purse, tried, single } = parts
  const { from, to, chain, context } = work
  const { snapshot, singlePool } = found
  const record = recorder(context.ledger, { chain: chain.id, block: Number(snapshot.block) })
  const replay = `replay of the route on ${snapshot.pools.length} pools at block ${snapshot.block}`
  const { minimum, maximum } = limitsOf(parts)
  const [in1, out1] = quote.exact === 'in' ? [to, single?.amountOut] : [from, single?.amountIn]
  const gasSide = quote.exact === 'in' ? to : from
  const gasUnits = tried?.ok && tried.gas ? Number(tried.gas) : quote.gas.units
  const perUnit = quote.gas.units > 0 ? quote.gas.cost / quote.gas.units : 0
  // The engine counts a rollup's fee for data as units of gas; a simulation does not see it.
  const { priceWei, dataFeeWei } = snapshot.gas
  const dataUnits = tried?.ok && tried.gas && priceWei > 0n ? Number(dataFeeWei / priceWei) : 0
  // The fixed side stands in the question, unless it was worked out from a balance or another token.
  const side = (name: string, base: bigint, coin: Coin, which: 'in' | 'out') => {
    const given = quote.exact === which && work.input.unit === undefined && work.input.amount !== 'all'
    return given
      ? record.asked(name, unitsToDecimal(base, coin.decimals), coin.symbol, work.input.amount)
      : record.amount(name, base, coin, replay)
  }
  const offset = quote.exact === 'in' ? singlePool?.amountOut : singlePool?.amountIn
  return {
    paid: side('paid', quote.amountIn, from, 'in'),
    received: side('received', quote.amountOut, to, 'out'),
    minimum: record.amount('minimum received', minimum, to, 'received × (1 − tolerance), rounded down'),
    maximum: record.amount('maximum paid', maximum, from, 'paid × (1 + tolerance), rounded up'),
    price: record.value('price', termsOf(parts).price.toSignificant(8), `${to.symbol} per ${from.symbol}`, 'received ÷ paid'),
    impact: record.value('price impact', round(quote.impactBps / 100), '%', '100 × (1 − price ÷ price before any trade)'),
    gap: record.value(
      'distance to the best possible, at most',
      round(quote.certificate.gapBps),
      'bps',
      'certificate of the routing engine',
    ),
    gasUnits: record.value(
      'gas',
      gasUnits,
      'gas',
      tried?.ok && tried.gas ? `simulation (${tried.simulator})` : 'usual figures of each kind of pool',
    ),
    gasCost: record.value(
      'gas cost',
      round(((gasUnits + dataUnits) * perUnit) / 10 ** gasSide.decimals),
      gasSide.symbol,
      `gas × ${quote.gas.priceWei} wei${dataFeeWei > 0n ? ` and ${dataFeeWei} wei for data` : ''}, through the pools’ own prices`,
    ),
    block: record.value('block', Number(snapshot.block), 'block', 'eth_getBlockByNumber latest'),
    slippage:
      tolerance.from === 'asker'
        ? record.asked('tolerance', tolerance.bps / 100, '%', String(work.input.slippageBps))
        : record.value('tolerance', tolerance.bps / 100, '%', SOURCES[tolerance.from]),
    pools: record.value('pools looked at', snapshot.pools.length, '', 'the chain’s factories and the index'),
    ...(found.excluded.length > 0
      ? { excluded: record.value('pools left out', listed(found.excluded), '', 'states of the pools at the block') }
      : {}),
    ...(work.input.without
      ? { without: record.asked('left out as asked', cleanText(work.input.without.join(', '), 200), '', work.input.without.join(', ')) }
      : {}),
    ...(parts.prepared
      ? { transactions: record.value('transactions one after the other', parts.prepared.swaps.length, '', 'the routers of this chain') }
      : {}),
    ...(singlePool && offset !== undefined
      ? {
          singlePool: record.amount('best single pool', offset, gasSide, replay),
          versusPool: record.value('better than the best single pool by', round(gainPct(quote, singlePool)), '%', '100 × (a − b) ÷ b'),
        }
      : {}),
    ...(out1 === undefined ? {} : { oneTransaction: record.amount('in one transaction', out1, in1, replay) }),
    ...(compared
      ? {
          compared: record.asked(
            `offered by ${compared.name}`,
            unitsToDecimal(compared.amount, gasSide.decimals),
            gasSide.symbol,
            String(work.input.compareAmount),
          ),
          comparedDifference: record.value('difference to that offer', round(compared.differencePct), '%', '100 × (a − b) ÷ b'),
        }
      : {}),
    ...(tried?.received === undefined
      ? {}
      : {
          simulated: record.amount(
            'received in the simulation',
            tried.received,
            to,
            `simulation (${tried.simulator}) on block ${snapshot.block}`,
          ),
        }),
    ...(purse ? { balance: record.amount('balance of the wallet', purse.balance, from, `balance of ${purse.address}`) } : {}),
  }
}

const SOURCES: Record<Exclude<Tolerance['from'], 'asker'>, string> = {
  volatility: 'three standard deviations of a minute’s price move, by hourly prices of the last days, and a tenth of the impact',
  default: 'half a percent and a tenth of the impact, since no price history is known',
}

/** Enough digits for a person; a float's noise beyond is cut. */
const round = (value: number): number => (value === 0 ? 0 : Number(value.toPrecision(6)))
