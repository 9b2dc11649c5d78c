import { cleanLine } from './clean-text.ts'

const INHERITED = new RegExp(
  Object.getOwnPropertyNames(Object.prototype)
    .sort((a, b) => b.length - a.length)
    .join('|'),
  'g',
)

/**
 * A stranger's text for ECharts, on one line. zrender keeps the widths of texts in a plain object, so that a token called "__proto__"
 * would write into the prototype of every object of the process; a space of no width inside such names keeps them out.
 */
export const chartText = (text: string): string => cleanLine(text).replace(INHERITED, (name) => `${name.slice(0, 1)}\u200b${name.slice(1)}`)
