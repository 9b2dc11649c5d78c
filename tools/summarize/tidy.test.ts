import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { plainPort } from '../../models/plain-port.ts'
import { checkSentence } from './text/check.ts'
import { cutsOf, without } from './text/cuts.ts'
import { wordsOf } from './text/words.ts'
import { holds, isSubsequence, shortened, tidy } from './tidy.ts'

const signal = new AbortController().signal
const TALK = 'So basically, the vault (also known as the safe) is, you know, kind of short of 5 million DAI at the moment.'
const port = (odds: (version: string) => number) => ({ ...plainPort('test'), prefer: async ({ versions }: { versions: readonly string[] }) => versions.map(odds) }) // biome-ignore format: short
const said = (text: string) => [{ text, spoken: true }]

describe('sentences less what can go', () => {
  it('loses what rule and model can both do without, and nothing else', async () => {
    expect(await tidy(said(TALK), { model: port(() => 9), signal })).toEqual([
      'The vault (also known as the safe) is short of 5 million DAI at the moment.',
    ])
    expect(await tidy(said(TALK), { model: port((version) => (version.startsWith('The') ? 9 : -9)), signal })).toEqual([TALK.replace('So basically, the', 'The')]) // biome-ignore format: short
    expect(await tidy(said(TALK), { model: port(() => -9), signal })).toEqual([TALK])
  })
  it('is quoted without a model, without probabilities and when the model fails', async () => {
    expect(await tidy(said(TALK), { model: undefined, signal })).toEqual([TALK])
    expect(await tidy(said(TALK), { model: plainPort('test'), signal })).toEqual([TALK])
    const broken = { ...plainPort('test'), prefer: () => Promise.reject(new Error('gone')) }
    expect(await tidy(said(TALK), { model: broken, signal })).toEqual([TALK])
  })
  it('stops when the asker does', async () => {
    const stop = new AbortController()
    const slow = { ...plainPort('test'), prefer: async () => { stop.abort(new Error('left')); throw new Error('aborted') } } // biome-ignore format: short
    await expect(tidy(said(TALK), { model: slow, signal: stop.signal })).rejects.toThrow('left')
  })
  it('asks the model nothing where nothing can go', async () => {
    const never = { ...plainPort('test'), prefer: () => Promise.reject(new Error('asked')) }
    expect(await tidy(said('The vote ends on Friday.'), { model: never, signal })).toEqual(['The vote ends on Friday.'])
  })
})

describe('faithfulness', () => {
  const WORDS = ['So', 'basically,', 'the', 'vault', 'is', 'not', 'kind of', 'short', 'of 5 million DAI', '(the safe)', 'you know,', 'Ana', 'pays', '3 %', 'and', 'just', 'waits', 'for', 'keepers'] // biome-ignore format: short
  it('whatever the odds, the words are a subsequence of the source and the check passes, or the source stands', () => {
    const text = fc.array(fc.constantFrom(...WORDS), { minLength: 1, maxLength: 20 }).map((words) => `${words.join(' ')}.`)
    fc.assert(
      fc.property(text, fc.array(fc.double({ min: -9, max: 9, noNaN: true }), { minLength: 30, maxLength: 30 }), (source, odds) => {
        const shown = shortened(source, cutsOf(source, { spoken: true }), odds)
        if (shown === source) return
        expect(isSubsequence(wordsOf(shown), wordsOf(source))).toBe(true)
        expect(checkSentence(shown, source, 'paraphrase').ok).toBe(true)
      }),
    )
  })
  it('refuses a version that lost a number, a denial or almost everything', () => {
    expect(holds('The fee is five percent of it', 'The fee is five percent of it, no more')).toBe(false)
    expect(holds('The fee', 'The fee is high')).toBe(false)
    expect(holds('high is the fee', 'the fee is high')).toBe(false)
    expect(without('A (b) c d e.', [])).toBe('A (b) c d e.')
  })
})
