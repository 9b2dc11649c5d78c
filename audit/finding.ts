/** How bad it is if true. */
export const SEVERITIES = ['high', 'medium', 'low', 'info'] as const
export type Severity = (typeof SEVERITIES)[number]

/** How sure the engine is that it is true. */
export const CERTAINTIES = ['certain', 'likely', 'possible'] as const
export type Certainty = (typeof CERTAINTIES)[number]

/** Family of weakness; the first nine are those of the DASP Top 10, which the public benchmarks use. */
export type Category =
  | 'reentrancy'
  | 'access_control'
  | 'arithmetic'
  | 'unchecked_low_level_calls'
  | 'denial_of_service'
  | 'bad_randomness'
  | 'front_running'
  | 'time_manipulation'
  | 'short_addresses'
  | 'uninitialised_storage'
  | 'signature'
  | 'honeypot'
  | 'rug_pull'
  | 'defi'
  | 'quality'

/** A place in a source file, lines and columns from 1; `offset` and `end` in UTF-16 units. */
export interface Place {
  file: string
  line: number
  column: number
  endLine: number
  offset: number
  end: number
  /** The source of that place, cut at 240 characters. It is a stranger's text. */
  excerpt: string
}

/** A place in bytecode. */
export interface CodePlace {
  /** Name that the input was given. */
  file: string
  /** Program counter, bytes. */
  pc: number
  /** 4-byte selector of the function it was reached through, when there is one. */
  selector?: string
}

export interface Evidence {
  /** What this place shows, in one sentence of ours; names from the source are quoted. */
  note: string
  at?: Place
}

/** One thing that is wrong, with what proves it. */
export interface Finding {
  /** Id of the check. */
  check: string
  title: string
  category: Category
  severity: Severity
  certainty: Certainty
  /** Contract and function, as written in the source. */
  contract: string
  function: string
  message: string
  at: Place | CodePlace
  evidence: readonly Evidence[]
  /** Stable over edits elsewhere in the file: hash of check, contract, function and normalised excerpt (64 bits, hex). */
  fingerprint: string
}

export const isSource = (at: Place | CodePlace): at is Place => 'line' in at

const rank = (finding: Finding): number => SEVERITIES.indexOf(finding.severity) * 10 + CERTAINTIES.indexOf(finding.certainty)

/** Worst first, then surest, then by place. */
export function compareFindings(a: Finding, b: Finding): number {
  const where = (finding: Finding): number => (isSource(finding.at) ? finding.at.offset : finding.at.pc)
  return rank(a) - rank(b) || (a.at.file < b.at.file ? -1 : a.at.file > b.at.file ? 1 : 0) || where(a) - where(b)
}
