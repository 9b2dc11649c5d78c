import type { AnyTool } from '../core/tool.ts'
import { askTool } from './ask/ask.ts'
import { tokenTool } from './token/token.ts'

/** Every tool of Petrel. One line a tool. */
export const tools: readonly AnyTool[] = [askTool, tokenTool]
