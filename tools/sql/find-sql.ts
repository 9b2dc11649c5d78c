/** What a message wants done with the statement in it. */
export interface Found {
  sql: string
  show: 'result' | 'explanation'
}

const FENCE = /```(?:sql)?\s*([\s\S]*?)```/i
const EXPLAIN =
  /(?<!\p{L})(?:explain|what does|what is this|describe|explica|qué hace|объясни|что делает|açıkla|ne yapar|giải thích)(?!\p{L})|解释|说明/iu
const START =
  /(?:^|[\s:：])((?:with\s+(?:recursive\s+)?["\w]+\s*(?:\([^)]*\)\s*)?as\s*(?:materialized\s*)?\(|s(?:e|le|el)\w{0,2}ct?\b|from\s+["\w.]+\s+select\b|values\s*\(|\(\s*select\b)[\s\S]*)/iu
const LEADING = /^(?:\s|--[^\n]*\n|\/\*[\s\S]*?\*\/|#[^\n]*\n)+/

/** SQL has marks or a dotted table; "select the top tokens from last week" is a sentence. */
function isStatement(text: string): boolean {
  if (/^(?:with|values|\()/i.test(text)) return true
  if (/\bf(?:ro|or)m\b/i.test(text)) return /[*(),;=<>`]|\bf(?:ro|or)m\s+["`]?[\w-]+["`]?\.["`]?\w+/i.test(text)
  return /^select\s+(?:-?\d|'|[\w.]+\s*\()/i.test(text)
}

/** The statement in a message: alone, in a code fence, or after some words such as "explain this:". */
export function findSql(text: string): Found | undefined {
  const fenced = FENCE.exec(text)
  const body = (fenced?.[1] ?? text).trim()
  const code = body.replace(LEADING, '')
  const match = START.exec(code)
  const sql = match?.[1]?.trim()
  if (!sql || !isStatement(sql)) return undefined
  const before = fenced ? text.slice(0, fenced.index) : code.slice(0, code.length - sql.length)
  // A long way before the first SELECT is talk about something else.
  if (before.length > 200) return undefined
  const own = before.trim() === '' ? body : sql
  return { sql: own.replace(/\s+$/, ''), show: EXPLAIN.test(before) ? 'explanation' : 'result' }
}
