import { inLocale } from '../../core/title.ts'
import { nearest } from '../sql/near.ts'
import type { VerifiedQuery } from './query.ts'

const plain = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[?!.,;:"'’]+/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()

const FILLER = new Set(
  'the a an of by to in on and for with each every all show list get give me what which are is how many much most over time'.split(' '),
)
const wordsOf = (text: string): string[] =>
  plain(text)
    .split(/[\s_-]+/)
    .filter((word) => word.length > 1 && !FILLER.has(word))
    .map((word) => (word.length > 4 ? word.replace(/ies$/, 'y').replace(/(?<!s)s$/, '') : word))

/** The query of exactly this id, or whose id is spelt nearly so. */
export function byId(queries: readonly VerifiedQuery[], name: string): VerifiedQuery | undefined {
  const asked = plain(name).replace(/[\s_]+/g, '-')
  const found = queries.find(({ id }) => id === asked)
  if (found) return found
  const near =
    asked.length >= 6
      ? nearest(
          asked,
          queries.map(({ id }) => id),
        )
      : undefined
  return queries.find(({ id }) => id === near)
}

const titlesOf = ({ title }: VerifiedQuery): string[] => Object.values(title as unknown as Record<string, string>).map(plain)

/** The query that this whole message means, word for word: a saying, or its title in any language when it needs no value. */
export const bySaying = (queries: readonly VerifiedQuery[], text: string): VerifiedQuery | undefined => {
  const asked = plain(text)
  return (
    queries.find((query) => query.says.includes(asked)) ??
    queries.find((query) => query.needs.length === 0 && titlesOf(query).includes(asked))
  )
}

/** Queries whose names and titles share words with the text, best first. */
export function byWords(queries: readonly VerifiedQuery[], text: string, locale = 'en'): { query: VerifiedQuery; score: number }[] {
  const asked = wordsOf(text)
  if (asked.length === 0) return []
  return queries
    .map((query) => {
      const own = new Set(wordsOf([query.id, query.title.en, inLocale(query.title, locale), ...query.says].join(' ')))
      const shared = asked.filter((word) => own.has(word)).length
      return { query, score: shared === 0 ? 0 : (shared / asked.length) * 0.8 + (shared / own.size) * 0.2 }
    })
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score || a.query.id.localeCompare(b.query.id))
}
