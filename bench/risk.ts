/**
 * What the contract engine finds and misses on labelled public sets, how often it cries wolf on OpenZeppelin's contracts, and how fast it
 * is. `--data` names a folder laid out as docs/audit.md says; without it only OpenZeppelin and the speed on it are measured. The peer is
 * Slither, by the findings that the data folder stores of it.
 */
import { existsSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import type { Finding } from '../audit/finding.ts'
import { audit } from '../audit/run.ts'
import type { BenchOptions, Figure } from './figures.ts'
import { crpwarner, honeybadger, isHeldOut, leaking, type Sample, smartbugs, solidifi, verismart } from './risk/data.ts'
import { readFolder } from './risk/folder.ts'
import { handPrecision } from './risk/hand.ts'
import { honest } from './risk/honest.ts'
import { HONEY, MAP, RUG, SLITHER } from './risk/mapping.ts'
import { f1, type Lines, lineScore, type Verdicts, verdicts } from './risk/score.ts'
import { simulation } from './risk/simulation.ts'
import { slitherSpeed } from './risk/slither-speed.ts'

interface Timed {
  sample: Sample
  findings: readonly Finding[]
  ms: number
}

export async function run(options: BenchOptions): Promise<Figure[]> {
  const figures = [
    ...openzeppelin(options),
    ...honest(options),
    ...(await simulation(options)),
    ...handPrecision(),
    ...(await slitherSpeed(options)),
  ]
  const root = options.dataDir
  if (!root || !existsSync(join(root, 'sb-curated'))) {
    options.log('No labelled sets: pass --data DIR (see docs/audit.md). Only OpenZeppelin was measured.')
    return figures
  }
  const timed: Timed[] = []
  // A fifth of a small set says something else than the set, so a quick run leaves out only copies of the same contracts with other bugs.
  const all = (samples: readonly Sample[], hex = false): Timed[] => samples.map((sample) => time(sample, hex, timed))
  const thinned = (samples: readonly Sample[]): readonly Sample[] => samples.filter((_, at) => !options.quick || at % 5 === 0)
  const bugs = all(smartbugs(root))
  figures.push(...smartbugsFigures(bugs, root))
  figures.push(
    ...lines('verismart', all(verismart(root)), false),
    ...lines('leaking', all(leaking(root)), false),
    ...lines('solidifi', all(thinned(solidifi(root))), false),
  )
  figures.push(...honey(all(honeybadger(root))))
  figures.push(...tokens('crpwarner', all(crpwarner(root, 'sol'))), ...tokens('crpwarner_hex', all(crpwarner(root, 'hex'), true)))
  figures.push(...speed(timed))
  return figures
}

function time(sample: Sample, hex: boolean, into: Timed[]): Timed {
  const start = performance.now()
  const { findings } = hex
    ? audit({ bytecode: [{ name: sample.name, hex: sample.text }] })
    : audit({ sources: [{ path: sample.name, text: sample.text }] })
  const result = { sample, findings, ms: performance.now() - start }
  into.push(result)
  return result
}

const percent = (id: string, value: number, peer?: Figure['peer']): Figure => ({
  id,
  value: Number(value.toFixed(1)),
  unit: '%',
  better: 'higher',
  ...(peer ? { peer } : {}),
})

/** What is reported by default: everything but notes of severity info. */
const shown = (findings: readonly Finding[]): Lines[] =>
  findings.flatMap((finding) =>
    'line' in finding.at && finding.severity !== 'info'
      ? [{ kinds: MAP[finding.check] ?? [], from: finding.at.line, to: finding.at.endLine }]
      : [],
  )

const everything = (findings: readonly Finding[]): Lines[] =>
  findings.flatMap((finding) =>
    'line' in finding.at ? [{ kinds: MAP[finding.check] ?? [], from: finding.at.line, to: finding.at.endLine }] : [],
  )

interface Stored {
  results: Record<string, { check: string; lines: number[] }[]>
}

/** Slither's stored findings on the same files, scored in the same way. */
function slither(samples: readonly Sample[], root: string) {
  const path = join(root, 'baselines', 'slither-0.11.5.sb-curated.json')
  if (!existsSync(path)) return undefined
  const { results } = JSON.parse(readFileSync(path, 'utf8')) as Stored
  const pairs = samples.map((sample) => {
    const found = (results[sample.name] ?? []).filter((one) => one.lines.length > 0)
    return {
      sample,
      lines: found.map((one) => ({ kinds: SLITHER[one.check] ?? [], from: Math.min(...one.lines), to: Math.max(...one.lines) })),
    }
  })
  return lineScore(pairs)
}

function smartbugsFigures(results: readonly Timed[], root: string): Figure[] {
  const part = (wanted: (name: string) => boolean) =>
    lineScore(results.filter(({ sample }) => wanted(sample.name)).map(({ sample, findings }) => ({ sample, lines: shown(findings) })))
  const whole = part(() => true)
  const peer = slither(
    results.map(({ sample }) => sample),
    root,
  )
  const against = (value: number | undefined) =>
    value === undefined ? undefined : { name: 'slither 0.11.5', value: Number(value.toFixed(1)) }
  const heldOut = part(isHeldOut)
  return [
    percent('smartbugs_recall_pct', whole.recall, against(peer?.recall)),
    percent('smartbugs_precision_pct', whole.precision, against(peer?.precision)),
    percent('smartbugs_heldout_recall_pct', heldOut.recall),
    percent('smartbugs_heldout_precision_pct', heldOut.precision),
  ]
}

function lines(name: string, results: readonly Timed[], precision: boolean): Figure[] {
  const score = (list: readonly Timed[]) => lineScore(list.map(({ sample, findings }) => ({ sample, lines: everything(findings) })))
  const whole = score(results)
  const heldOut = score(results.filter(({ sample }) => isHeldOut(sample.name)))
  return [
    percent(`${name}_recall_pct`, whole.recall),
    percent(`${name}_heldout_recall_pct`, heldOut.recall),
    ...(precision ? [percent(`${name}_precision_pct`, whole.precision)] : []),
  ]
}

function honey(results: readonly Timed[]): Figure[] {
  const all = verdicts(results, HONEY)
  const total = [...all.values()].reduce(
    (sum, one) => ({ hit: sum.hit + one.hit, missed: sum.missed + one.missed, wrong: sum.wrong + one.wrong }),
    { hit: 0, missed: 0, wrong: 0 },
  )
  const held = [
    ...verdicts(
      results.filter(({ sample }) => isHeldOut(sample.name)),
      HONEY,
    ).values(),
  ]
  const heldHit = held.reduce((sum, one) => sum + one.hit, 0)
  const recall = (hit: number, missed: number) => (100 * hit) / Math.max(1, hit + missed)
  return [
    percent('honeybadger_recall_pct', recall(total.hit, total.missed)),
    percent('honeybadger_precision_pct', (100 * total.hit) / Math.max(1, total.hit + total.wrong), {
      name: 'HoneyBadger (published, whole set)',
      value: 87.3,
    }),
    percent(
      'honeybadger_heldout_recall_pct',
      recall(
        heldHit,
        held.reduce((sum, one) => sum + one.missed, 0),
      ),
    ),
  ]
}

function tokens(name: string, results: readonly Timed[]): Figure[] {
  const PEER: Readonly<Record<string, number>> = { mint: 92.3, limit: 91.5, leak: 82.4 }
  const score: Map<string, Verdicts> = verdicts(results, RUG)
  return ['mint', 'limit', 'leak'].map((kind) =>
    percent(`${name}_f1_${kind}`, f1(score.get(kind)), { name: 'CRPWarner (published, whole set)', value: PEER[kind] ?? 0 }),
  )
}

function speed(timed: readonly Timed[]): Figure[] {
  const times = timed.map(({ ms }) => ms).sort((a, b) => a - b)
  const total = times.reduce((sum, ms) => sum + ms, 0)
  return [
    { id: 'files_per_s', value: Number(((1000 * times.length) / total).toFixed(1)), unit: 'files/s', better: 'higher' },
    { id: 'p95_ms', value: Number((times[Math.floor(times.length * 0.95)] ?? 0).toFixed(1)), unit: 'ms', better: 'lower' },
  ]
}

function openzeppelin(options: BenchOptions): Figure[] {
  const folder = dirname(createRequire(import.meta.url).resolve('openzeppelin-contracts-5/package.json'))
  const sources = readFolder(folder)
  const start = performance.now()
  const { findings } = audit({ sources })
  const ms = performance.now() - start
  options.log(`OpenZeppelin: ${sources.length} files in ${(ms / 1000).toFixed(1)} s`)
  const count = (severity: string) => findings.filter((finding) => finding.severity === severity).length
  return [
    {
      id: 'oz_high',
      value: count('high'),
      unit: 'findings',
      better: 'lower',
      peer: { name: 'slither 0.11.5 (12 of the files)', value: 13 },
    },
    {
      id: 'oz_medium',
      value: count('medium'),
      unit: 'findings',
      better: 'lower',
      peer: { name: 'slither 0.11.5 (12 of the files)', value: 72 },
    },
    { id: 'oz_files_per_s', value: Number(((1000 * sources.length) / ms).toFixed(1)), unit: 'files/s', better: 'higher' },
  ]
}
