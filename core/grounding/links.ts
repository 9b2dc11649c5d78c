import type { Claim } from './claim.ts'
import { CLAIMED } from './tokens.ts'

const ENDINGS =
  'com|org|net|io|xyz|eth|finance|fi|app|dev|exchange|info|co|ai|gg|me|sol|bnb|crypto|lens|network|money|online|site|top|link|club|vip|ru|cn|us|uk|tv|cc|biz|pro|fun|live|world|space|tech|store|shop|page|link|capital|trade|cash|fund|markets|market|wallet|nft|dao'
const URL_LIKE =
  /\b[a-z][a-z0-9+.-]{1,20}:\/\/[^\s<>"'`)\]}，。；]+|\bwww\.[^\s<>"'`)\]}，。；]+|\b(?:mailto|javascript|data|tel):[^\s<>"'`)\]}]+/gi
const EMAIL_OR_HANDLE = /[\w.+-]{1,64}@[\w-]{1,64}(?:\.[\w-]{1,64}){1,4}|(?<![\w@])@[A-Za-z]\w{2,40}/g
const DOMAIN = new RegExp(
  String.raw`(?<![\p{L}\p{N}.-])(?:[\p{L}\p{N}_-]{1,63}\.){1,5}(?:${ENDINGS})\b(?:[/?#][^\s<>"'\x60)\]}，。；]*)?(?![\p{L}\p{N}])`,
  'giu',
)
const SHORT_HEX =
  /(?<![\p{L}\p{N}])0x([0-9a-f]{1,64})\s?(?:\.{2,6}|…|-{2,4}|\*{2,8}|\.\s\.\s\.)\s?(?:0x)?([0-9a-f]{1,64})(?![\p{L}\p{N}])/giu
const HEX = /(?<![\p{L}\p{N}])0x([0-9a-f]{1,512})(\.{2,6}|…)?(?![\p{L}\p{N}])/giu
const NAKED_HEX = /(?<![\p{L}\p{N}])(?=[0-9a-f]*[a-f])(?=[0-9a-f]*\d)([0-9a-f]{16,128})(?![\p{L}\p{N}])/giu

const hexKind = (digits: number): 'address' | 'hash' => (digits === 64 ? 'hash' : 'address')
const trimLink = (link: string): string => link.replace(/[.,;:!?'"…]+$/, '').toLowerCase()

/** Form in which links, names and handles are compared. */
export const linkKey = (link: string): string => trimLink(link).replace(/\/$/, '')

/** Takes links, ENS-like names, handles, addresses and hashes out of a normalised sentence. */
export function takeLinks(text: string): { rest: string; claims: Claim[] } {
  const claims: Claim[] = []
  const link = (found: string): string => {
    claims.push({ kind: 'link', text: found, readings: [{ kind: 'verbatim', text: linkKey(found) }] })
    return ` ${CLAIMED} `
  }
  const hex = (found: string, start: string, end: string, whole: boolean): string => {
    const reading = { kind: 'hex', start: start.toLowerCase(), end: end.toLowerCase(), whole } as const
    claims.push({ kind: hexKind(start.length + end.length), text: found, readings: [reading] })
    return ` ${CLAIMED} `
  }
  const rest = text
    .replace(URL_LIKE, link)
    .replace(EMAIL_OR_HANDLE, link)
    .replace(SHORT_HEX, (found: string, start: string, end: string) => hex(found, start, end, false))
    .replace(HEX, (found: string, digits: string, cut?: string) => hex(found, digits, '', cut === undefined))
    .replace(DOMAIN, link)
    .replace(NAKED_HEX, (found: string, digits: string) => hex(found, digits, '', true))
  return { rest, claims }
}
