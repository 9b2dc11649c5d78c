import type { Llama, LlamaGrammar } from 'node-llama-cpp'
import { type JsonSchema, toGrammarSchema } from './json-schema.ts'

/** A tool as the grammar sees it. */
export interface CallableTool {
  name: string
  description: string
  schema: JsonSchema
}

/** Longest line of thought that the model writes before it chooses a tool, in characters: enough to help, cheap to write. */
export const ABOUT_LENGTH = 60

const CHARACTER = `[^"\\\\\\x7F\\x00-\\x1F] | "\\\\" ["\\\\/bfnrt] | "\\\\u" [0-9a-fA-F]{4}`

/** Grammars are small but used on every turn, so the last ones are kept. */
const KEPT = 64

/** Makes and keeps the grammars of one loaded llama backend. */
export interface Grammars {
  /** JSON that fits `schema`, ending exactly where the value ends. */
  json(schema: JsonSchema): Promise<LlamaGrammar>
  /** One call of a tool, or, where allowed, a reply: `{"about": …, "tool": …, "args": …}` or `{"about": …, "reply": …}`. */
  call(tools: readonly CallableTool[], reply: boolean): Promise<LlamaGrammar>
  /** The inside of a JSON string of at most `length` characters, with its closing quote. */
  line(length: number): Promise<LlamaGrammar>
}

export function openGrammars(llama: Llama): Grammars {
  const kept = new Map<string, Promise<LlamaGrammar>>()
  const keep = (key: string, make: () => Promise<string>): Promise<LlamaGrammar> => {
    const found = kept.get(key)
    if (found) return found
    const made = make().then((grammar) => llama.createGrammar({ grammar }))
    kept.set(key, made)
    made.catch(() => kept.delete(key))
    if (kept.size > KEPT) kept.delete(kept.keys().next().value as string)
    return made
  }
  return {
    json: (schema) => keep(`json ${JSON.stringify(schema)}`, async () => renderRules(await schemaRules(llama, schema, 's'), 's-root')),
    call: (tools, reply) => keep(`call ${reply} ${JSON.stringify(tools)}`, () => callRules(llama, tools, reply)),
    line: (length) => keep(`line ${length}`, async () => `root ::= character{0,${length}} "\\""\ncharacter ::= ${CHARACTER}\n`),
  }
}

async function callRules(llama: Llama, tools: readonly CallableTool[], reply: boolean): Promise<string> {
  const branches = tools.map((tool, i) => `"\\"tool\\": " ${literal(JSON.stringify(tool.name))} ", \\"args\\": " t${i}-root`)
  if (reply) branches.push('"\\"reply\\": \\"" character* "\\""')
  const rules = await Promise.all(tools.map((tool, i) => schemaRules(llama, tool.schema, `t${i}`)))
  return [
    `root ::= "{\\"about\\": \\"" character{0,${ABOUT_LENGTH}} "\\", " ( ${branches.join(' | ')} ) "}"`,
    `character ::= ${CHARACTER}`,
    ...rules.flat(),
  ].join('\n')
}

const renderRules = (rules: readonly string[], root: string) => [`root ::= ${root}`, ...rules].join('\n')

/**
 * The rules of one schema with every rule name prefixed, so that several schemas fit into one grammar. The library ends its root
 * with four line breaks, which would cost a token each time; the end of the value is end enough.
 */
async function schemaRules(llama: Llama, schema: JsonSchema, prefix: string): Promise<string[]> {
  // The library infers types from literal schemas; ours is only known at run time.
  const known = toGrammarSchema(schema) as Parameters<Llama['createGrammarForJsonSchema']>[0]
  const { grammar } = await llama.createGrammarForJsonSchema(known)
  const lines = grammar.replace(/ "(?:\\n){4}" \[\\n\]\*/, '').split('\n')
  return lines.filter((line) => line.trim() !== '').map((line) => renameRules(line, prefix))
}

/** Prefixes every rule name of a GBNF line; text in quotes, in classes and in counts is left alone. */
function renameRules(line: string, prefix: string): string {
  const parts = /"(?:[^"\\]|\\.)*"|\[(?:[^\]\\]|\\.)*\]|\{[0-9,]*\}|[A-Za-z][A-Za-z0-9-]*/g
  return line.replace(parts, (part) => (/^[A-Za-z]/.test(part) ? `${prefix}-${part}` : part))
}

/** Text as a GBNF literal. */
const literal = (text: string) => `"${text.replace(/[\\"]/g, (c) => `\\${c}`).replace(/\n/g, '\\n')}"`
