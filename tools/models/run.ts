import { PetrelError } from '../../core/errors.ts'
import type { ModelListing } from '../../core/operator.ts'
import type { ToolContext } from '../../core/tool.ts'
import type { Handles } from '../define.ts'

export interface ModelsInput {
  action: 'list' | 'pull' | 'use' | 'bench'
  name?: string | undefined
}

export type ModelsResult =
  | { action: 'list'; record: string; models: readonly ModelListing[] }
  | { action: 'pull'; model: string; path: string; source: string }
  | { action: 'use'; model: string }
  | { action: 'bench'; model: string; record: string; figures: readonly { name: string; value: number; unit: string }[] }

type Context = ToolContext<Handles>

async function list({ handles, ledger }: Context): Promise<ModelsResult> {
  const models = await handles.models.list()
  const record = ledger.table({
    name: 'models of the catalogue',
    source: 'model catalogue and model folder',
    columns: [
      { name: 'model', unit: '', type: 'text' },
      { name: 'state', unit: '', type: 'text' },
      { name: 'size', unit: 'bytes', type: 'integer' },
      { name: 'memory', unit: 'bytes', type: 'integer' },
      { name: 'context', unit: 'model tokens', type: 'integer' },
      { name: 'fit', unit: '', type: 'text' },
      { name: 'licence', unit: '', type: 'text' },
    ],
    rows: models.map((model) => [model.id, model.state, model.size, model.memory, model.contextSize, model.fit, model.licence]),
  })
  return { action: 'list', record: record.id, models }
}

async function bench(model: string, { handles, ledger, progress, signal }: Context): Promise<ModelsResult> {
  const figures = await handles.models.bench(model, progress, signal)
  const record = ledger.table({
    name: `speed of ${model} on this machine`,
    source: 'measured by running the model',
    columns: [
      { name: 'measure', unit: '', type: 'text' },
      { name: 'value', unit: '', type: 'number' },
      { name: 'unit', unit: '', type: 'text' },
    ],
    rows: figures.map(({ name, value, unit }) => [name, value, unit]),
  })
  return { action: 'bench', model, record: record.id, figures }
}

/** Throws PetrelError input_invalid without a name, model_unknown, model_download, model_checksum, model_failed. */
export async function run({ action, name: model }: ModelsInput, context: Context): Promise<ModelsResult> {
  const { handles, progress, signal } = context
  if (action === 'list') return await list(context)
  if (model === undefined)
    throw new PetrelError('input_invalid', {
      message: `models ${action} needs the name of a model.`,
      hint: '"petrel models list" shows the names.',
    })
  if (action === 'bench') return await bench(model, context)
  if (action === 'pull') return { action, model, ...(await handles.models.pull(model, progress, signal)) }
  await handles.models.use(model, progress, signal)
  return { action, model }
}
