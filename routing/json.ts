/** Quotes and pools as plain JSON: a bigint is written as its digits and an `n`, as in "1000n"; nothing else is changed. */

/** JSON text of quotes, pools and questions. */
export const toJson = (value: unknown, indent?: number): string =>
  JSON.stringify(value, (_key, part: unknown) => (typeof part === 'bigint' ? `${part}n` : part), indent)

/** The inverse of toJson. Throws SyntaxError on text that is not JSON. */
export const fromJson = (text: string): unknown =>
  JSON.parse(text, (_key, part: unknown) => (typeof part === 'string' && /^-?\d{1,100}n$/.test(part) ? BigInt(part.slice(0, -1)) : part))
