import type { QueryInput } from '../../query.ts'

/** A message as a change of the question before it: the words that only say "change it" are taken off. */
export interface Edit {
  text: string
  /** It says that it goes on from the question before. */
  marked: boolean
  /** It adds to what was asked instead of putting something in its place: "and their volume too". */
  adds: boolean
}

const COUNT = '\\d{1,3}|one|two|three|four|five|six|seven|eight|nine|ten|twenty'
const UNIT = 'minute|hour|day|week|month|year'
const THING = `${UNIT}|block|pair|pool|token|dex|trader|wallet|address|sender|receiver`
const DROP =
  '(?:drop|remove|leave out|take out|take away|throw out|kick out|cut out|ignore|skip|forget(?: about)?|hide|omit|filter out|get rid of)'
const VERB =
  '(?:make|change|switch|turn|set|use|do|put|convert|keep|have|show|give me|go|try|take|narrow|limit|restrict|reduce|move|only count|just count|redo|run|repeat|rerun)'
const WANT =
  "(?:(?:but |and )?(?:i|we) (?:only |just |really )?(?:need|want(?:ed)?|meant?|care about|asked for)|(?:i|we)(?:'d| would) (?:rather |also )?(?:like|prefer|see|have)(?: to see)?|let'?s|lets|can you|could you|would you)"

/** Begins a remark and changes nothing: "ok", "hmm", "thanks,", "that's too coarse". */
const OPENINGS =
  /^(?:(?:ok(?:ay)?|kk?|hm+|right|great|thanks|thank you|thx|cool|nice|wait|actually|sorry|oh|ah|well|alright|perfect|good|interesting|yes|yeah|yep|got it|wow|damn|lol|fine|sure|please|pls|no(?=\s*[,.!])|vale|bueno|perfecto|gracias|listo|genial|беру|ок|хорошо|спасибо|понял|отлично|ладно|tamam|teşekkürler|sağol|süper|beleza|valeu|obrigad[oa]|certo|好的?|谢谢|嗯|明白了?)(?![\p{L}\p{N}])[\s,.!…:;，。！-]*)+/iu

const EN: readonly (readonly [RegExp, string])[] = [
  [
    /^(?:that(?:'s| is)|this is|it(?:'s| is)) (?:a bit |way |much |far )?too (?:coarse|fine|much|many|long|short|detailed|few)[\s,.;:-]*/i,
    '',
  ],
  [/[\s,;-]*\b(?:instead of|rather than|in place of)\b.*$/i, ' '],
  [/[,;]\s*not (?:in|by|per|as|the|their|its|to)?\s*[\p{L}\s]{1,30}$/iu, ''],
  [
    new RegExp(
      `\\b(?:over|in|for|during|on|within|across|of) (?:those|these|the same|that same|this same|that|this) (?:same )?(?:(?:${COUNT}) )?(?:${UNIT}|period|time|date|range)s?\\b`,
      'i',
    ),
    '',
  ],
  // "drop the days below 25 million": the others stay.
  [
    new RegExp(
      `\\b${DROP} (?:all |any )?(?:the )?(${THING})e?s (?:that are |which are |with )?(?:below|under|less than|fewer than)\\b`,
      'i',
    ),
    'only $1s with at least',
  ],
  [
    new RegExp(`\\b${DROP} (?:all |any )?(?:the )?(${THING})e?s (?:that are |which are |with )?(?:above|over|more than)\\b`, 'i'),
    'only $1s with at most',
  ],
  [new RegExp(`\\b${DROP}(?: all| any)?(?: of)?(?: the)?\\b`, 'i'), 'excluding'],
  [
    /\b(?:break|split|divide|separate|slice|group)(?: it| that| this| them| those| these)?(?: all)?(?: down| up| out| apart)?(?=\s+(?:by|per|for|into))/i,
    '',
  ],
  [/^\s*into (?=\w)/i, 'by '],
  [new RegExp(`\\b(${COUNT}) (?:is|are|will|would|should|rows) (?:be )?(?:enough|fine|do|ok|plenty|suffice)\\b`, 'i'), 'top $1'],
  [new RegExp(`\\blimit(?: it| that| them)?(?: to)? (?:the )?(?:top |first )?(${COUNT})\\b`, 'i'), 'top $1'],
  [new RegExp(`\\b(?:only |just )?(?:show |give me |keep |list )?(?:the )?first (${COUNT})\\b`, 'i'), 'top $1'],
  [/\b(?:rank|sort|order)(?:ed)? (?:it|them|that|those|these|the list)? ?by\b/i, 'by'],
  [
    /\b(?:the )?(?:same|that|this|last|previous) (?:question|thing|query|chart|table|one|again)(?:,? but)?(?= (?:for|with|on|in)\b)/i,
    'same',
  ],
  [
    new RegExp(
      `^(?:(?:and|but|so|then|now|also)\\s+)?(?:please\\s+)?(?:${WANT}\\s+)?(?:(?:just|only)\\s+)?${VERB}(?:\\s+(?:it|that|this|them|those|these|us|me))?(?:\\s+back)?(?:\\s+(?:to|into|as|with|at))?\\s+(?=\\S)`,
      'i',
    ),
    '',
  ],
  [new RegExp(`^(?:(?:and|but|so|then|now|also)\\s+)?${WANT}\\s+(?:it |them |to see |to know |see |have |do |look at )?(?=\\S)`, 'i'), ''],
  [/^(?:and |but )?(?:then )?(?:go |switch |get )?back to\s+/i, ''],
  [/\s+(?:now|then|again|instead|please|pls|though|tho)\s*[?.!]*$/i, ''],
  [/^(?:and |but |so )?now(?: to| for| in)?\s+(?=\S)/i, ''],
]

const OTHERS: readonly (readonly [RegExp, string])[] = [
  [
    /^(?:y |pero |ahora |mejor |entonces )*(?:c[aá]mbia(?:lo|la|me)?|cambia|ponlo|ponme|p[aá]salo|hazlo|qu[eé]date|d[eé]ja(?:lo|me)?|mu[eé]strame|dame|quiero|prefiero|necesito)(?: solo| sólo| solamente| nada más)?(?: (?:a|en|por|con|al))?\s+(?=\S)/iu,
    '',
  ],
  [
    /^(?:e |mas |agora |então )*(?:troca|muda|passa|coloca|bota|deixa|fica|mostra|me d[aá]|quero|prefiro|preciso)(?:-?[oa])?(?: só| apenas| somente)?(?: (?:para|pra|pro|em|por|com))?\s+(?=\S)/iu,
    '',
  ],
  [
    /^(?:а |и |но |теперь |тогда )*(?:поменяй|смени|замени|переключи|сделай|оставь|покажи|дай|хочу|нужн[оаы]|возьми)(?: (?:это|их|его))?(?: (?:на|в|по))?\s+(?=\S)/iu,
    '',
  ],
  [/^(?:那|那么|再|改|换|就|请)*(?:换成|改成|改为|换到|改看|换|改|只看|只要|只留|看看|看一下|来个)\s*/u, ''],
  [/\s*(?:呢|吧|怎么样|如何)\s*[?？。]*$/u, ''],
  [/^(?:peki|ya|şimdi|simdi|bir de|hadi)\s+(?:ya\s+)?(?=\S)/iu, ''],
  [/\s+(?:yap|olsun|göster|ver|olarak)\s*[?.!]*$/iu, ''],
]

const MARKED =
  /^(?:and|but|so|then|now|also|plus|what about|how about|same|only|just|without|with|y|e|ahora|agora|solo|sólo|só|apenas|pero|mas|а|и|теперь|только|но|peki|ya|sadece|sadece|şimdi|ve|那|再|只|还有|另外)(?![\p{L}\p{N}])/iu
const MARKED_ZH = /^(?:那|再|只|还有|另外|换|改)|呢\s*[?？]*$/u
const ADDS =
  /\b(?:too|as well|also|add|alongside|next to (?:it|that|them)|beside (?:it|them)|together with|include|plus|their|its own|también|además|agrega|añade|também|adiciona|тоже|также|добавь|ayrıca|ekle)\b|(?:и|ещё|еще) добавь|加上|还要|一起/iu

/** "by week" and "daily" say it; a bare "weeks" after "switch to" does not. */
const bareUnit = (text: string): string =>
  text.replace(new RegExp(`^\\s*(?:the )?(${UNIT})(?:s|ly)?\\s*[?.!]*$`, 'i'), 'per $1').replace(/^\s*dai?ly\s*[?.!]*$/i, 'per day')

/** "the 7th and the 8th" after a question about one month: days of it. */
function daysOf(text: string, previous: QueryInput): string {
  const { from, to } = previous
  const month = previous.period === 'range' && from !== undefined && from.slice(0, 7) === (to ?? from).slice(0, 7) ? from.slice(0, 7) : ''
  if (month === '') return text
  return text.replace(
    /\b(?:the )?(\d{1,2})(?:st|nd|rd|th)\b(?!\s*(?:of\s+)?(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|largest|biggest|highest|\d{4}))/gi,
    (said: string, day: string) => (Number(day) >= 1 && Number(day) <= 31 ? `${month}-${day.padStart(2, '0')}` : said),
  )
}

/** What a message says about the question before it, in the words that a question would have. */
export function asEdit(message: string, previous: QueryInput): Edit {
  const opened = message.normalize('NFKC').replace(OPENINGS, '')
  let text = opened
  for (const [pattern, to] of [...EN, ...OTHERS]) text = text.replace(pattern, to)
  text = daysOf(bareUnit(text), previous).trim()
  if (text === '') text = opened
  return {
    text,
    marked: text !== message.trim() || MARKED.test(opened) || MARKED_ZH.test(opened),
    adds: ADDS.test(opened),
  }
}
