import type { FileAst } from '../parse/ast.ts'

/**
 * Minor version of the oldest compiler that the pragmas allow together (4 for 0.4.x). Without a pragma: 8 when the text uses what only 0.8
 * has, else 4, because unchecked arithmetic is the assumption that misses nothing.
 */
export function compilerMinor(file: FileAst): number {
  const each = file.pragmas.map(lowest).filter((minor) => minor !== undefined)
  if (each.length > 0) return Math.max(4, ...each)
  return /\bunchecked\s*\{|\berror\s+\w+\s*\(|\bimmutable\b|\btype\(u?int\d*\)\.max/.test(file.text) ? 8 : 4
}

/** Lowest minor version that one pragma allows; upper bounds do not count. */
function lowest(pragma: string): number | undefined {
  const bounds = [...pragma.matchAll(/(<=?)?[\s^~>=v]*\b0\s*\.\s*(\d{1,2})\b/g)]
    .filter((match) => !match[1])
    .map((match) => Number(match[2]))
  return bounds.length > 0 ? Math.min(...bounds) : undefined
}
