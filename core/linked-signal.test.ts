import { getEventListeners } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { linkSignals, longLivedAbort } from './linked-signal.ts'

test('aborts with each parent and its reason, and with one that was aborted before', () => {
  const [first, second] = [new AbortController(), new AbortController()]
  const linked = linkSignals([first.signal, second.signal])
  second.abort('why')
  expect([linked.signal.aborted, linked.signal.reason]).toEqual([true, 'why'])
  expect(linkSignals([second.signal]).signal.reason).toBe('why')
})

test('aborts after its time with a TimeoutError', async () => {
  const linked = linkSignals([], 5)
  await sleep(30)
  expect((linked.signal.reason as Error).name).toBe('TimeoutError')
})

test('once ended it leaves nothing with its parents and never aborts', async () => {
  const parent = longLivedAbort()
  const linked = Array.from({ length: 100 }, () => linkSignals([parent.signal], 5))
  expect(getEventListeners(parent.signal, 'abort')).toHaveLength(100)
  for (const { end } of linked) end()
  expect(getEventListeners(parent.signal, 'abort')).toHaveLength(0)
  await sleep(30)
  expect(linked.some(({ signal }) => signal.aborted)).toBe(false)
})
