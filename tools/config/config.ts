import { z } from 'zod'
import { type Block, note, text } from '../../core/answer.ts'
import type { SettingListing } from '../../core/operator.ts'
import type { Candidate, ToolContext } from '../../core/tool.ts'
import { claim, commandWords } from '../command-words.ts'
import { defineTool, type Handles } from '../define.ts'

interface ConfigResult {
  record: string
  file: string
  settings: readonly SettingListing[]
  /** What was asked for, when nothing has that name. */
  missing?: string
}

const ASKS = /^(?:show (?:me )?(?:the )?)?(?:config|configuration|effective settings|settings of petrel)$/
const CHANGED = /^(?:changed|(?:show )?changed settings|config changed)$/

function read(input: string): Candidate[] {
  const words = commandWords(input)
  if (CHANGED.test(words))
    return [claim('config', { score: 0.92, input: { changed: true }, reading: 'settings that differ from their defaults' })]
  return ASKS.test(words) ? [claim('config', { score: 0.92, input: {}, reading: 'the effective settings' })] : []
}

async function run(
  { key, changed }: { key?: string | undefined; changed?: boolean | undefined },
  { handles, ledger }: ToolContext<Handles>,
): Promise<ConfigResult> {
  const { settings: view } = handles
  const under = (name: string): boolean => key === undefined || name === key || name.startsWith(`${key}.`)
  const settings = view.list().filter((setting) => under(setting.key) && (changed !== true || setting.from !== 'default'))
  const columns = ['setting', 'value', 'from', 'what it does'].map((name) => ({ name, unit: '', type: 'text' as const }))
  const rows = settings.map((setting) => [setting.key, setting.value, setting.from, setting.help])
  const record = ledger.table({ name: 'settings', source: view.file, columns, rows })
  return { record: record.id, file: view.file, settings, ...(settings.length === 0 && key !== undefined ? { missing: key } : {}) }
}

function answer({ record, file, settings, missing }: ConfigResult): Block[] {
  if (settings.length === 0)
    return [text(missing === undefined ? 'Every setting has its default.' : 'No setting has this name. "petrel config" lists all.')]
  return [
    {
      kind: 'table',
      record,
      columns: ['Setting', 'Value', 'From', 'What it does'].map((title) => ({ title, align: 'left' as const })),
      rows: settings.map((setting) => [setting.key, setting.value, setting.from, setting.help]),
    },
    note('Secrets are not shown. Changes take effect at the next start; docs/settings.md lists every setting and its variable.'),
    { kind: 'sources', items: [{ text: file }] },
  ]
}

/** The effective settings and where each came from. */
export const configTool = defineTool({
  name: 'config',
  title: 'Settings',
  description: 'Shows the effective settings and where each came from; secrets stay hidden.',
  audience: 'operator',
  reach: 'none',
  returns: 'ours',
  input: z.object({
    key: z.string().min(1).max(100).optional().describe('One setting or group, for example http or http.port.'),
    changed: z.boolean().optional().describe('Only settings that differ from their defaults.'),
  }),
  positional: 'key',
  read,
  run,
  answer,
  examples: [
    { say: 'show config', input: {} },
    { say: 'changed settings', input: { changed: true } },
  ],
})
