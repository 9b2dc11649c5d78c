/**
 * A pattern of words in several languages. Words are bounded by "no letter", since JavaScript's \b knows Latin letters alone; what
 * stands in `anywhere` needs no bounds, as Chinese.
 */
export const bounded = (words: readonly string[], anywhere: readonly string[] = []): RegExp =>
  new RegExp([`(?<![\\p{L}\\p{N}])(?:${words.join('|')})(?![\\p{L}\\p{N}])`, ...anywhere].join('|'), 'iu')

/** How often a pattern stands in a text. */
export const countOf = (text: string, pattern: RegExp): number => text.match(new RegExp(pattern.source, 'giu'))?.length ?? 0
