/** An address within a sentence; nothing longer, such as a transaction's hash. */
const ADDRESS = /0x[0-9a-f]{40}(?![0-9a-z])/i

const NOUN = '(?:(?:this|the|that) )?(?:(?:address|wallet|contract|account|pool) )?'
/** Whole sentences that ask about an address, written X, in the languages that are read. */
const ASKS: readonly RegExp[] = [
  new RegExp(`^(?:what|who)(?:'?s| is| are) ${NOUN}x$`),
  /^whose (?:address|wallet|contract|account) is (?:this )?x$/,
  new RegExp(
    `^(?:(?:can|could) you )?(?:tell me (?:more |something |everything )?about|describe|explain|identify|look ?up|what do (?:you|we) know about|what can you (?:tell me|say) about|what is known about|who is behind|(?:info|information|details) (?:on|about|for|of)) ${NOUN}x$`,
  ),
  /^x (?:info|information|details)$/,
  /^(?:qui[eé]n|qu[eé]|de qui[eé]n) (?:es|hay detr[aá]s de) (?:(?:la|esta) (?:direcci[oó]n|cartera|billetera) |(?:el|este) contrato )?x$/,
  /^(?:h[aá]blame (?:de|sobre)|cu[eé]ntame (?:de|sobre)|qu[eé] sabes (?:de|sobre)|(?:info|informaci[oó]n) (?:de|sobre)) x$/,
  /^(?:quem|o que|o qu[eê]) (?:é|e) (?:(?:o endereço|a carteira|o contrato) )?x$/,
  /^(?:me )?(?:fale|fala|conte)(?:-me| me)? (?:sobre|de) x$/,
  /^x ?(?:是谁|是誰|是什么|是什麼|是啥|是谁的|是谁的地址|是谁的钱包|是什么地址|的信息|的资料)$/,
  /^(?:谁是|什么是|介绍(?:一下)?|告诉我(?:关于)?|说说|查一下|地址) ?x ?(?:的信息|的情况|是谁|是什么|是谁的)?$/,
  /^(?:кто|что) (?:такой|такая|такое|это|это за) (?:(?:адрес|кошел[её]к|контракт) )?x$/,
  /^(?:кто это|что это|чей это (?:адрес|кошел[её]к)|чей (?:адрес|кошел[её]к)) x$/,
  /^(?:расскажи(?:те)?(?: мне)?|что (?:ты )?знаешь|что известно|информация) (?:о|об|про|по) (?:(?:адресе|адрес|кошельке|кошел[её]к|контракте|контракт) )?x$/,
  /^(?:(?:bu )?(?:adres|c[uü]zdan) )?x (?:kim|kimdir|kimin|ne|nedir|neyin nesi|kime ait)$/,
  /^(?:bana )?x (?:hakk[iı]nda|hakkında) (?:bilgi(?: ver)?|ne biliyorsun|anlat|bir [sş]eyler anlat)$/,
  /^(?:(?:địa chỉ|ví) )?x là (?:ai|gì|của ai|cái gì)$/,
  /^(?:cho (?:tôi|mình) biết về|nói (?:cho tôi )?về|thông tin (?:về|của)|giới thiệu) (?:(?:địa chỉ|ví) )?x$/,
]

/** The address that a sentence asks about and says nothing else of: "what is 0x…", "кто такой 0x…"; in lower case. */
export function askedAbout(text: string): string | undefined {
  const found = ADDRESS.exec(text)?.[0]
  if (!found || text.length > 140) return undefined
  const said = text
    .normalize('NFC')
    .replace(found, ' x ')
    .toLowerCase()
    .replace(/[’`]/g, "'")
    .replace(/[?？!！.。¿¡,，:：—]/g, ' ')
    .replace(/\b(?:please|pls|por favor)\b|пожалуйста|lütfen|请/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim()
  return ASKS.some((ask) => ask.test(said)) ? found.toLowerCase() : undefined
}
