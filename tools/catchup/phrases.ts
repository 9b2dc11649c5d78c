/**
 * How people ask for what was said, in six languages. JavaScript's \b knows Latin letters alone, so words are bounded by "no letter".
 */
const bounded = (source: string): RegExp => new RegExp(`(?<![\\p{L}\\p{N}])(?:${source})(?![\\p{L}\\p{N}])`, 'u')

/** "What did I miss", once the span is taken out. */
export const MISSED: readonly RegExp[] = [
  bounded(
    "catch ?up|catch me up|what (?:did|have) i (?:miss(?:ed)?|not seen)|(?:(?:send|show|tell|give) me )?what i(?:['’]ve| have)? missed|anything i missed|what happened (?:here|while i was (?:away|gone))|what(?:['’]s| is| has)? ?been (?:going on|said) here|(?:recap|sum up|summari[sz]e) (?:of )?(?:this|the|our) (?:chat|conversation|discussion|group|channel)",
  ),
  bounded(
    '(?:qué|lo que) me (?:he )?(?:perdí|perdido)|de qué me perdí|ponme al (?:día|corriente)|qué (?:pasó|ha pasado) (?:aquí|en el (?:chat|grupo))|(?:resume|resúmeme|resumen de) (?:el|este|del|de este)? ?(?:chat|grupo|canal|conversación)',
  ),
  bounded(
    'что (?:я )?(?:тут |здесь )?пропустил[аи]?|что было (?:в|за время в) (?:чате|группе)|введи(?:те)? меня в курс|что (?:тут|здесь) (?:было|происходило|обсуждали)|(?:перескажи|подытожь|кратко) (?:этот )?(?:чат|группу|обсуждение)|о ч[её]м (?:тут |здесь )?говорили',
  ),
  bounded('ne(?:ler)?(?:i)? kaçırdım|(?:burada|grupta) ne(?:ler)? oldu|(?:sohbeti|grubu|konuşmayı) özetle'),
  bounded(
    '(?:tôi|mình) (?:đã )?bỏ lỡ (?:những )?(?:gì|điều gì)|có gì mới (?:ở đây|trong nhóm)|tóm tắt (?:cuộc trò chuyện|nhóm|đoạn chat)(?: này)?',
  ),
  /(?:错过|漏掉|漏看)了?(?:什么|哪些)|(?:群里|这里)(?:都)?(?:发生|聊|说|讨论)了(?:什么|些什么)$|总结(?:一下)?(?:这个)?(?:群聊|聊天|本群|群里)/u,
]

/** "Find what was said about X"; the group is X. */
export const SEARCH: readonly RegExp[] = [
  /^(?:find|search|show|look up)?\s*(?:me )?(?:for )?(?:what|everything|anything)?\s*(?:was|has been|were|people|did (?:people|anyone|someone))?\s*(?:said|say|saying|talk(?:ed)?|mention(?:ed)?|wrote|discuss(?:ed)?)\s+(?:here |in (?:this|the) chat )?(?:about|on|regarding)\s+(.{2,200})$/u,
  /^(?:busca|encuentra|muestra|muéstrame|dime)?\s*(?:todo )?(?:qué|lo que)\s+(?:se (?:ha )?(?:dijo|dicho|habló|hablado|comentó|comentado|escribió|escrito)|dijeron|han dicho|hablaron)\s+(?:aquí |en (?:el|este) (?:chat|grupo) )?(?:sobre|del?|acerca del?)\s+(.{2,200})$/u,
  /^(?:найди|покажи|поищи)?,?\s*(?:вс[её],? )?что\s+(?:тут |здесь |в чате )?(?:было )?(?:говорили|писали|сказали|сказано|обсуждали|написали|написано)\s+(?:тут |здесь |в чате )?(?:об?|обо|про|по поводу|на тему)\s+(.{2,200})$/u,
  /^(.{2,200}?)\s+(?:hakkında|konusunda|ile ilgili)\s+(?:burada |grupta )?(?:(?:ne(?:ler)?) (?:söylendi|konuşuldu|yazıldı|denildi|dendi)|(?:söylenen|konuşulan|yazılan)(?:leri|ları) (?:bul|göster|ara))(?: bul| göster)?$/u,
  /^(?:tìm|tìm xem|cho xem|xem)?\s*(?:mọi người )?(?:(?:đã )?(?:nói|bàn|viết)(?: những)? gì|những gì (?:đã )?(?:được )?(?:nói|bàn|viết))\s+(?:ở đây )?(?:về|đến)\s+(.{2,200})$/u,
  /^(?:找|查|搜|搜索|看看)(?:一下|找)?(?:群里|大家)?(?:关于|有关)\s*(.{1,100}?)\s*的(?:消息|讨论|发言|内容|聊天|说法)$/u,
  /^(?:找|查|搜|搜索|看看)?(?:一下|找)?(?:群里|大家|有人|之前)?(?:对|关于|就)\s*(.{1,100}?)\s*(?:都)?(?:说|聊|讨论|谈)(?:了|过)?(?:些)?(?:什么|哪些)?$/u,
]

/** "What do people here think about X, for and against"; the group is X. */
export const VIEWS: readonly RegExp[] = [
  /^what (?:do|did|does) (?:people|we|they|members|others|folks|everyone|everybody|the community)(?: here)? (?:think|say|feel) (?:about|of|on) (.{2,200}?)(?:,? (?:for and against|pros and cons))?$/u,
  /^qué (?:opinan?|piensan?|creen?|dicen?)(?: (?:la gente|la comunidad|todos|los miembros|los demás|aquí))* (?:sobre|del?|acerca del?) (.{2,200}?)(?:,? (?:a favor y en contra|pros y contras))?$/u,
  /^что (?:(?:люди|все|участники|сообщество|здесь|тут|мы) )*(?:думают|думает|думаем|говорят)(?: (?:люди|все|участники|здесь|тут))* (?:об?|обо|про) (.{2,200}?)(?:,? за и против)?$/u,
  /^(?:insanlar|herkes|üyeler|topluluk|buradakiler)?\s*(.{2,200}?) (?:hakkında|konusunda) (?:insanlar |herkes |üyeler )?ne (?:düşünüyor(?:lar)?|diyor(?:lar)?)(?:,? (?:lehte ve aleyhte|artıları ve eksileri))?$/u,
  /^(?:mọi người|cộng đồng|các thành viên)(?: ở đây)? (?:nghĩ|thấy|nói)(?: gì| thế nào| sao| như thế nào)? về (.{2,200}?)(?:,? ủng hộ và phản đối)?$/u,
  /^(?:大家|人们|群里|群友|社区)(?:对|怎么看|如何看待|觉得)\s*(.{1,100}?)\s*(?:怎么看|怎么想|有什么(?:看法|意见|想法)|怎么样)?(?:[，,]\s*(?:支持和反对|赞成和反对|正反两方面?))?$/u,
]

/** "What did people decide", "which questions are open"; the group, where there is one, is the subject. */
export const DECIDED: readonly RegExp[] = [
  /^(?:so )?what (?:did|have|has|had) (?:the )?(?:people|we|they|you all|everyone|everybody|the group|group|team|chat|community|members)(?: here)? (?:decided?|agreed?(?: on)?|settled?(?: on)?|concluded?)(?: here)?(?: (?:about|on|for|regarding) (.{2,200}))?$/u,
  /^(?=.*(?<!\p{L})(?:decided|agreed|settled|decisions?|open|undecided|unanswered|unresolved)(?!\p{L}))(?:what|which|any|were there any|list|show|are there any)(?: (?:the|things?|decisions?|was|were|are|is|has|have|been|questions?|points?|issues?|made|open|still|yet|taken|here|all|me|left|now|unanswered|undecided|decided|agreed|settled|unresolved|so|far|in|this|chat|group|today)){1,9}(?: (?:about|on|for|regarding) (.{2,200}))?$/u,
  /^(?:qué (?:se )?(?:ha )?(?:decidió|decidieron|decidido|acordó|acordaron|decidimos|acordamos)|qué (?:decisiones|acuerdos) (?:hay|hubo|se tomaron)|qué (?:preguntas|temas|cuestiones) (?:quedan|siguen|están|hay) (?:abiert|pendient)\p{L}*|qué queda por decidir)(?: (?:aquí|en el (?:grupo|chat)))?(?: (?:sobre|del?|acerca del?) (.{2,200}))?$/u,
  /^(?:что (?:люди |мы |все |тут |здесь |в чате )?(?:решили|решено|договорились|постановили)|какие (?:были )?(?:решения|договор[её]нности)(?: приняты)?|какие вопросы (?:ещё )?(?:остались )?(?:открыт\p{L}*|без ответа|не решен\p{L}*))(?: (?:тут|здесь|в чате|в группе))?(?: (?:об?|обо|про|по|насч[её]т) (.{2,200}))?$/u,
  /^(?:(.{2,200}?) (?:hakkında|konusunda) )?(?:(?:burada |grupta )?ne(?:ye|lere)? karar (?:verildi|verdik|verdiler|alındı)|hangi kararlar alındı|hangi sorular (?:açık|cevapsız)(?: kaldı)?|açık sorular(?: neler)?)$/u,
  /^(?:mọi người |chúng ta |nhóm )?(?:đã )?(?:quyết định|thống nhất|chốt) (?:những )?(?:gì|điều gì)(?: (?:ở đây|trong nhóm))?(?: về (.{2,200}))?$|^còn (?:câu hỏi|vấn đề) nào (?:bỏ ngỏ|chưa (?:giải quyết|trả lời))$/u,
  /^(?:大家|群里|我们|他们)?(?:都)?(?:关于(.{1,60}?))?(?:决定|商定|同意)了(?:些)?什么$|^(?:有|还有)(?:哪些|什么)(?:决定|未决(?:的)?问题|问题没有?解决|问题未决)$/u,
]

const NUMBERS: Readonly<Record<string, number>> = { 一: 1, 两: 2, 二: 2, 三: 3, 五: 5, 七: 7 }
const DAY = 24

export type Since = 'today' | 'yesterday'

interface Span {
  pattern: RegExp
  /** Hours of one unit, or of the whole phrase. */
  hours: number
  /** It begins with a day, by the clock of the chat. */
  since?: Since
}

const [HOUR_WORDS, DAY_WORDS, WEEK_WORDS] = [
  'hours?|h|horas?|час(?:а|ов)?|saat(?:te|tir)?|giờ|小时',
  'days?|d|d[ií]as?|дн(?:я|ей)|день|сутки|суток|gün(?:de|dür)?|ngày|天|日',
  'weeks?|w|semanas?|недел[юьи]|hafta(?:da|dır)?|tuần|周|星期',
]
const BEFORE =
  '(?:(?:since|in|over|for|during|of|en|de|desde)\\s*)?(?:the |las? |los |el )?(?:last|past|últim[oa]s?|за последни[ейх]|за последнюю|за|son|trong|过去|最近|近)?\\s*'
const counted = (units: string, hours: number): Span => ({
  pattern: new RegExp(
    `(?<![\\p{L}\\p{N}.])(?:${BEFORE})(\\d{1,3}|[一两二三五七])\\s?个?(?:${units})(?![\\p{L}\\p{N}])(?: (?:qua|trước|gần đây|ago))?|(?:过去|最近|近)(\\d{1,3}|[一两二三五七])个?(?:${units})`,
    'u',
  ),
  hours,
})
const single = (source: string, hours: number): Span => ({ pattern: bounded(source), hours })
const day = (source: string, since: Since): Span => ({ pattern: bounded(source), hours: DAY, since })

const SPANS: readonly Span[] = [
  counted(HOUR_WORDS, 1),
  counted(DAY_WORDS, DAY),
  counted(WEEK_WORDS, 7 * DAY),
  day('(?:since )?yesterday|desde ayer|со? вчера(?:шнего дня)?|dün(?:den beri)?|(?:từ |kể từ )?hôm qua(?: đến (?:nay|giờ))?', 'yesterday'),
  { pattern: /(?:自|从)?昨天(?:开始|以来|到现在|起)?/u, hours: DAY, since: 'yesterday' },
  day(
    '(?:since )?(?:today|this morning)|hoy|desde (?:hoy|esta mañana)|(?:за )?сегодня|с утра|bugün|bu sabah(?:tan beri)?|(?:từ )?(?:hôm nay|sáng nay)',
    'today',
  ),
  single(
    '(?:in |over |for )?(?:the )?(?:last|past) day|en el último día|за (?:последний )?день|за (?:последние )?сутки|son gün|ngày qua',
    DAY,
  ),
  single('(?:in |over |for )?(?:the )?(?:last|past) hour|en la última hora|за (?:последний )?час|son (?:bir )?saat|giờ qua', 1),
  single(
    'this week|(?:in |over |for )?(?:the )?(?:last|past) week|esta semana|(?:en )?la última semana|за (?:эту |последнюю )?неделю|bu hafta|son hafta|tuần (?:này|qua)',
    7 * DAY,
  ),
  { pattern: /(?:自|从)?(?:今天(?:早上)?|今早|今日)(?:开始|以来|起)?/u, hours: DAY, since: 'today' },
  { pattern: /(?:这|本|上)(?:个)?(?:周|星期)/u, hours: 7 * DAY },
]

/** How far back a message asks for, in hours or since a day began, and the message without these words. */
export function spanOf(text: string): { span: { hours?: number; since?: Since }; rest: string } {
  for (const { pattern, hours, since } of SPANS) {
    const match = pattern.exec(text)
    if (!match) continue
    const count = match[1] ?? match[2]
    const amount = count === undefined ? 1 : (NUMBERS[count] ?? Number(count))
    const rest = (text.slice(0, match.index) + text.slice(match.index + match[0].length))
      .replace(/\s+/g, ' ')
      .replace(/^[\s,，]+|[\s,，]+$/g, '')
    return { span: since ? { since } : { hours: amount * hours }, rest }
  }
  return { span: {}, rest: text }
}
