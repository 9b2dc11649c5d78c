import { z } from 'zod'
import { defineTool } from '../define.ts'
import { answer } from './answer.ts'
import { read } from './read.ts'
import { run } from './run.ts'

/** Lists, downloads, loads and measures language models. */
export const modelsTool = defineTool({
  name: 'models',
  title: 'Models',
  description: 'Lists the language models of the catalogue, downloads one, loads one, or measures its speed on this machine.',
  audience: 'operator',
  reach: 'web',
  returns: 'ours',
  input: z.object({
    action: z
      .enum(['list', 'pull', 'use', 'bench'])
      .default('list')
      .describe('list, pull (download), use (load now and at later starts) or bench (measure).'),
    name: z.string().min(1).max(200).optional().describe('Name of a model of the catalogue; not needed for list.'),
  }),
  positional: 'action',
  read,
  run,
  answer,
  examples: [
    { say: 'list models', input: { action: 'list' } },
    { say: 'pull model qwen2.5-coder-1.5b', input: { action: 'pull', name: 'qwen2.5-coder-1.5b' } },
  ],
  // A large model over a slow line.
  timeoutMs: 12 * 3_600_000,
})
