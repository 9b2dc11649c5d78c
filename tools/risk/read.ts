import type { Candidate, ReadContext } from '../../core/tool.ts'
import { cleanText } from '../format.ts'
import { ADDRESS, choice, meant } from '../token/find.ts'

/** Phrases that ask about a token's safety; the rest of the sentence must be the token. */
const ASKS: readonly RegExp[] = [
  /^(?:hey |hi |so |ok |please )*is (?:the )?(?:token |coin )?(.+?) (?:token |coin )?(?:a |an )?(?:safe|legit|legitimate|a scam|scam|scammy|a rug|a rug ?pull|rug|a honey ?pot|honeypot|risky|dangerous|trustworthy|ok to buy|safe to (?:buy|hold|trade|ape))(?: or not| or (?:a )?scam| to buy)?$/iu,
  /^(?:can|could) (?:i|we|you|anyone|people|holders) (?:actually |really |still )?(?:sell|trust) (?:my |the )?(?:token |coin )?(.+)$/iu,
  /^(?:should i|is it safe to|safe to) (?:trust|buy|ape into|hold|trade) (?:the )?(?:token |coin )?(.+)$/iu,
  /^(?:please )?(?:risk|rug ?pull|rug|scam|honey ?pot|safety)[- ]?(?:check|scan|test|report|score|assessment)?s? (?:of |for |on |the )?(?:token |coin )?(.+)$/iu,
  /^(?:please )?(?:(?:token|security)[- ]?(?:check|scan|score)s? (?:of |for |on )?|scan |vet )(?:the )?(?:token |coin )?(.+)$/iu,
  /^(?:check|scan|vet|inspect) (?:the )?(?:token |coin )?(.+?)(?: for (?:risks?|scams?|rugs?|honeypots?|safety))$/iu,
  /^(?:what are the|any|show(?: me)?(?: the)?|list(?: the)?) (?:risks?|red flags|dangers) (?:of|in|with|for) (?:the )?(?:token |coin )?(.+)$/iu,
  /^(.+?) (?:risks?|rug ?check|scam ?check|scam|honeypot|safe|legit|safety|red flags)$/iu,
  /^how (?:safe|risky|legit|dangerous) is (?:the )?(?:token |coin )?(.+)$/iu,
  /^(?:es|está) (?:el token )?(.+?) (?:seguro|segura|fiable|una estafa|un scam|un honeypot|estafa|peligroso|legítimo)$/iu,
  /^(?:es|está) (?:seguro|segura|fiable|una estafa|peligroso) (?:comprar )?(?:el token )?(.+)$/iu,
  /^(?:puedo|se puede|podré) vender (?:el token |mis )?(.+)$/iu,
  /^(?:riesgos?|riesgo de|riesgos de|comprueba|analiza los riesgos de) (?:del? )?(?:token )?(.+)$/iu,
  /^(.+?)\s*(?:安全吗|安全嗎|是骗局吗|是騙局嗎|是不是骗局|是貔貅盘吗|是不是貔貅|靠谱吗|能卖吗|可以卖吗|能不能卖|有风险吗|风险|会跑路吗)(?:代币|幣|币)?$/u,
  /^(?:检查|查一下|检测|扫描)\s*(.+?)\s*(?:的?风险|安全性|是否安全|貔貅)$/u,
  /^(?:безопасен ли|безопасно ли покупать|не скам ли|скам ли|это скам|можно ли продать|могу ли я продать|проверь на скам|риски?|проверка) (?:токен |токена )?(.+)$/iu,
  /^(?:токен )?(.+?) (?:это )?(?:скам|безопасен|безопасный|ханипот|надёжный|надежный)$/iu,
  /^(.+?) (?:güvenli mi|güvenilir mi|dolandırıcılık mı|scam mi|tuzak mı|satılabilir mi|satabilir miyim|riskli mi|riski(?: nedir)?)$/iu,
  /^(?:o |a )?(?:token )?(.+?) é (?:seguro|segura|confiável|golpe|uma fraude|um golpe|scam|um honeypot)$/iu,
  /^(?:é seguro comprar|posso vender|dá para vender|consigo vender|risco de|riscos de|risco do|o token) (?:o |a )?(?:token )?(.+?)(?: é seguro)?$/iu,
  /^(.+?) có (?:an toàn|phải lừa đảo|phải scam|bán được) (?:không|ko)$/iu,
  /^(?:rủi ro(?: của)?|kiểm tra rủi ro) (?:token )?(.+)$/iu,
]

const tidy = (text: string): string =>
  text
    .replace(/^[¿¡\s]+/u, '')
    .trim()
    .replace(/[?？!！.。…\s]+$/u, '')
    .trim()

/** Words that stand for the last token: "is it safe?". */
const IT = /^(?:it|this|that|this (?:token|coin|one)|esto|este|ese|它|这个|这个币|он|это|bu|isso|este token|nó|token này)$/iu

/** Claims questions about a token's safety in seven languages; the rest of the sentence must name a token and nothing else. */
export async function read(text: string, { previous, resolve }: ReadContext): Promise<Candidate[]> {
  if (text.length > 200) return []
  const clean = tidy(text)
  for (const pattern of ASKS) {
    const words = tidy(pattern.exec(clean)?.[1] ?? '')
      .replace(/^(?:a|an|the|el|la|o)\s+/iu, '')
      .replace(/ (?:token|coin|币|代币)$/iu, '')
    if (words === '' || words.length > 60 || words.split(/\s+/u).length > 4) continue
    const found = IT.test(words) ? same(previous) : await named(words, resolve)
    if (found.length > 0) return found
  }
  return []
}

const base = { tool: 'risk', missing: [], ambiguous: [] }

/** The token of the answer before. */
function same(previous: ReadContext['previous']): Candidate[] {
  const { token, target } = (previous?.input ?? {}) as { token?: unknown; target?: unknown }
  const last = [token, target].find((one): one is string => typeof one === 'string' && one !== '')
  return last === undefined ? [] : [{ ...base, score: 0.94, input: { token: last }, reading: `whether ${cleanText(last)} is safe` }]
}

async function named(words: string, resolve: ReadContext['resolve']): Promise<Candidate[]> {
  const found = await resolve.tokens(words.replace(/^\$/, ''))
  const chains = [...new Set(found.map((match) => match.chain))]
  const matches = await meant(words, chains, resolve)
  const [first] = matches
  if (!first) return ADDRESS.test(words) ? [{ ...base, score: 0.95, input: { token: words }, reading: `whether ${words} is safe` }] : []
  const reading = `whether ${cleanText(first.symbol, 24) || first.address} is safe`
  if (matches.length === 1)
    return [{ ...base, score: 0.96, input: { token: first.match === 'address' ? first.address : first.symbol }, reading }]
  const options = matches.slice(0, 6).map((match) => ({ label: choice(match), value: match.address }))
  const question = `Several tokens are called "${cleanText(words)}". Which one?`
  return [{ ...base, score: 0.96, input: { token: words }, ambiguous: [{ field: 'token', question, options }], reading }]
}
