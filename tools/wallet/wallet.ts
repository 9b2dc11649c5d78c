import { z } from 'zod'
import { type Block, figure, note, text } from '../../core/answer.ts'
import { PetrelError } from '../../core/errors.ts'
import { inLocale, m } from '../../core/title.ts'
import { claim } from '../command-words.ts'
import { defineTool } from '../define.ts'

const ADDRESS = /0x[0-9a-fA-F]{40}(?![0-9a-fA-F])/
const FORGET = /\b(?:forget|remove|delete|clear|olvida|borra|забудь|удали|unut|sil|xóa|quên)\b|忘记|删除/iu
/** "my wallet is 0x…", "remember my address 0x…", in the interface's languages. */
const MINE =
  /(?:my|mi|我的|мой|моя|мою|benim|của tôi).{0,24}(?:wallet|address|cartera|billetera|dirección|钱包|地址|кошел|адрес|cüzdan|adres|ví|địa chỉ)|(?:cüzdanım|adresim|ví của tôi)/iu

const WORDS = {
  kept: m('Your wallet in this chat: ', 'Tu cartera en este chat: ', '你在此聊天中的钱包：', {
    ru: 'Ваш кошелёк в этом чате: ',
    tr: 'Bu sohbetteki cüzdanın: ',
    vi: 'Ví của bạn trong cuộc trò chuyện này: ',
  }),
  none: m(
    'No wallet of yours is remembered here. Send /wallet with an address to remember one.',
    'No recuerdo ninguna cartera tuya aquí. Envía /wallet con una dirección.',
    '这里没有记住你的钱包。发送 /wallet 加地址即可。',
    {
      ru: 'Ваш кошелёк здесь не запомнен. Пришлите /wallet и адрес.',
      tr: 'Burada kayıtlı cüzdanın yok. Bir adresle /wallet gönder.',
      vi: 'Chưa nhớ ví nào của bạn ở đây. Gửi /wallet kèm địa chỉ.',
    },
  ),
  gone: m('Forgotten.', 'Olvidada.', '已忘记。', { ru: 'Забыто.', tr: 'Unutuldu.', vi: 'Đã quên.' }),
  why: m(
    'It is only read: for your balances, “all of it”, and allowances. Petrel never holds keys.',
    'Solo se lee: para tus saldos, «todo» y permisos. Petrel nunca guarda claves.',
    '仅用于读取：余额、“全部”和授权额度。Petrel 从不保管私钥。',
    {
      ru: 'Он только читается: для балансов, «всего» и разрешений. Petrel не хранит ключей.',
      tr: 'Yalnızca okunur: bakiyeler, “hepsi” ve izinler için. Petrel anahtar tutmaz.',
      vi: 'Chỉ để đọc: số dư, “toàn bộ” và hạn mức. Petrel không bao giờ giữ khóa.',
    },
  ),
}

interface Kept {
  address: string | undefined
  record: string | undefined
  forgotten: boolean
}

/** One read-only address for a person in a chat. */
export const walletTool = defineTool({
  name: 'wallet',
  title: 'Wallet',
  description: 'Remembers, shows or forgets the address of your wallet in this chat; read-only.',
  descriptions: {
    es: 'Recuerda, muestra u olvida la dirección de tu cartera; solo lectura.',
    zh: '记住、显示或忘记你的钱包地址；只读。',
    ru: 'Запоминает, показывает или забывает адрес вашего кошелька; только чтение.',
    tr: 'Cüzdan adresini hatırlar, gösterir ya da unutur; salt okunur.',
    vi: 'Nhớ, hiện hoặc quên địa chỉ ví của bạn; chỉ đọc.',
  },
  audience: 'everyone',
  reach: 'store',
  returns: 'ours',
  input: z.object({
    address: z
      .string()
      .regex(/^0x[0-9a-fA-F]{40}$/, 'an address: 0x and 40 hex digits')
      .optional()
      .describe('Address to remember.'),
    forget: z.boolean().default(false).describe('Forget the address.').meta({ byModel: false }),
  }),
  positional: 'address',
  read: (said) => {
    const address = ADDRESS.exec(said)?.[0]
    const sure = MINE.test(said) ? 0.95 : 0.5
    if (FORGET.test(said) && (MINE.test(said) || said.trim().split(/\s+/).length === 1)) {
      return [claim('wallet', { score: sure, input: { forget: true }, reading: 'forget my wallet' })]
    }
    if (MINE.test(said) && address) return [claim('wallet', { score: 0.95, input: { address }, reading: `remember my wallet ${address}` })]
    return /^(?:what(?:'s| is) )?my wallet\??$/i.test(said.trim())
      ? [claim('wallet', { score: 0.95, input: {}, reading: 'my wallet' })]
      : []
  },
  run: async ({ address, forget }, { asker, handles, ledger }) => {
    if (forget && address) throw new PetrelError('input_invalid', { message: 'An address cannot be remembered and forgotten at once.' })
    if (forget) await handles.people.setWallet(asker, undefined)
    else if (address) await handles.people.setWallet(asker, address.toLowerCase())
    const kept = await handles.people.wallet(asker)
    const record = kept === undefined ? undefined : ledger.user({ name: 'wallet', value: kept, words: address ?? kept })
    return { address: kept, record: record?.id, forgotten: forget }
  },
  answer: ({ address, record, forgotten }: Kept, locale): Block[] => {
    if (address && record) return [text(inLocale(WORDS.kept, locale), figure(address, record), '.'), note(inLocale(WORDS.why, locale))]
    return [text(inLocale(forgotten ? WORDS.gone : WORDS.none, locale))]
  },
  examples: [
    { say: 'my wallet is 0x71C7656EC7ab88b098defB751B7401B5f6d8976F', input: { address: '0x71C7656EC7ab88b098defB751B7401B5f6d8976F' } },
    { say: 'forget my wallet', input: { forget: true } },
  ],
})
