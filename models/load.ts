import type { LoadedModel, ModelPort } from '../core/model.ts'
import { ChatLlama } from './chat-llama.ts'
import { chooseByTokens } from './choose.ts'
import { type LlamaRuntime, openLlamaRuntime, type RuntimeOptions } from './llama/runtime.ts'
import { createPort } from './port.ts'
import { preferByTokens } from './prefer.ts'

/** A local model with the runtime under it, for what only the runtime can tell. */
export interface LocalModel extends LoadedModel {
  chat: ChatLlama
  runtime: LlamaRuntime
}

/** Loads a GGUF file and puts chat model and port on it. Throws PetrelError model_failed. */
export async function loadLocal(id: string, options: RuntimeOptions, embed: ModelPort['embed'] | undefined): Promise<LocalModel> {
  const runtime = await openLlamaRuntime(options)
  const chat = new ChatLlama(runtime, id)
  return {
    id,
    chat,
    port: createPort({
      id,
      bind: (bound) => chat.withConfig(bound),
      choose: chooseByTokens(runtime),
      prefer: preferByTokens(runtime),
      embed,
    }),
    contextSize: runtime.contextSize,
    slots: runtime.slots,
    fast: runtime.gpu !== 'none',
    close: () => runtime.close(),
    runtime,
  }
}
