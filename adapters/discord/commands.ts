import type { AnyTool } from '../../core/tool.ts'
import { type CommandOption, type Shape, shapeOf, shortLine, TYPE } from './options-of-tool.ts'
import { say } from './words.ts'

/** resources/application, contexts: in servers, in the direct channel with the bot. */
const GUILD = 0
const DIRECT = 1
const MANAGE_GUILD = String(1 << 5)
const MOST_COMMANDS = 100
/** Options that every command has, beside those of its tool. */
export const PRIVATE = 'private'
export const FILE = 'file'

export interface Command {
  name: string
  type: 1
  description: string
  description_localizations?: Record<string, string>
  options: CommandOption[]
  default_member_permissions: string | null
  contexts: number[]
  integration_types: number[]
}

export interface CommandParts {
  canComplete: boolean
  privateTools: readonly string[]
  fileTools: readonly string[]
}

/** A command with the tool that it calls and how its options fill the tool's input. */
export interface ToolCommand {
  tool: AnyTool
  shape: Shape
  command: Command
}

const PRIVATE_OPTION: CommandOption = { name: PRIVATE, type: TYPE.boolean, description: 'Only you see the answer.' }
const FILE_OPTION: CommandOption = { name: FILE, type: TYPE.attachment, description: 'A file to read: text, CSV, Solidity, PDF.' }

/** Who sees a command: everyone, those who may manage the server, or nobody but administrators (the operator, checked again by policy). */
const PERMISSIONS = { everyone: null, admin: MANAGE_GUILD, operator: '0' } as const

/** Discord's names of the languages that Petrel writes beside English (reference#locales). */
const LOCALES = { es: 'es-ES', zh: 'zh-CN', ru: 'ru', tr: 'tr', vi: 'vi' } as const

function translated({ descriptions }: AnyTool): Pick<Command, 'description_localizations'> {
  const known = Object.entries(LOCALES).flatMap(([locale, theirs]) => {
    const text = descriptions?.[locale as keyof typeof LOCALES]
    return text ? [[theirs, shortLine(text)] as const] : []
  })
  return known.length === 0 ? {} : { description_localizations: Object.fromEntries(known) }
}

function toCommand(tool: AnyTool, { canComplete, privateTools, fileTools }: CommandParts): ToolCommand {
  const shape = shapeOf(tool, { canComplete })
  const own: CommandOption[] =
    shape.kind === 'fields'
      ? shape.fields.map(({ option }) => option)
      : [{ name: shape.field, type: TYPE.string, description: 'In your own words; leave it out to write at length.', max_length: 2000 }]
  const taken = new Set(own.map(({ name }) => name))
  const extra = [...(fileTools.includes(tool.name) ? [FILE_OPTION] : []), ...(privateTools.includes(tool.name) ? [] : [PRIVATE_OPTION])]
  const command: Command = {
    name: tool.name.toLowerCase(),
    type: 1,
    description: shortLine(tool.description),
    ...translated(tool),
    options: [...own, ...extra.filter(({ name }) => !taken.has(name))],
    default_member_permissions: PERMISSIONS[tool.audience],
    contexts: tool.audience === 'operator' ? [GUILD] : [GUILD, DIRECT],
    integration_types: [0],
  }
  return { tool, shape, command }
}

/** One command for each tool that a chat can use. */
export const commandsOf = (tools: readonly AnyTool[], parts: CommandParts): ToolCommand[] =>
  tools
    .filter(({ reach, name }) => reach !== 'files' && /^[a-z0-9_-]{1,32}$/i.test(name))
    .slice(0, MOST_COMMANDS)
    .map((tool) => toCommand(tool, parts))

/** What decides whether Discord's commands are ours already; what Discord adds or leaves out does not count. */
function fingerprint(command: Partial<Command>): unknown {
  const { name, description, description_localizations: others, options = [], default_member_permissions = null, contexts } = command
  const plain = options.map((option) => ({
    name: option.name,
    type: option.type,
    description: option.description,
    required: option.required ?? false,
    autocomplete: option.autocomplete ?? false,
    choices: (option.choices ?? []).map((choice) => [choice.name, choice.value]),
    bounds: [option.min_value ?? null, option.max_value ?? null, option.min_length ?? null, option.max_length ?? null],
  }))
  return [name, description, Object.entries(others ?? {}).sort(), default_member_permissions, [...(contexts ?? [])].sort(), plain]
}

const sorted = (commands: readonly Partial<Command>[]): string =>
  JSON.stringify([...commands].sort((a, b) => ((a.name ?? '') < (b.name ?? '') ? -1 : 1)).map(fingerprint))

export const sameCommands = (ours: readonly Partial<Command>[], theirs: readonly Partial<Command>[]): boolean =>
  sorted(ours) === sorted(theirs)

/** The window for a long question (interactions/receiving-and-responding, Modal). */
export const modal = ({ tool, ephemeral, locale }: { tool: string; ephemeral: boolean; locale: string | undefined }): unknown => ({
  title: say('ask', locale).slice(0, 45),
  custom_id: `ask:${tool}:${ephemeral ? 1 : 0}`,
  components: [
    {
      type: 1,
      components: [
        {
          type: 4,
          custom_id: 'words',
          style: 2,
          label: say('yourWords', locale).slice(0, 45),
          min_length: 1,
          max_length: 4000,
          required: true,
        },
      ],
    },
  ],
})

export function modalOf(customId: string): { tool: string; ephemeral: boolean } | undefined {
  const [kind, tool, ephemeral] = customId.split(':')
  return kind === 'ask' && tool ? { tool, ephemeral: ephemeral === '1' } : undefined
}
