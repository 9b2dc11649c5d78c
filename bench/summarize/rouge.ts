import { stemmer } from 'stemmer'

/** Tokens as the reference implementation of ROUGE makes them: lower case, letters and digits, Porter stems of words over three letters. */
export const rougeTokens = (text: string): string[] =>
  text
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, ' ')
    .trim()
    .split(/\s+/)
    .filter(Boolean)
    .map((word) => (word.length > 3 ? stemmer(word) : word))

function grams(tokens: readonly string[], n: number): Map<string, number> {
  const counts = new Map<string, number>()
  for (let i = 0; i + n <= tokens.length; i += 1) {
    const gram = tokens.slice(i, i + n).join(' ')
    counts.set(gram, (counts.get(gram) ?? 0) + 1)
  }
  return counts
}

/** ROUGE-n F1 of two token lists, 0 to 1 (Lin 2004). */
export function rouge(candidate: readonly string[], reference: readonly string[], n: 1 | 2): number {
  const [ours, theirs] = [grams(candidate, n), grams(reference, n)]
  const all = (counts: Map<string, number>) => [...counts.values()].reduce((sum, count) => sum + count, 0)
  const [mine, wanted] = [all(ours), all(theirs)]
  if (mine === 0 || wanted === 0) return 0
  const shared = [...ours].reduce((sum, [gram, count]) => sum + Math.min(count, theirs.get(gram) ?? 0), 0)
  return (2 * shared) / (mine + wanted)
}
