import { type Finding, isSource } from '../finding.ts'
import type { FileAst } from '../parse/ast.ts'
import { position } from '../parse/lexer.ts'

export interface Suppressed {
  finding: Finding
  reason: string
}

interface Mark {
  line: number
  check: string
  reason: string
}

const MARK = /\/\/[ \t]*petrel-ignore[ \t]+([a-z0-9-]+|\*)[ \t]*:[ \t]*(\S[^\n\r]*)/g

/** Marks of a file: `// petrel-ignore CHECK: REASON`, on the line of the finding or the line before. A mark without a reason counts for nothing. */
function marksOf(file: FileAst): Mark[] {
  return [...file.text.matchAll(MARK)].map((match) => ({
    line: position(file.lines, match.index).line,
    check: match[1] ?? '',
    reason: (match[2] ?? '').trim(),
  }))
}

/** Takes out what the authors marked, with their reasons. */
export function applySuppressions(findings: readonly Finding[], files: readonly FileAst[]): { kept: Finding[]; suppressed: Suppressed[] } {
  const marks = new Map(files.map((file) => [file.path, marksOf(file)]))
  const kept: Finding[] = []
  const suppressed: Suppressed[] = []
  for (const finding of findings) {
    const { at } = finding
    const mark = isSource(at)
      ? marks
          .get(at.file)
          ?.find((one) => (one.check === finding.check || one.check === '*') && (one.line === at.line || one.line === at.line - 1))
      : undefined
    if (mark) suppressed.push({ finding, reason: mark.reason })
    else kept.push(finding)
  }
  return { kept, suppressed }
}
