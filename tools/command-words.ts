import type { Candidate } from '../core/tool.ts'

/** A message in the form in which operator's commands are compared: lower case, single spaces, no mark at the end. */
export const commandWords = (text: string): string =>
  text
    .trim()
    .toLowerCase()
    .replace(/[?!.。？！]+$/u, '')
    .replace(/\s+/g, ' ')

/** A complete reading of a message. */
export const claim = (tool: string, { score, input, reading }: { score: number; input: Record<string, unknown>; reading: string }): Candidate => ({
  tool, score, input, reading, missing: [], ambiguous: [],
}) // biome-ignore format: short

/** Bytes as people read them: 1_120_000_000 is "1.12 GB". */
export function formatBytes(bytes: number): string {
  const units = ['B', 'kB', 'MB', 'GB', 'TB']
  let [value, at] = [bytes, 0]
  while (value >= 1000 && at < units.length - 1) [value, at] = [value / 1000, at + 1]
  return `${at === 0 ? value : value.toFixed(value < 10 ? 2 : value < 100 ? 1 : 0)} ${units[at]}`
}

/** Seconds as people read them: "45 s", "12 min", "3.5 h". */
export function formatSeconds(seconds: number): string {
  if (seconds < 90) return `${Math.round(seconds)} s`
  return seconds < 5400 ? `${Math.round(seconds / 60)} min` : `${(seconds / 3600).toFixed(1)} h`
}
