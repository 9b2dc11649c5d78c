const FENCE = /^```(?:sql)?\s*|```$/gi

/** The statement in a message that is SQL ("select …", also inside a code fence); undefined for anything else. */
export function asSql(text: string): string | undefined {
  const body = text.trim().replace(FENCE, '').trim()
  if (/^with\s+(recursive\s+)?[\w"]+\s*(\([^)]*\)\s*)?as\s*(materialized\s*)?\(/i.test(body)) return body
  // "Select the top tokens from last week" is a sentence: a statement has punctuation of SQL or a dotted table name.
  if (/^select\b[\s\S]*\bfrom\b/i.test(body)) return /[*(),;=<>]|\bfrom\s+"?\w+"?\."?\w+/i.test(body) ? body : undefined
  return /^select\s+(\d|'|\w+\s*\()/i.test(body) ? body : undefined
}
