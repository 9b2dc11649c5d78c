import { describe, expect, test } from 'vitest'
import type { Resolve } from '../core/resolve.ts'
import type { AnyTool, Previous } from '../core/tool.ts'
import { understand } from '../core/understand.ts'
import { askTool } from '../tools/ask/ask.ts'
import { NOW } from '../tools/ask/testing/questions.ts'
import { registry } from '../tools/ask/testing/registry.ts'
import { tools } from '../tools/index.ts'

/** All readers together: what one tool gives as its own sentence no other may take, and none may make it ambiguous. */

/** As the real registry has it: the coin is its wrapped token, and the demo chain's bad tokens are known. */
const more: Record<string, string> = { eth: 'WETH', honey: 'HONEY', taxed: 'TAXED' }
const resolve: Resolve = {
  ...registry,
  tokens: async (words) => {
    const symbol = more[words.toLowerCase()]
    if (symbol === undefined) return await registry.tokens(words)
    const [weth] = await registry.tokens('WETH')
    if (!weth) return []
    return [
      symbol === 'WETH'
        ? weth
        : { ...weth, symbol, name: symbol, address: `0x${symbol.toLowerCase().charCodeAt(0).toString(16).padStart(40, 'a')}` },
    ]
  },
}
const context = { resolve, locale: 'en', now: NOW }

/** The tools that a sentence could mean: one where it is clear. */
async function meaning(say: string, tool: AnyTool, previous: Previous | undefined): Promise<string[]> {
  const surface = tool.reach === 'files' ? 'cli' : 'telegram'
  const caller = { role: tool.audience, surface, sawStrangers: false }
  const understood = await understand(say, { tools, caller, context: { ...context, previous } })
  if (understood.kind === 'call') return [understood.tool.name]
  return understood.kind === 'open' ? understood.candidates.map((one) => `${one.tool} ${one.score}`) : ['clarify']
}

const [chart] = await askTool.read('daily volume of WETH as a chart', { ...context, previous: undefined })
const AFTER_A_CHART: Previous = { tool: 'ask', input: chart?.input }

describe.each(tools.map((tool) => [tool.name, tool] as const))('%s', (name, tool) => {
  test.each(tool.examples.map(({ say }) => say))('is meant by "%s", also after an answer of another tool', async (say) => {
    expect(await meaning(say, tool, undefined)).toEqual([name])
    expect(await meaning(say, tool, AFTER_A_CHART)).toEqual([name])
  })
})
