import { describe, expect, it } from 'vitest'
import { querySchema } from '../query.ts'
import { NOW } from '../testing/questions.ts'
import { registry } from '../testing/registry.ts'
import { readQuestion } from './read.ts'

const read = async (say: string): Promise<string> => {
  const [best] = await readQuestion(say, { previous: undefined, resolve: registry, locale: 'en', now: NOW })
  if (!best || best.score < 0.9) return `unsure of "${say}"`
  const { show: _, ...query } = querySchema.parse(best.input)
  return JSON.stringify(Object.entries(query).sort(([a], [b]) => a.localeCompare(b)))
}

/** Each line says one thing in several ways: verbs for nouns, other orders of the parts, words that shape nothing. */
const SIBLINGS: readonly (readonly string[])[] = [
  ['volume by dex', 'how much was traded on each dex', 'for every dex, the volume', 'show me for each dex how much was traded'],
  ['how many UNI transfers', 'how often was UNI transferred', 'number of times UNI was transferred'],
  ['top 3 days by number of trades', 'three days with the most trades', 'which 3 days saw the most trades'],
  ['which block used the most gas', 'which block used the most gas, and how much was it?'],
  ['biggest UNI transfer', "what's the largest amount of UNI moved at once"],
  ['pairs with volume above 2 million dollars', 'pairs whose volume is above two million dollars'],
  ['how many wallets bought UNI', 'number of unique buyers of UNI', 'by how many wallets was UNI bought'],
  ['how many distinct receivers of UNI', 'to how many addresses was UNI sent'],
  ['median gas price', 'the median of gas prices'],
]

describe('siblings', () => {
  for (const [first, ...others] of SIBLINGS)
    it(`reads alike what means "${first}"`, async () => {
      const wanted = await read(first as string)
      expect(wanted).not.toContain('unsure')
      for (const other of others) expect([other, await read(other)]).toEqual([other, wanted])
    })
})
