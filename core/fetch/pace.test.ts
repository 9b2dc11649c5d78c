import fc from 'fast-check'
import { expect, it } from 'vitest'
import { createPacer } from './pace.ts'

it('lets a burst through, then asks to wait, host by host', () => {
  const pacer = createPacer(() => 0, { burst: 3, perSecond: 2 })
  const turns = Array.from({ length: 5 }, () => pacer.turn('a', { mostMs: 10_000 }))
  expect(turns).toEqual([0, 0, 0, 500, 1000])
  expect(pacer.turn('b', { mostMs: 10_000 })).toBe(0)
})

it('keeps the delay that a host asks for, and takes no turn beyond what anybody would wait', () => {
  const pacer = createPacer(() => 0)
  const turns = Array.from({ length: 4 }, () => pacer.turn('a', { delayMs: 5000, mostMs: 12_000 }))
  expect(turns).toEqual([0, 5000, 10_000, 15_000])
  expect(pacer.turn('a', { delayMs: 5000, mostMs: 12_000 })).toBe(15_000)
})

it('never lets more through than burst and rate allow, whenever they come', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 800 }), { maxLength: 60 }), (gaps) => {
      let now = 0
      const pacer = createPacer(() => now, { burst: 4, perSecond: 2 })
      const sent = gaps.map((gap) => {
        now += gap
        return now + pacer.turn('a', { mostMs: Number.POSITIVE_INFINITY })
      })
      sent.forEach((at, i) => {
        const within = sent.slice(i).filter((other) => other <= at + 5000).length
        expect(within).toBeLessThanOrEqual(4 + 10 + 1)
      })
    }),
  )
})
