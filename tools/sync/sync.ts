import { z } from 'zod'
import { defineTool } from '../define.ts'
import { answer } from './answer.ts'
import { read } from './read.ts'
import { run } from './run.ts'

/** How far the index reaches, what a backfill would cost, and the backfill itself. */
export const syncTool = defineTool({
  name: 'sync',
  title: 'Index',
  description: 'Shows how far each chain is indexed, estimates a backfill from a block, or runs one.',
  audience: 'operator',
  reach: 'chain',
  returns: 'ours',
  input: z.object({
    action: z
      .enum(['status', 'estimate', 'run', 'traces'])
      .default('status')
      .describe('status, estimate (measure what a backfill would take), run, or traces (what happened inside transactions).'),
    from: z.number().int().min(0).optional().describe('First block of the backfill; estimate needs it.'),
    chain: z.string().min(1).max(60).optional().describe('Chain name; the main chain when left out.'),
  }),
  positional: 'action',
  read,
  run,
  answer,
  examples: [
    { say: 'index status', input: { action: 'status' } },
    { say: 'estimate backfill from block 1000', input: { action: 'estimate', from: 1000 } },
    { say: 'sync from block 1000', input: { action: 'run', from: 1000 } },
    { say: 'sync traces', input: { action: 'traces' } },
  ],
  // A backfill of a year on a public endpoint.
  timeoutMs: 7 * 86_400_000,
})
