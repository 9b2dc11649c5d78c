import { z } from 'zod'
import { defineTool } from '../define.ts'
import { answer } from './answer.ts'
import { read } from './read.ts'
import { run } from './run.ts'

/** What Petrel can do, from the definitions of its tools. */
export const helpTool = defineTool({
  name: 'help',
  title: 'Help',
  description: 'Says what Petrel can do, with examples to try.',
  audience: 'everyone',
  reach: 'none',
  returns: 'ours',
  input: z.object({ tool: z.string().min(1).max(60).optional().describe('Name of one tool to explain.') }),
  positional: 'tool',
  read,
  run,
  answer,
  examples: [
    { say: 'help', input: {} },
    { say: 'what can you do?', input: {} },
    { say: 'help token', input: { tool: 'token' } },
  ],
})
