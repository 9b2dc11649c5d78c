import { privateKeys } from './private-key.ts'
import { type Span, seedPhrases } from './seed-phrase.ts'

export type SecretKind = 'seed phrase' | 'private key'

export interface Redacted {
  /** The text with each secret replaced. Nothing behind this point ever sees more. */
  text: string
  secrets: readonly SecretKind[]
}

/** Longest text that is searched, in characters; more than any platform's message. */
const MOST = 20_000

/**
 * Takes wallets' secrets out of a text: the first thing that happens to a message, so that no rule, log or table can hold one.
 * @example redact('my private key is 0x' + '1'.repeat(64)).text // 'my private key is ‹private key›'
 */
export function redact(text: string): Redacted {
  const whole = text.slice(0, MOST)
  const found = [
    ...seedPhrases(whole).map((span) => ({ ...span, kind: 'seed phrase' as const })),
    ...privateKeys(whole).map((span) => ({ ...span, kind: 'private key' as const })),
  ].sort((a, b) => a.start - b.start || b.end - a.end)
  let [shown, at] = ['', 0]
  for (const { start, end, kind } of found) {
    if (start >= at) shown += `${whole.slice(at, start)}‹${kind}›`
    at = Math.max(at, end)
  }
  return { text: shown + whole.slice(at), secrets: [...new Set(found.map(({ kind }) => kind))] }
}

export type { Span }
