import fc from 'fast-check'
import { expect, it } from 'vitest'
import { dotKernel, kernelMemory } from './dot-kernel.ts'
import { plainKernel, vectorIndex } from './vector-index.ts'

const unit = (numbers: readonly number[]): Float32Array => {
  const length = Math.hypot(...numbers) || 1
  return Float32Array.from(numbers, (value) => value / length)
}
const vector = (size: number) => fc.array(fc.integer({ min: -100, max: 100 }), { minLength: size, maxLength: size }).map(unit)

it('finds what a sum in floating point finds, for any number of rows and any size', () => {
  const many = fc
    .integer({ min: 1, max: 70 })
    .chain((size) => fc.tuple(vector(size), fc.array(vector(size), { minLength: 1, maxLength: 30 })))
  fc.assert(
    fc.property(many, ([query, rows]) => {
      const found = vectorIndex(rows).nearest(query, rows.length)
      expect(found.map(({ row }) => row).sort((a, b) => a - b)).toEqual([...rows.keys()])
      for (const { row, cosine } of found) {
        // A byte holds numbers below a quarter: longer ones are cut, so that vectors of few numbers come out too short, never reordered by sign.
        const clip = (value: number) => Math.max(-0.25, Math.min(0.25, value))
        const exact = (rows[row] as Float32Array).reduce((sum, value, i) => sum + clip(value) * clip(query[i] ?? 0), 0)
        expect(Math.abs(cosine - exact)).toBeLessThan(0.03)
      }
      const cosines = found.map(({ cosine }) => cosine)
      expect(cosines).toEqual([...cosines].sort((a, b) => b - a))
    }),
  )
})

it('sums the same bytes with the kernel and in plain code', () => {
  const memory = kernelMemory(65_536)
  const kernel = dotKernel(memory)
  if (!kernel) return console.warn('SKIPPED: this processor has no vector instructions')
  const bytes = new Int8Array(memory.buffer)
  fc.assert(
    fc.property(fc.array(fc.integer({ min: -127, max: 127 }), { minLength: 64, maxLength: 64 }), (numbers) => {
      bytes.set(numbers, 0)
      const sums = new Int32Array(memory.buffer, 1024, 3)
      kernel(0, 16, 3, 16, 1024)
      const ours = [...sums]
      plainKernel(bytes, sums)(0, 16, 3, 16)
      expect(ours).toEqual([...sums])
    }),
  )
})

it('is empty for no rows and for a question of another size', () => {
  expect(vectorIndex([]).nearest(unit([1, 2]), 5)).toEqual([])
  expect(vectorIndex([unit([1, 2, 3])]).nearest(unit([1, 2]), 5)).toEqual([])
})
