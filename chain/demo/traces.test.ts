import fc from 'fast-check'
import { expect, test } from 'vitest'
import { withoutTraces } from './traces.ts'

test('only the traces go, whatever stands in them', async () => {
  const trace: fc.Arbitrary<unknown> = fc.jsonValue()
  const transaction = fc.record({
    hash: fc.string().filter((word) => !word.includes('traces')),
    traces: fc.array(trace),
    logs: fc.array(fc.nat()),
  })
  await fc.assert(
    fc.asyncProperty(fc.array(transaction), async (transactions) => {
      const stripped = await withoutTraces(Buffer.from(JSON.stringify({ transactions })))
      expect(JSON.parse(stripped.toString())).toEqual({ transactions: transactions.map((one) => ({ ...one, traces: [] })) })
    }),
  )
})
