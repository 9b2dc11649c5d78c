import { type Block, figure, type Inline, note, text } from '../../../core/answer.ts'
import { formatInteger, formatPercent, formatTime, formatUsd } from '../../format.ts'
import { freshNotes, tableBlock } from '../blocks.ts'
import { caveat, filled, MESSAGES, message, say } from '../messages.ts'
import type { QueryResult, ResultTable } from '../result.ts'
import type { About } from './about.ts'
import { PARTS, type PartId } from './parts.ts'
import { ABOUT, DEEPER } from './words.ts'

/** One row's cells as figures bound to them. */
function cells(table: ResultTable, locale: string) {
  const place = (name: string) => table.columns.findIndex((column) => column.name === name)
  const value = (name: string) => table.rows[0]?.[place(name)] ?? null
  const at = (name: string, words: string): Inline => figure(words, table.record, 0, place(name))
  return {
    value,
    count: (name: string) => at(name, formatInteger(Number(value(name)), locale)),
    time: (name: string) => at(name, formatTime(Number(value(name)))),
    percent: (name: string) => at(name, formatPercent(Number(value(name)), locale)),
    word: (name: string) => at(name, String(value(name) ?? '')),
    worth: (name: string, before: string): Inline[] =>
      value(name) === null ? [] : [before, at(name, formatUsd(Number(value(name)), locale))],
  }
}

const has = ({ parts }: About, id: PartId): boolean => (parts[id]?.rows.length ?? 0) > 0
const cellsOf = ({ parts }: About, id: PartId, locale: string) => {
  const table = parts[id]
  return table && table.rows.length > 0 ? cells(table, locale) : undefined
}
const amount = (about: About, id: PartId, ...names: string[]): number =>
  names.reduce((sum, name) => sum + Number(cellsOf(about, id, 'en')?.value(name) ?? 0), 0)

/** Nothing at all is held of the address; never so while a part is missing. */
const isUnknown = (about: About, labels: ResultTable): boolean =>
  about.missed.length === 0 &&
  labels.rows.length === 0 &&
  !(['token', 'pool', 'contract', 'balances', 'moved'] as const).some((id) => has(about, id)) &&
  amount(about, 'transactions', 'sent', 'received') + amount(about, 'transfers', 'in', 'out') + amount(about, 'trades', 'trades') === 0

/** What the address is known as. */
function labelLine(labels: ResultTable, address: Inline, locale: string): Block {
  const [name, kind] = ['name', 'label'].map((each) => labels.columns.findIndex((column) => column.name === each)) as [number, number]
  const named = labels.rows.flatMap((row, index): Inline[] => [
    ...(index > 0 ? ['; '] : []),
    figure(String(row[name] ?? ''), labels.record, index, name),
    ' (',
    figure(String(row[kind] ?? ''), labels.record, index, kind),
    ')',
  ])
  return named.length > 0
    ? text(...filled(ABOUT.labelled, locale, { address, labels: named }))
    : text(...filled(ABOUT.unlabelled, locale, { address }))
}

/** Token, pool, contract or wallet, from the surest sign to the weakest. */
function kindLine(about: About, locale: string): Block[] {
  const [token, pool, contract] = (['token', 'pool', 'contract'] as const).map((id) => cellsOf(about, id, locale))
  const lines: Inline[][] = []
  if (token) lines.push(filled(ABOUT.token, locale, { symbol: token.word('symbol'), name: token.word('name') }))
  if (pool) {
    const liquidity = pool.worth('liquidity', say(ABOUT.liquidity, locale))
    lines.push(filled(ABOUT.pool, locale, { pair: pool.word('pair'), dex: pool.word('dex'), liquidity }))
  }
  if (contract) {
    const places = { deployer: contract.word('deployer'), created: contract.time('created'), block: contract.word('created_block') }
    lines.push(filled(ABOUT.contract, locale, places))
  }
  if (lines.length > 0) return lines.map((line) => text(...line))
  if (amount(about, 'transactions', 'sent') > 0) return [text(say(ABOUT.wallet, locale))]
  return [text(say(amount(about, 'transactions', 'called') > 0 ? ABOUT.called : ABOUT.unclear, locale))]
}

/** The first and the last moment over transactions, transfers and trades. */
function seenLine(about: About, locale: string): Block[] {
  const found = (['transactions', 'transfers', 'trades'] as const).flatMap((id) => {
    const each = cellsOf(about, id, locale)
    return each && each.value('first_time') !== null ? [each] : []
  })
  const by = (name: string, sign: number) => [...found].sort((a, b) => sign * (Number(a.value(name)) - Number(b.value(name))))[0]
  const [first, last] = [by('first_time', 1), by('last_time', -1)]
  if (!first || !last) return []
  const places = { first: first.time('first_time'), a: first.word('first_block'), last: last.time('last_time'), b: last.word('last_block') }
  return [text(...filled(ABOUT.seen, locale, places))]
}

function activityLines(about: About, locale: string): Block[] {
  const [transactions, transfers, trades] = (['transactions', 'transfers', 'trades'] as const).map((id) => cellsOf(about, id, locale))
  const worth = say(ABOUT.worth, locale)
  const lines: Inline[][] = []
  if (transactions) {
    const places = { sent: transactions.count('sent'), failed: transactions.count('failed'), received: transactions.count('received') }
    lines.push(filled(ABOUT.transactions, locale, places))
  }
  if (transfers && amount(about, 'transfers', 'in', 'out') > 0) {
    const sums = { inUsd: transfers.worth('in_usd', worth), outUsd: transfers.worth('out_usd', worth) }
    const places = { in: transfers.count('in'), out: transfers.count('out'), tokens: transfers.count('tokens'), ...sums }
    lines.push(filled(ABOUT.transfers, locale, places))
  }
  if (trades && amount(about, 'trades', 'trades') > 0)
    lines.push(filled(ABOUT.trades, locale, { trades: trades.count('trades'), usd: trades.worth('volume', worth) }))
  return lines.map((line) => text(...line))
}

function tables(about: About, locale: string): Block[] {
  return (['moved', 'balances'] as const).flatMap((id): Block[] => {
    const table = about.parts[id]
    return table && table.rows.length > 0 ? [{ ...tableBlock(table, locale), title: say(PARTS[id].name, locale) }] : []
  })
}

/** How many of the rows have no price, where some have none. */
function priceNotes(about: About, locale: string): Block[] {
  return (['transfers', 'trades'] as const).flatMap((id) => {
    const found = cellsOf(about, id, locale)
    if (!found || Number(found.value('unpriced')) === 0) return []
    return [note(`${say(PARTS[id].name, locale)}: `, ...message('unpriced', locale, { share: found.percent('unpriced') }))]
  })
}

function deeper(about: About, locale: string): Block {
  const pool = has(about, 'pool')
  const ids = pool ? (['volume', 'traders', 'transfers'] as const) : (['balances', 'transfers', 'transactions', 'pnl'] as const)
  const traded = amount(about, 'trades', 'trades') > 0
  const items = ids
    .filter((id) => (id !== 'pnl' || traded) && (id !== 'balances' || has(about, 'balances')))
    .map((id) => ({ label: say(DEEPER[id].label, locale), say: DEEPER[id].say.replace('{address}', about.address) }))
  return { kind: 'buttons', items }
}

/** All that is held of one address: name, kind, first and last moment, activity, tokens, and what to ask next. */
export function answerAbout(result: QueryResult & { about: About }, locale: string): Block[] {
  const { about, table, fresh, said } = result
  const address: Inline = said.address ? figure(about.address, said.address.id) : about.address
  const code: Block = { kind: 'code', language: 'sql', title: say(MESSAGES.sql_title, locale), text: `${result.sql};\n\n${about.sql}` }
  if (isUnknown(about, table))
    return [text(...filled(ABOUT.none, locale, { address, chain: fresh.chain })), ...freshNotes(fresh, locale), code]
  const missed = about.missed.map((id) => say(PARTS[id].name, locale)).join(', ')
  return [
    labelLine(table, address, locale),
    ...kindLine(about, locale),
    ...seenLine(about, locale),
    ...activityLines(about, locale),
    ...tables(about, locale),
    ...(missed ? [note(...filled(ABOUT.missed, locale, { parts: missed }))] : []),
    ...(has(about, 'balances') ? [note(say(ABOUT.derived, locale))] : []),
    ...(has(about, 'moved') ? [note(caveat('usd_method', locale))] : []),
    ...priceNotes(about, locale),
    ...freshNotes(fresh, locale),
    code,
    deeper(about, locale),
  ]
}
