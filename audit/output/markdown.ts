import type { Check } from '../check.ts'
import { type Finding, isSource, SEVERITIES } from '../finding.ts'
import type { AuditReport } from '../run.ts'

/** A report for people, in Markdown. Everything from the sources stands in code spans or fenced blocks that it cannot leave. */
export function toMarkdown(report: AuditReport, checks: readonly Check[]): string {
  const counts = SEVERITIES.map(
    (severity) => `${report.findings.filter((finding) => finding.severity === severity).length} ${severity}`,
  ).join(', ')
  const parts = [
    '# Audit report',
    `${report.files} files, ${report.contracts} contracts, ${report.checks.length} checks: ${counts}.`,
    ...SEVERITIES.flatMap((severity) => section(severity, report, checks)),
    ...suppressedPart(report),
    ...skippedPart(report),
  ]
  return `${parts.join('\n\n')}\n`
}

function section(severity: Finding['severity'], report: AuditReport, checks: readonly Check[]): string[] {
  const findings = report.findings.filter((finding) => finding.severity === severity)
  if (findings.length === 0) return []
  const ids = [...new Set(findings.map((finding) => finding.check))]
  return [
    `## ${severity[0]?.toUpperCase()}${severity.slice(1)}`,
    ...ids.flatMap((id) =>
      group(
        id,
        findings.filter((finding) => finding.check === id),
        checks,
      ),
    ),
  ]
}

function group(id: string, findings: readonly Finding[], checks: readonly Check[]): string[] {
  const check = checks.find((one) => one.id === id)
  const about = check ? [check.explanation, `**Fix.** ${check.fix}`, `References: ${check.references.join(', ') || 'none'}.`] : []
  return [`### ${check?.title ?? id} (\`${id}\`)`, ...about, ...findings.flatMap(one)]
}

function one(finding: Finding): string[] {
  const where = isSource(finding.at) ? `${finding.at.file}:${finding.at.line}` : `${finding.at.file} at ${finding.at.pc}`
  const head = `- ${span(where)} ${span(`${finding.contract}.${finding.function}`)} (${finding.certainty}): ${plain(finding.message)}`
  const excerpt = isSource(finding.at) && finding.at.excerpt ? [fence(finding.at.excerpt)] : []
  const evidence = finding.evidence.map(
    (item) => `  - ${plain(item.note)}${item.at ? ` (${span(`${item.at.file}:${item.at.line}`)})` : ''}`,
  )
  return [[head, ...evidence].join('\n'), ...excerpt]
}

function suppressedPart(report: AuditReport): string[] {
  if (report.suppressed.length === 0) return []
  const lines = report.suppressed.map(({ finding, reason }) => `- \`${finding.check}\` in ${span(finding.at.file)}: ${plain(reason)}`)
  return ['## Suppressed by the authors', lines.join('\n')]
}

function skippedPart(report: AuditReport): string[] {
  const lines = report.notAnalysed
    .slice(0, 50)
    .map((note) => `- ${note.file ? `${span(note.line ? `${note.file}:${note.line}` : note.file)}: ` : ''}${plain(note.reason)}`)
  return ['## Not analysed', lines.length > 0 ? lines.join('\n') : 'Nothing was left out.']
}

/** Text without any character that Markdown or HTML gives a meaning to. */
const plain = (text: string): string =>
  text.replace(/[\r\n]+/g, ' ').replace(/[\\`*_{}[\]<>()#+!|~&]/g, (mark) => (/[()+!]/.test(mark) ? mark : `\\${mark}`))

/** A code span that its content cannot close. */
function span(text: string): string {
  const clean = text.replace(/[\r\n]+/g, ' ')
  const longest = Math.max(0, ...[...clean.matchAll(/`+/g)].map((run) => run[0].length))
  const ticks = '`'.repeat(longest + 1)
  return longest > 0 ? `${ticks} ${clean} ${ticks}` : `${ticks}${clean}${ticks}`
}

/** A fenced block that its content cannot close. */
function fence(text: string): string {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map((run) => run[0].length))
  const ticks = '`'.repeat(longest + 1)
  return `${ticks}solidity\n${text}\n${ticks}`
}
