import type { Candidate, ReadContext } from '../../core/tool.ts'
import { asFile } from '../ask/read/as-file.ts'
import { readWishes } from '../sql/read-wishes.ts'
import { byId, bySaying, byWords } from './find.ts'
import { QUERIES } from './queries/index.ts'
import { PARAMETERS, type ParameterName, parametersOf } from './query.ts'

const EXACT = 0.9
const NAMED = 0.97
const LIST = /^(?:(?:show|list|open)(?: me)?(?: the)? )?(?:query library|verified queries|library(?: of queries)?)$/i
const LEAD = /^(?:(?:verified|library)(?: query)?|(?:run|use) (?:the )?(?:verified query|library query))[\s:]+(.+)$/i
const VALUE = /(\w+)\s*=\s*("[^"]*"|'[^']*'|[^\s,]+)/g

const candidate = (score: number, input: Record<string, unknown>, reading: string): Candidate => ({
  tool: 'library',
  score,
  input,
  missing: [],
  ambiguous: [],
  reading,
})

const isParameter = (name: string): name is ParameterName => Object.hasOwn(PARAMETERS, name)

/** "top-traders token=UNI n=5" as words and values. */
export function splitValues(text: string): { words: string; values: Record<string, string> } {
  const values: Record<string, string> = {}
  const words = text.replace(VALUE, (_, name: string, value: string) => {
    values[name.toLowerCase()] = value.replace(/^["']|["']$/g, '')
    return ' '
  })
  return { words: words.replace(/\s+/g, ' ').trim(), values }
}

/** What a follow-up changes in the parameters of the query before; undefined when it changes none that it has. */
async function changed(text: string, sql: string, { resolve }: ReadContext): Promise<Record<string, string> | undefined> {
  const names = parametersOf(sql)
  const has = (name: ParameterName, value: string) => (names.includes(name) ? { [name]: value } : undefined)
  const { words, values } = splitValues(text)
  if (Object.keys(values).length > 0)
    return words === '' && Object.keys(values).every((name) => isParameter(name) && names.includes(name)) ? values : undefined
  const said = text.trim().replace(/[.!?]+$/, '')
  const [wish, more] = readWishes(said)
  if (wish && !more) {
    if (wish.op === 'limit' || wish.op === 'top') return has('n', wish.value)
    if (wish.op === 'per') return has('unit', wish.value)
    if (wish.op === 'period') return has('period', wish.value)
    if (wish.op === 'last')
      return has(
        'period',
        wish.value.replace(/^(\d+) (\w)\w*$/, (whole, n: string, unit: string) => ('hdw'.includes(unit) ? n + unit : whole)),
      )
    if (wish.op === 'min_usd') return has('usd', wish.value)
  }
  const period = /^(?:(?:and|now|only|for|in)\s+)*(today|yesterday|this week|last week|this month|last month|all time)$/i.exec(said)?.[1]
  if (period) return has('period', period.toLowerCase().replace(' ', '_').replace('all_time', 'all'))
  const name = /^(?:(?:and|now|same|only|just|what about|how about|for|on|with|of)\s+)*([\w.$-]{1,66})$/i.exec(said)?.[1]
  if (!name || name === said) return name && /^0x[0-9a-f]{40}$/i.test(name) ? (has('address', name) ?? has('token', name)) : undefined
  const [dexes, chains] = await Promise.all([resolve.values('dex'), resolve.values('chain')])
  if (dexes.includes(name.toLowerCase())) return has('dex', name.toLowerCase())
  if (chains.includes(name.toLowerCase())) return has('chain', name.toLowerCase())
  if (/^v[234]$/i.test(name)) return has('version', name)
  const [token] = await resolve.tokens(name)
  return token && token.match !== 'near' ? has('token', name) : undefined
}

/** "verified NAME", the list, a message that is word for word one of the library's, or a change of the query before. */
export async function read(text: string, context: ReadContext): Promise<Candidate[]> {
  if (text.length > 400) return []
  const said = text.trim()
  if (LIST.test(said)) return [candidate(NAMED, {}, 'the library of verified queries')]
  const led = LEAD.exec(said)?.[1]
  const { words, values } = splitValues(led ?? said)
  const named = byId(QUERIES, words)
  if (named && (led !== undefined || words.includes('-') || Object.keys(values).length > 0))
    return [candidate(NAMED, { name: named.id, values }, named.title.en)]
  if (led !== undefined) {
    const [best, second] = byWords(QUERIES, words, context.locale)
    const clear = best && best.score >= 0.6 && (!second || best.score - second.score >= 0.1)
    return [
      clear
        ? candidate(NAMED, { name: best.query.id, values }, best.query.title.en)
        : candidate(NAMED, { name: words }, 'queries of the library'),
    ]
  }
  const meant = bySaying(QUERIES, said)
  if (meant) return [candidate(EXACT, { name: meant.id }, meant.title.en)]
  const before =
    context.previous?.tool === 'library' ? (context.previous.input as { name?: string; values?: Record<string, string> } | null) : undefined
  const query = before?.name === undefined ? undefined : byId(QUERIES, before.name)
  if (!query) return []
  const wanted = asFile(said)
  if (wanted?.rest === '') return [candidate(NAMED, { ...before, file: wanted.file }, query.title.en)]
  const change = await changed(said, query.sql, context)
  return change ? [candidate(NAMED, { name: query.id, values: { ...before?.values, ...change } }, query.title.en)] : []
}
