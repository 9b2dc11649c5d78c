import { createHash } from 'node:crypto'
import { cleanText } from '../format.ts'
import type { Material } from './material.ts'
import { type Doc, readDocument, type Said, type Unit } from './text/document.ts'
import { alike } from './text/select.ts'
import { splitSentences } from './text/sentences.ts'

/** A sentence that may be shown, with where it stands. */
export interface Piece {
  text: string
  /** Index of its document. */
  document: number
  /** Index among the document's sentences. */
  index: number
  /** Headings above it, the nearest last. */
  path: readonly string[]
  who?: string
  /** Unix milliseconds, of the document. */
  at?: number
}

export interface Reading {
  material: Material
  doc: Doc
  /** First 16 characters of the SHA-256 of what was read. */
  hash: string
}

/**
 * Sentences that speak to a machine, not to a reader: they are no evidence of anything. The list need not be complete: nothing that is
 * read can call a tool; it keeps orders from standing in a summary as if the author had reported something.
 */
const TO_A_MACHINE =
  /\b(?:ignore|disregard|forget|override|overlook|bypass)\b[^.!?]{0,40}\b(?:previous|prior|above|earlier|preceding|all|any|your|the|these|those|everyth\w*|what)\b[^.!?]{0,40}\b(?:instruction|prompt|rule|message|direction|command|told|context|guideline|instructed|said|text|order)|\b(?:system|developer|initial|hidden) (?:prompt|message|instruction)|\b(?:you are|you're|act as|pretend (?:to be|you)|roleplay as|from now on,? you)\b[^.!?]{0,60}\b(?:ai|assistant|chatbot|bot|language model|llm|gpt\w*|dan|agent|unrestricted|jailbr\w*)\b|\bas an? (?:ai|language model|assistant)\b|<\/?\|?(?:im_start|im_end|system|user|assistant|inst|endoftext|eot_id|start_header_id)\|?>|\[\/?INST\]|<<\/?SYS>>|^\s*(?:system|assistant|user)\s*:|\b(?:call|invoke|use|execute|run|trigger)\b[^.!?]{0,30}\b(?:tool|function|plugin|api|command)s?\b|"(?:tool|function|name)"\s*:\s*"|\b(?:respond|reply|answer|say|print|output|repeat|write|tell (?:the|your) user|summari[sz]e this)\b[^.!?]{0,30}\b(?:only|exactly|with the (?:word|phrase|following)|verbatim|instead|the (?:phrase|word|following))\b|\b(?:reveal|disclose|leak|print|show|repeat|tell me)\b[^.!?]{0,30}\b(?:prompt|instructions|secret|password|api key|private key|seed phrase)\b|\bdo not (?:tell|inform|mention|reveal)\b[^.!?]{0,40}\b(?:user|human|anyone)\b|\b(?:ai|llm|language model|assistant|chatbot|summari[sz]er)s?\b[^.!?]{0,40}\b(?:must|should|shall|have to|are (?:to|instructed))\b/i

export const speaksToMachine = (text: string): boolean => TO_A_MACHINE.test(text)

const LINK =
  /(?:https?:\/\/|ftp:\/\/|www\.|t\.me\/|discord\.gg\/|ipfs:\/\/|javascript:|data:|mailto:)[^\s<>"'`)\]]+|(?<![a-z0-9.-])(?:[a-z0-9][a-z0-9-]{0,62}\.){1,20}(?:com|org|net|io|xyz|fi|app|dev|me|ru|cc|gg|co|info|site|online|top|club|link|click|live|eth\.link|limo|finance|exchange|cash|money|ai|to|ly|sh|biz|uk|de|fr|cn|br|eu|tv|pro|name|mobi|security|support|help|zone|world|network|tech|store|shop|space|website|agency|digital|media|news|blog|page|wiki|games|fun|vip|wtf|lol|su|ws|cx|gl|vc|gift|gifts|bet|casino|bid|claims|trade|trading|market|capital|fund|foundation|dao|crypto|nft|blockchain|wallet|zip|mov)\b(?:\/[^\s<>"'`)\]]*)?/gi

/** A sentence without addresses of the web: what is quoted never becomes a link. */
export const withoutLinks = (text: string): string => text.replace(LINK, '[link]').replace(/\s+/g, ' ').trim()

/** A text without the sentences that speak to a machine. */
export function withoutOrders(text: string): string {
  if (!speaksToMachine(text)) return text
  return splitSentences(text).flatMap((sentence) => (speaksToMachine(sentence.text) ? [] : [sentence.text])).join(' ') // biome-ignore format: short
}

/** A title, heading or name as it may be shown: without links, and nothing at all when it gives orders. */
export const shownName = (text: string, length: number): string => (speaksToMachine(text) ? '' : cleanText(withoutLinks(text), length))

export interface Gathered {
  readings: readonly Reading[]
  /** Sentences that were left out because they speak to a machine. */
  dropped: number
}

/** Most words that one sentence may have; a longer one is a wall of text or made to drown the others. */
const LONGEST = 120
const LONGEST_CHARACTERS = 1200

/** Documents as sentences that may be shown. Near-repeats across documents stay: `distinct` removes them where sentences are chosen. */
export function gather(materials: readonly Material[], locale: string): Gathered {
  let dropped = 0
  const readings = materials.map((material) => {
    const doc = readDocument(material.blocks as readonly Said[], locale, true)
    const shown = ({ text, words }: Unit): boolean => {
      if (text.length > LONGEST_CHARACTERS) return false
      const machine = speaksToMachine(text)
      if (machine) dropped += 1
      return !machine && words <= LONGEST
    }
    const [units, short] = [doc.units.filter(shown), doc.short.filter(shown)]
    const hash = createHash('sha256')
      .update(material.blocks.map(({ text }) => text).join('\n'))
      .digest('hex')
      .slice(0, 16)
    return { material, doc: { ...doc, units, short }, hash }
  })
  return { readings, dropped }
}

export const pieceOf = ({ material }: Reading, document: number, unit: Unit, index: number): Piece => ({
  text: withoutLinks(unit.text),
  document,
  index,
  path: unit.path,
  ...(unit.who === undefined ? {} : { who: unit.who }),
  ...(material.at === undefined ? {} : { at: material.at }),
})

/** The first of each group of sentences that say nearly the same, across documents. */
export function distinct<T>(items: readonly T[], termsOf: (item: T) => readonly string[]): T[] {
  const kept: T[] = []
  for (const item of items) if (!kept.some((other) => alike(termsOf(other), termsOf(item)) > 0.75)) kept.push(item)
  return kept
}
