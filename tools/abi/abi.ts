import { readFile, stat } from 'node:fs/promises'
import { z } from 'zod'
import { eventsOfAbi } from '../../chain/import/abi.ts'
import { EVENTS_SQL, type EventSpec, eventColumns, eventView, plainName, specOf } from '../../chain/warehouse/events.ts'
import { type Block, figure, note, text } from '../../core/answer.ts'
import { PetrelError } from '../../core/errors.ts'
import { inLocale, m } from '../../core/title.ts'
import type { ToolContext } from '../../core/tool.ts'
import { defineTool, type Handles } from '../define.ts'
import { cleanText, formatInteger } from '../format.ts'
import { forgetCatalog } from '../sql/catalog.ts'

const M = {
  added: m('Views of its events: ', 'Vistas de sus eventos: ', '事件视图：', {
    ru: 'Представления его событий: ',
    tr: 'Olay görünümleri: ',
    vi: 'Khung nhìn sự kiện: ',
  }),
  known: m('Views of events: ', 'Vistas de eventos: ', '事件视图：', {
    ru: 'Представления событий: ',
    tr: 'Olay görünümleri: ',
    vi: 'Khung nhìn sự kiện: ',
  }),
  removed: m('Views taken away: ', 'Vistas eliminadas: ', '已移除视图：', {
    ru: 'Удалено представлений: ',
    tr: 'Kaldırılan görünümler: ',
    vi: 'Đã gỡ khung nhìn: ',
  }),
  how: m(
    'Ask in words ("how many EVENT per day", "total AMOUNT by USER"), or in SQL: SELECT * FROM contracts.NAME_EVENT LIMIT 10',
    'Pregunta con palabras ("cuántos EVENT por día") o en SQL: SELECT * FROM contracts.NAME_EVENT LIMIT 10',
    '可用文字提问（“每天有多少 EVENT”），或用 SQL：SELECT * FROM contracts.NAME_EVENT LIMIT 10',
    {
      ru: 'Спросите словами («сколько EVENT по дням») или на SQL: SELECT * FROM contracts.NAME_EVENT LIMIT 10',
      tr: 'Kelimelerle sorun ("günlük kaç EVENT") ya da SQL ile: SELECT * FROM contracts.NAME_EVENT LIMIT 10',
      vi: 'Hỏi bằng lời ("bao nhiêu EVENT mỗi ngày") hoặc bằng SQL: SELECT * FROM contracts.NAME_EVENT LIMIT 10',
    },
  ),
}

const input = z.object({
  action: z.enum(['list', 'add', 'remove']).default('list').describe('list, add (a contract and its ABI) or remove.'),
  name: z.string().max(60).optional().describe('Name of the contract, in views and in questions.').meta({ byModel: false }),
  address: z.string().max(42).optional().describe('Its address.').meta({ byModel: false }),
  file: z.string().max(4096).optional().describe('File with its ABI as JSON.').meta({ byModel: false }),
  chain: z.string().max(60).optional().describe('Chain name; the main chain when left out.'),
})
type Input = z.output<typeof input>
type Context = ToolContext<Handles>

interface Result {
  action: Input['action']
  record: string
  count: { id: string; value: number }
  views: readonly { view: string; columns: readonly string[]; leftOut: readonly string[] }[]
}

const LARGEST = 4_000_000

async function abiOf(file: string): Promise<string> {
  const info = await stat(file).catch((cause: unknown) => {
    throw new PetrelError('file_unreadable', { message: `There is no file "${file}".`, hint: 'Give the path of the ABI.', cause })
  })
  if (!info.isFile() || info.size > LARGEST)
    throw new PetrelError('file_unreadable', { message: `"${file}" is no file of at most ${LARGEST} bytes.` })
  return readFile(file, 'utf8')
}

async function stored({ handles, signal }: Context): Promise<EventSpec[]> {
  const { rows } = await handles.warehouse.query(EVENTS_SQL, [], { signal, limits: { rows: 100_000, cell: 100_000, bytes: 50_000_000 } })
  return rows.map(specOf)
}

const row = (spec: EventSpec, address: string) => [
  spec.chain,
  spec.contract,
  spec.event,
  address,
  spec.topic0,
  JSON.stringify(spec.arguments),
]
const missing = (what: string): PetrelError =>
  new PetrelError('input_invalid', { message: `abi needs ${what}.`, hint: 'Write: petrel abi add NAME ADDRESS FILE.' })

function result(action: Input['action'], specs: readonly EventSpec[], { ledger }: Context): Result {
  const views = specs.map((spec) => {
    const { columns, leftOut } = eventColumns(spec)
    return { view: eventView(spec), columns: columns.map((column) => /AS "([^"]+)"$/.exec(column)?.[1] ?? ''), leftOut }
  })
  const source = 'events of known contracts'
  const record = ledger.table({
    name: 'views of events',
    source,
    columns: ['view', 'columns', 'left out'].map((name) => ({ name, unit: '', type: 'text' as const })),
    rows: views.map(({ view, columns, leftOut }) => [view, columns.join(', '), leftOut.join(', ')]),
  })
  const count = ledger.measured({ name: 'views of events', value: views.length, source })
  return { action, record: record.id, count: { id: count.id, value: views.length }, views }
}

async function add({ name, address, file, chain }: Input, context: Context): Promise<Result> {
  if (!name || !address || !file) throw missing('a name, an address and a file')
  const { warehouse, chains } = context.handles
  const { id } = chain === undefined ? chains.main : chains.get(chain)
  const before = await stored(context)
  const specs = eventsOfAbi(await abiOf(file), { chain: id, contract: name, address })
  const other = before.find((spec) => plainName(spec.contract) === plainName(name) && (spec.chain !== id || spec.contract !== name))
  if (other)
    throw new PetrelError('input_invalid', {
      message: `The name "${name}" is taken by a contract of chain ${other.chain}.`,
      hint: 'Choose another one.',
    })
  const gone = before.filter((spec) => spec.contract === name && !specs.some(({ event }) => event === spec.event))
  await warehouse.write({
    chain: id,
    batches: [
      { table: 'abi_events', rows: [...specs.map((spec) => row(spec, spec.address)), ...gone.map((spec) => row(spec, ''))] },
      { table: 'labels', rows: [[id, address.toLowerCase(), cleanText(name, 60), 'contract', 'operator']] },
    ],
  })
  forgetCatalog(warehouse)
  return result('add', specs, context)
}

async function remove({ name }: Input, context: Context): Promise<Result> {
  if (!name) throw missing('the name of a contract')
  const specs = (await stored(context)).filter(({ contract }) => contract === name)
  const [first] = specs
  if (!first) throw new PetrelError('not_found', { message: `No contract is called "${name}".`, hint: '"petrel abi" lists them.' })
  await context.handles.warehouse.write({
    chain: first.chain,
    batches: [{ table: 'abi_events', rows: specs.map((spec) => row(spec, '')) }],
  })
  forgetCatalog(context.handles.warehouse)
  return result('remove', specs, context)
}

/** Makes the events of an operator's own contract readable: one view an event. */
export const abiTool = defineTool({
  name: 'abi',
  title: 'Own contracts',
  description: 'Adds the ABI of a contract, so that its events become views that questions in SQL can read; lists or removes them.',
  descriptions: {
    es: 'Añade el ABI de un contrato para que sus eventos sean vistas consultables en SQL; las lista o elimina.',
    zh: '添加合约 ABI，使其事件成为可用 SQL 查询的视图；也可列出或移除。',
    ru: 'Добавляет ABI контракта, чтобы его события стали представлениями для SQL; показывает и удаляет их.',
    tr: 'Bir sözleşmenin ABI’sini ekler; olayları SQL ile sorgulanabilen görünümler olur. Listeler ve kaldırır.',
    vi: 'Thêm ABI của hợp đồng để các sự kiện thành khung nhìn truy vấn bằng SQL; liệt kê hoặc gỡ bỏ.',
  },
  audience: 'operator',
  reach: 'files',
  returns: 'strangers',
  input,
  positional: 'action',
  read: (said) => {
    const [, action = '', name, address, file] = /^(add|remove|list)(?:\s+(\S+))?(?:\s+(0x\S+)\s+(.+))?$/i.exec(said.trim()) ?? []
    if (action === '' || (action.toLowerCase() === 'add') !== (file !== undefined)) return []
    const fields = {
      action: action.toLowerCase(),
      ...(name ? { name } : {}),
      ...(address ? { address } : {}),
      ...(file ? { file: file.trim() } : {}),
    }
    return [{ tool: 'abi', score: file ? 0.92 : 0.5, input: fields, missing: [], ambiguous: [], reading: 'the ABI of a contract' }]
  },
  run: async (given, context) => {
    if (given.action === 'add') return add(given, context)
    return given.action === 'remove' ? remove(given, context) : result('list', await stored(context), context)
  },
  answer: ({ action, record, count, views }, locale): Block[] => [
    text(
      inLocale(M[action === 'add' ? 'added' : action === 'remove' ? 'removed' : 'known'], locale),
      figure(formatInteger(count.value, locale), count.id),
      '.',
    ),
    ...(views.length === 0 ? [] : [{ kind: 'table' as const, record, columns: ['View', 'Columns', 'Left out'].map((title) => ({ title, align: 'left' as const })), rows: views.map(({ view, columns, leftOut }) => [view, columns.join(', '), cleanText(leftOut.join(', '), 200)]) }]), // biome-ignore format: one block
    note(inLocale(M.how, locale)),
  ],
  examples: [
    {
      say: 'add Vault 0x00000000000000000000000000000000000000aa ./Vault.json',
      input: { action: 'add', name: 'Vault', address: '0x00000000000000000000000000000000000000aa', file: './Vault.json' },
    },
  ],
})
