import { fromBase58, fromBase58Check } from './base58.ts'
import type { Span } from './seed-phrase.ts'

/** Order of secp256k1: a private key is a number from 1 to below it. */
const ORDER = 0xfffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141n
/** How far, in characters, the words that say "private key" may stand from it. */
const NEAR = 80

const SAYS_KEY =
  /priv(?:ate)?[\s_-]*k(?:ey)?\b|\bp\.?k\b|secret[\s_-]*key|\bsecret\b|\bseed\b|keypair|import (?:it|this)|приватн\p{L}*|закрыт\p{L}* ключ|секретн\p{L}* ключ|clave (?:privada|secreta)|llave privada|özel anahtar|gizli anahtar|khóa (?:riêng|bí mật)|私钥|私鑰|密钥|密鑰/iu
const SAYS_HASH =
  /\b(?:tx|txn|txid|hash|transaction|block|root|commit|topic|sha256|digest|checksum|bytecode|slot)\b|хэш|хеш|транзакц|交易|哈希|işlem|giao dịch/iu

const around = (text: string, start: number, end: number): string =>
  `${text.slice(Math.max(0, start - NEAR), start)} ${text.slice(end, end + NEAR)}`

/** 64 hexadecimal digits are a hash as often as a key: the words beside them decide. */
function hexKeys(text: string): Span[] {
  return [...text.matchAll(/(?<![0-9a-zA-Z/=])(?:0x)?([0-9a-f]{64})(?![0-9a-zA-Z])/gi)].flatMap((match) => {
    const [start, end] = [match.index, match.index + match[0].length]
    const value = BigInt(`0x${match[1]}`)
    const words = around(text, start, end)
    const before = text.slice(Math.max(0, start - 16), start)
    return value > 0n && value < ORDER && SAYS_KEY.test(words) && !SAYS_HASH.test(before) ? [{ start, end }] : []
  })
}

/** Wallet import format and extended private keys carry a checksum: they are sure without any words. Solana's keys carry none. */
function base58Keys(text: string): Span[] {
  return [...text.matchAll(/(?<![0-9a-zA-Z/=])[1-9A-HJ-NP-Za-km-z]{51,111}(?![0-9a-zA-Z])/g)].flatMap((match) => {
    const [start, end] = [match.index, match.index + match[0].length]
    return isKey(match[0], around(text, start, end)) ? [{ start, end }] : []
  })
}

function isKey(word: string, words: string): boolean {
  if (/^[5KLc9]/.test(word) && word.length <= 52) {
    const payload = fromBase58Check(word)
    return payload !== undefined && (payload[0] === 0x80 || payload[0] === 0xef) && payload.length >= 33
  }
  if (/^[xyzt]prv/.test(word)) return fromBase58Check(word) !== undefined
  return word.length >= 86 && word.length <= 88 && SAYS_KEY.test(words) && fromBase58(word)?.length === 64
}

/** A Solana key file: 64 numbers below 256. */
const keyFiles = (text: string): Span[] =>
  [...text.matchAll(/\[\s*(?:\d{1,3}\s*,\s*){63}\d{1,3}\s*\]/g)].map((match) => ({
    start: match.index,
    end: match.index + match[0].length,
  }))

/** Private keys in a text: of Ethereum (hexadecimal, beside words that say so), Bitcoin and Solana. */
export const privateKeys = (text: string): Span[] => [...hexKeys(text), ...base58Keys(text), ...keyFiles(text)]
