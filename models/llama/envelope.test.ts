import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readEnvelope, writeCall, writeReply } from './envelope.ts'

const tool = {
  name: 'swap',
  description: '',
  schema: { type: 'object', properties: { to: { type: 'string' }, bps: { type: 'integer' } }, required: ['to'] },
}

/** Feeds text in pieces cut at the given places. */
function feed(text: string, cuts: readonly number[]) {
  const read = readEnvelope([tool])
  const places = [...new Set(cuts.map((cut) => cut % (text.length + 1)))].sort((a, b) => a - b)
  return [...places, text.length].flatMap((end, i) => read(text.slice(i === 0 ? 0 : places[i - 1], end)))
}

const cuts = fc.array(fc.nat(), { maxLength: 12 })

describe('readEnvelope', () => {
  it('gives the reply as it was meant, wherever the pieces are cut', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 40 }), cuts, (text, places) => {
        const said = feed(writeReply('greeting', text), places).flatMap((part) => (part.kind === 'text' ? [part.text] : []))
        expect(said.join('')).toBe(text)
      }),
    )
  })

  it('joins a character that is escaped in two halves', () => {
    const said = feed('{"about": "x", "reply": "\\ud83d\\ude00!"}', [25, 28, 30, 31, 33, 36]).flatMap((part) =>
      part.kind === 'text' ? [part.text] : [],
    )
    expect(said.join('')).toBe('😀!')
  })

  it('gives name and arguments of a call, wherever the pieces are cut', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 40 }), fc.integer(), cuts, (to, bps, places) => {
        const parts = feed(writeCall('a swap', 'swap', { to, bps }), places)
        expect(parts).toEqual([
          { kind: 'about', about: 'a swap' },
          { kind: 'tool', name: 'swap' },
          { kind: 'args', args: { to, bps } },
        ])
      }),
    )
  })

  it('takes the null of an optional field for its absence', () => {
    expect(feed(writeCall('a', 'swap', { to: 'x', bps: null }), []).at(-1)).toEqual({ kind: 'args', args: { to: 'x' } })
  })
})
