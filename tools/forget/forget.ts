import { z } from 'zod'
import { type Block, figure, note, text } from '../../core/answer.ts'
import { inLocale, m } from '../../core/title.ts'
import { claim, commandWords } from '../command-words.ts'
import { defineTool } from '../define.ts'

const SAID =
  /^(?:forget (?:me|everything|all|this conversation|what i said|our conversation)|olvida(?:me| todo)|olvídame|忘记我|忘记一切|забудь (?:меня|всё|все)|beni unut|her şeyi unut|quên tôi đi|quên tất cả)$/u

const WORDS = m(
  'Forgotten: what you said to me here and my answers, your files, your saved queries and your wallet. Messages deleted: ',
  'Olvidado: lo que me dijiste aquí y mis respuestas, tus archivos, tus consultas guardadas y tu cartera. Mensajes borrados: ',
  '已忘记：你在这里对我说的话和我的回答、你的文件、你保存的查询和你的钱包。已删除消息数：',
  {
    ru: 'Забыто: что вы мне здесь писали и мои ответы, ваши файлы, сохранённые запросы и кошелёк. Удалено сообщений: ',
    tr: 'Unutuldu: burada bana yazdıkların ve yanıtlarım, dosyaların, kayıtlı sorguların ve cüzdanın. Silinen mesaj sayısı: ',
    vi: 'Đã quên: những gì bạn nói với tôi ở đây và các câu trả lời của tôi, tệp, truy vấn đã lưu và ví của bạn. Số tin nhắn đã xóa: ',
  },
)
const STAYS = m(
  'Nothing that you say to others here is kept for catch-up from now on; /catchup join takes that back.',
  'Desde ahora no guardo para el resumen nada de lo que digas aquí a otros; /catchup join lo revierte.',
  '今后不再为补看功能保存你在这里的发言；/catchup join 可恢复。',
  {
    ru: 'То, что вы пишете здесь другим, для сводки больше не хранится; /catchup join вернёт это.',
    tr: 'Bundan sonra burada başkalarına yazdıkların özet için saklanmaz; /catchup join bunu geri alır.',
    vi: 'Từ nay lời bạn nói với người khác ở đây không được lưu cho tóm tắt; /catchup join để đổi lại.',
  },
)

/** Empties what is remembered of the asker in this chat. */
export const forgetTool = defineTool({
  name: 'forget',
  title: 'Forget',
  description: 'Forgets what you said to Petrel in this chat, and your wallet.',
  descriptions: {
    es: 'Olvida lo que dijiste a Petrel en este chat y tu cartera.',
    zh: '忘记你在此聊天中对 Petrel 说的话和你的钱包。',
    ru: 'Забывает, что вы писали Petrel в этом чате, и ваш кошелёк.',
    tr: 'Bu sohbette Petrel’e yazdıklarını ve cüzdanını unutur.',
    vi: 'Quên những gì bạn đã nói với Petrel ở đây và ví của bạn.',
  },
  audience: 'everyone',
  reach: 'store',
  returns: 'ours',
  input: z.object({}),
  read: (said) => (SAID.test(commandWords(said)) ? [claim('forget', { score: 0.95, input: {}, reading: 'forget what I said' })] : []),
  run: async (_, { asker, handles, ledger }) => {
    // Before the questions that name them are gone.
    await handles.discardFiles?.(asker)
    const kept = await handles.memory.forget(asker)
    const { bot, chat, user } = asker
    // What was kept for catch-up, too, and nothing more of this person from now on.
    const count = kept + ((await handles.history?.forget({ bot, chat, user }, true)) ?? 0)
    await handles.people.setWallet(asker, undefined)
    await handles.queries?.forget({ bot, chat, user })
    return {
      count,
      stays: handles.history !== undefined && asker.place === 'group',
      record: ledger.measured({ name: 'messages deleted', value: count, source: 'the database' }).id,
    }
  },
  answer: ({ count, stays, record }, locale): Block[] => [
    text(inLocale(WORDS, locale), figure(String(count), record), '.'),
    ...(stays ? [note(inLocale(STAYS, locale))] : []),
  ],
  examples: [{ say: 'forget me', input: {} }],
})
