import { expect, it } from 'vitest'
import { bounded, quantile } from './bounded.ts'
import { draw } from './draw.ts'

const questions = Array.from({ length: 6 }, (_, n) => ({ id: `q${n}` }))
const name = `test-${process.pid}`

it('goes on where it was stopped, and forgets when it is through', async () => {
  const said: string[] = []
  const log = (line: string) => void said.push(line)
  const stopping = bounded({ limitMs: 60_000, name, log })
  let asked = 0
  const first = await stopping.each('part', questions, async ({ id }, signal) => {
    if (++asked === 3) {
      process.emit('SIGINT')
      expect(signal.aborted).toBe(true)
    }
    return `${id} done`
  })
  expect(first.map(({ id }) => id)).toEqual(['q0', 'q1'])
  stopping.end()
  expect(said.at(-1)).toContain('ended early with 2 of 6')

  const going = bounded({ limitMs: 60_000, name, log })
  const again: string[] = []
  const all = await going.each('part', questions, async ({ id }) => {
    again.push(id)
    return 'right'
  })
  expect(again).toEqual(['q2', 'q3', 'q4', 'q5'])
  expect(all.map(({ id }) => id)).toEqual(questions.map(({ id }) => id))
  going.end()
  const fresh = await bounded({ limitMs: 60_000, name, log }).each('part', questions.slice(0, 0), async () => 'right')
  expect(fresh).toEqual([])
})

it('ends at its time limit with what it has', async () => {
  const run = bounded({ limitMs: 50, name: `${name}-late`, log: () => undefined })
  const done = await run.each('part', questions, async (_, signal) => {
    await new Promise((resolve) => signal.addEventListener('abort', resolve, { once: true }))
    throw signal.reason
  })
  expect(done).toEqual([])
})

it('draws the same questions at every run, of every kind', () => {
  const all = Array.from({ length: 300 }, (_, n) => ({ n, kind: n < 280 ? 'common' : n < 295 ? 'rare' : 'rarest' }))
  const drawn = draw(all, 25, { seed: 7, kindOf: ({ kind }) => kind })
  expect(drawn).toEqual(draw(all, 25, { seed: 7, kindOf: ({ kind }) => kind }))
  expect(new Set(drawn.map(({ kind }) => kind)).size).toBe(3)
  expect(new Set(drawn.map(({ n }) => n)).size).toBe(25)
  expect(draw(all.slice(0, 4), 25, { seed: 7, kindOf: ({ kind }) => kind })).toHaveLength(4)
  expect(quantile([{ ms: 1 }, { ms: 9 }, { ms: 5 }], 0.5)).toBe(5)
})
