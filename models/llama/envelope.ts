import { ABOUT_LENGTH, type CallableTool } from './grammar.ts'
import { dropNulls, type JsonSchema } from './json-schema.ts'

/** What came out of the model so far, piece by piece. */
export type EnvelopePart =
  | { kind: 'about'; about: string }
  | { kind: 'text'; text: string }
  | { kind: 'tool'; name: string }
  | { kind: 'args'; args: Record<string, unknown> }

const HEAD = /^\{"about": "((?:[^"\\]|\\.)*)", "(tool|reply)": "/

/**
 * Reads the envelope that the grammar holds the model to, while it is being written: `{"about": "…", "reply": "…"}` gives its text
 * as it comes, `{"about": "…", "tool": "…", "args": {…}}` gives the name at once and the arguments when they are complete.
 */
export function readEnvelope(tools: readonly CallableTool[]): (chunk: string) => EnvelopePart[] {
  let rest = ''
  let mode: 'head' | 'reply' | 'tool' | 'args' | 'done' = 'head'
  let schema: JsonSchema = {}
  const step = (): EnvelopePart[] => {
    if (mode === 'head') {
      const head = HEAD.exec(rest)
      if (!head) return []
      rest = rest.slice(head[0].length)
      mode = head[2] === 'reply' ? 'reply' : 'tool'
      return [{ kind: 'about', about: unescapeJson(head[1] ?? '') }, ...step()]
    }
    if (mode === 'reply') return replyStep()
    if (mode === 'tool') {
      const named = /^((?:[^"\\]|\\.)*)", "args": /.exec(rest)
      if (!named) return []
      rest = rest.slice(named[0].length)
      mode = 'args'
      const name = unescapeJson(named[1] ?? '')
      schema = tools.find((tool) => tool.name === name)?.schema ?? {}
      return [{ kind: 'tool', name }, ...step()]
    }
    return mode === 'args' ? argsStep() : []
  }
  const replyStep = (): EnvelopePart[] => {
    const whole = /^(?:[^"\\]|\\(?:u[0-9a-fA-F]{4}|[^u]))*/.exec(rest)?.[0] ?? ''
    const text = withoutLoneSurrogate(whole)
    rest = rest.slice(text.length)
    if (rest.startsWith('"')) mode = 'done'
    return text === '' ? [] : [{ kind: 'text', text: unescapeJson(text) }]
  }
  const argsStep = (): EnvelopePart[] => {
    if (!rest.endsWith('}}')) return []
    const value = parseOrUndefined(rest.slice(0, -1))
    if (value === undefined) return []
    mode = 'done'
    return [{ kind: 'args', args: dropNulls(value, schema) as Record<string, unknown> }]
  }
  return (chunk) => {
    rest += chunk
    return step()
  }
}

/** What the system prompt says about the tools and the form of the answer. */
export function describeTools(tools: readonly CallableTool[], reply: boolean): string {
  const lines = tools.map((tool) => `- ${tool.name}: ${tool.description} args: ${JSON.stringify(compact(tool.schema))}`)
  return [
    'Answer with one line of JSON and nothing else.',
    'To use a tool: {"about": "what is asked, in a few words", "tool": "name", "args": {...}}',
    ...(reply ? ['To answer yourself: {"about": "what is asked, in a few words", "reply": "your answer"}'] : []),
    'Tools:',
    ...lines,
  ].join('\n')
}

/** A call or a reply of an earlier turn, written as the model itself would have written it. */
export const writeCall = (about: string, name: string, args: unknown): string =>
  `{"about": ${JSON.stringify(cut(about))}, "tool": ${JSON.stringify(name)}, "args": ${JSON.stringify(args)}}`

export const writeReply = (about: string, text: string): string =>
  `{"about": ${JSON.stringify(cut(about))}, "reply": ${JSON.stringify(text)}}`

const cut = (text: string) => (text.length > ABOUT_LENGTH ? `${text.slice(0, ABOUT_LENGTH - 1)}…` : text)

/** Drops what only machines need, so that tools cost few tokens. */
function compact(schema: JsonSchema): unknown {
  return JSON.parse(JSON.stringify(schema, (key, value) => (key === '$schema' || key === 'additionalProperties' ? undefined : value)))
}

function unescapeJson(text: string): string {
  const value = parseOrUndefined(`"${text}"`)
  return typeof value === 'string' ? value : text
}

/** The first half of a character beyond the basic plane waits for its second half. */
const withoutLoneSurrogate = (text: string) => text.replace(/\\u[dD][89abAB][0-9a-fA-F]{2}$/, '')

function parseOrUndefined(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
