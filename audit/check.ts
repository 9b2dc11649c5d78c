import type { Category, Certainty, Severity } from './finding.ts'
import type { Span } from './parse/ast.ts'
import type { CodeSubject, SourceSubject } from './subject.ts'

/** What a check hands back; run.ts turns it into a Finding with excerpt and fingerprint. */
export interface Found {
  /** File and span in it (source), or program counter (bytecode). */
  file: string
  span?: Span
  pc?: number
  selector?: string
  contract: string
  function: string
  /** One sentence; names from the source in quotes. */
  message: string
  certainty: Certainty
  /** When this case is milder or worse than the check's own severity. */
  severity?: Severity
  evidence?: readonly { note: string; file?: string; span?: Span }[]
}

interface CheckFacts {
  /** kebab-case, stable for ever. */
  id: string
  title: string
  severity: Severity
  category: Category
  /** Two or three sentences: what goes wrong and how it is used. */
  explanation: string
  /** What to write instead. */
  fix: string
  /** SWC ids and OWASP Smart Contract Top 10 (2025) ids. */
  references: readonly string[]
}

export interface SourceCheck extends CheckFacts {
  needs: 'source'
  run(subject: SourceSubject): Iterable<Found>
}

export interface CodeCheck extends CheckFacts {
  needs: 'bytecode'
  run(subject: CodeSubject): Iterable<Found>
}

export type Check = SourceCheck | CodeCheck

export const sourceCheck = (check: Omit<SourceCheck, 'needs'>): SourceCheck => ({ needs: 'source', ...check })
export const codeCheck = (check: Omit<CodeCheck, 'needs'>): CodeCheck => ({ needs: 'bytecode', ...check })
