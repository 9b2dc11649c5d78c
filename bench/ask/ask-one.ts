import type { PetrelError } from '../../core/errors.ts'
import { createLedger } from '../../core/ledger.ts'
import type { Resolve } from '../../core/resolve.ts'
import type { Candidate, Previous, ToolContext } from '../../core/tool.ts'
import { SURE } from '../../core/understand.ts'
import { askTool } from '../../tools/ask/ask.ts'
import type { AskResult } from '../../tools/ask/result.ts'
import type { Handles } from '../../tools/define.ts'
import type { World } from './folder.ts'
import type { Table } from './judge.ts'

/** What became of a message: rows, a question back, or a refusal with its reason. */
export type Outcome =
  | { kind: 'rows'; table: Table; sql: string; reading: string; input: Record<string, unknown> }
  | { kind: 'clarify' | 'refuse'; why: string }

/** Where candidates come from: the reader, or a model's choice after it. */
export type Understand = (text: string, previous: Previous | undefined) => Promise<Candidate | undefined>

export const contextOf = (world: World, resolve: Resolve): ToolContext<Handles> => ({
  signal: new AbortController().signal,
  progress: () => undefined,
  ledger: createLedger(() => world.now),
  handles: { chains: world.chains, warehouse: world.warehouse, indexer: { status: () => [] } } as unknown as Handles,
  resolve,
  now: () => world.now,
  locale: 'en',
  asker: { bot: 'bench', chat: 'bench', user: 'bench', role: 'operator', place: 'direct' },
  files: [],
  model: undefined,
})

/** The deterministic reader alone. */
export const reader =
  (world: World, resolve: Resolve): Understand =>
  async (text, previous) => {
    const [best] = await askTool.read(text, { previous, resolve, locale: 'en', now: world.now })
    return best
  }

function tableOf(result: AskResult): Table | undefined {
  if ('table' in result)
    return {
      columns: result.table.columns.map(({ name, type, unit }) => ({ name, type, unit })),
      rows: result.table.rows,
    }
  const fact = result.kind === 'latest_block' ? result.block : result.kind === 'supply' ? result.supply : undefined
  return fact ? { columns: [{ name: 'value', type: 'number', unit: '' }], rows: [[fact.value]] } : undefined
}

/** Puts one message; `previous` is the answer before it. */
export async function askOne(
  text: string,
  parts: { world: World; resolve: Resolve; understand: Understand; previous: Previous | undefined },
): Promise<Outcome> {
  const { world, resolve, understand, previous } = parts
  const best = await understand(text, previous)
  if (!best || best.score < SURE)
    return { kind: 'refuse', why: best ? `unsure (${best.score.toFixed(2)}): ${best.reading} ${JSON.stringify(best.input)}` : 'not read' }
  const doubt = best.ambiguous[0]?.question ?? best.missing[0]?.question
  if (doubt) return { kind: 'clarify', why: doubt }
  try {
    const result = await askTool.run(askTool.input.parse(best.input), contextOf(world, resolve))
    const table = tableOf(result)
    if (!table) return { kind: 'refuse', why: `no rows in ${result.kind}` }
    // "Not known" is what the answer says of a value that is missing.
    if (table.rows.length === 1 && table.rows[0]?.every((value) => value === null)) return { kind: 'refuse', why: 'not known' }
    return { kind: 'rows', table, sql: 'sql' in result ? result.sql : '', reading: best.reading, input: best.input }
  } catch (error) {
    const { code = 'internal', message } = error as PetrelError
    return { kind: code === 'token_ambiguous' ? 'clarify' : 'refuse', why: `${code}: ${message}` }
  }
}

/** Puts turn after turn and gives the last outcome. */
export async function askAll(turns: readonly string[], parts: Omit<Parameters<typeof askOne>[1], 'previous'>): Promise<Outcome> {
  let previous: Previous | undefined
  let last: Outcome = { kind: 'refuse', why: 'nothing asked' }
  for (const turn of turns) {
    last = await askOne(turn, { ...parts, previous })
    if (last.kind === 'rows') previous = { tool: 'ask', input: last.input }
  }
  return last
}
