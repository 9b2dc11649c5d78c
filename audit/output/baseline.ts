import type { Finding } from '../finding.ts'

export interface BaselineDiff {
  /** Not in the baseline. */
  added: readonly Finding[]
  /** In both. */
  kept: readonly Finding[]
  /** Fingerprints of the baseline that are gone. */
  fixed: readonly string[]
}

/** What a baseline file holds: `{ "version": 1, "fingerprints": [...] }`. */
export const toBaseline = (findings: readonly Finding[]): { version: 1; fingerprints: string[] } => ({
  version: 1,
  fingerprints: findings.map((finding) => finding.fingerprint).sort(),
})

/** Findings against an earlier baseline, matched by fingerprint, so moved code is not new. */
export function diffBaseline(findings: readonly Finding[], baseline: readonly string[]): BaselineDiff {
  const known = new Set(baseline)
  const now = new Set(findings.map((finding) => finding.fingerprint))
  return {
    added: findings.filter((finding) => !known.has(finding.fingerprint)),
    kept: findings.filter((finding) => known.has(finding.fingerprint)),
    fixed: baseline.filter((fingerprint) => !now.has(fingerprint)),
  }
}
