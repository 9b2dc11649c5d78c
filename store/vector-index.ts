import { dotKernel, kernelMemory } from './dot-kernel.ts'
import { highest } from './highest.ts'

/** Unit vectors that are walked through in memory. */
export interface VectorIndex {
  /** Numbers of a vector; 0 when there is none. */
  size: number
  /** Rows nearest to a unit vector of the same size, best first, with their cosines; [] for another size. */
  nearest(vector: Float32Array, most: number): { row: number; cosine: number }[]
}

/** Numbers of a unit vector in hundreds of dimensions are small: without scaling most bits of a byte would be lost. */
const SCALE = 127 * 4
/** Numbers that the kernel takes at once. */
const LANES = 16

const inBytes = (vector: Float32Array, into: Int8Array): void =>
  vector.forEach((value, i) => {
    into[i] = Math.max(-127, Math.min(127, Math.round(value * SCALE)))
  })

/**
 * An index of vectors of one size, one byte a number: a quarter of the memory, and cosines right to about a hundredth. Every row is
 * looked at: nothing is missed, and 10,000 take less than a millisecond.
 */
export function vectorIndex(vectors: readonly Float32Array[]): VectorIndex {
  const size = vectors[0]?.length ?? 0
  const width = Math.ceil(size / LANES) * LANES
  const [rows, out] = [width, width + vectors.length * width]
  const memory = kernelMemory(out + 4 * vectors.length)
  const bytes = new Int8Array(memory.buffer)
  vectors.forEach((vector, i) => {
    inBytes(vector, bytes.subarray(rows + i * width, rows + (i + 1) * width))
  })
  const sums = new Int32Array(memory.buffer, out, vectors.length)
  const kernel = dotKernel(memory) ?? plainKernel(bytes, sums)
  return {
    size,
    nearest: (vector, most) => {
      if (vector.length !== size || vectors.length === 0) return []
      inBytes(vector, bytes.subarray(0, width))
      kernel(0, rows, vectors.length, width, out)
      return highest(sums, most).map((row) => ({ row, cosine: (sums[row] as number) / SCALE ** 2 }))
    },
  }
}

/** The same without the kernel's instructions. */
export const plainKernel =
  (bytes: Int8Array, sums: Int32Array) =>
  (query: number, rows: number, count: number, size: number): void => {
    for (let row = 0; row < count; row += 1) {
      let sum = 0
      const start = rows + row * size
      for (let i = 0; i < size; i += 1) sum += (bytes[query + i] as number) * (bytes[start + i] as number)
      sums[row] = sum
    }
  }
