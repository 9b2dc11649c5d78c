import { DEFINITIONS } from '../../chain/clients/definitions/index.ts'
import { importDirectory } from '../../chain/import/import-directory.ts'
import type { ImportReport } from '../../chain/import/report.ts'
import { PetrelError } from '../../core/errors.ts'
import type { ToolContext } from '../../core/tool.ts'
import type { Handles } from '../define.ts'

export interface ImportInput {
  dir: string
  chain?: string | undefined
  again: boolean
}

export interface ImportResult extends ImportReport {
  record: string
  /** Records of the two sums. */
  taken: string
  refused: string
}

type Context = ToolContext<Handles>

/** A configured chain, or any that Petrel knows: history can be imported of a chain that is not followed. */
function chainOf(name: string | undefined, { handles }: Context) {
  if (name === undefined) return handles.chains.main
  const known = DEFINITIONS.find((chain) => chain.name === name.toLowerCase() || chain.aliases.includes(name.toLowerCase()))
  const configured = handles.chains.all.find((chain) => chain.name === name.toLowerCase() || chain.id === known?.id)
  const chain = configured ?? known
  if (chain) return chain
  throw new PetrelError('chain_unknown', {
    message: `No chain is called "${name}".`,
    hint: `Known are ${DEFINITIONS.map((each) => each.name).join(', ')}.`,
  })
}

/** Throws PetrelError chain_unknown, file_unreadable, query_failed, warehouse_down, cancelled. */
export async function run({ dir, chain, again }: ImportInput, context: Context): Promise<ImportResult> {
  const { handles, ledger, signal, progress, now } = context
  const report = await importDirectory(handles.warehouse, dir, { chain: chainOf(chain, context), signal, report: progress, now, again })
  const source = `files below ${dir}`
  const record = ledger.table({
    name: 'imported files',
    source,
    columns: [
      { name: 'file', unit: '', type: 'text' },
      { name: 'kind', unit: '', type: 'text' },
      { name: 'state', unit: '', type: 'text' },
      { name: 'rows', unit: '', type: 'integer' },
      { name: 'bad', unit: '', type: 'integer' },
    ],
    rows: report.files.map(({ file, kind, state, rows, bad }) => [file, kind ?? null, state, rows, bad]),
  })
  const taken = ledger.measured({ name: 'imported rows', value: report.rows, source })
  const refused = ledger.measured({ name: 'bad rows', value: report.bad, source })
  return { ...report, record: record.id, taken: taken.id, refused: refused.id }
}
