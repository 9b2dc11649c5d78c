/**
 * Questions in plain words against the rows that answer them: how many are right, how many are answered wrongly, and which are
 * rightly declined. Page: docs/bench.md.
 */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { createRegistry } from '../chain/registry/registry.ts'
import { reader } from './ask/ask-one.ts'
import { openDemoWorld } from './ask/demo-world.ts'
import { openFolder, type World } from './ask/folder.ts'
import { type Golden, type Judged, judge, loadGolden, score } from './ask/golden.ts'
import { guardFigures } from './ask/guard.ts'
import { modelFigures } from './ask/model.ts'
import { paceFigures } from './ask/pace.ts'
import { speedFigures } from './ask/speed.ts'
import type { BenchOptions, Figure } from './figures.ts'

const SETS = new URL('./ask/questions/', import.meta.url)
/** Real chain data that the second committed set is about; never needed. */
const SAMPLE = 'PETREL_CHAIN_SAMPLE'

export interface Asked {
  world: World
  sets: readonly { name: string; questions: readonly Golden[] }[]
}

const set = (name: string) => ({ name, questions: loadGolden(new URL(`${name}.jsonl`, SETS)) })

const CHAIN_SETS = [
  'chain-seen',
  'chain-unseen',
  'chain-fresh',
  'chain-fresh2',
  'chain-fresh3',
  'unseen4-chain',
  'unseen5-chain',
  'unseen7-chain',
  'unseen8-chain',
  'unseen9-chain',
  'unseen10-chain',
  'unseen11-chain',
  'unseen12-chain',
  'steps-chain',
].map(set)
const DEMO_SETS = ['demo-seen', 'demo-unseen', 'demo-fresh', 'demo-fresh2', 'unseen6-demo'].map(set)

/** A folder with questions of its own; else the demo chain, and the sample where one is given. */
async function worlds({ quick, dataDir, log }: BenchOptions): Promise<Asked[]> {
  if (dataDir !== undefined) {
    const own = join(dataDir, 'questions.jsonl')
    const sets = existsSync(own) ? [{ name: 'folder', questions: loadGolden(own) }] : CHAIN_SETS
    log(
      existsSync(own)
        ? `questions of ${own}`
        : `no questions.jsonl in ${dataDir}: the committed questions about the chain sample are asked`,
    )
    return [{ world: await openFolder(dataDir, log), sets }]
  }
  const out: Asked[] = [{ world: await openDemoWorld({ days: quick ? 9 : 16, log }), sets: DEMO_SETS }]
  const sample = process.env[SAMPLE]
  if (sample && existsSync(sample)) out.push({ world: await openFolder(sample, log), sets: CHAIN_SETS })
  else log(`SKIPPED: the questions about the chain sample; name its folder with --data or ${SAMPLE}`)
  return out
}

const say = ({ golden, outcome, verdict }: Judged): string =>
  `${verdict.padEnd(15)} ${golden.id} ${JSON.stringify(golden.turns ?? golden.question)} → ${outcome.kind === 'rows' ? `${outcome.reading} (${outcome.table.rows.length} rows)` : outcome.why}`

async function judgeAll(asked: readonly Asked[], log: BenchOptions['log']): Promise<Map<string, Judged[]>> {
  const out = new Map<string, Judged[]>()
  for (const { world, sets } of asked) {
    const resolve = createRegistry({ warehouse: world.warehouse, chains: world.chains })
    const understand = reader(world, resolve)
    for (const { name, questions } of sets) {
      const judged: Judged[] = []
      for (const golden of questions) judged.push(await judge(golden, { world, resolve, understand }))
      for (const each of judged)
        if (each.verdict === 'wrong' || each.verdict === 'declined' || each.verdict === 'should decline') log(say(each))
      out.set(name, judged)
    }
  }
  return out
}

function rates(name: string, judged: readonly Judged[]): Figure[] {
  const { right, wrong, precision, recall } = score(judged)
  const slow = judged.map(({ ms }) => ms).sort((a, b) => a - b)[Math.floor(judged.length * 0.95)] ?? 0
  const figures: Figure[] = [
    { id: 'right_pct', value: right, unit: '%', better: 'higher' },
    { id: 'wrong_pct', value: wrong, unit: '%', better: 'lower' },
    { id: 'refusal_precision_pct', value: precision, unit: '%', better: 'higher' },
    { id: 'refusal_recall_pct', value: recall, unit: '%', better: 'higher' },
    { id: 'answer_p95_ms', value: slow, unit: 'ms', better: 'lower' },
  ]
  return name === '' ? figures : figures.map((figure) => ({ ...figure, id: `${figure.id}_${name.replaceAll('-', '_')}` }))
}

/** One part that fails leaves the others' figures standing, and says so. */
function failed(error: unknown, log: BenchOptions['log']): Figure[] {
  log(`FAILED: ${error instanceof Error ? error.message : String(error)}`)
  return []
}

/** `dataDir` is a folder with questions.jsonl and the CSV files that they are about. */
export async function run(options: BenchOptions): Promise<Figure[]> {
  const asked = await worlds(options)
  try {
    const judged = await judgeAll(asked, options.log)
    const figures = rates('', [...judged.values()].flat())
    if (judged.size > 1) for (const [name, each] of judged) figures.push(...rates(name, each))
    for (const { id, value, unit } of figures) options.log(`${id.padEnd(40)} ${value.toFixed(2)} ${unit}`)
    const parts = [
      () => guardFigures(options),
      () => paceFigures(options),
      () => speedFigures(options),
      () => modelFigures(asked, judged, options),
    ]
    for (const part of parts) figures.push(...(await part().catch((error: unknown) => failed(error, options.log))))
    return figures
  } finally {
    for (const { world } of asked) await world.close()
  }
}
