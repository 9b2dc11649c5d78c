import { inLocale } from '../../core/title.ts'
import type { AnyTool, ToolContext } from '../../core/tool.ts'
import type { Handles } from '../define.ts'

export interface HelpResult {
  /** Id of the record with the tools. */
  record: string
  tools: readonly { name: string; title: string; description: string }[]
  /** Sentences to try. */
  examples: readonly string[]
  /** The one tool that was asked about, with its fields. */
  one?: { name: string; fields: readonly { name: string; help: string; required: boolean }[] }
  /** Asked about, but there is none. */
  unknown?: string
}

const EXAMPLES = 6

/** An example that names a file works only where that file is. */
const isAnywhere = ({ say }: AnyTool['examples'][number]): boolean => !/\w\.(?:json|csv|sol|pdf|txt|parquet)\b/i.test(say)

/** One example of each tool in turn, so that every tool is seen. */
function mixed(tools: readonly AnyTool[]): string[] {
  const longest = Math.max(0, ...tools.map(({ examples }) => examples.length))
  const rounds = Array.from({ length: longest }, (_, round) =>
    tools.flatMap(({ examples }) => examples.filter(isAnywhere)[round]?.say ?? []),
  )
  return rounds.flat().slice(0, EXAMPLES)
}

function fieldsOf(tool: AnyTool): { name: string; help: string; required: boolean }[] {
  const shape = tool.input.shape as Record<string, { description?: string; safeParse(value: unknown): { success: boolean } }>
  return Object.entries(shape).map(([name, schema]) => ({
    name,
    help: schema.description ?? '',
    required: !schema.safeParse(undefined).success,
  }))
}

/** Lists the tools that everyone may use, or explains one. */
export async function run(
  { tool: asked }: { tool?: string | undefined },
  { handles, ledger, locale }: ToolContext<Handles>,
): Promise<HelpResult> {
  const open = handles.tools.filter(({ audience }) => audience === 'everyone')
  const one = handles.tools.find(({ name }) => name === asked?.toLowerCase())
  const listed = one ? [one] : open
  const say = ({ description, descriptions }: AnyTool): string =>
    descriptions ? inLocale({ en: description, ...descriptions }, locale) : description
  const tools = listed.map((tool) => ({ name: tool.name, title: tool.title, description: say(tool) }))
  const record = ledger.table({
    name: 'tools',
    source: 'definitions of the tools',
    columns: [
      { name: 'command', unit: '', type: 'text' },
      { name: 'what it does', unit: '', type: 'text' },
    ],
    rows: tools.map(({ name, description }) => [`/${name}`, description]),
  })
  const examples = one ? one.examples.slice(0, EXAMPLES).map(({ say }) => say) : mixed(open.filter(({ name }) => name !== 'help'))
  return {
    record: record.id, tools, examples,
    ...(one ? { one: { name: one.name, fields: fieldsOf(one) } } : {}),
    ...(asked !== undefined && !one ? { unknown: asked } : {}),
  } // biome-ignore format: short
}
