import type { Gap } from './ast.ts'
import { type Cursor, ended, peek, SyntaxFault, skipItem, take } from './cursor.ts'

/** One item, or none with a gap that says why: a fault in one member or statement costs that one alone. */
export function recovering<T>(c: Cursor, gaps: Gap[], parse: (c: Cursor, gaps: Gap[]) => T): T[] {
  const from = c.at
  const depth = c.depth
  try {
    return [parse(c, gaps)]
  } catch (fault) {
    if (!(fault instanceof SyntaxFault)) throw fault
    c.at = from
    c.depth = depth
    const s = peek(c).s
    skipItem(c)
    // a lone closing bracket would be met again for ever
    if (c.at === from) take(c)
    gaps.push({ reason: fault.message, s, e: ended(c) })
    return []
  }
}
