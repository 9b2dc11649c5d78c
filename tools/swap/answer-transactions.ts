import { permitTypedData } from '../../chain/transactions/permit2.ts'
import type { UnsignedTx } from '../../chain/transactions/transaction.ts'
import { walletLink } from '../../chain/transactions/wallet-link.ts'
import { type Block, note, text, warning } from '../../core/answer.ts'
import { cleanText } from '../format.ts'
import { shownAmount } from './answer.ts'
import type { SwapQuote } from './result.ts'
import { missingApprovals } from './try-out.ts'
import { sentence, word } from './words.ts'

/** Longest link that a QR code of a screen's size still shows well. */
const QR_LIMIT = 1800

function simulation({ tried, facts, prepared, to, quote }: SwapQuote, locale: string): Block[] {
  if (!prepared) return []
  if (!tried) return [note(word('not_simulated', locale))]
  if (!tried.ok) return [warning(...sentence('fails', locale, { reason: cleanText(tried.reason ?? '—', 160) }))]
  if (!facts.simulated) return []
  const exact = tried.received === quote.amountOut
  const match = `${exact ? word('to_the_wei', locale) : ''}${tried.lent ? word('lent', locale) : ''}`
  return [text(...sentence('simulated', locale, { received: shownAmount(facts.simulated, to.symbol, locale), match }))]
}

function purse({ purse: held, facts, from, prepared, blockTime }: SwapQuote, locale: string): Block[] {
  if (!held || !facts.balance || !prepared) return []
  const enough = held.balance >= prepared.maximumIn
  const missing = missingApprovals(prepared.approvals, held, blockTime / 1000)
  const approval = prepared.approvals.length === 0 ? '' : word(missing.length === 0 ? 'approved' : 'approve', locale)
  const parts = sentence('balance', locale, { balance: shownAmount(facts.balance, from.symbol, locale) })
  return [(enough ? text : warning)(...parts, word(enough ? 'enough' : 'short', locale), approval)]
}

const json = (value: unknown): string => JSON.stringify(value, (_, part: unknown) => (typeof part === 'bigint' ? part.toString() : part), 2)

function code(tx: UnsignedTx, { index, count, chain, locale }: { index: number; count: number; chain: number; locale: string }): Block {
  const title = word('unsigned', locale)
    .replace('{number}', String(index + 1))
    .replace('{count}', String(count))
    .replace('{call}', tx.call)
  const body = { chainId: chain, to: tx.to, value: tx.value.toString(), data: tx.data }
  return { kind: 'code', language: 'json', title, text: json(body) }
}

/** Its number is the wallet's own, so it is shown only where the wallet is known. */
function permission({ prepared, chain, input, purse: held }: SwapQuote, locale: string): Block[] {
  const permit = prepared?.approvals.find(({ purpose }) => purpose === 'permit2')
  if (!permit?.spender || input.show !== 'calldata' || !held?.permit) return []
  const until = Math.floor(permitDeadline(permit))
  const typed = permitTypedData({
    chain: chain.id,
    permit2: permit.to,
    token: permit.token as `0x${string}`,
    spender: permit.spender,
    amount: permit.amount,
    until,
    nonce: held.permit.nonce,
  })
  return [{ kind: 'code', language: 'json', title: word('permit', locale), text: json(typed) }]
}

/** The end of the permission stands in the last word of its own calldata. */
const permitDeadline = ({ data }: UnsignedTx): number => Number(BigInt(`0x${data.slice(-64)}`))

const relay = (url: string | undefined, locale: string): string =>
  url === undefined ? word('relay', locale) : word('relay_at', locale).replace('{url}', url)

/** What to sign, after what it would do: a simulation that failed shows no transaction. */
export function transactions(result: SwapQuote, locale: string): Block[] {
  const { prepared, tried, chain, input, wallet } = result
  const head = [...simulation(result, locale), ...purse(result, locale)]
  if (!prepared || tried?.ok === false) return head
  const all = [...missingApprovals(prepared.approvals, result.purse, result.blockTime / 1000), ...prepared.swaps]
  const full = input.show === 'calldata'
  // In a group the figures are for everyone, the bytes for who asks for them.
  const shown = full ? all : result.group ? [] : prepared.swaps
  const codes = shown.map((tx) => code(tx, { index: all.indexOf(tx), count: all.length, chain: chain.id, locale }))
  const swap = prepared.swaps.length === 1 ? prepared.swaps[0] : undefined
  const link = full && swap && wallet ? walletLink(swap, chain.id) : undefined
  return [
    ...head,
    ...codes,
    ...permission(result, locale),
    ...(link && link.length <= QR_LIMIT
      ? [{ kind: 'picture' as const, title: word('open', locale), drawing: { shape: 'qr' as const, text: link }, alt: link }]
      : []),
    ...(wallet ? [] : [warning(word('stand_in', locale))]),
    note(word('no_signing', locale), ...(full ? [` ${relay(chain.relay, locale)}`] : [])),
  ]
}
