/**
 * How good summaries, the check, search and the guards are: docs/bench.md names each figure. `--data` names a folder with `summaries`,
 * `injection` and `adversarial` (or the first of them alone); without it only what needs no data is measured.
 */
import { existsSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { openEmbedder } from '../../models/embeddings.ts'
import { doubt } from '../../tools/summarize/text/check.ts'
import type { CheckKind } from '../../tools/summarize/text/check-weights.ts'
import { type Evidence, evidenceOf } from '../../tools/summarize/text/support.ts'
import type { BenchOptions, Figure } from '../figures.ts'
import { half } from './data.ts'
import { cachedEmbed, type Embed } from './embedding-cache.ts'
import { attacksOf, inject } from './injection.ts'
import { modelFigures } from './model.ts'
import { balancedAccuracy, cliff, type Pair, summEdits } from './pairs.ts'
import { rankScores } from './rank.ts'
import { fieldMrr, questionMrr, searchTime } from './search.ts'
import { overLimit, reached, ssrfUrls } from './ssrf.ts'

interface Folders {
  summaries: string
  injection: string
  adversarial: string
}

/** The parts of a data folder, or of the folder above where only its summaries are named. */
function foldersOf(dir: string): Folders {
  const root = existsSync(path.join(dir, 'eips')) || existsSync(path.join(dir, 'makerdao')) ? path.dirname(path.resolve(dir)) : dir
  const summaries = root === dir ? path.join(root, 'summaries') : dir
  return { summaries, injection: path.join(root, 'injection'), adversarial: path.join(root, 'adversarial') }
}

const figure = (id: string, value: number, rest: Pick<Figure, 'unit' | 'better'> & Pick<Figure, 'peer'>): Figure => ({ id, value, ...rest })
const percent = { unit: '%', better: 'higher' } as const
const none = (id: string, value: number): Figure => ({ id, value, unit: '', better: 'lower' })

function ranking(dir: string): Figure[] {
  const scores = rankScores(dir, false)
  return (['proposals', 'calls', 'eips', 'eips_line'] as const).flatMap((set) => {
    const { r1, r2, lead1, lead2, count } = scores[set]
    if (count === 0) return []
    return [
      figure(`${set}_r1`, r1, { ...percent, peer: { name: 'first sentences', value: lead1 } }),
      figure(`${set}_r2`, r2, { ...percent, peer: { name: 'first sentences', value: lead2 } }),
    ]
  })
}

/** Right verdicts on the half that was kept apart. */
function accuracy(pairs: readonly Pair[], kind: CheckKind): number {
  const known = new Map<string, Evidence>()
  const of = (text: string): Evidence => {
    const evidence = known.get(text) ?? evidenceOf(text)
    known.set(text, evidence)
    return evidence
  }
  return balancedAccuracy(pairs.filter(({ group }) => half(group) === 1), ({ claim, document }) => doubt(claim, of(document), kind) <= 0) // biome-ignore format: short
}

function checking(dir: string): Figure[] {
  const news = cliff(dir)
  const domains = summEdits(dir).map(({ pairs }) => accuracy(pairs, 'paraphrase'))
  return [
    ...(news.length > 0 ? [figure('cliff_ba', accuracy(news, 'news'), percent)] : []),
    ...(domains.length > 0 ? [figure('summedits_ba', domains.reduce((a, b) => a + b, 0) / domains.length, percent)] : []),
  ]
}

async function searching(dir: string, { quick, log }: BenchOptions): Promise<Figure[]> {
  if (!existsSync(path.join(dir, 'eips', 'eips.jsonl'))) return []
  const figures = [
    figure('mrr10_description', await fieldMrr(dir, 'description'), { unit: '', better: 'higher' }),
    figure('mrr10_abstract', await fieldMrr(dir, 'abstract'), { unit: '', better: 'higher' }),
  ]
  if (quick) return figures
  return [...figures, ...(await inOtherWords(dir, log))]
}

/** Longest time for vectors; what is done by then is kept, and the next run goes on from there. */
const VECTORS_MS = 420_000

/** A use of the embedding model, every vector kept in `~/.cache/petrel/bench`; it is loaded with the first text that is not there. */
async function withVectors<T>(
  log: BenchOptions['log'],
  use: (embed: Embed, state: { signal: AbortSignal; made(): number }) => Promise<T>,
): Promise<T> {
  const cache = path.join(os.homedir(), '.cache', 'petrel')
  const embedder = openEmbedder({ dir: path.join(cache, 'models'), order: [], sources: [], now: Date.now })
  const signal = AbortSignal.timeout(VECTORS_MS)
  let made = 0
  const embed = cachedEmbed(path.join(cache, 'bench', 'all-minilm-l6-v2-int8.vectors'), async (texts) => {
    const vectors = await embedder.embed(texts, signal)
    made += vectors.length
    if (made % 100 === 0) log(`${made} vectors computed`)
    return vectors
  })
  try {
    return await use(embed, { signal, made: () => made })
  } finally {
    await embedder.close()
  }
}

/** Questions in other words: some 1,500 vectors, four minutes on two idle cores. */
const inOtherWords = (dir: string, log: BenchOptions['log']): Promise<Figure[]> =>
  withVectors(log, async (embed, { signal, made }) => {
    try {
      const { words, meaning, hybrid, count } = await questionMrr(dir, embed)
      log(`${count} questions in other words: words ${words.toFixed(3)}, meaning ${meaning.toFixed(3)}, joined ${hybrid.toFixed(3)}`)
      return count > 0 ? [figure('mrr10_questions', hybrid, { unit: '', better: 'higher', peer: { name: 'words alone', value: words } })] : [] // biome-ignore format: short
    } catch (error) {
      const why = signal.aborted ? `time was up after ${made()} vectors, which are kept: run it again` : error instanceof Error ? error.message : error // biome-ignore format: short
      log(`SKIPPED mrr10_questions: ${why}`)
      return []
    }
  })

async function guarding({ injection, adversarial }: Folders, { quick, log }: BenchOptions): Promise<Figure[]> {
  const { over, servers } = await overLimit(log)
  log(`${servers} hostile servers`)
  const figures = [none('hostile_over_limit', over)]
  const urls = path.join(adversarial, 'ssrf', 'urls.jsonl')
  if (existsSync(urls)) {
    const list = ssrfUrls(urls)
    const { direct, redirected } = await reached(list, log)
    log(`${list.length} addresses, each asked for and redirected to`)
    figures.push(none('ssrf_reached', direct + redirected))
  }
  const attacks = attacksOf(injection)
  const { calls, links, leaks, texts } = await inject(quick ? attacks.filter((_, i) => i % 10 === 0) : attacks, log)
  log(`${texts} answers over ${attacks.length} hostile texts`)
  return [...figures, none('injected_calls', calls), none('foreign_links', links), none('leaked_prompts', leaks)]
}

export async function run(options: BenchOptions): Promise<Figure[]> {
  const { dataDir, log } = options
  const folders = foldersOf(dataDir ?? 'no-data')
  if (!dataDir)
    log('No data: pass --data DIR (see docs/bench.md). Only the guards against hostile servers and the time of a search are measured.')
  const time = await searchTime()
  log(`a search takes ${time.cpu.toFixed(1)} ms of CPU`)
  return [
    ...ranking(folders.summaries),
    ...checking(folders.summaries),
    ...(await searching(folders.summaries, options)),
    figure('search_p50_ms', time.p50, { unit: 'ms', better: 'lower' }),
    ...(await guarding(folders, options)),
    ...(await withVectors(log, (embed) => modelFigures(folders.summaries, options, embed))),
  ]
}
