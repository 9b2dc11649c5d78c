import { appendFileSync, existsSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { linkSignals } from '../../core/linked-signal.ts'
import { commit } from '../figures.ts'

/** What became of one question, as it is kept for a run that goes on later. */
export interface Kept {
  part: string
  id: string
  verdict: string
  ms: number
}

export interface BoundedParts {
  /** Milliseconds that one part may take. */
  limitMs: number
  /** Distinguishes runs that must not share results. */
  name: string
  log(message: string): void
}

/**
 * Works through questions one by one: says how far it is, keeps each result on disk so that a stopped run goes on, and ends early at
 * its time limit or at Ctrl-C, with what it has.
 */
export interface Bounded {
  each<Q extends { id: string }>(
    part: string,
    questions: readonly Q[],
    work: (question: Q, signal: AbortSignal) => Promise<string>,
  ): Promise<Kept[]>
  /** Forgets what was kept, after a run that came to its end. */
  end(): void
}

const seconds = (ms: number): string => `${(ms / 1000).toFixed(1)} s`

export function bounded({ limitMs, name, log }: BoundedParts): Bounded {
  const file = join(tmpdir(), `petrel-bench-ask-${name}-${commit()}.jsonl`)
  const before = existsSync(file)
    ? readFileSync(file, 'utf8')
        .split('\n')
        .filter(Boolean)
        .map((line) => JSON.parse(line) as Kept)
    : []
  if (before.length > 0) log(`going on with ${before.length} results of ${file}`)
  const stop = new AbortController()
  let whole = true
  const interrupted = () => stop.abort(new Error('stopped by hand'))
  return {
    each: async (part, questions, work) => {
      const out = before.filter((kept) => kept.part === part && questions.some(({ id }) => id === kept.id))
      const done = new Set(out.map(({ id }) => id))
      process.once('SIGINT', interrupted)
      const { signal, end } = linkSignals([stop.signal], limitMs)
      try {
        for (const question of questions) {
          if (done.has(question.id)) continue
          if (signal.aborted) {
            whole = false
            log(
              `${part}: ended early with ${out.length} of ${questions.length} (${stop.signal.aborted ? 'Ctrl-C' : `${seconds(limitMs)} are over`}); run it again to go on`,
            )
            break
          }
          const from = performance.now()
          const verdict = await work(question, signal).catch((error: unknown) => (signal.aborted ? undefined : `failed: ${String(error)}`))
          // A question that the end cut short says nothing about the model.
          if (verdict === undefined || signal.aborted) continue
          const kept = { part, id: question.id, verdict, ms: performance.now() - from }
          out.push(kept)
          appendFileSync(file, `${JSON.stringify(kept)}\n`)
          log(`${part} ${out.length}/${questions.length} ${question.id} ${verdict} ${seconds(kept.ms)}`)
        }
        return out
      } finally {
        end()
        process.off('SIGINT', interrupted)
      }
    },
    end: () => {
      if (whole) rmSync(file, { force: true })
    },
  }
}

/** The value below which this share of the times lies. */
export const quantile = (results: readonly { ms: number }[], share: number): number => {
  const times = results.map(({ ms }) => ms).sort((a, b) => a - b)
  return times[Math.min(times.length - 1, Math.ceil(times.length * share) - 1)] ?? 0
}
