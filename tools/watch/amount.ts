const SCALE: Readonly<Record<string, number>> = { k: 1e3, m: 1e6, b: 1e9, bn: 1e9, 万: 1e4, 亿: 1e8 }
const AMOUNT =
  /([$€])?\s*(\d[\d,_ \u00a0]*(?:[.,]\d+)?|\.\d+)\s*(k|m|bn|b|万|亿)?(?![\p{L}\d])\s*(%|percent|por ?ciento|процент\p{L}*|yüzde|phần trăm)?/iu

/** A figure in ordinary writing: "4,000", "1.5k", "5 %", "0,02"; undefined when there is none. */
export function readAmount(text: string): { value: number; percent: boolean; words: string } | undefined {
  const [words, , digits = '', scale = '', percent] = AMOUNT.exec(text) ?? []
  if (words === undefined) return undefined
  const value = Number(plainDigits(digits)) * (SCALE[scale.toLowerCase()] ?? 1)
  return Number.isFinite(value) ? { value, percent: percent !== undefined || /%\s*\d/.test(text), words: words.trim() } : undefined
}

/** A comma before exactly three digits groups thousands, else it is the decimal point. */
function plainDigits(digits: string): string {
  const tight = digits.replace(/[_ \u00a0]/g, '')
  if (/^\d{1,3}(,\d{3})+(\.\d+)?$/.test(tight)) return tight.replaceAll(',', '')
  return tight.replace(',', '.')
}
