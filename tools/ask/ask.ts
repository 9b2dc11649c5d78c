import { defineTool } from '../define.ts'
import { answer } from './answer.ts'
import { querySchema } from './query.ts'
import { readQuestion } from './read/read.ts'
import { run } from './run.ts'

/** Answers questions about chain data from the warehouse: words to a structured query to SQL. */
export const askTool = defineTool({
  name: 'ask',
  title: 'Ask',
  description:
    'Answers questions about chain data (volume, trades, prices, transfers, holders, gas, blocks, pools) with the SQL and every assumption.',
  audience: 'everyone',
  reach: 'chain',
  returns: 'strangers',
  input: querySchema,
  positional: 'question',
  read: readQuestion,
  run,
  answer,
  examples: [
    { say: 'what is the latest block', input: { metric: 'latest_block' } },
    { say: 'how many swaps in the last 24 hours', input: { metric: 'trades', period: 'last', n: 24, unit: 'hour' } },
    { say: 'top 5 tokens by volume this week', input: { metric: 'volume', by: ['token'], period: 'this_week', order: 'most', limit: 5 } },
    { say: 'daily volume of WETH as a chart', input: { metric: 'volume', per: 'day', token: 'WETH', show: 'chart' } },
    { say: 'largest transfer today', input: { metric: 'transfer_rows', period: 'today', order: 'most', limit: 1 } },
    { say: 'what data do you have?', input: { metric: 'coverage' } },
  ],
})
