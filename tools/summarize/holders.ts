import { bounded } from './cues/bounded.ts'
import { OPPOSES, SUPPORTS } from './cues/stance.ts'

/** Persons that a sentence names as for or against. */
export interface Held {
  side: 1 | -1
  /** As written; empty for "several delegates", who cannot be counted. */
  names: readonly string[]
}

const WORD = "\\p{Lu}[\\p{L}\\p{M}\\p{N}_'’.-]*[\\p{L}\\p{N}]"
const NAME = `@?${WORD}(?: ${WORD}){0,3}`
const AND = '(?:, and| and|,| y| и| ve| và| &) '
const TITLE =
  '(?:\\p{Lu}\\p{Ll}+(?: \\p{Ll}+){1,2}|Developer|Founder|Researcher|Analyst|Trader|Engineer|Desarrollador|Разработчик|Основатель|Geliştirici|[Dd]elegates?|[Tt]he delegate|[Mm]ember|[Rr]epresentative|[Dd]elegad[oa]|[Ee]l delegado|[Ll]a delegada|[Дд]елегат(?:ка)?|[Уу]частни(?:к|ца)|[Dd]elege|[Tt]emsilci|[Đđ]ại biểu) '
/** "Bob (delegate)", "Jorge Ruiz, delegado,", "Alice, Bob and Chen", "Several delegates". */
const ASIDE = '(?: \\([^)]{1,40}\\))?(?:, [^,.:;]{2,40},)?'
const GROUP =
  '(?:[Hh]e|[Ss]he|[Tt]hey|[Cc]ritics|[Ss]upporters|[Oo]pponents|[Pp]roponents|(?:[Ss]everal|[Ss]ome|[Mm]any|[Mm]ost|[Aa] few|[Tt]wo|[Tt]hree|[Ff]our|[Ff]ive|[Oo]ther) (?:\\p{L}+ )?(?:delegates|members|users|holders|voters|people|commenters|participants|providers)|(?:[Tt]he )?(?:community|council|board|foundation|team)|[Vv]arios delegados|[Aa]lgunos miembros|[Ll]a comunidad|[Нн]есколько делегатов|[Мм]ногие|[Сс]ообщество|[Bb]azı delegeler|[Tt]opluluk|[Mm]ột số đại biểu|[Cc]ộng đồng)'
/** Capitalised words that are no person: what opens a sentence, and things that support things. */
const NO_PERSON =
  /^(?:strong|hard|firm|total|respectfully|kindly|sorry|honestly|personally|the|this|that|these|those|it|its|if|we|i|you|your|our|my|users?|nodes?|wallets?|contracts?|clients?|protocol|version|network|critics|supporters|opponents|proponents|everyone|nobody|someone|what|who|which|there|here|however|also|and|but|some|several|many|most|all|both|он|она|они|мы|я|это|эта|этот|сеть|протокол|контракт|версия|кошел[её]к|el|la|los|las|este|esta|esto|yo|nosotros|protocolo|red|bu|biz|ben|protokol|ağ|giao thức|mạng|tôi|mình|chúng tôi|đề xuất|proposal|(?:eip|erc|pip|aip)-?\d*|risk|risks|fee|fees|vote|voting|volume)$/iu
/** What software supports; people support proposals. */
const TECHNICAL =
  /(?<!\p{L})(?:chains?|networks?|tokens?|wallets?|standards?|assets?|browsers?|devices?|formats?|signatures?|transactions?|languages?|pools|payments|functions?|hardware|redes|cadenas|carteras|сет(?:ей|и|ь)|токен\p{L}*|кошельк\p{L}*|ağ(?:ı|ları|lar)?|zincir\p{L}*|cüzdan\p{L}*|mạng|chuỗi|ví)(?!\p{L})|条链|钱包|网络|代币/iu

const subject = (verbs: string, between: string): RegExp =>
  new RegExp(
    `(?:^|[.;:—–(“"«] ?|, (?:while |but |and )?| (?:while|but|and) )(?:${TITLE})?(${GROUP}|(?:${NAME})(?:${AND}(?:${NAME})){0,5})${ASIDE} (?:${between})(?:${verbs})(?![\\p{L}\\p{N}])([^.;]{0,60})`,
    'gu',
  )
const PLAIN = '(?:\\p{Ll}+ ){0,2}?'
/** Turkish verbs come last. */
const LAST = "(?:[\\p{L}\\p{N}'’%]+ ){0,6}?"
const PATTERNS: readonly (readonly [1 | -1, RegExp])[] = [
  [-1, subject(OPPOSES, PLAIN)],
  [1, subject(SUPPORTS, PLAIN)],
  [-1, subject('karşı(?: çık(?:ıyor|tı)\\p{L}*)?|itiraz (?:ediyor|etti)\\p{L}*|reddetti|eleştir(?:iyor|di)\\p{L}*', LAST)],
  [1, subject('destekli?yor|destekledi', LAST)],
]
const HAN =
  /(?:^|[，。；：“、])(?:代表|委员|议员|成员|开发者)?((?:[\p{Script=Han}]{2,4}?|[A-Za-z0-9_]{2,20})(?:、(?:[\p{Script=Han}]{2,4}?|[A-Za-z0-9_]{2,20})){0,5}(?:和(?:[\p{Script=Han}]{2,4}?|[A-Za-z0-9_]{2,20}))?)(?:（[^）]{1,20}）)?(?:强烈|坚决|表示|明确|也|则|都){0,2}(反对|不支持|不赞成|不同意|批评|质疑|支持|赞成|赞同)(?!率|者)([^。；]{0,30})/gu
const NO_HAN = /协议|网络|钱包|系统|合约|我|他|她|们|该|本|这|那|社区|大家|用户|团队|多数|很多|一些|有人|代币|版本|客户端|但|也|不/u

const DENIED = bounded(['not|never|no longer|no|не|không|nunca'])

/** A name by which a person is counted once. */
export const nameKey = (name: string): string =>
  name
    .toLowerCase()
    .replace(/\([^)]*\)/g, '')
    .replace(/^@/, '')
    .replace(new RegExp(`^${TITLE}`, 'iu'), '')
    .replace(/[\s.,:]+/g, ' ')
    .trim()

const split = (list: string): string[] =>
  list
    .split(new RegExp(AND.replace(/ \)/, ')'), 'u'))
    .map((name) => name.trim())
    .filter((name) => name.length > 1)

/** A sentence longer than this is not searched for names: the patterns take time square to its length. */
const LONGEST = 260
const VERB = bounded([OPPOSES, SUPPORTS], ['反对|不支持|不赞成|不同意|批评|质疑|支持|赞成|赞同'])

/** Who is said to be for or against; [] when nobody is. */
export function heldBy(text: string): Held[] {
  if (text.length > LONGEST || !VERB.test(text)) return []
  const found: Held[] = []
  for (const [side, pattern] of PATTERNS)
    for (const [whole, who = '', after = ''] of text.matchAll(pattern)) {
      const group = new RegExp(`^${GROUP}$`, 'iu').test(who)
      const names = group ? [] : split(who).filter((name) => !NO_PERSON.test(nameKey(name)))
      if ((!group && names.length === 0) || (side === 1 && TECHNICAL.test(whole + after))) continue
      const denied = side === 1 && DENIED.test(whole.slice(whole.indexOf(who) + who.length).replace(after, ''))
      found.push({ side: denied ? -1 : side, names })
    }
  for (const [whole, who = '', verb = '', after = ''] of text.matchAll(HAN)) {
    const names = who.split(/、|和/).filter((name) => name && !NO_HAN.test(name))
    const side = /^[支赞]/u.test(verb) ? 1 : -1
    if (names.length > 0 && !(side === 1 && TECHNICAL.test(whole + after))) found.push({ side, names })
  }
  return once(found)
}

/** The first that is said of each person. */
function once(found: readonly Held[]): Held[] {
  const seen = new Set<string>()
  return found.flatMap(({ side, names }) => {
    if (names.length === 0) return [{ side, names }]
    const fresh = names.filter((name) => !seen.has(nameKey(name)) && seen.add(nameKey(name)))
    return fresh.length > 0 ? [{ side, names: fresh }] : []
  })
}

const ALIGNED: readonly RegExp[] = [
  /(?<!\p{L})(?:[Aa]gree[sd]?|I['’]m|am|siding|side|[Ss]ame|[Dd]e acuerdo|[Сс]оглас\p{L}+|[Đđ]ồng (?:ý|tình)) (?:with|as|con|с|со|với) @?(\p{Lu}[\p{L}\p{N}_'’-]+)/u,
  /(?<!\p{L})(?:[Ee]cho(?:es|ing)?|shares?|[Ss]econd(?:s|ing)?) (?:the )?(?:\p{L}+ ){0,2}(?:of|by|from) @?(\p{Lu}[\p{L}\p{N}_'’-]+)/u,
  /(\p{Lu}[\p{L}\p{N}_-]+)['’](?:e|a|ye|ya) katılıyor/u,
  /(?:同意|赞同|支持)([\p{Script=Han}]{2,3})(?:的|说的|。|，|$)/u,
]
/** Whose side a sentence takes: "Agreed with Sam". */
export function alignedWith(text: string): string | undefined {
  for (const pattern of ALIGNED) {
    const name = pattern.exec(text)?.[1]
    if (name && !NO_PERSON.test(name)) return nameKey(name)
  }
  return undefined
}

const SAID = new RegExp(
  `(?:[”"»],? (?:said|says|wrote|argued|dijo|сказал[аи]?|написал[аи]?|dedi) (${NAME}))|(?:(${NAME})(?:,[^,]{2,60},)? (?:said|says|wrote|argued|dijo|сказал[аи]?|написал[аи]?)[:,]? [“"«])`,
  'u',
)
/** Who is quoted: '"…", said Mara Lind'. */
export const quotedIn = (text: string): string | undefined => {
  const match = SAID.exec(text)
  const name = match?.[1] ?? match?.[2]
  return name && !NO_PERSON.test(nameKey(name)) ? name : undefined
}
