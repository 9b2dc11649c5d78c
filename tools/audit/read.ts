import type { Candidate, ReadContext } from '../../core/tool.ts'
import { cleanText } from '../format.ts'
import { ADDRESS, meant } from '../token/find.ts'

/** "audit X" in the languages that people write; the rest of the sentence must be the target. */
const ASKS: readonly RegExp[] = [
  /^(?:please )?(?:audit|lint|security (?:audit|review|check)(?: of| for)?|review the (?:code|contract) of|find (?:bugs|vulnerabilities|issues) in)\s+(?:the |this )?(?:contract |smart contract |code |file |token )?(.+)$/iu,
  /^(?:audita|auditar|auditoría de|auditoria de|revisa el contrato)\s+(?:el contrato |el token )?(.+)$/iu,
  /^(?:审计|審計|审核合约|检查合约)\s*(?:合约|代币)?\s*(.+)$/u,
  /^(?:проведи аудит|аудит|проверь код)\s+(?:контракта |токена )?(.+)$/iu,
  /^(.+?)\s+(?:denetle|denetimi|kodunu incele)$/iu,
  /^(?:audite|auditar|auditoria do)\s+(?:o contrato |o token )?(.+)$/iu,
  /^(?:kiểm toán|kiểm tra mã)\s+(?:hợp đồng |token )?(.+)$/iu,
]
/** Solidity, pasted: a contract, library or interface with a body. */
const SOLIDITY = /(?:^|\n|\s)(?:abstract\s+)?(?:contract|library|interface)\s+[A-Za-z_$][\w$]*[^;{]{0,300}\{/
/** The command alone, or with a word for what is attached. */
const BARE =
  /^(?:audit|auditoría|审计|аудит|denetim|kiểm toán)(?: (?:this|it|these|them|all|the files?|this file|these files|esto|estos|todo|这个|这些))?$/iu
const PATH = /^(?:\.{0,2}\/|~\/|[A-Za-z]:\\)|\.(?:sol|json)$|\/$/i

/** The Solidity of a message, without the words and the fence around it. */
export function pasted(text: string): string | undefined {
  const fenced = /```(?:solidity|sol)?\s*\n([\s\S]+?)```/i.exec(text)?.[1]
  const body = fenced ?? text
  if (!SOLIDITY.test(body)) return undefined
  if (fenced !== undefined) return fenced
  const start = body.search(
    /(?:\/\/|\/\*|pragma\s|import\s|(?:abstract\s+)?(?:contract|library|interface)\s+[A-Za-z_$][\w$]*[^;{]{0,300}\{)/,
  )
  return body.slice(Math.max(0, start))
}

const tidy = (words: string): string =>
  words
    .trim()
    .replace(/[?？!！。…]+$/u, '')
    .trim()

/** Claims "audit HONEY", "audit 0x…", "audit ./contracts", and Solidity that stands in the message. */
export async function read(text: string, { resolve }: ReadContext): Promise<Candidate[]> {
  const source = pasted(text)
  const base = { tool: 'audit', missing: [], ambiguous: [] }
  if (source !== undefined) return [{ ...base, score: 0.95, input: { source }, reading: 'an audit of this source' }]
  const clean = tidy(text)
  if (BARE.test(clean)) return [{ ...base, score: 0.9, input: {}, reading: 'an audit of the attached file' }]
  const words = ASKS.map((pattern) => pattern.exec(clean)?.[1]).find((found) => found !== undefined)
  if (words !== undefined) return await target(words.trim(), base, resolve)
  // As a command's argument, a path stands alone.
  if (PATH.test(clean) && !/\s/.test(clean))
    return [{ ...base, score: 0.55, input: { target: clean }, reading: `an audit of ${cleanText(clean)}` }]
  return []
}

async function target(
  words: string,
  base: Omit<Candidate, 'score' | 'input' | 'reading'>,
  resolve: ReadContext['resolve'],
): Promise<Candidate[]> {
  const reading = `an audit of ${cleanText(words)}`
  if (ADDRESS.test(words) || PATH.test(words)) return [{ ...base, score: 0.96, input: { target: words }, reading }]
  if (words.split(/\s+/).length > 4) return []
  const found = await resolve.tokens(words.replace(/^\$/, ''))
  const chains = [...new Set(found.map((match) => match.chain))]
  const [first] = await meant(words, chains, resolve)
  return first ? [{ ...base, score: 0.95, input: { target: first.symbol || first.address }, reading }] : []
}
