import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'

/** One source or bytecode file with what its set says about it. */
export interface Sample {
  set: string
  name: string
  text: string
  labels: readonly Label[]
}

export interface Label {
  kind: string
  /** Lines of which one must be met; empty when the label is for the whole file. */
  lines: readonly number[]
  /** True for what is there, false for what was looked for and is not. */
  holds: boolean
}

const read = (path: string): string => readFileSync(path, 'utf8')
const rows = (path: string): string[][] => {
  const lines = read(path).split(/\r?\n/).slice(1)
  return lines.filter((line) => line.trim() !== '').map((line) => line.split(','))
}
const range = (from: number, length: number): number[] => Array.from({ length }, (_, at) => from + at)

/** A third of the files is kept aside while rules are written: those whose name hashes to a multiple of three. */
export const isHeldOut = (name: string): boolean => Number.parseInt(createHash('sha1').update(name).digest('hex').slice(0, 8), 16) % 3 === 0

interface Curated {
  path: string
  vulnerabilities: { lines: number[]; category: string }[]
}

export function smartbugs(root: string): Sample[] {
  const folder = join(root, 'sb-curated')
  const list = JSON.parse(read(join(folder, 'vulnerabilities.json'))) as Curated[]
  return list
    .filter((entry) => existsSync(join(folder, entry.path)))
    .map((entry) => ({
      set: 'smartbugs',
      name: entry.path,
      text: read(join(folder, entry.path)),
      labels: entry.vulnerabilities.map(({ category, lines }) => ({ kind: category, lines, holds: true })),
    }))
}

export function solidifi(root: string): Sample[] {
  const folder = join(root, 'solidifi', 'buggy_contracts')
  return readdirSync(folder).flatMap((kind) =>
    readdirSync(join(folder, kind))
      .filter((file) => file.endsWith('.sol'))
      .map((file) => ({
        set: 'solidifi',
        name: `${kind}/${file}`,
        text: read(join(folder, kind, file)),
        labels: rows(join(folder, kind, file.replace('buggy_', 'BugLog_').replace('.sol', '.csv'))).map(([from, length]) => ({
          kind,
          lines: range(Number(from), Number(length)),
          holds: true,
        })),
      })),
  )
}

/** Valid arithmetic CVEs, one label each. */
export function verismart(root: string): Sample[] {
  const folder = join(root, 'verismart')
  const files = readdirSync(join(folder, 'benchmarks', 'cve')).filter((file) => file.endsWith('.sol'))
  const labels = rows(join(folder, 'labels', 'cve_labels.csv')).filter((row) => row[2] === 'O')
  return files.map((file) => ({
    set: 'verismart',
    name: file,
    text: read(join(folder, 'benchmarks', 'cve', file)),
    labels: labels
      .filter(([id]) => `${id}.sol` === file)
      .map(([, lines = '']) => ({ kind: 'arithmetic', lines: lines.split(/[.:]/).map(Number), holds: true })),
  }))
}

/** Leaking and suicidal contracts: lines where ether leaves or code dies by anyone's hand. */
export function leaking(root: string): Sample[] {
  const folder = join(root, 'verismart')
  const files = readdirSync(join(folder, 'benchmarks', 'leaking_suicidal')).filter((file) => file.endsWith('.sol'))
  const labels = rows(join(folder, 'labels', 'leaking_labels.csv'))
  return files.map((file) => ({
    set: 'leaking',
    name: file,
    text: read(join(folder, 'benchmarks', 'leaking_suicidal', file)),
    labels: labels
      .filter(([id]) => `${id}.sol` === file)
      .flatMap(([, leak = '', kill = '']) => [
        ...leak
          .split(':')
          .filter(Boolean)
          .map((line) => ({ kind: 'leak', lines: [Number(line)], holds: true })),
        ...kill
          .split(':')
          .filter(Boolean)
          .map((line) => ({ kind: 'kill', lines: [Number(line)], holds: true })),
      ]),
  }))
}

export function honeybadger(root: string): Sample[] {
  const folder = join(root, 'honeybadger')
  const verdicts = new Map<string, boolean>()
  for (const file of readdirSync(join(folder, 'results', 'evaluation'))) {
    const kind = (file.split(' - ')[1] ?? '').replace('.csv', '').toLowerCase().replaceAll(' ', '_')
    for (const [address = '', , verdict] of rows(join(folder, 'results', 'evaluation', file)))
      if (verdict) verdicts.set(`${kind.replace(/_contract$|_literal$/, '')}/${address.toLowerCase()}`, verdict === 'TRUE')
  }
  return readdirSync(join(folder, 'datasets', 'source_code')).flatMap((kind) => {
    const short = kind.replace(/_contract$|_literal$/, '')
    return readdirSync(join(folder, 'datasets', 'source_code', kind)).flatMap((file) => {
      const holds = verdicts.get(`${short}/${basename(file, '.sol').toLowerCase()}`)
      const text = read(join(folder, 'datasets', 'source_code', kind, file))
      return holds === undefined ? [] : [{ set: 'honeybadger', name: `${kind}/${file}`, text, labels: [{ kind: short, lines: [], holds }] }]
    })
  })
}

/** Tokens by source (`sol`) or runtime code (`hex`), three verdicts each. */
export function crpwarner(root: string, form: 'sol' | 'hex'): Sample[] {
  const folder = join(root, 'crpwarner', 'dataset', 'groundtruth')
  return rows(join(folder, 'groundTruth_Sheet1.csv'))
    .filter(([address]) => existsSync(join(folder, form, `${address}.${form}`)))
    .map(([address = '', mint, leak, limit]) => ({
      set: `crpwarner-${form}`,
      name: address,
      text: read(join(folder, form, `${address}.${form}`)),
      labels: [
        { kind: 'mint', lines: [], holds: mint === '1' },
        { kind: 'leak', lines: [], holds: leak === '1' },
        { kind: 'limit', lines: [], holds: limit === '1' },
      ],
    }))
}
