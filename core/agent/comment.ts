import { type Block, plain } from '../answer.ts'
import { toPetrelError } from '../errors.ts'
import type { LoadedModel } from '../model.ts'
import type { PetrelRecord } from '../record.ts'
import type { Turn } from './agent.ts'
import { groundedProse } from './ground.ts'

/** Rows of a table that the model is shown. */
const ROWS = 5

/** Records as numbered evidence lines; tables by their first rows, so that a large result costs no more than a small one. */
export function evidence(records: readonly PetrelRecord[]): string[] {
  return records.flatMap((record) =>
    record.kind === 'scalar'
      ? [`${record.name}: ${record.value} ${record.unit}`.trim()]
      : record.rows.slice(0, ROWS).map((row) => record.columns.map(({ name }, column) => `${name}: ${row[column]}`).join(', ')),
  )
}

/** Whether prose of this model is worth its time. */
export const mayComment = (setting: 'auto' | 'on' | 'off', model: Pick<LoadedModel, 'fast'>): boolean =>
  setting === 'on' || (setting === 'auto' && model.fast)

/** At most a sentence of the model under an answer that is already complete; a model that fails or invents adds nothing. */
export async function comment(
  setting: 'auto' | 'on' | 'off',
  { model, run, ledger, text, locale }: Turn,
  blocks: readonly Block[],
): Promise<Block[]> {
  if (!model || !mayComment(setting, model)) return []
  if (!blocks.some(({ kind }) => kind === 'table' || kind === 'chart')) return []
  const said = blocks.flatMap((block) => (block.kind === 'text' ? [plain(block.parts)] : [])).slice(0, 2)
  try {
    const instruction = `One sentence in the language "${locale}" on what stands out in this evidence for the question. Use only numbers that stand in it.`
    const prose = await model.port.rewrite(
      { instruction, evidence: [`Question: ${text.slice(0, 300)}`, ...said, ...evidence(ledger.all())], maxTokens: 80 },
      run.signal,
    )
    return groundedProse(prose, { ledger, words: text, locale })
  } catch {
    if (run.signal.aborted) throw toPetrelError(run.signal.reason)
    return []
  }
}
