import type { Check } from '../check.ts'
import type { Finding, Severity } from '../finding.ts'
import { isSource } from '../finding.ts'
import type { AuditReport } from '../run.ts'

/** Numbers that code hosts turn into critical, high, medium and low ("security-severity" of SARIF rules). */
const SCORE: Readonly<Record<Severity, string>> = { high: '8.5', medium: '5.5', low: '3.0', info: '0.0' }
const LEVEL: Readonly<Record<Severity, 'error' | 'warning' | 'note'>> = { high: 'error', medium: 'warning', low: 'note', info: 'note' }
const PRECISION = { certain: 'very-high', likely: 'high', possible: 'medium' } as const

/** A report as SARIF 2.1.0 (OASIS), with suppressed findings marked as such. Paths are relative URIs. */
export function toSarif(report: AuditReport, checks: readonly Check[], version: string): object {
  const used = checks.filter((check) => report.checks.includes(check.id))
  const index = new Map(used.map((check, at) => [check.id, at]))
  const results = [
    ...report.findings.map((finding) => resultOf(finding, index)),
    ...report.suppressed.map(({ finding, reason }) => ({
      ...resultOf(finding, index),
      suppressions: [{ kind: 'inSource', justification: reason }],
    })),
  ]
  return {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: 'Petrel', version, rules: used.map(ruleOf) } },
        columnKind: 'utf16CodeUnits',
        invocations: [
          {
            executionSuccessful: true,
            toolExecutionNotifications: report.notAnalysed.map((note) => ({
              level: 'warning',
              message: { text: note.reason },
              ...(note.file
                ? {
                    locations: [
                      {
                        physicalLocation: {
                          artifactLocation: { uri: uriOf(note.file) },
                          ...(note.line ? { region: { startLine: note.line } } : {}),
                        },
                      },
                    ],
                  }
                : {}),
            })),
          },
        ],
        results,
      },
    ],
  }
}

const ruleOf = (check: Check): object => ({
  id: check.id,
  name: check.id.replace(/(?:^|-)(\w)/g, (_, letter: string) => letter.toUpperCase()),
  shortDescription: { text: check.title },
  fullDescription: { text: check.explanation },
  help: { text: check.fix, markdown: `${check.explanation}\n\n**Fix.** ${check.fix}\n\n${check.references.join(', ')}` },
  defaultConfiguration: { level: LEVEL[check.severity] },
  properties: { 'security-severity': SCORE[check.severity], tags: ['security', check.category, ...check.references] },
})

function resultOf(finding: Finding, index: ReadonlyMap<string, number>): object {
  const at = index.get(finding.check)
  return {
    ruleId: finding.check,
    ...(at === undefined ? {} : { ruleIndex: at }),
    level: LEVEL[finding.severity],
    message: { text: finding.message },
    locations: [{ ...locationOf(finding.at), logicalLocations: [{ fullyQualifiedName: `${finding.contract}.${finding.function}` }] }],
    relatedLocations: finding.evidence.flatMap((item, id) =>
      item.at ? [{ id, message: { text: item.note }, ...locationOf(item.at) }] : [],
    ),
    partialFingerprints: { 'petrelFinding/v1': finding.fingerprint, primaryLocationLineHash: `${finding.fingerprint}:1` },
    properties: { certainty: finding.certainty, precision: PRECISION[finding.certainty], 'security-severity': SCORE[finding.severity] },
  }
}

function locationOf(at: Finding['at']): object {
  const artifactLocation = { uri: uriOf(at.file) }
  if (!isSource(at)) return { physicalLocation: { artifactLocation, region: { byteOffset: at.pc, byteLength: 1 } } }
  const region = {
    startLine: at.line,
    startColumn: at.column,
    endLine: Math.max(at.line, at.endLine),
    charOffset: at.offset,
    charLength: at.end - at.offset,
  }
  return { physicalLocation: { artifactLocation, region: { ...region, snippet: { text: at.excerpt } } } }
}

const uriOf = (path: string): string => path.split('/').map(encodeURIComponent).join('/').replace(/^\/+/, '')
