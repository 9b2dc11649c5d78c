import type { BaseMessage, UsageMetadata } from '@langchain/core/messages'

/** The tokens that a message cost. (LangChain's own type of the property resolves to nothing under our compiler flags.) */
export const usageOf = (message: BaseMessage | undefined): UsageMetadata | undefined =>
  (message as { usage_metadata?: UsageMetadata } | undefined)?.usage_metadata
