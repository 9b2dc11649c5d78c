import type { BaseLanguageModelInput } from '@langchain/core/language_models/base'
import { BaseChatModel, type BaseChatModelCallOptions, type BindToolsInput } from '@langchain/core/language_models/chat_models'
import { AIMessageChunk, type BaseMessage } from '@langchain/core/messages'
import { ChatGenerationChunk, type ChatResult } from '@langchain/core/outputs'
import type { Runnable } from '@langchain/core/runnables'
import { PetrelError } from '../core/errors.ts'
import type { LoadedModel, ModelPort } from '../core/model.ts'
import { textOf } from './llama/history.ts'
import { asTool, type OpenAITool } from './openai-tool.ts'
import { plainPort } from './plain-port.ts'

/** One turn of a script. */
export interface Line {
  text?: string
  calls?: readonly { name: string; args: Record<string, unknown> }[]
  /** Milliseconds before the first piece. */
  waitMs?: number
  /** `hang` never answers until it is stopped, `throw` fails, `endless` writes until it is stopped. */
  fault?: 'hang' | 'throw' | 'endless'
}

/** Lines played one a call (the last one for ever), or a function of what the model is shown. */
export type Script = readonly Line[] | ((messages: readonly BaseMessage[], tools: readonly OpenAITool[]) => Line)

interface ScriptedOptions extends BaseChatModelCallOptions {
  tools?: readonly OpenAITool[]
}

/** A chat model that plays a script: for tests of everything around a model, and for measuring the rest of Petrel without one. */
export class ScriptedChat extends BaseChatModel<ScriptedOptions> {
  private readonly script: Script
  private played = 0
  /** What each call was shown, oldest first. */
  readonly seen: (readonly BaseMessage[])[] = []

  constructor(script: Script) {
    super({})
    this.script = script
  }

  override _llmType(): string {
    return 'petrel-scripted'
  }

  override bindTools(
    tools: BindToolsInput[],
    kwargs?: Partial<ScriptedOptions>,
  ): Runnable<BaseLanguageModelInput, AIMessageChunk, ScriptedOptions> {
    return this.withConfig({ ...kwargs, tools: tools.map(asTool) } as Partial<ScriptedOptions>)
  }

  override async _generate(messages: BaseMessage[], options: this['ParsedCallOptions']): Promise<ChatResult> {
    let whole: ChatGenerationChunk | undefined
    for await (const chunk of this._streamResponseChunks(messages, options)) whole = whole ? whole.concat(chunk) : chunk
    return { generations: whole ? [whole] : [] }
  }

  override async *_streamResponseChunks(messages: BaseMessage[], options: this['ParsedCallOptions']): AsyncGenerator<ChatGenerationChunk> {
    this.seen.push(messages)
    const line = this.next(messages, options.tool_choice === 'none' ? [] : (options.tools ?? []))
    options.signal?.throwIfAborted()
    if (line.fault === 'throw') throw new PetrelError('model_failed', { message: 'The scripted model failed, as its script says.' })
    if (line.fault === 'hang') await untilAborted(options.signal)
    if (line.waitMs) await pause(line.waitMs, options.signal)
    let output = 0
    for (const piece of pieces(line)) {
      options.signal?.throwIfAborted()
      output++
      yield new ChatGenerationChunk({ text: typeof piece.content === 'string' ? piece.content : '', message: piece })
      if (output % 16 === 0) await pause(0, options.signal)
    }
    yield new ChatGenerationChunk({ text: '', message: usage(messages, output) })
  }

  private next(messages: readonly BaseMessage[], tools: readonly OpenAITool[]): Line {
    if (typeof this.script === 'function') return this.script(messages, tools)
    const line = this.script[Math.min(this.played++, this.script.length - 1)]
    return line ?? { text: '' }
  }
}

/** A loaded model that plays a script. The port is a simple deterministic one; `port` replaces parts of it. */
export function scriptedModel(script: Script, port: Partial<ModelPort> = {}): LoadedModel & { chat: ScriptedChat } {
  const id = 'scripted'
  return {
    id,
    chat: new ScriptedChat(script),
    port: { ...plainPort(id), ...port },
    contextSize: 32_768,
    slots: 64,
    fast: true,
    close: async () => {},
  }
}

function* pieces(line: Line): Generator<AIMessageChunk> {
  const words = (line.text ?? '').match(/\s*\S+\s*$|\s*\S+/g) ?? []
  for (const word of words) yield new AIMessageChunk(word)
  while (line.fault === 'endless') yield new AIMessageChunk('on ')
  for (const [index, call] of (line.calls ?? []).entries()) {
    const head = { type: 'tool_call_chunk' as const, index, id: `call_${index}_${call.name}`, name: call.name, args: '' }
    yield new AIMessageChunk({ content: '', tool_call_chunks: [head] })
    yield new AIMessageChunk({ content: '', tool_call_chunks: [{ type: 'tool_call_chunk', index, args: JSON.stringify(call.args) }] })
  }
}

/** Words stand for tokens. */
function usage(messages: readonly BaseMessage[], output: number): AIMessageChunk {
  const input = messages.reduce((sum, message) => sum + textOf(message).split(/\s+/).length, 0)
  const chunk = new AIMessageChunk({ content: '', response_metadata: { finish_reason: 'stop', model_name: 'scripted' } })
  return Object.assign(chunk, { usage_metadata: { input_tokens: input, output_tokens: output, total_tokens: input + output } })
}

function pause(ms: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    const stop = () => {
      clearTimeout(timer)
      reject(signal?.reason)
    }
    const timer = setTimeout(() => {
      signal?.removeEventListener('abort', stop)
      resolve()
    }, ms)
    signal?.addEventListener('abort', stop, { once: true })
  })
}

const untilAborted = (signal: AbortSignal | undefined): Promise<never> =>
  new Promise((_, reject) => signal?.addEventListener('abort', () => reject(signal.reason), { once: true }))
