import { describe, expect, test } from 'vitest'
import { understand } from '../core/understand.ts'
import { NOW } from '../tools/ask/testing/questions.ts'
import { registry } from '../tools/ask/testing/registry.ts'
import { tools } from '../tools/index.ts'

/** All readers together: what one tool gives as its own sentence no other may take, and none may make it ambiguous. */

const context = { previous: undefined, resolve: registry, locale: 'en', now: NOW }

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
