import { defineTool } from '../define.ts'
import { answer } from './answer.ts'
import { summarizeInput } from './input.ts'
import { read } from './read.ts'
import { run } from './run.ts'

/** Summarises pages, feeds, PDFs, proposals, forum topics, EIPs, releases, files and pasted text; every sentence has its evidence. */
export const summarizeTool = defineTool({
  name: 'summarize',
  title: 'Summarize',
  description: 'Summarises a page, feed, PDF, proposal, forum topic, EIP, file or text, each sentence with its evidence.',
  descriptions: {
    es: 'Resume una página, feed, PDF, propuesta, hilo, EIP, archivo o texto, con la prueba de cada frase.',
    zh: '总结网页、订阅源、PDF、提案、论坛帖、EIP、文件或文本，每句都附出处。',
    ru: 'Кратко излагает страницу, ленту, PDF, предложение, тему форума, EIP, файл или текст; у каждой фразы есть источник.',
    tr: 'Sayfa, akış, PDF, öneri, forum başlığı, EIP, dosya veya metni özetler; her cümlenin kaynağı vardır.',
    vi: 'Tóm tắt trang, nguồn tin, PDF, đề xuất, chủ đề diễn đàn, EIP, tệp hoặc văn bản, mỗi câu kèm dẫn chứng.',
  },
  audience: 'everyone',
  reach: 'web',
  returns: 'strangers',
  input: summarizeInput,
  positional: 'url',
  takesFiles: true,
  read,
  run,
  answer,
  timeoutMs: 120_000,
  examples: [
    { say: 'summarise https://eips.ethereum.org/EIPS/eip-1559', input: { url: 'https://eips.ethereum.org/EIPS/eip-1559' } },
    { say: 'tldr of EIP-4844', input: { url: 'EIP-4844', form: 'gist' } },
    { say: 'what do people think about EIP-7702, for and against', input: { url: 'EIP-7702', form: 'views' } },
    {
      say: 'what changed in https://github.com/wevm/viem/releases',
      input: { url: 'https://github.com/wevm/viem/releases', form: 'changes' },
    },
  ],
})
