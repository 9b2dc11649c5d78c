import type { Candidate, ReadContext } from '../../core/tool.ts'
import type { Form, SummarizeInput } from './input.ts'

const URL_IN = /\b(?:https?:\/\/|www\.)[^\s<>"'”’]+|\b[\w-]+(?:\.[\w-]+)*\.(?:org|com|io|xyz|eth\.limo|fi|net|dev|app)\/[^\s<>"'”’]+/i
const EIP = /\b(?:eip|erc)[- ]?\d{1,6}\b/i
const ASKS =
  /\b(?:summar(?:y|i[sz]e|i[sz]ing)|tl;?dr|sum up|digest|gist|key (?:points|takeaways)|takeaways|main points|in short|recap|brief me|resum(?:e|en|ir|í)|resúmeme|özet(?:le)?|tóm tắt|summarise)\b|总结|概括|摘要|概述|кратко|резюме|перескажи|суть|подытожь/iu
const FORMS: readonly [Form, RegExp][] = [
  [
    'views',
    /\b(?:for and against|pros and cons|what (?:do|did) people (?:think|say)|opinions?|views|arguments|a favor y en contra|lehte ve aleyhte)\b|за и против|支持和反对|观点|ủng hộ và phản đối/iu,
  ],
  ['decisions', /\b(?:decisions?|decided|open questions?|action items|decisiones|kararlar)\b|решения|决定|quyết định/iu],
  [
    'changes',
    /\b(?:what(?:'s| is| has)? (?:new|changed|changes)|what changes|changelog|release notes|qué cambi[aó]|ne değişti)\b|что изменилось|что нового|变化|变更|có gì mới/iu,
  ],
  ['timeline', /\b(?:timeline|chronolog\w*|by date|cronología|zaman çizelgesi)\b|хронология|时间线|dòng thời gian/iu],
  [
    'gist',
    /\b(?:gist|tl;?dr|one (?:line|sentence)|in a sentence|in one sentence|en una frase|tek cümle)\b|одним предложением|一句话|một câu/iu,
  ],
  ['bullets', /\b(?:bullets?|bullet points?|takeaways|key points|main points|puntos clave|maddeler)\b|тезисы|要点|gạch đầu dòng/iu],
]
const SHORTER = /\b(?:shorter|short|brief(?:ly|er)?|less|más corto|daha kısa)\b|короче|简短|更短|ngắn hơn/iu
const LONGER = /\b(?:longer|long|more detail(?:s|ed)?|in detail|detailed|más largo|daha uzun)\b|подробнее|详细|dài hơn/iu
const LANGUAGES: readonly [NonNullable<SummarizeInput['language']>, RegExp][] = [
  ['es', /\b(?:in spanish|en español)\b/i],
  ['zh', /\bin chinese\b|用中文/i],
  ['ru', /\bin russian\b|по-русски|на русском/i],
  ['tr', /\b(?:in turkish|türkçe)\b/i],
  ['vi', /\b(?:in vietnamese|bằng tiếng việt)\b/i],
  ['en', /\b(?:in english|en inglés)\b|на английском|用英语/i],
]
const OWN = /\b(?:in (?:your|simple|plain|other) (?:own )?words|rephrase|simply|eli5|con tus palabras)\b|своими словами|простыми словами/iu
const NEWCOMER = /\b(?:for (?:beginners?|newcomers?|a newcomer|dummies)|eli5|explain like|explain (?:it )?simply|para principiantes)\b/i
const EXPERT = /\b(?:for (?:experts?|developers?|devs|traders?)|technical)\b/i
const ABOUT =
  /\b(?:what does it say (?:about|on)|what about|and (?:about|what about)|does it (?:say|mention) (?:anything )?(?:about )?|anything (?:about|on)|where does it|focus(?:ing)? on|about|regarding|concerning|qué dice (?:de|sobre)|y sobre)\s+(.{2,200}?)[?.!]*$/i

const DAILY = /\b(?:daily|every (?:day|morning|evening)|each (?:day|morning))\b.{0,12}?\b((?:[01]?\d|2[0-3]):[0-5]\d)\b/i

type Partial = { -readonly [K in keyof SummarizeInput]?: SummarizeInput[K] }

/** Form, length, language and audience that a message asks for. */
function wishes(text: string): Partial {
  const form = FORMS.find(([, pattern]) => pattern.test(text))?.[0]
  const language = LANGUAGES.find(([, pattern]) => pattern.test(text))?.[0]
  return {
    ...(form ? { form } : {}),
    ...(SHORTER.test(text) ? { length: 'short' } : LONGER.test(text) ? { length: 'long' } : {}),
    ...(language ? { language } : {}),
    ...(OWN.test(text) ? { own: true } : {}),
    ...(NEWCOMER.test(text) ? { audience: 'newcomer' } : EXPERT.test(text) ? { audience: 'expert' } : {}),
  }
}

const candidate = (score: number, input: Partial, reading: string): Candidate => ({
  tool: 'summarize',
  score,
  input: { ...input },
  missing: [],
  ambiguous: [],
  reading,
})

/** Pasted text after the request: "summarise this:" and then a long text, or the request after it. */
function pasted(text: string): { request: string; body: string } | undefined {
  const match = /^(.{1,160}?)(?::\s*\n?|\n+)([\s\S]{120,})$/.exec(text.trim())
  return match?.[1] && ASKS.test(match[1]) ? { request: match[1], body: match[2] ?? '' } : undefined
}

function followUp(text: string, { previous }: ReadContext): Candidate[] {
  if (previous?.tool !== 'summarize' || text.length > 300) return []
  const before = previous.input as Partial
  const wished = wishes(text)
  const about = ABOUT.exec(text)?.[1]
  if (about && !URL_IN.test(about))
    return [
      candidate(
        0.93,
        { ...before, ...wished, form: wished.form ?? 'bullets', focus: about.trim() },
        `what it says about ${about.trim().slice(0, 60)}`,
      ),
    ]
  const short = text.split(/\s+/).length <= 8
  if (Object.keys(wished).length > 0 && short) return [candidate(0.92, { ...before, ...wished }, 'the same text in another form')]
  return []
}

/** Claims a request to summarise with an address, a standard's number, or pasted text; and follow-ups of a summary. */
export function read(text: string, context: ReadContext): Candidate[] {
  const long = pasted(text)
  if (long) return [candidate(0.96, { ...wishes(long.request), text: long.body }, 'a summary of the text')]
  const url = (URL_IN.exec(text)?.[0] ?? EIP.exec(text)?.[0])?.replace(/[.,;:!?)\]]+$/, '')
  const rest = url ? text.replace(url, ' ').trim() : text
  const asks = ASKS.test(rest)
  const wished = wishes(rest)
  if (url) {
    const about = ABOUT.exec(rest)?.[1]
    const others = [...text.matchAll(new RegExp(URL_IN, 'gi'))].map(([match]) => match.replace(/[.,;:!?)\]]+$/, '')).filter((other) => other !== url) // biome-ignore format: short
    const daily = DAILY.exec(rest)?.[1]
    const input = {
      ...wished,
      ...(others.length > 0 ? { also: [...new Set(others)].slice(0, 9) } : {}),
      ...(daily ? { daily: daily.padStart(5, '0') } : {}),
      ...(about && asks && about.length > 3 ? { focus: about } : {}),
      url,
    }
    if (asks) return [candidate(0.97, input, `a summary of ${url}`)]
    if (wished.form) return [candidate(0.92, input, `a summary of ${url}`)]
    if (rest === '' && URL_IN.test(text)) return [candidate(0.6, { url }, `a summary of ${url}`)]
    return []
  }
  const follow = followUp(text, context)
  if (follow.length > 0) return follow
  return asks &&
    /\b(?:this|the|attached|file|pdf|document|link|text)\b|文件|文档|файл|dosya|tệp|archivo|documento/iu.test(rest) &&
    rest.length < 120
    ? [candidate(0.9, wished, 'a summary of the file')]
    : []
}
