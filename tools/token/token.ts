import { z } from 'zod'
import { defineTool } from '../define.ts'
import { answer } from './answer.ts'
import { read } from './read.ts'
import { run } from './run.ts'

/** What a token is: name, supply, pools, price with its proof, holders. */
export const tokenTool = defineTool({
  name: 'token',
  title: 'Token',
  description: 'Describes a token: name, symbol, decimals, supply, pools, price from those pools, holders and volume of 24 hours.',
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
    { say: 'what is WETH', input: { token: 'WETH' } },
    { say: 'token info USDC', input: { token: 'USDC' } },
    { say: 'tell me about UNI', input: { token: 'UNI' } },
  ],
})
