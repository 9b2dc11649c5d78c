import { readFileSync } from 'node:fs'
import type { Figure } from '../figures.ts'

/** Share of findings that were judged right by hand, as docs/audit-precision.md lists them. */
export function handPrecision(): Figure[] {
  const page = readFileSync(new URL('../../docs/audit-precision.md', import.meta.url), 'utf8')
  const verdicts = [...page.matchAll(/^\| \d+ \|.*\| (right|wrong) \|/gm)].map(([, verdict]) => verdict)
  const right = verdicts.filter((verdict) => verdict === 'right').length
  const value = Number(((100 * right) / Math.max(1, verdicts.length)).toFixed(1))
  return [{ id: 'hand_precision_pct', value, unit: `% of ${verdicts.length}`, better: 'higher' }]
}
