import { z } from 'zod'

const words = z.string().trim().min(1).max(120)
const decimal = z
  .string()
  .trim()
  .regex(/^\d{1,60}(\.\d{1,60})?$/, 'a plain number such as 12.5')

/** What swap takes. Rules about tokens and pools stand in run. */
export const swapInput = z.object({
  tokenIn: words.optional().describe('Token that is paid: symbol, name or address; the native coin of the chain when left out.'),
  tokenOut: words.describe('Token that is wanted: symbol, name or address.'),
  amount: z
    .string()
    .trim()
    .regex(/^(?:all|\d{1,60}(?:\.\d{1,60})?)$/, 'a plain number such as 12.5, or "all"')
    .describe('How much, in whole tokens: of the paid token, or of the wanted one when exact is "out"; "all" with a known wallet.'),
  exact: z.enum(['in', 'out']).default('in').describe('Which side the amount is of: "in" is paid exactly, "out" is received exactly.'),
  unit: words.optional().describe('Token in which the amount is stated when it is neither, or "USD": "0.1 ETH worth of PEPE".'),
  slippageBps: z
    .number()
    .int()
    .min(1)
    .max(5000)
    .optional()
    .describe('How far the price may move against you, in hundredths of a percent; proposed from size and volatility when left out.'),
  chain: words.optional().describe('Chain name; the main chain when left out.'),
  show: z
    .enum(['route', 'calldata'])
    .default('route')
    .describe('"calldata" shows the unsigned transactions in full, with a link for wallets.'),
  oneTransaction: z.boolean().default(false).describe('Only routes that one transaction can carry out.'),
  executable: z.boolean().default(false).describe('Only exchanges for which transactions can be prepared here.'),
  without: z
    .array(words)
    .max(8)
    .optional()
    .describe('Exchanges, tokens on the way, or addresses of pools that must not be used: "uniswap v2", "DAI".'),
  wallet: z
    .string()
    .regex(/^0x[0-9a-fA-F]{40}$/, 'an address')
    .optional()
    .describe('Address that pays and receives; the remembered one when left out.')
    .meta({ byModel: false }),
  compareAmount: decimal.optional().describe('What another service offers for the same, in whole tokens.'),
  compareName: words.optional().describe('Name of that other service.'),
  watch: z
    .object({ when: z.enum(['above', 'below']), amount: decimal })
    .optional()
    .describe('Tell me when the swap gives more or less than this after gas, instead of quoting now.'),
  proof: z.boolean().default(false).describe('Add the states of all pools, so that the quote can be checked with no network.'),
})

export type SwapInput = z.output<typeof swapInput>
