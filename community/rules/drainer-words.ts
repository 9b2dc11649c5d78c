import { plainLetters } from '../domains/fold.ts'
import { w } from '../words.ts'
import type { Rule } from './rule.ts'

/** What those who empty wallets write, by what it asks for. Letters are compared without accents and in lower case. */
const PHRASES: Readonly<Record<string, RegExp>> = {
  claim:
    /\b(?:claim|get|receive|grab) (?:your |the |ur |my )?(?:free |bonus |exclusive )?(?:\S+ )?(?:airdrop|tokens?|rewards?|nfts?|allocation)\b|\bairdrop (?:is |now )?(?:live|open|started)|reclama (?:tu|tus|el) |recibe (?:tu|tus) |(?:领取|領取)\S{0,8}(?:空投|奖励|代币)|空投\S{0,6}(?:领取|開始|开始)|(?:забери|получи)\S* \S{0,12} ?(?:airdrop|аирдроп|эирдроп|токен|награ)|airdrop\S* (?:al|kacirma)|nhan (?:ngay )?(?:airdrop|token|thuong)/u,
  wallet:
    /\b(?:connect|validate|verify|sync(?:hroni[sz]e)?|rectify|restore|import|migrate|unlock) (?:your |ur |the )?(?:\S+ )?wallets?\b|(?:conecta|valida|verifica|sincroniza) (?:tu|su) (?:billetera|wallet|cartera)|(?:连接|驗證|验证|同步|绑定)\S{0,4}钱包|(?:подключи|подтверди|синхронизируи|верифицируи)\S* (?:\S+ )?кошел|cuzdan\S* (?:bagla|dogrula|senkron)|(?:ket noi|xac minh|dong bo) vi\b/u,
  contact:
    /\b(?:dm|pm|message|inbox|write|contact|text) (?:me|us|the admin|admin|support|our (?:support|team))\b|\b(?:whatsapp|telegram)\b[^.]{0,20}\+?\d{6}|(?:escribe|contacta)\S* (?:me |al )?(?:por |en )?(?:privado|admin|soporte|dm)|私(?:聊|信)我|联系(?:客服|管理员)|(?:пиши|напиши)\S* (?:мне |нам )?(?:в )?(?:лс|личк|личные|поддержк)|bana (?:dm|ozelden)|ozelden yaz|nhan tin (?:rieng )?(?:cho )?(?:toi|admin)|inbox (?:toi|minh)/u,
  multiply:
    /\bsend (?:me )?[\d.]+ ?(?:eth|btc|bnb|sol|usdt)\b[^.]{0,40}(?:get|receive|back)|\b(?:double|triple|x2|2x|10x|100x) your (?:eth|btc|crypto|money|investment|funds)|guaranteed (?:profit|return|roi)|\d+ ?% (?:daily|per day|a day|weekly|guaranteed)|ganancias? garantizad|duplica (?:tu|tus)|(?:稳赚|保本|翻倍|日收益)|гарантирован\S* (?:прибыл|доход)|удво\S* |garantili (?:kazanc|getiri)|loi nhuan (?:dam bao|cao)|cam ket loi nhuan/u,
  seed: /\b(?:enter|share|provide|give|submit|type|send) (?:me |us )?(?:your |the |ur )?(?:\d+ ?)?(?:seed|recovery|secret|backup|mnemonic|passphrase|private key|phrase)|(?:frase|palabras) (?:semilla|de recuperacion)|(?:输入|提供|提交)\S{0,4}(?:助记词|私钥)|(?:введ|отправ|пришли)\S* (?:\S+ )?(?:сид|seed|мнемон|приватн)|(?:kurtarma|gizli) kelime|cum tu khoi phuc|nhap (?:cum tu|khoa rieng)/u,
  hurry:
    /\b(?:hurry|limited (?:time|spots|slots)|first \d+ (?:users|people|wallets)|ends? (?:soon|today|tonight|in \d+)|last chance|don.?t miss|act (?:now|fast))\b|(?:ultima oportunidad|plazas limitadas|date prisa)|(?:限时|限量|名额有限|最后机会)|(?:успеи|торопи|последнии шанс|ограничен\S* (?:мест|врем))|(?:son sans|acele et|sinirli)|(?:nhanh tay|so luong co han|co hoi cuoi)/u,
}

/** Words of scams. Evidence only: a warning about scams is written in the same words. */
export const drainerWords: Rule = {
  id: 'drainer-words',
  title: w(
    'Words that wallet thieves use',
    'Palabras propias de ladrones de billeteras',
    '钱包盗窃者常用的话术',
    'Слова, которыми пользуются похитители кошельков',
    'Cüzdan hırsızlarının kullandığı sözler',
    'Lời lẽ của kẻ trộm ví',
  ),
  severity: 'low',
  action: 'note',
  check: (subject) => {
    if (subject.kind !== 'message') return undefined
    const text = plainLetters(subject.event.text.slice(0, 4000)).replace(/\s+/g, ' ')
    const found = Object.entries(PHRASES).flatMap(([name, pattern]) => (pattern.test(text) ? [name] : []))
    return found.length > 0 ? { sure: false, evidence: { asks: found.join(', ') } } : undefined
  },
}
