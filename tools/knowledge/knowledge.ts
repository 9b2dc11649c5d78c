import type { Candidate } from '../../core/tool.ts'
import { defineTool } from '../define.ts'
import { answer } from './answer.ts'
import { knowledgeInput } from './input.ts'
import { run } from './run.ts'

const ASKS =
  /\b(?:knowledge ?base|the kb|our docs|the docs|our documentation)\b|base de conocimiento|知识库|база знаний|базе знаний|bilgi tabanı|cơ sở tri thức/iu
const FRAME =
  /^(?:please )?(?:search|ask|look in|check|according to|what (?:does|do)|in|from)\s+(?:the |our )?(?:knowledge ?base|kb|docs|documentation)(?:\s+(?:for|about|say about|says about))?[:,]?\s+/i

/** Claims a question that names the knowledge base; the command takes all else. */
export function read(text: string): Candidate[] {
  if (!ASKS.test(text) || text.length > 400) return []
  const question = text.replace(FRAME, '').trim()
  return [
    {
      tool: 'kb',
      score: 0.92,
      input: { question: question.length > 1 ? question : text },
      missing: [],
      ambiguous: [],
      reading: 'what the knowledge base says',
    },
  ]
}

/** The bot's knowledge base: its admins add documents, everybody asks. */
export const knowledgeTool = defineTool({
  name: 'kb',
  title: 'Knowledge base',
  description:
    'Answers from documents that the bot’s admins added, naming document and section; admins add, list, remove and re-read them.',
  descriptions: {
    es: 'Responde con los documentos que añadieron los administradores, citando documento y sección.',
    zh: '根据管理员添加的文档回答，并注明文档和章节。',
    ru: 'Отвечает по документам, добавленным администраторами, с указанием документа и раздела.',
    tr: 'Yöneticilerin eklediği belgelerden, belge ve bölüm adıyla yanıtlar.',
    vi: 'Trả lời từ tài liệu do quản trị viên thêm, kèm tên tài liệu và mục.',
  },
  audience: 'everyone',
  reach: 'web',
  returns: 'strangers',
  input: knowledgeInput,
  positional: 'words',
  read,
  run,
  answer,
  timeoutMs: 300_000,
  examples: [
    { say: 'what does the knowledge base say about withdrawal fees', input: { question: 'withdrawal fees' } },
    { say: '/kb list', input: { action: 'list' } },
  ],
})
