import { execFileSync } from 'node:child_process'
import os from 'node:os'

/** One measured number. */
export interface Figure {
  /** As the benchmark's page in docs names it. */
  id: string
  value: number
  unit: string
  better: 'higher' | 'lower'
  /** The same measured on another program in the same run. */
  peer?: { name: string; value: number }
}

/** What every benchmark is started with. */
export interface BenchOptions {
  /** Seconds instead of minutes, at the price of noise. */
  quick: boolean
  /** At most so many questions where a language model answers each. */
  limit?: number
  /** Folder with data laid out like the one the benchmark was made for. */
  dataDir?: string
  /** Path of a llama-server binary to measure against. */
  llamaServer?: string
  log(message: string): void
}

/** The result of one benchmark as it is written to a file. */
export interface BenchResult {
  name: string
  machine: string
  commit: string
  /** ISO time. */
  at: string
  figures: readonly Figure[]
}

/** The machine in words: processor, cores, memory, Node. */
export function machine(): string {
  const memory = (os.totalmem() / 2 ** 30).toFixed(0)
  return `${os.cpus()[0]?.model.trim() ?? 'unknown CPU'}, ${os.availableParallelism()} cores, ${memory} GiB, Node ${process.version}, load ${os.loadavg()[0]?.toFixed(1)}`
}

/** The commit that is measured, or "unknown" outside a repository. */
export function commit(): string {
  try {
    return execFileSync('git', ['rev-parse', '--short', 'HEAD'], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim()
  } catch {
    return 'unknown'
  }
}

/** Lines for people, with the ratio to the peer: above 1 means that we are better. */
export function render({ name, machine: where, figures }: BenchResult): string {
  const lines = figures.map(({ id, value, unit, better, peer }) => {
    const ours = `${id.padEnd(24)} ${round(value).padStart(12)} ${unit}`
    if (!peer) return ours
    const ratio = better === 'higher' ? value / peer.value : peer.value / value
    return `${ours.padEnd(54)} ${peer.name} ${round(peer.value)}, ratio ${ratio.toFixed(2)}`
  })
  return [`${name} on ${where}`, ...lines].join('\n')
}

const round = (value: number) => (Math.abs(value) >= 100 ? value.toFixed(0) : value.toFixed(2))
