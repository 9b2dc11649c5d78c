import { z } from 'zod'

export const ACTIONS = ['ask', 'add', 'list', 'remove', 'recrawl', 'versions'] as const

export const knowledgeInput = z.object({
  words: z
    .string()
    .min(1)
    .max(2000)
    .optional()
    .describe('A question, or an order in words: add URL, list, remove URL, recrawl, versions URL.')
    .meta({ byModel: false }),
  action: z.enum(ACTIONS).optional().describe('ask answers from the documents; the others manage them and are for admins.'),
  source: z
    .string()
    .min(1)
    .max(2048)
    .optional()
    .describe('Address of a document, or its name as "list" shows it.')
    .meta({ byModel: false }),
  question: z.string().min(2).max(500).optional().describe('What is to be answered from the documents.'),
})

export type KnowledgeInput = z.output<typeof knowledgeInput>

export interface Order {
  action: (typeof ACTIONS)[number]
  source?: string
  question?: string
}

/** What is asked for: the fields win, else the words are read: "add https://…", "list", else a question. */
export function orderOf({ words, action, source, question }: KnowledgeInput): Order {
  if (action) return { action, ...(source ? { source } : {}), ...((question ?? words) ? { question: question ?? words ?? '' } : {}) }
  if (question) return { action: 'ask', question }
  const text = (words ?? '').trim()
  const match = /^(add|list|remove|delete|recrawl|refresh|versions?)\b\s*(.*)$/is.exec(text)
  if (!match) return text ? { action: 'ask', question: text } : { action: 'list' }
  const verb = (match[1] ?? '').toLowerCase()
  const named = { delete: 'remove', refresh: 'recrawl', version: 'versions' }[verb] ?? verb
  const rest = (match[2] ?? '').trim()
  // "list of fees?" is a question, "list" an order.
  if (named === 'list' && rest) return { action: 'ask', question: text }
  return { action: named as Order['action'], ...(rest ? { source: rest } : {}) }
}
