import type { LabelMatch } from '../../core/resolve.ts'

/** Names as they are compared: case, hyphens and punctuation do not tell apart. */
export const plainName = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[-_\s:.,()/]+/g, ' ')
    .trim()

/** How well a label answers to words: 3 its own name, 2 its category or how its name begins, 0 otherwise. */
export function standing({ name, category }: LabelMatch, words: string): number {
  const [called, kind, wanted] = [plainName(name), plainName(category), plainName(words)]
  if (called === wanted) return 3
  if (kind === wanted || kind === wanted.replace(/s$/, '')) return 2
  return called.startsWith(`${wanted} `) ? 2 : 0
}

/** The labels that words mean: all that are called so, begin so or are of that kind; else whatever the registry found. */
export function meant(labels: readonly LabelMatch[], words: string): readonly LabelMatch[] {
  const found = labels.filter((label) => standing(label, words) > 0)
  return found.length > 0 ? found : labels
}
