import type { Candidate, ReadContext } from '../../core/tool.ts'
import { commandWords } from '../command-words.ts'
import { DECIDED, MISSED, SEARCH, spanOf, VIEWS } from './phrases.ts'

const subject = (patterns: readonly RegExp[], words: string): string | undefined => {
  for (const pattern of patterns) {
    const found = pattern.exec(words)?.[1]?.trim()
    if (found) return found
  }
  return undefined
}

const claim = (score: number, input: Record<string, unknown>, reading: string): Candidate => ({
  tool: 'catchup',
  score,
  input,
  missing: [],
  ambiguous: [],
  reading,
})

/** Claims questions about what was said in the chat, and what the command takes: "24h", "leave", "daily 09:00", a subject. */
export function read(text: string, { previous }: ReadContext): Candidate[] {
  const words = commandWords(text).replace(/^[¿¡]/, '')
  if (words.length > 300 || /https?:\/\//.test(words)) return []
  const { span, rest } = spanOf(words)
  const daily =
    /(?<!\p{L})(?:daily|every day|each day|cada día|каждый день|her gün|mỗi ngày|每天).{0,12}?(?<!\d)((?:[01]?\d|2[0-3]):[0-5]\d)(?!\d)/u.exec(
      words,
    )?.[1]
  const at = daily ? { daily: daily.padStart(5, '0') } : {}
  const missed = MISSED.some((pattern) => (pattern.exec(rest)?.index ?? 99) <= LATEST)
  if (missed) return [claim(0.95, { ...span, ...at }, 'what was said here since you last wrote')]
  const search = subject(SEARCH, rest)
  if (search) return [claim(EXPLICIT, { form: 'search', about: search, ...span }, `what was said about ${search}`)]
  const views = subject(VIEWS, rest)
  if (views)
    return [claim(STANDARD.test(views) ? 0.8 : 0.91, { form: 'views', about: views, ...span }, `what people here think about ${views}`)]
  const decided = previous?.tool === 'summarize' ? undefined : DECIDED.map((pattern) => pattern.exec(rest)).find((match) => match !== null)
  if (decided) {
    const said = decided.slice(1).find(Boolean)?.trim()
    const about = said && IT.test(said) ? aboutOf(previous) : said
    return [claim(EXPLICIT, { form: 'decisions', ...(about ? { about } : {}), ...span }, 'what was decided here, and what is open')]
  }
  return previous?.tool === 'catchup' ? followUp(words, { ...(previous.input as Record<string, unknown>) }) : []
}

/** The same question in another form, about something else, of another length or span. */
function followUp(words: string, before: Record<string, unknown>): Candidate[] {
  const { daily: _, ...same } = before
  const sides = SIDES.test(words)
  if (sides && same.about) return [claim(0.93, { ...same, form: 'views' }, `what people here think about ${String(same.about)}`)]
  if (sides) return [claim(0.9, { ...same, form: 'views' }, 'what people here think')]
  if (WHAT_DECIDED.test(words)) return [claim(0.93, { ...same, form: 'decisions' }, 'what was decided about it')]
  if (WHO.test(words)) return [claim(0.93, same, 'who said it')]
  if (SHORTER.test(words)) return [claim(0.93, { ...same, length: 'short' }, 'the same, shorter')]
  if (LONGER.test(words)) return [claim(0.93, { ...same, length: 'long' }, 'the same, longer')]
  const { span, rest } = spanOf(words.replace(/^(?:and |y |а |и |ve |còn )/u, ''))
  if (Object.keys(span).length > 0 && rest === '') {
    const { hours: _hours, since: _since, ...timeless } = same
    return [claim(0.9, { ...timeless, ...span }, 'the same, from another time')]
  }
  const follow = FOLLOW.exec(words)?.[1]
  return follow
    ? [claim(0.9, { ...same, about: follow, form: same.form === 'views' ? 'views' : 'search' }, `what was said about ${follow}`)]
    : []
}

/** "What was decided about it": of what was asked before. */
const IT = /^(?:it|that|this|them|eso|ello|esto|этом|этому|это|bu|bunu|nó|它|这)$/u
const aboutOf = (previous: ReadContext['previous']): string | undefined => {
  const about = previous?.tool === 'catchup' ? (previous.input as { about?: unknown }).about : undefined
  return typeof about === 'string' ? about : undefined
}

const SIDES =
  /^(?:and )?(?:who (?:is|was|are|were) (?:for|against|in favou?r)(?: (?:of )?(?:it|that|this))?(?: and who (?:is )?against)?|(?:and )?(?:against|for)(?: (?:it|that))?|for and against|pros and cons|quién(?:es)? (?:está|están) (?:a favor|en contra)|y en contra|a favor y en contra|кто (?:за|против)(?: и кто против)?|а против|за и против|kim(?:ler)? (?:karşı|destekliyor)|ai (?:ủng hộ|phản đối)|谁(?:支持|反对))$/u
const WHAT_DECIDED =
  /^(?:and )?(?:(?:so )?what was decided(?: (?:about|on) (?:it|that|this))?|was (?:anything|it) decided|y qué se decidió|а что решили|и что решили|ne karar verildi|quyết định gì)$/u
const WHO =
  /^(?:and )?(?:who said (?:that|this|it|so)|says who|quién (?:lo )?dijo(?: eso)?|кто (?:это |так )?(?:сказал|говорил|писал)|kim (?:dedi|söyledi)(?: bunu)?|ai (?:đã )?nói(?: (?:điều|vậy|thế)(?: đó)?)?|谁说的)$/u
const SHORTER =
  /^(?:make it )?(?:shorter|brief(?:ly|er)?|short version|más corto|короче|покороче|daha kısa|ngắn hơn|短一点|简短)(?: please)?$/u
const LONGER =
  /^(?:make it )?(?:longer|more|more detail(?:s|ed)?|más (?:largo|detalles?)|подробнее|длиннее|daha uzun|chi tiết hơn|详细)(?: please)?$/u

/** Words that leave no other reading, also where their subject is a figure that can be asked for ("what was said about gas"). */
const EXPLICIT = 1.02
/** A request begins with its words, but for a "please" or a name before them. */
const LATEST = 24
/** What people think of a standard is asked of its discussion, not of this chat. */
const STANDARD = /(?:eip|erc)[- ]?\d+/
const FOLLOW = /^(?:and |what about |only |about |y |sobre |а |про |о |ya |còn |那)+(.{2,120})$/u
