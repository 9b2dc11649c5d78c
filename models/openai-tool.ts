import type { BindToolsInput } from '@langchain/core/language_models/chat_models'
import { convertToOpenAITool } from '@langchain/core/utils/function_calling'
import type { JsonSchema } from './llama/json-schema.ts'

/** A tool as OpenAI's API writes it. */
export interface OpenAITool {
  type: 'function'
  function: { name: string; description?: string; parameters?: JsonSchema }
}

/** Any tool that LangChain takes, in OpenAI's form. */
export const asTool = (tool: BindToolsInput): OpenAITool =>
  convertToOpenAITool(tool as Parameters<typeof convertToOpenAITool>[0]) as OpenAITool
