import fc from 'fast-check'
import { expect, test } from 'vitest'
import { anyAnswer } from '../../test/web/arbitrary-answer.ts'
import { chartAnswer, volumeAnswer } from '../../test/web/sample-answers.ts'
import { renderPlain } from './plain.ts'
import { textWidth } from './text-width.ts'

test('an answer reads well in a terminal', () => {
  expect(renderPlain(volumeAnswer('a'), { width: 60, color: false })).toMatchInlineSnapshot(`
    "Over the last 7 days WETH led with $4,812,033, which is 43.0
    % of all volume.

    Volume by token, last 7 days
    Token                                         Volume  Trades
    ────────────────────────────────────────  ──────────  ──────
    WETH                                      $4,812,033     812
    USDC                                      $3,977,410     790
    WBTC                                      $1,204,552     233
    PEPE                                        $210,020     402
    <img src=x onerror=alert(1)> [x](javasc…     $91,005      77
    5 of 9 rows

    Counted by the token that was bought.

    The query
        select token_bought_symbol as token, sum(amount_usd) as volume_usd, count(*) as trades
        from dex.trades
        where block_time >= timestamp '2026-03-07 15:09:00'
        group by 1 order by 2 desc limit 5

    Source: dex.trades on the demo chain, blocks 1 to 20,412

    > and last week?
    > daily volume of WETH as a chart"
  `)
})

test('a chart has a bar for every point, the longest for the largest', () => {
  const shown = renderPlain(chartAnswer('b'), { width: 60, color: false })
  const bars = shown.split('\n').filter((line) => line.startsWith('2026-'))
  const lengths = bars.map((line) => (line.match(/[█▉▊▋▌▍▎▏]/g) ?? []).length)
  expect(bars).toHaveLength(7)
  expect(lengths.indexOf(Math.max(...lengths))).toBe(5)
  expect(bars[5]).toContain('803K')
})

test('colour only adds escape codes', () => {
  const options = { width: 70, color: true }
  const coloured = renderPlain(volumeAnswer('a'), options)
  // biome-ignore lint/suspicious/noControlCharactersInRegex: escape codes are what is tested.
  expect(coloured.replace(/\u001b\[\d+m/g, '')).toBe(renderPlain(volumeAnswer('a'), { ...options, color: false }))
  expect(coloured).toContain('\u001b[')
})

test('any answer fits the width, code aside, and carries no control character', () => {
  fc.assert(
    fc.property(anyAnswer, fc.integer({ min: 20, max: 120 }), (answer, width) => {
      const shown = renderPlain({ ...answer, blocks: answer.blocks.filter((block) => block.kind !== 'code') }, { width, color: false })
      // biome-ignore lint/suspicious/noControlCharactersInRegex: what must not be there.
      expect(shown).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/)
      for (const line of shown.split('\n')) expect(textWidth(line)).toBeLessThanOrEqual(width)
    }),
    { numRuns: 300 },
  )
})
