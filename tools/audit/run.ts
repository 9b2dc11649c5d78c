import { readFile, writeFile } from 'node:fs/promises'
import { CHECKS } from '../../audit/checks/index.ts'
import { type Finding, isSource, SEVERITIES, type Severity } from '../../audit/finding.ts'
import { diffBaseline, toBaseline } from '../../audit/output/baseline.ts'
import { toMarkdown } from '../../audit/output/markdown.ts'
import { toSarif } from '../../audit/output/sarif.ts'
import type { AuditReport } from '../../audit/run.ts'
import { PetrelError } from '../../core/errors.ts'
import type { ToolContext } from '../../core/tool.ts'
import type { Handles } from '../define.ts'
import { cleanText } from '../format.ts'
import { type Explained, explain, type Fact } from '../risk/explain.ts'
import { neutral } from '../risk/neutral.ts'
import { answer } from './answer.ts'
import { auditInThread } from './in-thread.ts'
import { inTerminal, type Material, openMaterial } from './material.ts'

export interface AuditToolInput {
  target?: string | undefined
  source?: string | undefined
  chain?: string | undefined
  format: 'card' | 'json' | 'sarif' | 'markdown'
  severity: Severity
  out?: string | undefined
  baseline?: string | undefined
  writeBaseline?: string | undefined
  failOn: Severity | 'never'
}

/** A number with its record. */
export interface Count {
  id: string
  value: number
}

export interface AuditResult {
  name: string
  from: Material['from']
  at: Material['at']
  /** Findings that are shown: at least as bad as asked, new against the baseline. */
  findings: readonly Finding[]
  /** Table record of all shown findings; columns as in FINDING_COLUMNS. */
  record: string
  counts: Readonly<
    Record<Severity | 'files' | 'contracts' | 'checks' | 'suppressed' | 'skipped' | 'known' | 'fixed' | 'hidden' | 'block', Count>
  >
  skipped: readonly string[]
  /** The report in the asked form, when it is not the card. */
  text?: { language: 'json' | 'text'; body: string }
  written: readonly string[]
  /** Sentences of the model about the worst findings, checked. */
  explained?: readonly Explained[]
}

/** Columns of the table of findings. */
export const FINDING_COLUMNS = ['severity', 'certainty', 'check', 'place', 'function', 'what'] as const

const atLeast = (severity: Severity, least: Severity): boolean => SEVERITIES.indexOf(severity) <= SEVERITIES.indexOf(least)

/** The first finding of each check. */
export const onePerCheck = (findings: readonly Finding[]): Finding[] =>
  findings.filter((finding, index) => findings.findIndex((other) => other.check === finding.check) === index)

/** "a.sol:12", or the address and selector of bytecode. */
export const placeOf = ({ at }: Finding): string =>
  isSource(at) ? `${at.file}:${at.line}` : `${at.file}${at.selector ? ` 0x${at.selector}` : ''}`

/**
 * Audits what the input speaks of and makes the report in the asked form. Throws PetrelError input_invalid, not_allowed, token_unknown and,
 * with `failOn`, audit_findings, which carries the blocks of the answer.
 */
export async function run(input: AuditToolInput, context: ToolContext<Handles>): Promise<AuditResult> {
  needTerminal(input, context)
  context.progress('Reading the contract')
  const material = await openMaterial(input, context)
  const report = ownOnly(await analyse(material, context), material)
  const known = input.baseline === undefined ? undefined : await readBaseline(input.baseline)
  const diff = diffBaseline(report.findings, known ?? [])
  const shown = diff.added.filter((finding) => atLeast(finding.severity, input.severity))
  const written = await writeFiles(input, report, shown)
  const explained = input.format === 'card' ? await explain(factsOf(shown), context) : undefined
  const collected = collect({ input, material, report, shown, known: diff.kept.length, fixed: diff.fixed.length, written }, context)
  const result = { ...collected, ...(explained ? { explained } : {}) }
  return failing(input, diff.added, result, context.locale)
}

/** The worst findings, one a check: our titles and explanations, and the code without its author's words. */
function factsOf(findings: readonly Finding[]): Fact[] {
  return onePerCheck(findings).map(({ check, severity, title, at }, index) => ({
    ...{ id: `F${index + 1}`, severity, text: `${title}. ${CHECKS.find(({ id }) => id === check)?.explanation ?? ''}`.trim(), figures: [] },
    ...(isSource(at) ? { code: neutral(at.excerpt) } : {}),
  }))
}

function needTerminal(input: AuditToolInput, context: ToolContext<Handles>): void {
  const asked = (['out', 'baseline', 'writeBaseline'] as const).find((field) => input[field] !== undefined)
  if (asked === undefined || inTerminal(context)) return
  throw new PetrelError('not_allowed', {
    message: `"${asked}" names a file, and files exist in the terminal of Petrel’s machine only.`,
    hint: 'Leave it out, or run "petrel audit" there.',
    facts: { field: asked },
  })
}

const analyse = (material: Material, { signal, progress }: ToolContext<Handles>): Promise<AuditReport> =>
  auditInThread(material.input, { signal, progress: ({ what, done, total }) => progress(`Checking ${what}`, done / total) })

/** What imported packages do wrong is not the asker's to fix. */
function ownOnly(report: AuditReport, { own, missing }: Material): AuditReport {
  const gaps = missing.map((path) => ({ file: '', reason: `the import "${path}" was not found` }))
  if (!own) return { ...report, notAnalysed: [...gaps, ...report.notAnalysed] }
  const mine = (file: string): boolean => own.has(file)
  return {
    ...report,
    findings: report.findings.filter(({ at }) => mine(at.file)),
    suppressed: report.suppressed.filter(({ finding }) => mine(finding.at.file)),
    notAnalysed: [...gaps, ...report.notAnalysed.filter(({ file }) => file === '' || mine(file))],
  }
}

async function readBaseline(path: string): Promise<string[]> {
  try {
    const { fingerprints } = JSON.parse(await readFile(path, 'utf8')) as { fingerprints?: unknown }
    if (Array.isArray(fingerprints)) return fingerprints.filter((one): one is string => typeof one === 'string')
    throw new TypeError('no list of fingerprints')
  } catch (cause) {
    throw new PetrelError('input_invalid', {
      message: `"${path}" is no baseline.`,
      hint: 'Write one with --write-baseline.',
      facts: { path },
      cause,
    })
  }
}

const withFindings = (report: AuditReport, findings: readonly Finding[]): AuditReport => ({ ...report, findings })

function render(format: AuditToolInput['format'], report: AuditReport): AuditResult['text'] {
  if (format === 'card') return undefined
  if (format === 'markdown') return { language: 'text', body: toMarkdown(report, CHECKS) }
  return { language: 'json', body: JSON.stringify(format === 'sarif' ? toSarif(report, CHECKS, '1') : report, undefined, 2) }
}

async function writeFiles(input: AuditToolInput, report: AuditReport, shown: readonly Finding[]): Promise<string[]> {
  const written: string[] = []
  if (input.out !== undefined) {
    const text = render(input.format === 'card' ? 'markdown' : input.format, withFindings(report, shown))
    await writeFile(input.out, `${text?.body ?? ''}\n`)
    written.push(input.out)
  }
  if (input.writeBaseline !== undefined) {
    await writeFile(input.writeBaseline, `${JSON.stringify(toBaseline(report.findings), undefined, 2)}\n`)
    written.push(input.writeBaseline)
  }
  return written
}

interface Gathered {
  input: AuditToolInput
  material: Material
  report: AuditReport
  shown: readonly Finding[]
  known: number
  fixed: number
  written: readonly string[]
}

function collect({ input, material, report, shown, known, fixed, written }: Gathered, { ledger }: ToolContext<Handles>): AuditResult {
  const where = material.at ? { chain: material.at.chainId, block: material.at.block } : {}
  const source = `audit of ${cleanText(material.name, 200)}`
  const count = (name: string, value: number): Count => ({ id: ledger.measured({ name, value, source, ...where }).id, value })
  const bad = (severity: Severity) => count(`${severity} findings`, shown.filter((finding) => finding.severity === severity).length)
  const record = ledger.table({
    name: `findings in ${cleanText(material.name, 200)}`,
    columns: FINDING_COLUMNS.map((name) => ({ name, type: 'text' as const, unit: '' })),
    rows: shown.map((finding) => [finding.severity, finding.certainty, finding.check, cleanText(placeOf(finding), 120), cleanText(`${finding.contract}.${finding.function}`, 80), cleanText(finding.message, 300)]),
    source,
    ...where,
  }) // biome-ignore format: one row
  const skipped = report.notAnalysed.map(({ file, line, reason }) =>
    cleanText([file && `${file}${line ? `:${line}` : ''}`, reason].filter(Boolean).join(': '), 200),
  )
  const text = input.out === undefined ? render(input.format, withFindings(report, shown)) : undefined
  return {
    ...{ name: cleanText(material.name, 120), from: material.from, at: material.at, findings: shown, record: record.id, skipped, written },
    counts: {
      ...{ high: bad('high'), medium: bad('medium'), low: bad('low'), info: bad('info') },
      ...{
        files: count('files', report.files),
        contracts: count('contracts', report.contracts),
        checks: count('checks', report.checks.length),
      },
      ...{ suppressed: count('suppressed findings', report.suppressed.length), skipped: count('things not analysed', skipped.length) },
      ...{ known: count('findings of the baseline', known), fixed: count('findings of the baseline that are gone', fixed) },
      hidden: count('findings below the asked severity', report.findings.length - known - shown.length),
      block: count('block', material.at?.block ?? 0),
    },
    ...(text ? { text } : {}),
  }
}

/** For build servers: new findings at or above the threshold end the command with an error, after they are shown. */
function failing({ failOn }: AuditToolInput, added: readonly Finding[], result: AuditResult, locale: string): AuditResult {
  const bad = failOn === 'never' ? [] : added.filter((finding) => atLeast(finding.severity, failOn))
  if (bad.length === 0) return result
  throw new PetrelError('audit_findings', {
    message: `Findings of severity ${failOn} or worse: ${bad.length}.`,
    hint: 'Fix them, or mark each with "// petrel-ignore CHECK: REASON".',
    facts: { count: bad.length, failOn },
    blocks: answer(result, locale),
  })
}
