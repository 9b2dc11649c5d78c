import type { CallbackManagerForLLMRun } from '@langchain/core/callbacks/manager'
import type { BaseLanguageModelInput } from '@langchain/core/language_models/base'
import { AIMessageChunk, type BaseMessage } from '@langchain/core/messages'
import type { ChatGenerationChunk, ChatResult } from '@langchain/core/outputs'
import { type RunnableConfig, RunnableLambda } from '@langchain/core/runnables'
import { ChatOpenAICompletions, type ChatOpenAIFields } from '@langchain/openai'
import { PetrelError } from '../core/errors.ts'
import type { LoadedModel, ModelPort } from '../core/model.ts'
import { chooseByAnswer } from './choose-remote.ts'
import { type Bind, createPort } from './port.ts'

export interface RemoteSettings {
  /** Base URL of an OpenAI-compatible server, with its /v1. */
  url: string
  key: string
  model: string
  contextSize: number
}

/** How many turns are sent at once; the server queues what it cannot do. */
const SLOTS = 16

/** A model on any OpenAI-compatible server (vLLM, llama-server, a hosted one). Throws PetrelError config_invalid without a URL or a name. */
export function openRemote(settings: RemoteSettings, embed: ModelPort['embed'] | undefined): LoadedModel {
  if (!settings.url || !settings.model) throw incomplete(settings)
  const make = (more: Partial<ChatOpenAIFields> = {}) => new RemoteChat(fields(settings, more), settings.url)
  const bind: Bind = ({ maxTokens, response_format }) => {
    const chat = make({ maxTokens })
    return streamed(response_format ? chat.withConfig({ response_format } as object) : chat.withConfig({}))
  }
  return {
    id: settings.model,
    chat: make(),
    port: createPort({ id: settings.model, bind, choose: chooseByAnswer(make, bind), embed }),
    contextSize: settings.contextSize,
    slots: SLOTS,
    fast: true,
    close: async () => {},
  }
}

/**
 * Reads an answer as a stream. Asked for a whole answer in a form, the client would parse it itself, and ask again, with pauses, where
 * it cannot.
 */
function streamed(chat: ReturnType<Bind>): ReturnType<Bind> {
  return RunnableLambda.from(async (input: BaseLanguageModelInput, config: RunnableConfig) => {
    let whole: AIMessageChunk | undefined
    for await (const chunk of await chat.stream(input, config)) whole = whole ? whole.concat(chunk) : chunk
    return whole ?? new AIMessageChunk('')
  })
}

const fields = (settings: RemoteSettings, more: Partial<ChatOpenAIFields>): ChatOpenAIFields => ({
  model: settings.model,
  apiKey: settings.key || 'none', // servers of one's own often want no key, the client insists on one
  temperature: 0,
  maxRetries: 2,
  timeout: 120_000,
  streamUsage: true,
  configuration: { baseURL: settings.url },
  ...more,
})

/** The client of `@langchain/openai` with our errors: what the server said, whether trying again helps, and never the key. */
export class RemoteChat extends ChatOpenAICompletions {
  private readonly place: string

  constructor(options: ChatOpenAIFields, place: string) {
    super(options)
    this.place = place
  }

  override async _generate(
    messages: BaseMessage[],
    options: this['ParsedCallOptions'],
    run?: CallbackManagerForLLMRun,
  ): Promise<ChatResult> {
    try {
      return await super._generate(messages, options, run)
    } catch (error) {
      throw remoteError(error, this.place, options.signal)
    }
  }

  override async *_streamResponseChunks(
    messages: BaseMessage[],
    options: this['ParsedCallOptions'],
    run?: CallbackManagerForLLMRun,
  ): AsyncGenerator<ChatGenerationChunk> {
    try {
      for await (const chunk of super._streamResponseChunks(messages, options, run)) {
        options.signal?.throwIfAborted() // the client ends a stopped stream silently, which would look like a whole answer
        yield chunk
      }
      options.signal?.throwIfAborted()
    } catch (error) {
      throw remoteError(error, this.place, options.signal)
    }
  }
}

function remoteError(error: unknown, place: string, signal: AbortSignal | undefined): unknown {
  if (signal?.aborted) return signal.reason
  const why = error instanceof Error ? error.message : String(error)
  return new PetrelError('model_failed', {
    message: `The model server ${place} failed: ${why}`,
    hint: 'Check model.remote.url, model.remote.key and model.remote.model, and that the server runs.',
    facts: { place },
    forUser: 'The language model did not answer; please try again.',
    cause: error,
  })
}

const incomplete = ({ url, model }: RemoteSettings) =>
  new PetrelError('config_invalid', {
    message: `model.name is "remote", but ${url ? 'model.remote.model' : 'model.remote.url'} is empty.`,
    hint: 'Set model.remote.url and model.remote.model.',
    facts: { url, model },
  })
