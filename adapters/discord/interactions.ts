import type { Inbound, Receipt } from '../../core/adapter.ts'
import { splitCommand } from '../../core/command.ts'
import { toPetrelError } from '../../core/errors.ts'
import type { Hear, Moderator } from '../../core/moderation.ts'
import { sayCall } from '../../core/understand.ts'
import type { Api } from './api.ts'
import { modal, modalOf, type ToolCommand } from './commands.ts'
import { stopOf } from './components.ts'
import { pause } from './lanes.ts'
import type { Live } from './live.ts'
import { createMemory } from './memory.ts'
import type { CompleteField, DiscordOptions } from './options.ts'
import { optionName } from './options-of-tool.ts'
import { isCode } from './platform-error.ts'
import {
  ANSWER,
  askerOf,
  EPHEMERAL,
  INTERACTION,
  interactionInbound,
  type RawInteraction,
  readCommand,
  windowWords,
} from './read-interaction.ts'
import { roleOf } from './roles.ts'
import { say, type Word } from './words.ts'

/** How long the disk may take before Discord is told that Petrel thinks; 3 seconds are all there is. */
const STORE_MS = 800
/** How long the guards may take over a press. */
const HEAR_MS = 1200
const COMPLETE_MS = 2000
/** Interactions that are remembered, so that one whose event comes twice is taken once. */
const REMEMBERED = 20_000

export interface InteractionParts extends Pick<DiscordOptions, 'turns' | 'callbacks' | 'complete' | 'log' | 'now'> {
  bot: string
  api: Api
  live: Live
  commands: readonly ToolCommand[]
  privateTools: readonly string[]
  operators: readonly string[]
  receive(message: Inbound): Promise<Receipt>
  hear: Hear | undefined
  moderator: Moderator
  titleOf(chat: string): string
}

export interface Interactions {
  handle(raw: RawInteraction): Promise<void>
  /** Resolves when Discord has taken the first answer to an interaction, well or not. */
  ready(interaction: string | undefined): Promise<unknown>
}

export const hookOf = (raw: RawInteraction) => ({ application: raw.application_id, token: raw.token })

/** Commands, presses, windows and completions. An interaction is on disk before Discord is told that it was taken, but for a slow disk. */
export function createInteractions(parts: InteractionParts): Interactions {
  const { api, log, now, bot } = parts
  const deferring = new Map<string, Promise<unknown>>()
  const taken = createMemory(REMEMBERED)

  const role = (raw: RawInteraction) =>
    roleOf({ user: askerOf(raw)?.id ?? '', operators: parts.operators, permissions: BigInt(raw.member?.permissions ?? 0) })
  const whisper = (raw: RawInteraction, word: Word) =>
    api.answer(raw, ANSWER.message, { content: say(word, raw.locale), flags: EPHEMERAL, allowed_mentions: { parse: [] } })
  const inboundOf = (raw: RawInteraction, said: Parameters<typeof interactionInbound>[1], ephemeral: boolean) =>
    interactionInbound(raw, said, { bot, role: role(raw), ephemeral, now: now() })

  /** Stores the message and tells Discord; what could not be stored says so. `deferred`: Discord has been told already. */
  const take = async (
    raw: RawInteraction,
    inbound: Inbound,
    { ephemeral, deferred = false, inPlace = false }: { ephemeral: boolean; deferred?: boolean; inPlace?: boolean },
  ): Promise<void> => {
    // Before anything is stored, timed or remembered: what is turned away under load must cost next to nothing.
    if (!deferred && parts.turns.busy?.(inbound)) return await whisper(raw, 'busy')
    let release: (value?: unknown) => void = () => {}
    deferring.set(raw.id, new Promise((resolve) => (release = resolve)))
    setTimeout(() => deferring.delete(raw.id), 60_000).unref()
    parts.live.expect(inbound.id)
    const stored = parts.receive(inbound).then(
      (receipt) => ({ receipt, word: undefined }),
      (error: unknown) => ({ receipt: undefined, word: lossWord(error, log) }),
    )
    try {
      const early = deferred ? undefined : await Promise.race([stored, pause(STORE_MS, new AbortController().signal)])
      if (early?.word) return await whisper(raw, early.word)
      if (inPlace) await api.answer(raw, ANSWER.deferredUpdate)
      else if (!deferred) await api.answer(raw, ANSWER.deferred, ephemeral ? { flags: EPHEMERAL } : {})
    } catch (error) {
      // Taken before (the event came twice), or too late: then the answer goes to the channel.
      if (!isCode(error, 'acknowledged')) log.warn({ interaction: raw.id, reason: String(error) }, 'Discord did not take the first answer')
    } finally {
      release()
    }
    const { receipt, word } = await stored
    if (receipt?.status === 'new') parts.live.begin(receipt.turn, inbound)
    else if (word && inPlace) await api.followUp(hookOf(raw), { content: say(word, raw.locale), ephemeral: true })
    else if (word) await api.editAnswer(hookOf(raw), { content: say(word, raw.locale) })
  }

  const command = async (raw: RawInteraction): Promise<void> => {
    const found = parts.commands.find((one) => one.command.name === raw.data?.name)
    if (!found) return whisper(raw, 'unknownCommand')
    const asked = readCommand(found, raw, parts.privateTools)
    const { name } = found.tool
    if (asked.kind === 'window') return api.answer(raw, ANSWER.modal, modal({ tool: name, ephemeral: asked.ephemeral, locale: raw.locale }))
    const files = asked.files.length > 0 ? { files: asked.files } : {}
    const said =
      asked.kind === 'call'
        ? { text: sayCall(name, asked.input), call: { tool: name, input: asked.input } }
        : { text: `/${name} ${asked.text}`.trim() }
    await take(raw, inboundOf(raw, { ...said, ...files }, asked.ephemeral), { ephemeral: asked.ephemeral })
  }

  const stop = async (raw: RawInteraction, { turn, user }: { turn: string; user: string }): Promise<void> => {
    if (askerOf(raw)?.id !== user && role(raw) === 'everyone') return whisper(raw, 'notYours')
    await Promise.all([api.answer(raw, ANSWER.deferredUpdate), parts.turns.cancel(turn)])
  }

  const press = async (raw: RawInteraction): Promise<void> => {
    const id = raw.data?.values?.[0] ?? raw.data?.custom_id ?? ''
    const stopped = stopOf(id)
    if (stopped) return stop(raw, stopped)
    const ephemeral = ((raw.message?.flags ?? 0) & EPHEMERAL) !== 0
    const found = await parts.callbacks.find(id)
    if (!found || found.bot !== bot || found.chat !== raw.channel_id) return whisper(raw, 'expired')
    if (found.user !== undefined && found.user !== askerOf(raw)?.id) return whisper(raw, 'notYours')
    const heard = hear(raw, found.say)
    const verdict = await Promise.race([heard, pause(HEAR_MS, new AbortController().signal)])
    if (verdict === 'handled') return api.answer(raw, ANSWER.deferredUpdate)
    const inbound = inboundOf(raw, { text: found.say }, ephemeral)
    if (verdict === 'pass') return take(raw, inbound, { ephemeral, inPlace: ephemeral && isPrivateCall(found.say, parts.privateTools) })
    // The guards are slow: Discord is told first, and the answer goes away again when they handled it.
    await api.answer(raw, ANSWER.deferred, { flags: EPHEMERAL })
    if ((await heard) === 'handled') return api.deleteAnswer(hookOf(raw))
    await take(raw, inboundOf(raw, { text: found.say }, true), { ephemeral: true, deferred: true })
  }

  const hear = async (raw: RawInteraction, text: string): Promise<'pass' | 'handled'> => {
    const user = askerOf(raw)
    if (!parts.hear || raw.guild_id === undefined || !user || !raw.channel_id) return 'pass'
    const from = { id: user.id, name: user.global_name ?? user.username, username: user.username }
    const chat = raw.channel_id
    return parts.hear(
      {
        kind: 'message',
        bot,
        id: raw.id,
        chat,
        chatTitle: parts.titleOf(chat),
        from,
        role: role(raw),
        text,
        links: [],
        forwarded: false,
        edited: false,
        at: now(),
      },
      parts.moderator,
    )
  }

  const window = async (raw: RawInteraction): Promise<void> => {
    const asked = modalOf(raw.data?.custom_id ?? '')
    if (!asked) return whisper(raw, 'expired')
    await take(raw, inboundOf(raw, { text: `/${asked.tool} ${windowWords(raw)}` }, asked.ephemeral), asked)
  }

  const complete = async (raw: RawInteraction): Promise<void> => {
    const shape = parts.commands.find((one) => one.command.name === raw.data?.name)?.shape
    const focused = raw.data?.options?.find((option) => option.focused)
    const field = shape?.kind === 'fields' ? shape.fields.find((one) => optionName(one.field) === focused?.name)?.completes : undefined
    await api.answer(raw, ANSWER.choices, { choices: await choices(parts, field, String(focused?.value ?? '')) })
  }

  const handlers: Record<number, (raw: RawInteraction) => Promise<void>> = {
    [INTERACTION.command]: command,
    [INTERACTION.component]: press,
    [INTERACTION.autocomplete]: complete,
    [INTERACTION.modal]: window,
  }
  return {
    ready: (interaction) => deferring.get(interaction ?? '') ?? Promise.resolve(),
    handle: async (raw) => {
      if (taken.has(raw.id)) return
      taken.add(raw.id)
      try {
        await handlers[raw.type]?.(raw)
      } catch (error) {
        log.warn({ interaction: raw.id, reason: String(error) }, 'an interaction could not be answered')
      }
    },
  }
}

/** Buttons of settings and the like change the message that they stand on, when only the asker sees it. */
const isPrivateCall = (text: string, privateTools: readonly string[]): boolean => {
  const name = splitCommand(text)?.name
  return name !== undefined && privateTools.includes(name)
}

/** What to tell somebody whose message was not stored. */
export function lossWord(error: unknown, log: DiscordOptions['log']): Word {
  const { code, message } = toPetrelError(error)
  if (code !== 'busy') log.error({ reason: message }, 'a message could not be stored')
  return code === 'busy' ? 'busy' : 'notKept'
}

/** interactions/application-commands, Autocomplete: 25 choices, 100 characters each. */
async function choices(
  { complete, log }: InteractionParts,
  field: CompleteField | undefined,
  words: string,
): Promise<{ name: string; value: string }[]> {
  if (!complete || !field) return []
  const signal = AbortSignal.timeout(COMPLETE_MS)
  try {
    const found = await Promise.race([complete(field, words, signal), pause(COMPLETE_MS, new AbortController().signal)])
    return (found ?? [])
      .map(({ name, value }) => ({ name: name.trim().slice(0, 100), value: value.slice(0, 100) }))
      .filter(({ name, value }) => name !== '' && value !== '')
      .slice(0, 25)
  } catch (error) {
    log.debug({ reason: String(error) }, 'nothing could be offered while somebody typed')
    return []
  }
}
