import { describe, expect, it } from 'vitest'
import { CATALOGUE, DEFAULT_MODEL, findModel } from './catalogue.ts'
import { chooseModel, fitOf, type Hardware, memoryNeeded } from './hardware.ts'

const GB = 1e9
const room = { contextSize: 8192, slots: 4 }
const cpu: Hardware = { gpu: 'none', gpuNames: [], gpuMemory: 0, gpuFree: 0, memory: 64 * GB, memoryFree: 60 * GB, cores: 16, cpu: 'x' }
const gpu = (size: number): Hardware => ({ ...cpu, gpu: 'cuda', gpuMemory: size * GB, gpuFree: size * 0.95 * GB })

describe('chooseModel', () => {
  it.each([
    [8, 'qwen3.5-9b'],
    [16, 'gpt-oss-20b'],
    [24, 'qwen3.6-27b'],
    [80, 'gpt-oss-120b'],
    [2, DEFAULT_MODEL],
  ])('takes the largest model that fits a GPU of %d GB', (size, id) => {
    expect(chooseModel(CATALOGUE, gpu(size), room)).toBe(id)
  })

  it('keeps to the small default on a CPU, however much memory there is', () => {
    expect(chooseModel(CATALOGUE, cpu, room)).toBe(DEFAULT_MODEL)
  })
})

describe('fitOf', () => {
  it('says how much is needed and how much there is', () => {
    const model = CATALOGUE.at(-1)
    if (!model) throw new Error('the catalogue is empty')
    expect(fitOf(model, gpu(8), room)).toEqual({
      fits: false,
      words: expect.stringMatching(/^too large: needs \d+\.\d GB, 7\.6 GB GPU free$/),
    })
  })
})

describe('memoryNeeded', () => {
  it('counts the cache only up to the context that the model has', () => {
    const model = findModel('smollm2-135m')
    if (!model) throw new Error('missing')
    expect(memoryNeeded(model, { contextSize: 1_000_000, slots: 1 })).toBe(
      memoryNeeded(model, { contextSize: model.contextSize, slots: 1 }),
    )
  })
})

describe('CATALOGUE', () => {
  it('has one entry a name and file, smallest first, each with an origin, and checksums in full length', () => {
    expect(new Set(CATALOGUE.map((model) => model.id)).size).toBe(CATALOGUE.length)
    expect(new Set(CATALOGUE.map((model) => model.file)).size).toBe(CATALOGUE.length)
    expect(CATALOGUE.map((model) => model.size)).toEqual([...CATALOGUE.map((model) => model.size)].sort((a, b) => a - b))
    for (const { sha256, origins } of CATALOGUE) {
      expect(origins.hub ?? origins.pypi).toBeDefined()
      if (sha256) expect(sha256).toMatch(/^[0-9a-f]{64}$/)
      else expect(origins.hub).toBeDefined() // only the hub can vouch for what we have not hashed
    }
  })
})
