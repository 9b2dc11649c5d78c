import { createHash } from 'node:crypto'
import type { Finding } from '../../audit/finding.ts'
import { audit } from '../../audit/run.ts'
import { crpwarner, honeybadger, leaking, type Sample, smartbugs, verismart } from './data.ts'

export interface Sampled {
  set: string
  name: string
  finding: Finding
}

/** Shown findings (all but notes) of the labelled sets, `count` of them drawn by `seed`, each check at most six times. */
export function sampleFindings(root: string, seed: number, count: number): Sampled[] {
  const samples: Sample[] = [...smartbugs(root), ...verismart(root), ...leaking(root), ...honeybadger(root), ...crpwarner(root, 'sol')]
  const all = samples.flatMap((sample): Sampled[] =>
    audit({ sources: [{ path: sample.name, text: sample.text }] })
      .findings.filter((finding) => finding.severity !== 'info')
      .map((finding) => ({ set: sample.set, name: sample.name, finding })),
  )
  // Drawn by hash, so that a finding that is no longer made leaves the rest of the draw as it was.
  const ticket = ({ set, name, finding }: Sampled): string =>
    createHash('sha1')
      .update([seed, set, name, finding.check, 'line' in finding.at ? finding.at.line : 0].join('|'))
      .digest('hex')
  all.sort((a, b) => (ticket(a) < ticket(b) ? -1 : 1))
  const taken = new Map<string, number>()
  return all
    .filter(({ finding }) => {
      const so = (taken.get(finding.check) ?? 0) + 1
      taken.set(finding.check, so)
      return so <= 6
    })
    .slice(0, count)
}
