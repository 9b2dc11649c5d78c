import type { CallbackManagerForLLMRun } from '@langchain/core/callbacks/manager'
import type { BaseLanguageModelInput } from '@langchain/core/language_models/base'
import { BaseChatModel, type BaseChatModelCallOptions, type BindToolsInput } from '@langchain/core/language_models/chat_models'
import { AIMessageChunk, type BaseMessage } from '@langchain/core/messages'
import { ChatGenerationChunk, type ChatResult } from '@langchain/core/outputs'
import type { Runnable } from '@langchain/core/runnables'
import type { LlamaGrammar } from 'node-llama-cpp'
import { Channel } from './llama/channel.ts'
import { readEnvelope } from './llama/envelope.ts'
import { type Generated, generate } from './llama/generate.ts'
import type { CallableTool } from './llama/grammar.ts'
import { toHistory } from './llama/history.ts'
import type { JsonSchema } from './llama/json-schema.ts'
import type { LlamaRuntime } from './llama/runtime.ts'
import { asTool, type OpenAITool } from './openai-tool.ts'
import { structured } from './structured.ts'

export interface ChatLlamaOptions extends BaseChatModelCallOptions {
  /** Tools in OpenAI's form, as `bindTools` leaves them. */
  tools?: readonly OpenAITool[]
  /** Holds the answer to a JSON schema. Cannot be combined with tools. */
  response_format?: { type: 'json_schema'; json_schema: { name?: string; schema: JsonSchema } } | { type: 'text' }
  maxTokens?: number
  temperature?: number
  seed?: number
}

/** Tokens of one answer unless the caller asks for another limit. */
const MAX_TOKENS = 1024

/**
 * LangChain chat model on a GGUF file. With tools bound, a grammar holds every answer to one call or one reply, so a call is always
 * well formed and never names a tool that was not bound.
 */
export class ChatLlama extends BaseChatModel<ChatLlamaOptions> {
  private readonly runtime: LlamaRuntime
  readonly model: string

  constructor(runtime: LlamaRuntime, model: string) {
    super({})
    this.runtime = runtime
    this.model = model
  }

  override _llmType(): string {
    return 'petrel-llama'
  }

  override bindTools(
    tools: BindToolsInput[],
    kwargs?: Partial<ChatLlamaOptions>,
  ): Runnable<BaseLanguageModelInput, AIMessageChunk, ChatLlamaOptions> {
    return this.withConfig({ ...kwargs, tools: tools.map(asTool) } as Partial<ChatLlamaOptions>)
  }

  override withStructuredOutput = structured(this) as BaseChatModel['withStructuredOutput']

  override async _generate(
    messages: BaseMessage[],
    options: this['ParsedCallOptions'],
    run?: CallbackManagerForLLMRun,
  ): Promise<ChatResult> {
    let whole: ChatGenerationChunk | undefined
    for await (const chunk of this._streamResponseChunks(messages, options, run)) whole = whole ? whole.concat(chunk) : chunk
    if (!whole) return { generations: [] }
    return { generations: [whole], llmOutput: { tokenUsage: (whole.message as AIMessageChunk).usage_metadata ?? {} } }
  }

  override async *_streamResponseChunks(
    messages: BaseMessage[],
    options: this['ParsedCallOptions'],
    run?: CallbackManagerForLLMRun,
  ): AsyncGenerator<ChatGenerationChunk> {
    const plan = planTools(options)
    const channel = new Channel<AIMessageChunk>()
    const signal = AbortSignal.any([...(options.signal ? [options.signal] : []), channel.signal])
    const id = `call_${messages.length}`
    const read = plan.tools.length > 0 ? envelopeChunks(plan.tools, id) : (text: string) => [new AIMessageChunk(text)]
    const work = this.grammar(plan, options)
      .then((grammar) =>
        generate(this.runtime, {
          history: toHistory(messages, plan.tools, plan.reply),
          maxTokens: options.maxTokens ?? MAX_TOKENS,
          temperature: options.temperature ?? 0,
          signal,
          ...(options.seed !== undefined ? { seed: options.seed } : {}),
          ...(options.stop ? { stop: options.stop } : {}),
          ...(grammar ? { grammar } : {}),
          onText: (text) => read(text).forEach((chunk) => void channel.push(chunk)),
        }),
      )
      .then((done) => channel.push(lastChunk(done, this.model)))
    channel.endWith(work)
    for await (const message of channel) {
      const text = typeof message.content === 'string' ? message.content : ''
      yield new ChatGenerationChunk({ text, message })
      if (text !== '') await run?.handleLLMNewToken(text)
    }
  }

  private async grammar(plan: ToolPlan, options: this['ParsedCallOptions']): Promise<LlamaGrammar | undefined> {
    if (plan.tools.length > 0) return this.runtime.grammars.call(plan.tools, plan.reply)
    const format = options.response_format
    return format?.type === 'json_schema' ? this.runtime.grammars.json(format.json_schema.schema) : undefined
  }
}

interface ToolPlan {
  tools: readonly CallableTool[]
  /** Whether the model may answer in words instead of calling a tool. */
  reply: boolean
}

/** Which tools the grammar offers: all of them, the one that `tool_choice` names, or none. */
function planTools(options: ChatLlamaOptions): ToolPlan {
  const tools = (options.tools ?? []).map(({ function: fn }) => ({
    name: fn.name,
    description: fn.description ?? '',
    schema: fn.parameters ?? { type: 'object', properties: {} },
  }))
  const choice = options.tool_choice
  if (choice === 'none') return { tools: [], reply: true }
  if (choice === undefined || choice === 'auto') return { tools, reply: true }
  if (choice === 'any' || choice === 'required') return { tools, reply: false }
  const name = typeof choice === 'string' ? choice : (choice.function?.name ?? choice.name)
  return { tools: tools.filter((tool) => tool.name === name), reply: false }
}

function envelopeChunks(tools: readonly CallableTool[], id: string): (text: string) => AIMessageChunk[] {
  const read = readEnvelope(tools)
  return (text) =>
    read(text).map((part) => {
      if (part.kind === 'about') return new AIMessageChunk({ content: '', additional_kwargs: { about: part.about } })
      if (part.kind === 'text') return new AIMessageChunk(part.text)
      const call = part.kind === 'tool' ? { id, name: part.name, args: '' } : { args: JSON.stringify(part.args) }
      return new AIMessageChunk({ content: '', tool_call_chunks: [{ type: 'tool_call_chunk', index: 0, ...call }] })
    })
}

function lastChunk(done: Generated, model: string): AIMessageChunk {
  const { input, output, cached } = done.usage
  const chunk = new AIMessageChunk({ content: '', response_metadata: { finish_reason: done.finish, model_name: model } })
  const usage = { input_tokens: input, output_tokens: output, total_tokens: input + output, input_token_details: { cache_read: cached } }
  return Object.assign(chunk, { usage_metadata: usage })
}
