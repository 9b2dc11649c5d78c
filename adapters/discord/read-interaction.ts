import type { APIAttachment } from 'discord.js'
import type { FileRef, Inbound } from '../../core/adapter.ts'
import { FILE, PRIVATE, type ToolCommand } from './commands.ts'
import { optionName } from './options-of-tool.ts'
import { fileRef } from './read-message.ts'

/** An interaction as the gateway sends it, as far as Petrel reads it (interactions/receiving-and-responding, Interaction Structure). */
export interface RawInteraction {
  id: string
  application_id: string
  type: number
  token: string
  channel_id?: string
  guild_id?: string
  locale?: string
  member?: { user: RawUser; permissions: string }
  user?: RawUser
  app_permissions?: string
  message?: { id: string; flags?: number; channel_id: string }
  data?: {
    name?: string
    options?: RawOption[]
    custom_id?: string
    values?: string[]
    components?: { components?: { custom_id?: string; value?: string }[] }[]
    resolved?: { attachments?: Record<string, APIAttachment> }
  }
}

export interface RawUser {
  id: string
  username: string
  global_name?: string | null
}

export interface RawOption {
  name: string
  value?: string | number | boolean
  focused?: boolean
}

export const INTERACTION = { command: 2, component: 3, autocomplete: 4, modal: 5 } as const
/** Interaction Callback Type. */
export const ANSWER = { message: 4, deferred: 5, deferredUpdate: 6, choices: 8, modal: 9 } as const
export const EPHEMERAL = 1 << 6

export const askerOf = (raw: RawInteraction): RawUser | undefined => raw.member?.user ?? raw.user

/** What a command asks for: a call, words, or a window for words. */
export type Asked =
  | { kind: 'call'; input: Record<string, unknown>; ephemeral: boolean; files: FileRef[] }
  | { kind: 'words'; text: string; ephemeral: boolean; files: FileRef[] }
  | { kind: 'window'; ephemeral: boolean }

/** The options of a command as the tool's input; Discord has checked them against what was registered, the tool's schema checks again. */
export function readCommand({ tool, shape }: ToolCommand, raw: RawInteraction, privateTools: readonly string[]): Asked {
  const options = new Map((raw.data?.options ?? []).map(({ name, value }) => [name, value]))
  const ephemeral = options.get(PRIVATE) === true || privateTools.includes(tool.name)
  const files = filesOf(raw, options.get(FILE))
  if (shape.kind === 'words') {
    const words = options.get(shape.field)
    const text = typeof words === 'string' ? words.trim() : ''
    return text === '' && files.length === 0 ? { kind: 'window', ephemeral } : { kind: 'words', text, ephemeral, files }
  }
  const input = Object.fromEntries(
    shape.fields.flatMap(({ field }) => {
      const value = options.get(optionName(field))
      return value === undefined ? [] : [[field, value]]
    }),
  )
  return { kind: 'call', input, ephemeral, files }
}

function filesOf(raw: RawInteraction, id: unknown): FileRef[] {
  const attachment = typeof id === 'string' ? raw.data?.resolved?.attachments?.[id] : undefined
  // The file of a command belongs to no message that could be read again: its address is all there is.
  return attachment ? [fileRef(attachment, `url/${attachment.url}`)] : []
}

export const windowWords = (raw: RawInteraction): string =>
  (raw.data?.components ?? [])
    .flatMap((row) => row.components ?? [])
    .find(({ custom_id }) => custom_id === 'words')
    ?.value?.trim() ?? ''

export interface InteractionContext {
  bot: string
  role: Inbound['role']
  ephemeral: boolean
  /** Unix milliseconds. */
  now: number
}

type Said = Pick<Inbound, 'text'> & Partial<Pick<Inbound, 'call' | 'files'>>

/** An interaction as core takes it. */
export function interactionInbound(raw: RawInteraction, said: Said, { bot, role, ephemeral, now }: InteractionContext): Inbound {
  return {
    bot,
    id: raw.id,
    chat: raw.channel_id ?? '',
    user: askerOf(raw)?.id ?? '',
    role,
    ...said,
    ...(raw.locale ? { locale: raw.locale } : {}),
    place: raw.guild_id === undefined ? 'direct' : 'group',
    route: {
      kind: 'interaction',
      interaction: raw.id,
      application: raw.application_id,
      token: raw.token,
      createdAt: now,
      ephemeral,
      ...(raw.guild_id === undefined ? {} : { guild: raw.guild_id }),
    },
    at: now,
  }
}
