import { type Block, figure, type Inline, note, text, warning } from '../../core/answer.ts'
import { sayCall } from '../../core/understand.ts'
import { cleanText, formatDecimal, formatInteger, formatNumber, formatPercent, formatTime } from '../format.ts'
import { legsTable, routePicture } from './answer-route.ts'
import { transactions } from './answer-transactions.ts'
import type { Fact, SwapNone, SwapQuote, SwapRefused, SwapResult, SwapWatch } from './result.ts'
import { sentence, word } from './words.ts'

/** A recorded amount of tokens, all its digits. */
export const shownAmount = (fact: Fact, symbol: string, locale: string): Inline =>
  figure(`${formatDecimal(fact.value, locale, 40)} ${symbol}`, fact.id)

/** Hundredths of a percent as people read them: bps, and percent behind. */
const bps = (fact: Fact, locale: string): Inline => {
  const value = Number(fact.value)
  return figure(`${value < 0.01 ? formatNumber(0.01, locale) : formatNumber(value, locale)} bps`, fact.id)
}

const percent = (fact: Fact, locale: string, signed = false): Inline => figure(formatPercent(Number(fact.value), locale, signed), fact.id)

function headline(result: SwapQuote, locale: string): Block[] {
  const { quote, facts, from, to } = result
  const paid = shownAmount(facts.paid, from.symbol, locale)
  const received = shownAmount(facts.received, to.symbol, locale)
  const exactIn = quote.exact === 'in'
  const [fact, label, symbol] = exactIn
    ? ([facts.received, 'you_receive', to.symbol] as const)
    : ([facts.paid, 'you_pay', from.symbol] as const)
  return [
    text(...sentence(exactIn ? 'route_in' : 'route_out', locale, { paid, received, to: to.symbol })),
    { kind: 'figure', label: word(label, locale), figure: `${formatDecimal(fact.value, locale, 40)} ${symbol}`, ref: { record: fact.id } },
  ]
}

/** With fixed gas the bound is loose where gas is a large part of the trade: a route could at best save a pool's gas. */
const isLoose = ({ quote }: SwapQuote): boolean => {
  const traded = Number(quote.exact === 'in' ? quote.amountOut : quote.amountIn)
  return quote.certificate.gapBps > 1 && (quote.gas.cost / traded) * 10_000 > quote.certificate.gapBps / 2
}

function terms(result: SwapQuote, locale: string): Block[] {
  const { quote, facts, from, to, tolerance } = result
  const limit = quote.exact === 'in' ? 'minimum' : 'maximum'
  const coin = quote.exact === 'in' ? to : from
  const slippage = figure(formatPercent(tolerance.bps / 100, locale), facts.slippage.id)
  const price = figure(`${formatDecimal(facts.price.value, locale, 12)} ${to.symbol}/${from.symbol}`, facts.price.id)
  const cost = figure(`${formatNumber(facts.gasCost.value, locale)} ${coin.symbol}`, facts.gasCost.id)
  const units = figure(formatInteger(facts.gasUnits.value, locale), facts.gasUnits.id)
  return [
    text(
      ...sentence(limit, locale, { [limit]: shownAmount(facts[limit], coin.symbol, locale), slippage }),
      word(`by_${tolerance.from}`, locale),
    ),
    text(
      ...sentence('price', locale, {
        price,
        impact: percent(facts.impact, locale),
        units,
        cost: quote.gas.priced ? cost : [cost, word('gas_free', locale)],
      }),
    ),
    text(
      ...sentence('proof', locale, { pools: figure(facts.pools.value, facts.pools.id), gap: bps(facts.gap, locale) }),
      ...(isLoose(result) ? [word('loose', locale)] : []),
    ),
  ]
}

function reasons(result: SwapQuote, locale: string): Block[] {
  const { quote, facts, from, to } = result
  const side = quote.exact === 'in' ? to.symbol : from.symbol
  const starts = quote.legs.filter((leg) => leg.kind !== 'wrap')
  const blocks: Block[] = []
  if (starts.length > 0) blocks.push(text(word(quote.method === 'path' || starts.length === 1 ? 'why_single' : 'why_split', locale)))
  if (facts.singlePool && facts.versusPool) {
    const same = Number(facts.versusPool.value) === 0
    const values = { single: shownAmount(facts.singlePool, side, locale), gain: percent(facts.versusPool, locale, true) }
    blocks.push(text(...(same ? [word('versus_same', locale)] : sentence('versus_pool', locale, values))))
  } else if (starts.length > 0) blocks.push(text(word('no_single', locale)))
  return [...blocks, ...comparison(result, locale)]
}

function comparison({ compared, facts, quote, from, to }: SwapQuote, locale: string): Block[] {
  if (!compared || !facts.compared || !facts.comparedDifference) return []
  const side = quote.exact === 'in' ? to.symbol : from.symbol
  const difference = figure(formatPercent(Math.abs(compared.differencePct), locale), facts.comparedDifference.id)
  const values = { name: cleanText(compared.name, 24), amount: shownAmount(facts.compared, side, locale), difference }
  return [text(...sentence(compared.differencePct >= 0 ? 'compared_better' : 'compared_worse', locale, values))]
}

/** The risk tool's line on what is bought; loud where it says danger. */
function risk({ risk: verdict, to }: SwapQuote, locale: string): Block[] {
  if (verdict === undefined) return []
  if (verdict === 'pending') return [note(...sentence('risk_pending', locale, { symbol: to.symbol, button: riskLabel(to.symbol, locale) }))]
  return [(verdict.level === 'danger' ? warning : text)(...verdict.parts(locale))]
}

const riskLabel = (symbol: string, locale: string): string => word('risk', locale).replace('{symbol}', symbol)

const said = (fact: Fact): Inline => figure(fact.value, fact.id)

/** Percent of the price that a trade may move before it is warned of. */
const HIGH_IMPACT = 5

function warnings(result: SwapQuote, locale: string): Block[] {
  const { prepared, facts, quote, from, to, inOne } = result
  const side = quote.exact === 'in' ? to.symbol : from.symbol
  const single = inOne && facts.oneTransaction ? shownAmount(facts.oneTransaction, side, locale) : '—'
  const blocks: Block[] = []
  for (const { symbol, fact } of result.taxes) blocks.push(warning(...sentence('taxed', locale, { symbol, reasons: said(fact) })))
  for (const { symbol, fact } of result.untried) blocks.push(warning(...sentence('untried', locale, { symbol, reasons: said(fact) })))
  for (const { symbol, fact } of result.avoided) blocks.push(warning(...sentence('avoided', locale, { symbol, reasons: said(fact) })))
  if (quote.gas.priced && quote.gas.cost > Number(quote.exact === 'in' ? quote.amountOut : quote.amountIn)) {
    const cost = figure(`${formatNumber(facts.gasCost.value, locale)} ${side}`, facts.gasCost.id)
    blocks.push(warning(...sentence('gas_eats', locale, { cost })))
  }
  if (Number(facts.impact.value) >= HIGH_IMPACT)
    blocks.push(warning(...sentence('impact_high', locale, { impact: percent(facts.impact, locale) })))
  const count = facts.transactions ? figure(facts.transactions.value, facts.transactions.id) : '—'
  if (prepared?.way === 'steps') blocks.push(warning(...sentence('steps', locale, { count, single })))
  if (!prepared) blocks.push(warning(...sentence('no_router', locale, { single })))
  if (prepared?.unguarded) blocks.push(warning(word('unguarded', locale)))
  if (prepared && !prepared.tolerant) blocks.push(warning(word('intolerant', locale)))
  for (const why of result.slowed) blocks.push(note(...sentence('slowed', locale, { why: cleanText(why, 160) })))
  return blocks
}

function notes(result: SwapQuote, locale: string): Block[] {
  const { facts, chain, blockTime, assumed } = result
  const block = figure(facts.block.value, facts.block.id)
  const blocks: Block[] = [note(...sentence('holds', locale, { block, chain: chain.name, time: formatTime(blockTime) }))]
  if (assumed.includes('native')) blocks.push(note(...sentence('assumed_native', locale, { coin: chain.coin })))
  if (assumed.includes('usd')) blocks.push(note(word('assumed_usd', locale)))
  if (facts.without) blocks.push(note(...sentence('without', locale, { names: said(facts.without) })))
  if (facts.excluded) blocks.push(note(...sentence('excluded', locale, { pools: said(facts.excluded) })))
  return blocks
}

function buttons(result: SwapQuote, locale: string): Block {
  const { input, tolerance, to, prepared } = result
  const { compareAmount: _a, compareName: _b, show: _c, proof: _d, watch: _e, ...same } = input
  const call = (change: Record<string, unknown>) => sayCall('swap', { ...same, ...change })
  const other = tolerance.bps >= 100 ? 50 : 100
  const items = [
    { label: word('refresh', locale), say: call({}) },
    { label: word('calldata', locale), say: call({ show: 'calldata' }) },
    { label: word('tolerance', locale).replace('{bps}', formatPercent(other / 100, locale)), say: call({ slippageBps: other }) },
    ...(input.exact === 'in' && input.unit === undefined && result.taxes.length === 0
      ? [{ label: word('exact_out', locale), say: call({ exact: 'out', amount: result.facts.received.value }) }]
      : []),
    ...(prepared?.way === 'steps' || !prepared ? [{ label: word('one', locale), say: call({ oneTransaction: true }) }] : []),
    ...(prepared ? [] : [{ label: word('executable', locale), say: call({ executable: true }) }]),
    ...(to.key === 'native' ? [] : [{ label: riskLabel(to.symbol, locale), say: sayCall('risk', { token: to.address }) }]),
  ]
  return { kind: 'buttons', items }
}

function quoteBlocks(result: SwapQuote, locale: string): Block[] {
  return [
    ...headline(result, locale),
    ...risk(result, locale),
    ...warnings(result, locale),
    ...terms(result, locale),
    ...reasons(result, locale),
    legsTable(result, locale),
    routePicture(result, locale),
    ...transactions(result, locale),
    ...notes(result, locale),
    buttons(result, locale),
  ]
}

function refused({ kind, symbol, token, fact, chain, block }: SwapRefused, locale: string): Block[] {
  const values = { symbol, chain: chain.name, reasons: said(fact) }
  return [
    warning(...sentence(kind === 'unsafe' ? 'unsafe' : 'taxed_out', locale, values)),
    note(...sentence('at_block', locale, { block: figure(block.value, block.id) })),
    { kind: 'buttons', items: [{ label: riskLabel(symbol, locale), say: sayCall('risk', { token }) }] },
  ]
}

function none({ from, to, chain, detail, block, leftOut }: SwapNone, locale: string): Block[] {
  const named = detail.replaceAll(from.key, from.symbol).replaceAll(to.key, to.symbol)
  return [
    text(...sentence('none', locale, { from: from.symbol, to: to.symbol, chain: chain.name, detail: cleanText(named, 200) })),
    ...(leftOut ? [note(...sentence('excluded', locale, { pools: said(leftOut) }))] : []),
    note(...sentence('at_block', locale, { block: figure(block.value, block.id) })),
  ]
}

const watching = ({ title }: SwapWatch, locale: string): Block[] => [
  text(...sentence('watching', locale, { title: figure(title.value, title.id) })),
]

/** The complete answer, without any model. */
export function answer(result: SwapResult, locale: string): Block[] {
  switch (result.kind) {
    case 'quote':
      return quoteBlocks(result, locale)
    case 'none':
      return none(result, locale)
    case 'watch':
      return watching(result, locale)
    case 'unsafe':
    case 'taxed-out':
      return refused(result, locale)
    default:
      return result satisfies never
  }
}
