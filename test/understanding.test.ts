import { describe, expect, test } from 'vitest'
import type { Resolve } from '../core/resolve.ts'
import { understand } from '../core/understand.ts'
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
const context = { previous: undefined, resolve, locale: 'en', now: NOW }

describe.each(tools.map((tool) => [tool.name, tool] as const))('%s', (name, tool) => {
  test.each(tool.examples.map(({ say }) => say))('is meant by "%s"', async (say) => {
    const surface = tool.reach === 'files' ? 'cli' : 'telegram'
    const understood = await understand(say, { tools, caller: { role: tool.audience, surface, sawStrangers: false }, context })
    const meant =
      understood.kind === 'call'
        ? [understood.tool.name]
        : understood.kind === 'open'
          ? understood.candidates.map((one) => `${one.tool} ${one.score}`)
          : ['clarify']
    expect(meant).toEqual([name])
  })
})
