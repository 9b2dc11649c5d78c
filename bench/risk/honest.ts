import { createRequire } from 'node:module'
import { dirname } from 'node:path'
import type { Severity } from '../../audit/finding.ts'
import { audit } from '../../audit/run.ts'
import type { BenchOptions, Figure } from '../figures.ts'
import { readFolder } from './folder.ts'

/** Audited code in wide use, as its authors publish it. */
const PACKAGES = [
  '@openzeppelin/contracts',
  '@uniswap/v2-core',
  '@uniswap/v2-periphery',
  '@uniswap/v3-core',
  '@uniswap/v3-periphery',
  '@uniswap/v4-core',
]
/** Not what is deployed: tests, mocks, examples, and the copies of other projects that a package carries. */
const ASIDE = /(?:^|\/)(?:tests?|mocks?|examples?|lib|node_modules|snapshots)\//i

/** Findings by severity on one package, and how many files it has. */
export function honestPackage(name: string): { files: number; count: Record<Severity, number> } {
  const folder = dirname(createRequire(import.meta.url).resolve(`${name}/package.json`))
  const sources = readFolder(folder).filter(({ path }) => !ASIDE.test(path))
  const count: Record<Severity, number> = { high: 0, medium: 0, low: 0, info: 0 }
  for (const { severity } of audit({ sources }).findings) count[severity] += 1
  return { files: sources.length, count }
}

/** What is reported on code that has nothing to act on at once. */
export function honest({ log }: BenchOptions): Figure[] {
  const all = PACKAGES.map((name) => ({ name, ...honestPackage(name) }))
  for (const { name, files, count } of all) log(`${name}: ${files} files, ${count.high} high, ${count.medium} medium, ${count.low} low`)
  const sum = (severity: Severity): number => all.reduce((total, { count }) => total + count[severity], 0)
  const unit = `findings in ${all.reduce((total, { files }) => total + files, 0)} files`
  return [
    { id: 'honest_high', value: sum('high'), unit, better: 'lower' },
    { id: 'honest_medium', value: sum('medium'), unit, better: 'lower' },
  ]
}
