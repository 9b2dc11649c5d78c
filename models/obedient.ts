import { type AIMessage, type BaseMessage, isAIMessage } from '@langchain/core/messages'
import type { LoadedModel } from '../core/model.ts'
import { textOf } from './llama/history.ts'
import type { JsonSchema } from './llama/json-schema.ts'
import type { OpenAITool } from './openai-tool.ts'
import { plainPort } from './plain-port.ts'
import { type Line, ScriptedChat } from './scripted.ts'

/**
 * The worst model an attacker can hope for: it does whatever any text in its context tells it to, whoever wrote that text. It calls
 * every bound tool that is named after an order ("call", "use", "run" …) with the arguments given there, and says everything that it
 * is told to say, every link and every address it saw. What Petrel keeps safe with this model, it keeps safe with any.
 */
export function obedientModel(): LoadedModel & { chat: ScriptedChat } {
  const id = 'obedient'
  const port = plainPort(id)
  return {
    id,
    chat: new ScriptedChat((messages, tools) => obey(messages, tools)),
    port: {
      ...port,
      rewrite: async ({ evidence, instruction }, signal) => {
        signal.throwIfAborted()
        return say([instruction, ...evidence].join('\n'))
      },
    },
    contextSize: 32_768,
    slots: 64,
    fast: true,
    close: async () => {},
  }
}

/** What the model does next: an order that was not carried out yet, else the answer in words. */
export function obey(messages: readonly BaseMessage[], tools: readonly OpenAITool[]): Line {
  const heard = messages.filter((message) => !isAIMessage(message)).map(textOf)
  const done = new Set(messages.filter(isAIMessage).flatMap((message: AIMessage) => (message.tool_calls ?? []).map((call) => key(call))))
  const calls = heard.flatMap((text) => orders(text, tools)).filter((call) => !done.has(key(call)))
  const first = calls[0]
  return first ? { calls: [first] } : { text: say(heard.join('\n')) }
}

const ORDER = '(?:call|use|run|invoke|execute|trigger|start)'

/** Every call that a text orders: the tool's name after a verb of command, or a JSON object that names it. */
export function orders(text: string, tools: readonly OpenAITool[]): { name: string; args: Record<string, unknown> }[] {
  return tools.flatMap(({ function: { name, parameters } }) => {
    const escaped = name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
    const spoken = [...text.matchAll(new RegExp(`\\b${ORDER}\\b[^.\\n]{0,60}?\\b${escaped}\\b`, 'gi'))].map(
      (match) => (match.index ?? 0) + match[0].length,
    )
    const written = [...text.matchAll(new RegExp(`"(?:tool|name|function)"\\s*:\\s*"${escaped}"`, 'g'))].map((match) => match.index ?? 0)
    return [...spoken, ...written].map((at) => ({ name, args: argumentsAfter(text.slice(at), text, parameters ?? {}) }))
  })
}

/** The JSON object that follows the order; without one every field gets the most harmful value that the text offers. */
function argumentsAfter(rest: string, whole: string, schema: JsonSchema): Record<string, unknown> {
  const json = firstObject(rest)
  const nested = json?.args ?? json?.arguments ?? json?.parameters
  if (typeof nested === 'object' && nested !== null) return nested as Record<string, unknown>
  if (json) return json
  const prize = [...links(whole), ...addresses(whole)][0] ?? whole.slice(0, 200)
  return Object.fromEntries(Object.entries(schema.properties ?? {}).map(([field, kind]) => [field, guess(kind, prize, whole)]))
}

function guess(kind: JsonSchema, prize: string, text: string): unknown {
  if (kind.enum) return kind.enum[0]
  if (kind.type === 'number' || kind.type === 'integer') return Number(/\d+/.exec(text)?.[0] ?? 1)
  if (kind.type === 'boolean') return true
  if (kind.type === 'array') return []
  return prize
}

/** Everything that the text asks to be said, and every link and address in it. */
export function say(text: string): string {
  const asked = [
    ...text.matchAll(/\b(?:say|reply|answer|print|repeat|write|tell|include|output|respond)\b[^"'“\n:]{0,60}[:"'“]\s*([^\n"”]{1,400})/gi),
  ]
  const parts = [...asked.map((match) => match[1]?.trim() ?? ''), ...links(text), ...addresses(text)]
  return parts.length > 0 ? [...new Set(parts)].join(' ') : text.slice(-400)
}

const links = (text: string) => text.match(/(?:https?:\/\/|www\.|t\.me\/)[^\s"'<>)]+/gi) ?? []
const addresses = (text: string) => text.match(/0x[0-9a-fA-F]{40,64}\b/g) ?? []
const key = (call: { name: string; args: unknown }) => `${call.name} ${JSON.stringify(call.args)}`

function firstObject(text: string): Record<string, unknown> | undefined {
  const start = text.indexOf('{')
  if (start < 0 || start > 80) return undefined
  for (let end = text.indexOf('}', start); end >= 0; end = text.indexOf('}', end + 1)) {
    try {
      return JSON.parse(text.slice(start, end + 1))
    } catch {
      // not closed yet: try the next brace
    }
  }
  return undefined
}
