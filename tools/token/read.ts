import type { Candidate, ReadContext } from '../../core/tool.ts'
import { askedAbout } from '../ask/read/about.ts'
import { cleanText } from '../format.ts'
import { choice, meant } from './find.ts'

/** Phrases that ask what a token is; the rest of the sentence must be the token. */
const ASKS: readonly RegExp[] = [
  /^(?:what(?:'s| is)|whats|what are) (?:the )?(?:token |coin )?(.+)$/i,
  /^(?:tell me (?:more )?about|describe|explain|show me|info(?:rmation)? (?:on|about|for)|details (?:on|of|about|for)|look ?up) (?:the )?(?:token |coin )?(.+)$/i,
  /^(?:token|coin) (?:info|information|details|data)?\s*(?:of|for|on|about)?\s*(.+)$/i,
  /^(.+?) (?:token )?(?:info|information|details|overview)$/i,
  /^(?:qué|que|cuál|cual) es (?:el token |la moneda )?(.+)$/i,
  /^(?:háblame de|hablame de|información de|informacion de|info de) (.+)$/i,
  /^(.+?)\s*(?:是什么|是什麼|是啥)(?:代币|代幣|币|幣)?$/,
  /^(?:介绍(?:一下)?|什么是|什麼是)\s*(.+)$/,
  /^что такое (.+)$/i,
  /^o que é (?:o )?(.+)$/i,
  /^(.+?) nedir$/i,
]
const BARE_ADDRESS = /^0x[0-9a-fA-F]{40}$/
const BARE_SYMBOL = /^\$[\p{L}\p{N}._+-]{1,20}$/u
const ARTICLE = /^(?:a|an|the|this|that)\s+/i

function target(text: string): { words: string; bare: boolean } | undefined {
  const address = askedAbout(text)
  if (address) return { words: address, bare: false }
  const clean = text
    .replace(/^[¿¡\s]+/u, '')
    .trim()
    .replace(/[?？!！.。…]+$/u, '')
    .trim()
  if (BARE_ADDRESS.test(clean) || BARE_SYMBOL.test(clean)) return { words: clean, bare: true }
  for (const pattern of ASKS) {
    const words = pattern
      .exec(clean)?.[1]
      ?.trim()
      .replace(ARTICLE, '')
      .replace(/ (?:token|coin)$/i, '')
    if (words && words.length <= 60 && words.split(/\s+/).length <= 4) return { words, bare: false }
  }
  return undefined
}

/** Claims "what is USDC", "tell me about 0x…" and a bare address; the rest of the sentence must name a token and nothing else. */
export async function read(text: string, { resolve }: ReadContext): Promise<Candidate[]> {
  const asked = target(text)
  if (!asked) return []
  const found = await resolve.tokens(asked.words.replace(/^\$/, ''))
  const chains = [...new Set(found.map((match) => match.chain))]
  const matches = await meant(asked.words, chains, resolve)
  const [first] = matches
  if (!first) return []
  const reading = `what ${cleanText(first.symbol, 24) || first.address} is`
  const base = { tool: 'token', missing: [], reading }
  // A pasted address that no registry knows may as well be a wallet.
  const score = first.match === 'address' && first.symbol === '' ? 0.6 : asked.bare ? 0.92 : 0.95
  if (matches.length === 1)
    return [{ ...base, score, input: { token: first.match === 'address' ? first.address : first.symbol }, ambiguous: [] }]
  const options = matches.slice(0, 6).map((match) => ({ label: choice(match), value: match.address }))
  const question = `Several tokens are called "${cleanText(asked.words)}". Which one?`
  return [{ ...base, score, input: { token: asked.words }, ambiguous: [{ field: 'token', question, options }] }]
}
