import {
  czech, english, french, italian, japanese, korean, portuguese, simplifiedChinese, spanish, traditionalChinese,
} from 'viem/accounts' // biome-ignore format: short

/** BIP-39 word lists: word (NFKD) → its number, one map a language. */
export const WORD_LISTS: readonly ReadonlyMap<string, number>[] = [
  english, spanish, simplifiedChinese, traditionalChinese, french, italian, japanese, korean, portuguese, czech,
].map((words) => new Map(words.map((word, index) => [word.normalize('NFKD'), index]))) // biome-ignore format: short
