import type { Candidate, ReadContext } from '../../core/tool.ts'
import type { Form, SummarizeInput } from './input.ts'

const URL_IN = /\b(?:https?:\/\/|www\.)[^\s<>"'”’]+|\b[\w-]+(?:\.[\w-]+)*\.(?:org|com|io|xyz|eth\.limo|fi|net|dev|app)\/[^\s<>"'”’]+/i
/** A proposal of an on-chain governor, as its own address or in words. */
const GOVERNOR = /(?<!\S)(?:governor:(?:[\w-]{1,40}\/)?|eip155:\d{1,20}:)0x[0-9a-f]{40}\/\d{1,80}/i
const PROPOSAL =
  /(?<!\p{L})(?:proposal|propuesta|предложени[ея]|teklif|đề xuất|提案)\s*#?(\d{1,80})\s*(?:of|from|in|de|из|от|của|的)?\s*(?:the )?(?:governor|gobernador|говернор\w*|yönetici)?\s*(0x[0-9a-f]{40})(?: (?:on|en|в|на|trên|在) ([\w-]{1,40}))?/iu
const EIP = /\b(?:eip|erc)[- ]?\d{1,6}\b/i
/** Words bounded by "no letter": JavaScript's \b knows Latin letters alone. */
const words = (bounded: string, anywhere?: string): RegExp =>
  new RegExp(`(?<![\\p{L}\\p{N}])(?:${bounded})(?![\\p{L}\\p{N}])${anywhere ? `|${anywhere}` : ''}`, 'iu')

const ASKS = words(
  'summar(?:y|i[sz]e|i[sz]ing)|tl;?dr|sum (?:it |this |that )?up|digest|gist|key (?:points|takeaways)|takeaways|main points|in short|recap|brief me|resum(?:e|en|ir|í)|resúme(?:me|lo|la)|resumen de|en resumen|özet(?:le|i|i ver)?|özetler misin|tóm tắt|tóm lại|кратко|вкратце|резюме|перескажи(?:те)?|суть|подытожь(?:те)?|обобщи(?:те)?|саммари',
  '总结|概括|摘要|概述|归纳',
)
const FORMS: readonly [Form, RegExp][] = [
  [
    'views',
    words(
      'for and against|pros and cons|who (?:is|are|was|were)? ?(?:for|against|in favou?r|supports?|opposes?)(?: (?:of )?(?:it|this|that))?|quién(?:es)? (?:está|están) (?:a favor|en contra)|кто (?:за|против)|kim(?:ler)? (?:karşı|destekliyor)|ai (?:ủng hộ|phản đối)|what (?:do|did|does) (?:people|the community|everyone|others|they) (?:think|say)|opinions?|views|arguments|a favor y en contra|pros y contras|qué (?:opinan?|piensan?|dicen?)|opiniones|lehte ve aleyhte|artıları ve eksileri|ne düşünüyor(?:lar)?|görüşler|за и против|что (?:(?:люди|все|сообщество) )?(?:думают|думает|говорят)|мнени[ея]|ủng hộ và phản đối|mọi người nghĩ (?:gì|thế nào|sao)|ý kiến',
      '谁(?:支持|反对|赞成)|支持和反对|赞成和反对|正反|观点|看法|怎么看',
    ),
  ],
  [
    'decisions',
    words(
      'decisions?|decided|open questions?|action items|decisiones|qué se decidió|preguntas abiertas|kararlar|ne karar verildi|açık sorular|решени[ея]|что решили|открытые вопросы|quyết định|câu hỏi mở',
      '决定|未决|待定',
    ),
  ],
  [
    'changes',
    words(
      "what(?:'s| is| has)? (?:new|changed|changes)|what changes|changelog|release notes|qué (?:ha )?cambi(?:a|ó|ado)|qué hay de nuevo|ne(?:ler)? değişti|yenilikler|что (?:изменилось|нового|поменялось)|изменения|có gì mới|thay đổi gì",
      '变化|变更|有什么新',
    ),
  ],
  [
    'timeline',
    words(
      'timeline|chronolog\\w*|by date|cronología|línea de tiempo|zaman çizelgesi|хронологи[яю]|по датам|dòng thời gian',
      '时间线|按时间',
    ),
  ],
  [
    'gist',
    words(
      'gist|tl;?dr|one (?:line|sentence)|in (?:a|one) sentence|en una (?:frase|oración)|en una línea|tek cümle(?:yle)?|(?:в )?одн(?:им|ом) предложени(?:ем|и)|одной фразой|суть|(?:trong )?một câu',
      '一句话',
    ),
  ],
  [
    'bullets',
    words(
      'bullets?|bullet points?|takeaways|key points|main points|puntos clave|maddeler(?:le)?|тезис(?:ы|ами)|по пунктам|gạch đầu dòng|ý chính',
      '要点',
    ),
  ],
]
const SHORTER = words('shorter|short|brief(?:ly|er)?|less|más (?:corto|breve)|daha kısa|короче|покороче|ngắn (?:hơn|gọn)', '更短|简短')
const LONGER = words(
  'longer|long|more detail(?:s|ed)?|in detail|detailed|más largo|más detalles?|con detalle|daha uzun|ayrıntılı|подробн(?:о|ее)|длиннее|chi tiết|dài hơn',
  '详细',
)
const LANGUAGES: readonly [NonNullable<SummarizeInput['language']>, RegExp][] = [
  ['es', words('in spanish|en español|по-испански|на испанском|ispanyolca|bằng tiếng tây ban nha', '用西班牙语')],
  ['zh', words('in chinese|en chino|по-китайски|на китайском|çince|bằng tiếng trung', '用中文')],
  ['ru', words('in russian|en ruso|по-русски|на русском|rusça|bằng tiếng nga', '用俄语')],
  ['tr', words('in turkish|türkçe|en turco|по-турецки|на турецком|bằng tiếng thổ', '用土耳其语')],
  ['vi', words('in vietnamese|bằng tiếng việt|en vietnamita|по-вьетнамски|на вьетнамском|vietnamca', '用越南语')],
  ['en', words('in english|en inglés|по-английски|на английском|ingilizce|bằng tiếng anh', '用英语|用英文')],
]
const OWN = words(
  'in (?:your|simple|plain|other) (?:own )?words|rephrase|simply|eli5|con tus (?:propias )?palabras|своими словами|простыми словами|kendi sözlerinle|basitçe|bằng lời của bạn|đơn giản',
  '用你自己的话|通俗',
)
const NEWCOMER = words(
  'for (?:beginners?|newcomers?|a newcomer|dummies)|eli5|explain like|explain (?:it )?simply|para principiantes|для новичк(?:ов|а)|yeni başlayanlar için|cho người mới',
  '新手|初学者',
)
const EXPERT = words(
  'for (?:experts?|developers?|devs|traders?)|technical|para expertos|для (?:экспертов|разработчиков)|uzmanlar için|cho chuyên gia',
  '专业|专家',
)
const ABOUT =
  /(?<!\p{L})(?:what does it say (?:about|on)|what about|and (?:about|what about)|does it (?:say|mention) (?:anything )?(?:about )?|anything (?:about|on)|where does it|focus(?:ing)? on|about|regarding|concerning|qué dice (?:del?|sobre)|y (?:sobre|qué hay de)|что (?:там )?(?:сказано|говорится) (?:об?|про)|а (?:что )?(?:насч[её]т|про)|nó nói gì về|còn về)\s+(.{2,200}?)[?.!]*$/iu
const ABOUT_BEFORE =
  /^(?:peki )?(.{2,100}?) hakkında ne (?:diyor|yazıyor)[?.!]*$|^(?:关于|对于?)(.{1,60}?)(?:说了|有|写了)?(?:什么|怎么说)[？?]*$/iu
const aboutIn = (text: string): string | undefined => {
  const before = ABOUT_BEFORE.exec(text.trim())
  return ABOUT.exec(text)?.[1] ?? before?.[1] ?? before?.[2]
}

const DAILY =
  /(?<!\p{L})(?:daily|every (?:day|morning|evening)|each (?:day|morning)|cada (?:día|mañana)|todos los días|каждый день|каждое утро|ежедневно|her (?:gün|sabah)|mỗi (?:ngày|sáng)|每天|每日).{0,14}?(?<!\d)((?:[01]?\d|2[0-3]):[0-5]\d)(?!\d)/iu

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

/** "When does it start?": of what was summarised, when it says "it" or names a part of a proposal. */
const WHEN = words(
  'when (?:\\p{L}+ )?(?:does|will|is|did|do|was) (?:it|this|that|they|the (?:vote|voting|change|upgrade|proposal|plan|launch))(?: \\p{L}+){0,3}|cuándo (?:empieza|entra|es|será|termina)(?: \\p{L}+){0,3}|когда (?:это|он[оа]?|начн[её]тся|начинается|вступает|голосование)(?: \\p{L}+){0,3}|(?:bu|o|oylama) ne zaman(?: \\p{L}+){0,3}|(?:nó|việc này|khi nào nó|khi nào bỏ phiếu)(?: \\p{L}+){0,4} (?:khi nào|bao giờ|bắt đầu)',
  '(?:它|这|投票)?(?:什么时候|何时)(?:开始|生效|结束|投票)',
)

function followUp(text: string, { previous }: ReadContext): Candidate[] {
  if (previous?.tool !== 'summarize' || text.length > 300) return []
  const before = previous.input as Partial
  const wished = wishes(text)
  const about = aboutIn(text)
  if (about && !URL_IN.test(about))
    return [
      candidate(
        0.93,
        { ...before, ...wished, form: wished.form ?? 'bullets', focus: about.trim() },
        `what it says about ${about.trim().slice(0, 60)}`,
      ),
    ]
  const short = text.split(/\s+/).length <= 8
  if (!wished.form && short && WHEN.test(text)) return [candidate(0.8, { ...before, form: 'timeline' }, 'its dates')]
  if (Object.keys(wished).length > 0 && short) return [candidate(0.92, { ...before, ...wished }, 'the same text in another form')]
  return []
}

/** An on-chain proposal that a message names, and the words that do so. */
function onChainIn(text: string): { url: string; words: string } | undefined {
  const own = GOVERNOR.exec(text)?.[0]
  if (own) return { url: own, words: own }
  const [words = '', id, address, chain] = PROPOSAL.exec(text) ?? []
  return id && address ? { url: `governor:${chain ? `${chain.toLowerCase()}/` : ''}${address}/${id}`, words } : undefined
}

/** A reply that asks for a summary: of the address that the message holds and little else, or of its words. */
function ofQuoted(text: string, { quoted, previous }: ReadContext): Candidate[] {
  if (!quoted || text.length > 160 || URL_IN.test(text)) return []
  const wished = wishes(text)
  const asks = ASKS.test(text)
  // A reply to a summary of ours is a follow-up of it.
  if (quoted.own && previous?.tool === 'summarize') return []
  const url = URL_IN.exec(quoted.text)?.[0].replace(/[.,;:!?)\]]+$/, '')
  const around = url ? quoted.text.replace(url, ' ') : quoted.text
  const enough = url !== undefined || quoted.text.length >= FEWEST_QUOTED
  if (!asks && !(wished.form && enough)) return []
  const about = asks ? undefined : aboutIn(text)
  const focus = about ? { focus: about.trim() } : {}
  const source = url && around.length < FEWEST_QUOTED ? { url } : { text: quoted.text }
  return [candidate(asks ? 0.96 : 0.91, { ...wished, ...focus, ...source }, 'a summary of the message that is replied to')]
}

/** Characters of a message beside a link that make it worth a summary of its own. */
const FEWEST_QUOTED = 200

/** Claims a request to summarise with an address, a standard's number, or pasted text; and follow-ups of a summary. */
export function read(text: string, context: ReadContext): Candidate[] {
  const long = pasted(text)
  if (long) return [candidate(0.96, { ...wishes(long.request), text: long.body }, 'a summary of the text')]
  const onChain = onChainIn(text)
  if (onChain) {
    const asked = text.replace(onChain.words, ' ')
    return ASKS.test(asked) || wishes(asked).form || /proposal|propuesta|предложени|đề xuất|提案/iu.test(text)
      ? [candidate(0.96, { ...wishes(asked), url: onChain.url }, 'a summary of the on-chain proposal')]
      : []
  }
  const url = (URL_IN.exec(text)?.[0] ?? EIP.exec(text)?.[0])?.replace(/[.,;:!?)\]]+$/, '')
  const rest = url ? text.replace(url, ' ').trim() : text
  const asks = ASKS.test(rest)
  const wished = wishes(rest)
  if (url) {
    const about = aboutIn(rest)
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
  const quoted = ofQuoted(text, context)
  if (quoted.length > 0) return quoted
  const follow = followUp(text, context)
  if (follow.length > 0) return follow
  return asks &&
    /\b(?:this|the|attached|file|pdf|document|link|text)\b|文件|文档|файл|dosya|tệp|archivo|documento/iu.test(rest) &&
    rest.length < 120
    ? [candidate(0.9, wished, 'a summary of the file')]
    : []
}
