/** How a piece of text is set apart; without colour it stays as it is. */
export interface Paint {
  bold(text: string): string
  dim(text: string): string
  warn(text: string): string
  accent(text: string): string
}

const ansi = (open: number, close: number) => (text: string) => (text === '' ? '' : `\u001b[${open}m${text}\u001b[${close}m`)
const same = (text: string) => text
export const COLOURED: Paint = { bold: ansi(1, 22), dim: ansi(2, 22), warn: ansi(33, 39), accent: ansi(36, 39) }
export const BARE: Paint = { bold: same, dim: same, warn: same, accent: same }
