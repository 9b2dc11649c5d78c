import { parseHex } from './bytecode/hex.ts'
import type { Check, Found } from './check.ts'
import { CHECKS } from './checks/index.ts'
import { compareFindings, type Evidence, type Finding, type Place } from './finding.ts'
import { hash64, normaliseCode } from './fingerprint.ts'
import { FUEL } from './model/contracts.ts'
import { applySuppressions, type Suppressed } from './output/suppress.ts'
import type { FileAst, Span } from './parse/ast.ts'
import { position } from './parse/lexer.ts'
import { type CodeSubject, openSource, type SourceFile, type SourceSubject } from './subject.ts'

export interface AuditInput {
  sources?: readonly SourceFile[]
  /** "prefix=target" as compilers take them. */
  remappings?: readonly string[]
  /** Runtime bytecode in hex, with or without 0x. */
  bytecode?: readonly { name: string; hex: string }[]
}

export interface AuditOptions {
  /** All checks by default. */
  checks?: readonly Check[]
  signal?: AbortSignal
  progress?: (step: { what: string; done: number; total: number }) => void
}

/** Something that was not looked at, and why. */
export interface NotAnalysed {
  file: string
  line?: number
  reason: string
}

export interface AuditReport {
  /** Worst first. */
  findings: readonly Finding[]
  suppressed: readonly Suppressed[]
  notAnalysed: readonly NotAnalysed[]
  /** Ids of the checks that ran. */
  checks: readonly string[]
  files: number
  contracts: number
}

/**
 * Analyses sources and bytecode without compiling or running them. Never throws for what the input holds: what could not be followed is in
 * `notAnalysed`. Throws the signal's reason when aborted.
 * @example audit({ sources: [{ path: 'a.sol', text }] }).findings
 */
export function audit(input: AuditInput, options: AuditOptions = {}): AuditReport {
  const checks = options.checks ?? CHECKS
  const notes: NotAnalysed[] = []
  const raw: Finding[] = []
  const subject = openSource(input.sources ?? [], input.remappings, () => options.signal?.throwIfAborted())
  notes.push(...gapsOf(subject))
  if (subject.files.length > 0) raw.push(...runSource(subject, checks, options, notes))
  for (const part of input.bytecode ?? []) raw.push(...runCode(part, checks, options, notes))
  const { kept, suppressed } = applySuppressions(raw.sort(compareFindings), subject.files)
  const ran = checks.filter((check) => (check.needs === 'source' ? subject.files.length > 0 : (input.bytecode?.length ?? 0) > 0))
  return {
    findings: kept,
    suppressed,
    notAnalysed: notes,
    checks: ran.map((check) => check.id),
    files: subject.files.length,
    contracts: subject.contracts.length,
  }
}

function gapsOf(subject: SourceSubject): NotAnalysed[] {
  const gaps = subject.files.flatMap((file) =>
    file.gaps.map((gap) => ({ file: file.path, line: position(file.lines, gap.s).line, reason: gap.reason })),
  )
  const missing = subject.contracts.filter((contract) => contract.model.incomplete)
  const long = subject.contracts.flatMap((contract) =>
    contract.entries.filter((entry) => entry.flow.truncated).map((entry) => ({ contract, entry })),
  )
  return [
    ...gaps,
    ...missing.map(({ model }) => ({
      file: model.file.path,
      line: position(model.file.lines, model.def.s).line,
      reason: `a base of "${model.name}" is not among the sources`,
    })),
    ...long.map(({ contract, entry }) => ({
      file: entry.fn.owner.file.path,
      line: position(entry.fn.owner.file.lines, entry.fn.def.s).line,
      reason: `"${contract.model.name}.${entry.fn.def.name}" is longer than the step budget; its end was not followed`,
    })),
  ]
}

function runSource(subject: SourceSubject, checks: readonly Check[], options: AuditOptions, notes: NotAnalysed[]): Finding[] {
  const files = new Map(subject.files.map((file) => [file.path, file]))
  const list = checks.filter((check) => check.needs === 'source')
  return list.flatMap((check, done) => {
    options.signal?.throwIfAborted()
    options.progress?.({ what: check.id, done, total: list.length })
    subject.project.fuel.left = FUEL * 10
    return guarded(() => unique([...check.run(subject)].map((found) => sourceFinding(check, found, files))), check, notes)
  })
}

function runCode(part: { name: string; hex: string }, checks: readonly Check[], options: AuditOptions, notes: NotAnalysed[]): Finding[] {
  const code = parseHex(part.hex)
  if (!code) {
    notes.push({ file: part.name, reason: 'the bytecode is not hex' })
    return []
  }
  const subject: CodeSubject = { kind: 'bytecode', name: part.name, code }
  return checks.flatMap((check) => {
    options.signal?.throwIfAborted()
    return check.needs === 'bytecode'
      ? guarded(() => unique([...check.run(subject)].map((found) => codeFinding(check, found))), check, notes)
      : []
  })
}

/** A check that fails on hostile input takes only its own findings with it. */
function guarded(run: () => Finding[], check: Check, notes: NotAnalysed[]): Finding[] {
  try {
    return run()
  } catch (error) {
    notes.push({ file: '', reason: `check ${check.id} stopped: ${error instanceof Error ? error.message.slice(0, 120) : 'unknown'}` })
    return []
  }
}

const placeId = (finding: Finding): string =>
  'line' in finding.at
    ? `${finding.at.file}:${finding.at.offset}:${finding.at.end}`
    : `${finding.at.file}:${finding.at.pc}:${finding.at.selector ?? ''}`

/** One finding a place and check: inherited code is met once for each heir. */
function unique(findings: readonly Finding[]): Finding[] {
  const best = new Map<string, Finding>()
  for (const finding of findings) {
    const old = best.get(placeId(finding))
    if (!old || compareFindings(finding, old) < 0) best.set(placeId(finding), finding)
  }
  const prints = new Map<string, number>()
  return [...best.values()].map((finding) => {
    const count = prints.get(finding.fingerprint) ?? 0
    prints.set(finding.fingerprint, count + 1)
    return count === 0 ? finding : { ...finding, fingerprint: hash64(`${finding.fingerprint}#${count}`) }
  })
}

function placeOf(file: FileAst, span: Span): Place {
  const from = position(file.lines, span.s)
  const to = position(file.lines, Math.max(span.s, span.e - 1))
  const excerpt = file.text.slice(span.s, Math.min(span.e, span.s + 240))
  return { file: file.path, ...from, endLine: to.line, offset: span.s, end: span.e, excerpt }
}

function sourceFinding(check: Check, found: Found, files: ReadonlyMap<string, FileAst>): Finding {
  const file = files.get(found.file) as FileAst
  const at = placeOf(file, found.span ?? { s: 0, e: 0 })
  const evidence = (found.evidence ?? []).map(({ note, file: path, span }): Evidence => {
    const where = files.get(path ?? found.file)
    return span && where ? { note, at: placeOf(where, span) } : { note }
  })
  return { ...shared(check, found, normaliseCode(at.excerpt)), at, evidence }
}

function codeFinding(check: Check, found: Found): Finding {
  const at = { file: found.file, pc: found.pc ?? 0, ...(found.selector ? { selector: found.selector } : {}) }
  return { ...shared(check, found, found.message), at, evidence: (found.evidence ?? []).map(({ note }) => ({ note })) }
}

function shared(check: Check, found: Found, code: string): Omit<Finding, 'at' | 'evidence'> {
  const { contract, function: fn, message, certainty } = found
  const fingerprint = hash64([check.id, contract, fn, code].join('|'))
  return {
    check: check.id,
    title: check.title,
    category: check.category,
    severity: found.severity ?? check.severity,
    certainty,
    contract,
    function: fn,
    message,
    fingerprint,
  }
}
