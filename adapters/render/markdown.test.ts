import fc from 'fast-check'
import MarkdownIt from 'markdown-it'
import { expect, test } from 'vitest'
import type { Answer } from '../../core/answer.ts'
import { anyAnswer, anyText } from '../../test/web/arbitrary-answer.ts'
import { volumeAnswer } from '../../test/web/sample-answers.ts'
import { cleanText } from './clean-text.ts'
import { escapeMarkdown, renderMarkdown } from './markdown.ts'

/** As trusting as a parser can be: HTML passes and addresses become links. */
const parser = new MarkdownIt({ html: true, linkify: true })
type Token = ReturnType<typeof parser.parse>[number]

const flat = (tokens: readonly Token[]): Token[] => tokens.flatMap((token) => [token, ...flat(token.children ?? [])])

const sourceUrls = (answer: Answer): Set<string> =>
  new Set(
    answer.blocks
      .flatMap((block) => (block.kind === 'sources' ? block.items : []))
      .flatMap((item) => (item.url && URL.canParse(item.url) ? [new URL(item.url).href] : [])),
  )

test('any answer becomes its own structure and nothing that its texts ask for', () => {
  fc.assert(
    fc.property(anyAnswer, (answer) => {
      const tokens = flat(parser.parse(renderMarkdown(answer), {}))
      const allowed = sourceUrls(answer)
      for (const token of tokens) {
        expect([
          'html_block',
          'html_inline',
          'image',
          'heading_open',
          'hr',
          'code_block',
          'code_inline',
          'em_open',
          's_open',
        ]).not.toContain(token.type)
        if (token.type !== 'link_open') continue
        const href = String(token.attrGet('href'))
        // markdown-it finds links by a library of its own (linkify) after escapes are gone; these carry no text but themselves.
        if (token.markup === 'linkify') continue
        expect(href).toMatch(/^https?:/)
        expect([...allowed].map((url) => parser.normalizeLink(url))).toContain(href)
      }
    }),
    { numRuns: 500 },
  )
})

test('escaped text is read back as the text it was', () => {
  fc.assert(
    fc.property(anyText, (text) => {
      const tokens = flat(parser.parse(escapeMarkdown(text), {}))
      const back = tokens
        .map((token) =>
          token.type === 'softbreak' || token.type === 'hardbreak'
            ? ' '
            : token.type === 'text' || token.type === 'text_special'
              ? token.content
              : '',
        )
        .join('')
      const bare = (words: string) => words.replace(/\s+/g, '')
      expect(bare(back)).toBe(bare(cleanText(text)))
    }),
    { numRuns: 500 },
  )
})

test('a chart keeps its values, and its description stands in for the picture', () => {
  const answer = volumeAnswer('a')
  const chart = { kind: 'chart', title: 'Volume', shape: 'bar', record: 'r1', x: 0, y: [1], unit: 'USD', alt: 'WETH leads.' } as const
  const shown = renderMarkdown({ ...answer, blocks: [chart] })
  expect(shown).toContain('**Volume (USD)**\n\nWETH leads.')
  expect(shown).toContain('| WETH | 4.8M |')
})

test('code cannot end its own fence', () => {
  const shown = renderMarkdown({ blocks: [{ kind: 'code', language: 'text', text: 'a\n````\n<b>' }], records: [] })
  expect(parser.parse(shown, {}).map((token) => token.type)).toEqual(['fence'])
})
