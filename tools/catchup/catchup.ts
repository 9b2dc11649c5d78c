import { defineTool } from '../define.ts'
import { answer } from './answer.ts'
import { catchupInput } from './input.ts'
import { read } from './read.ts'
import { run } from './run.ts'

/** What was said in the asker's own chat: since the own last message, about a subject, for and against; also every day. */
export const catchupTool = defineTool({
  name: 'catchup',
  title: 'Catch-up',
  description: 'Says what was said in this chat since your last message, or about a subject, for and against, with names.',
  descriptions: {
    es: 'Dice qué se dijo en este chat desde tu último mensaje o sobre un tema, a favor y en contra, con nombres.',
    zh: '说明自你上条消息以来此聊天说了什么，或关于某主题的正反观点及发言人。',
    ru: 'Говорит, что было сказано в чате после вашего последнего сообщения или о теме, за и против, с именами.',
    tr: 'Son mesajından bu yana ya da bir konu hakkında burada ne söylendiğini, lehte ve aleyhte, adlarla söyler.',
    vi: 'Cho biết đã nói gì từ tin cuối của bạn hoặc về một chủ đề, ủng hộ và phản đối, kèm tên.',
  },
  audience: 'everyone',
  reach: 'store',
  returns: 'strangers',
  input: catchupInput,
  positional: 'about',
  read,
  run,
  answer,
  examples: [
    { say: 'what did I miss', input: {} },
    { say: 'what did people decide', input: { form: 'decisions' } },
    { say: 'what do people here think about the fee switch, for and against', input: { form: 'views', about: 'the fee switch' } },
    { say: 'find what was said about the fee switch', input: { form: 'search', about: 'the fee switch' } },
  ],
})
