import { adapterOf, type FileRef, type Inbound, type TurnEvent } from '../adapter.ts'
import type { Answer, Block, Rung } from '../answer.ts'
import type { ChatStore } from '../chats.ts'
import { inNameOf } from '../destination.ts'
import { PetrelError, toPetrelError } from '../errors.ts'
import { createLedger, type Ledger } from '../ledger.ts'
import { detectLocale } from '../locale.ts'
import type { Log } from '../log.ts'
import type { LoadedModel, ModelSource } from '../model.ts'
import { phrase } from '../phrases.ts'
import type { Caller } from '../policy.ts'
import type { Resolve } from '../resolve.ts'
import type { Memory } from '../store.ts'
import type { AnyTool, AskedFile, Asker, QuotedText } from '../tool.ts'
import { sayCall, type Understanding, understand } from '../understand.ts'
import { comment, mayComment } from './comment.ts'
import { asksForecast } from './forecast.ts'
import { clarification, emptyMessage, failure, refusal, tooLong } from './replies.ts'
import { type RunContext, runTool } from './run-tool.ts'
import { withModel } from './with-model.ts'

export interface AgentParts {
  tools: readonly AnyTool[]
  handles: unknown
  resolve: Resolve
  memory: Memory
  /** The language that a chat has chosen; without it, that of each message. */
  chats?: Pick<ChatStore, 'get'>
  models: ModelSource
  settings: { maxText: number; steps: number; comment: 'auto' | 'on' | 'off' }
  log: Log
  /** Reads a file of a message through the adapter that it came by. */
  openFile?(bot: string, file: FileRef, signal: AbortSignal): Promise<Uint8Array>
  /** Unix milliseconds. */
  now(): number
}

/** One turn while it is worked on. */
export interface Turn {
  id: string
  inbound: Inbound
  text: string
  locale: string
  ledger: Ledger
  run: RunContext
  model: LoadedModel | undefined
}

/** What a turn came to, before it is an Answer. */
export interface Outcome {
  rung: Rung
  blocks: readonly Block[]
  tool?: string
  input?: unknown
  /** True when the model took part. */
  byModel?: boolean
}

export interface Agent {
  /** Answers a message. Every fault becomes an answer, but a stop of the process, which throws. */
  answer(id: string, inbound: Inbound, context: { signal: AbortSignal; emit(event: TurnEvent): void }): Promise<Answer>
  /** The answer of a turn that cannot be worked on. */
  giveUp(id: string, inbound: Inbound, reason: PetrelError): Answer
}

/**
 * The agent: reads a message up the ladder (command, readers, model), runs tools, assembles the answer with its records.
 * @example const agent = createAgent({ tools, handles, resolve, memory, models, settings, log, now: Date.now })
 */
export function createAgent(parts: AgentParts): Agent {
  const assemble = (turn: Pick<Turn, 'id' | 'locale' | 'ledger'>, outcome: Outcome, error?: PetrelError, model?: string): Answer => ({
    id: turn.id,
    rung: outcome.rung,
    ...(outcome.tool === undefined ? {} : { tool: outcome.tool, input: outcome.input }),
    locale: turn.locale,
    blocks: outcome.blocks,
    records: turn.ledger.all(),
    ...(outcome.byModel && model ? { model } : {}),
    ...(error ? { error: error.code } : {}),
    at: parts.now(),
  })
  const answer: Agent['answer'] = async (id, inbound, { signal, emit }) => {
    const turn = await openTurn(parts, { id, inbound, signal, emit })
    try {
      return assemble(turn, await workOut(parts, turn), undefined, turn.model?.id)
    } catch (thrown) {
      const error = toPetrelError(signal.aborted ? signal.reason : thrown)
      // A stop of the process is no answer: the turn waits for the next start.
      if (error.code === 'busy') throw error
      if (error.code === 'internal') parts.log.error({ turn: id, err: error.cause ?? error }, 'a turn failed')
      return assemble(turn, { rung: 'error', blocks: failure(error, turn.ledger, turn.locale) }, error)
    }
  }
  const giveUp: Agent['giveUp'] = (id, inbound, reason) => {
    const turn = { id, locale: detectLocale(inbound.text, inbound.locale), ledger: createLedger(parts.now) }
    return assemble(turn, { rung: 'error', blocks: failure(reason, turn.ledger, turn.locale) }, reason)
  }
  return { answer, giveUp }
}

async function openTurn(
  { handles, resolve, models, memory, chats, openFile, settings, now }: AgentParts,
  { id, inbound, signal, emit }: { id: string; inbound: Inbound; signal: AbortSignal; emit(event: TurnEvent): void },
): Promise<Turn> {
  const text = await chosen(inbound, memory)
  const chosenLocale = (await chats?.get(inbound))?.locale
  const locale = chosenLocale ?? detectLocale(inbound.text, inbound.locale)
  const state = models.state()
  const model = state.phase === 'ready' ? state.model : undefined
  const ledger = createLedger(now)
  const caller: Caller = { role: inbound.role, surface: adapterOf(inbound.bot), sawStrangers: false }
  return {
    id,
    inbound,
    text,
    locale,
    ledger,
    model,
    run: {
      caller,
      ledger,
      handles,
      resolve,
      asker: askerOf(inbound),
      files: (inbound.files ?? []).map((file) => readable(file, () => openFile?.(inbound.bot, file, signal))),
      ...quotedIn(inbound),
      model: model?.port,
      comment: model !== undefined && mayComment(settings.comment, model),
      locale,
      signal,
      emit,
      now,
    },
  }
}

const askerOf = ({ user, role, place, quoted, ...inbound }: Inbound): Asker => ({
  ...inNameOf(inbound),
  user,
  role,
  place: place ?? 'direct',
  ...(quoted ? { quoted: quoted.user } : {}),
})

/** The text that is replied to, as tools may read it. */
const quotedIn = ({ quoted }: Inbound): { quoted?: QuotedText } => (quoted ? { quoted: { text: quoted.text, own: quoted.own } } : {})

const readable = ({ name, mime, size }: FileRef, open: () => Promise<Uint8Array> | undefined): AskedFile => ({
  name,
  mime,
  size,
  read: async () => {
    const bytes = await open()
    if (bytes) return bytes
    throw new PetrelError('file_unreadable', { message: `The file "${name}" cannot be read here.`, hint: 'Send it again.' })
  },
})

/** "2" or a choice's own words, typed after a clarifying question, mean that choice. */
async function chosen(inbound: Inbound, memory: Memory): Promise<string> {
  const choices = await memory.choices(inbound)
  const said = inbound.text.trim().toLowerCase()
  const picked = /^\d{1,2}[.)]?$/.test(said)
    ? choices[Number.parseInt(said, 10) - 1]
    : choices.find(({ label }) => label.toLowerCase() === said)
  return picked?.say ?? inbound.text
}

async function workOut(parts: AgentParts, turn: Turn): Promise<Outcome> {
  const { text, locale, ledger, inbound } = turn
  const asked = inbound.call ? sayCall(inbound.call.tool, (inbound.call.input ?? {}) as Record<string, unknown>) : text
  if (!asked.trim()) return { rung: 'clarify', blocks: emptyMessage(parts.tools, locale) }
  if (asked.length > parts.settings.maxText) return { rung: 'refuse', blocks: tooLong(asked, parts.settings.maxText, { ledger, locale }) }
  const previous = await parts.memory.previous(inbound)
  const context = { previous, resolve: parts.resolve, locale, now: parts.now(), ...quotedIn(inbound) }
  const understood = await understand(asked, { tools: parts.tools, caller: turn.run.caller, context })
  if (understood.kind === 'open') return openMessage(parts, turn, understood)
  if (understood.kind === 'clarify') return { rung: 'clarify', blocks: clarification(understood.question, understood.options) }
  const { input, blocks } = await runTool(understood.tool, understood.input, turn.run)
  turn.run.emit({ kind: 'blocks', blocks })
  const remark = understood.tool.explains ? [] : await comment(parts.settings.comment, turn, blocks)
  return {
    rung: understood.rung,
    tool: understood.tool.name,
    input,
    blocks: [...blocks, ...remark],
    byModel: [...blocks, ...remark].some((block) => block.kind === 'text' && block.tone === 'model'),
  }
}

/** No clear winner: the model's turn if there is one, else the readings are offered, else an honest no. */
async function openMessage(parts: AgentParts, turn: Turn, { candidates }: Extract<Understanding, { kind: 'open' }>): Promise<Outcome> {
  // A forecast is refused before the model could make one up.
  if (asksForecast(turn.text)) return { rung: 'refuse', blocks: refusal(parts.tools, turn.text, turn.locale) }
  if (turn.model) {
    const outcome = await withModel(parts, turn, { model: turn.model, candidates })
    if (outcome) return outcome
  }
  const offers = candidates.filter(({ missing, ambiguous }) => missing.length + ambiguous.length === 0).slice(0, 3)
  if (offers.length === 0) return { rung: 'refuse', blocks: refusal(parts.tools, turn.text, turn.locale) }
  const options = offers.map(({ tool, input, reading }) => ({ label: reading, say: sayCall(tool, input) }))
  return { rung: 'clarify', blocks: clarification(phrase('unsure', turn.locale), options) }
}
