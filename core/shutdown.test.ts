import { expect, test } from 'vitest'
import { openLog } from './log.ts'
import { createShutdown } from './shutdown.ts'

const log = openLog('silent')

test('parts stop in reverse order, once, and see the signal first', async () => {
  const shutdown = createShutdown({ stepMs: 1000, log })
  const order: string[] = []
  shutdown.onStop('first', () => void order.push(`first ${shutdown.signal.aborted}`))
  shutdown.onStop('second', async () => void order.push('second'))
  await Promise.all([shutdown.stop('a'), shutdown.stop('b')])
  expect(order).toEqual(['second', 'first true'])
})

test('a part that hangs or throws does not hold up the others', async () => {
  const shutdown = createShutdown({ stepMs: 20, log })
  let stopped = false
  shutdown.onStop('last', () => {
    stopped = true
  })
  shutdown.onStop('throws', () => {
    throw new Error('broken')
  })
  shutdown.onStop('hangs', () => new Promise(() => {}))
  await shutdown.stop('test')
  expect(stopped).toBe(true)
})

test('what opens after the stop began is stopped at once', async () => {
  const shutdown = createShutdown({ stepMs: 1000, log })
  const order: string[] = []
  shutdown.onStop('early', () => {
    shutdown.onStop('meanwhile', () => void order.push('meanwhile'))
    order.push('early')
  })
  await shutdown.stop('test')
  shutdown.onStop('late', () => void order.push('late'))
  expect(order.sort()).toEqual(['early', 'late', 'meanwhile'])
})
