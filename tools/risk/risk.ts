import { z } from 'zod'
import { defineTool } from '../define.ts'
import { answer } from './answer.ts'
import { read } from './read.ts'
import { run } from './run.ts'

/** Whether a token is safe to hold: can it be sold, who can change that, what does it cost, what was not checked. */
export const riskTool = defineTool({
  name: 'risk',
  title: 'Risk',
  description: 'Checks whether a token can be sold, what a trade loses, who can change that and who holds it; tries it in a simulation.',
  audience: 'everyone',
  reach: 'chain',
  returns: 'strangers',
  input: z.object({
    token: z.string().min(1).max(120).describe('Symbol, name or address of the token.'),
    chain: z.string().min(1).max(60).optional().describe('Chain name; the main chain when left out.'),
  }),
  positional: 'token',
  read,
  run,
  answer,
  examples: [
    { say: 'is HONEY safe', input: { token: 'HONEY' } },
    { say: 'can I sell TAXED', input: { token: 'TAXED' } },
    { say: 'rug check PEPE', input: { token: 'PEPE' } },
  ],
  timeoutMs: 120_000,
  explains: true,
})
