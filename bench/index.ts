import { writeFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { type BenchOptions, type BenchResult, commit, type Figure, machine, render } from './figures.ts'

interface Bench {
  run(options: BenchOptions): Promise<Figure[]>
}

/** Every benchmark, loaded only when it is asked for. To add one: a file beside this one and a line here. */
const BENCHES: Record<string, () => Promise<Bench>> = {
  start: () => load('./start.ts'),
  model: () => import('./model.ts'),
  index: () => load('./indexing.ts'),
  http: () => load('./http.ts'),
  grounding: () => import('./grounding.ts'),
  channels: () => load('./channels.ts'),
  routing: () => import('./routing/routing.ts'),
  swap: () => load('./swap.ts'),
  ask: () => import('./ask.ts'),
  risk: () => import('./risk.ts'),
  summarize: () => import('./summarize/summarize.ts'),
  community: () => load('./community/community.ts'),
}

const load = (file: string): Promise<Bench> => import(new URL(file, import.meta.url).href)

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: {
    quick: { type: 'boolean', default: false },
    data: { type: 'string' },
    json: { type: 'string' },
    limit: { type: 'string' },
    'llama-server': { type: 'string', default: process.env.PETREL_LLAMA_SERVER ?? '' },
  },
})

const name = positionals[0] ?? ''
const open = BENCHES[name]
if (!open) {
  console.error(
    `Usage: npm run bench -- NAME [--quick] [--data DIR] [--json FILE] [--limit N] [--llama-server PATH]\nNames: ${Object.keys(BENCHES).join(', ')}`,
  )
  process.exit(2)
}
const bench = await open()
const figures = await bench.run({
  quick: values.quick,
  log: (message) => console.error(message),
  ...(values.limit ? { limit: Number(values.limit) } : {}),
  ...(values.data ? { dataDir: values.data } : {}),
  ...(values['llama-server'] ? { llamaServer: values['llama-server'] } : {}),
})
const result: BenchResult = { name, machine: machine(), commit: commit(), at: new Date().toISOString(), figures }
console.log(render(result))
if (values.json) await writeFile(values.json, `${JSON.stringify(result, undefined, 2)}\n`)
