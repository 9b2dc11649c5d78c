import type { Resolve } from '../resolve.ts'

const MULTIPLES = [1, 1e3, 1e4, 1e6, 1e8, 1e9]
const UNITS: Readonly<Record<string, number>> = { k: 1e3, m: 1e6, mn: 1e6, b: 1e9, bn: 1e9 }
const SMALL = ['zero', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten']
/** A month written as a number in a date: in words it is a name. */
const MONTH = /(?<=\d[./-])(?:0?[1-9]|1[0-2])(?=[./-]\d)|(?<![\d.])(?:0?[1-9]|1[0-2])(?=月)/g

const addressesOf = (text: string): string[] => text.toLowerCase().match(/0x[0-9a-f]+/g) ?? []

/** Numbers of a text, without those inside addresses: "20k" is 20000, "100,000" is 100000. */
function figuresOf(text: string): number[] {
  const bare = text.toLowerCase().replace(/0x[0-9a-f]+/g, ' ')
  const written = [...bare.matchAll(/(\d[\d.,]*)(?:\s?(k|mn?|bn?)(?![\p{L}\d]))?/gu)].map(([, digits = '', unit = '']) => {
    const whole = digits.replace(/[.,]+$/, '').replace(/[.,](?=\d{3}(?!\d))/g, '')
    return Number(whole.replace(',', '.')) * (UNITS[unit] ?? 1)
  })
  return written.filter((figure) => Number.isFinite(figure))
}

const inWords = (text: string): number[] => SMALL.flatMap((word, value) => (new RegExp(`\\b${word}\\b`, 'i').test(text) ? [value] : []))

/** "100 thousand", in whatever language, is 100 or 100000. */
const isAmong = (figure: number, others: readonly number[]): boolean =>
  others.some((other) => MULTIPLES.some((times) => figure === other * times || other === figure * times))

/** Whether a restatement has every figure and address of the message, and none that neither it nor an earlier message has. */
export function keepsFigures(restated: string, { message, earlier }: { message: string; earlier: readonly string[] }): boolean {
  const said = [message, ...earlier].join('\n')
  const invented =
    addressesOf(restated).some((address) => !addressesOf(said).includes(address)) ||
    figuresOf(restated).some((figure) => !isAmong(figure, [...figuresOf(said), ...inWords(said)]))
  const lost =
    addressesOf(message).some((address) => !addressesOf(restated).includes(address)) ||
    figuresOf(message.replace(MONTH, ' ')).some((figure) => !isAmong(figure, [...figuresOf(restated), ...inWords(restated)]))
  return !invented && !lost
}

/** Whether every token that a restatement names is named by the asker's words too. */
export async function keepsTokens(restated: string, said: string, resolve: Resolve): Promise<boolean> {
  const symbols = restated.match(/\b[A-Za-z][A-Za-z0-9]{2,10}\b/g)?.filter((word) => word === word.toUpperCase()) ?? []
  // Chinese writes a symbol without a space before it.
  const words = [...(said.match(/[A-Za-z\d$]{2,}/g) ?? []), ...(said.match(/[\p{L}\p{N}$]{2,}/gu) ?? [])].slice(0, 90)
  const meant = new Set((await Promise.all(words.map((word) => resolve.tokens(word)))).flat().map(({ address }) => address))
  const found = await Promise.all(symbols.map((symbol) => resolve.tokens(symbol)))
  return found.every((tokens) => tokens.length === 0 || tokens.some(({ address }) => meant.has(address)))
}
