/**
 * Views over the logs of contracts that the operator knows: one an event, each argument a column. They are made from data (the table
 * abi_events), so no text of an ABI becomes SQL but by the patterns here.
 */
export interface EventArgument {
  name: string
  /** Solidity type. */
  type: string
  indexed: boolean
}

export interface EventSpec {
  chain: number
  contract: string
  event: string
  address: string
  topic0: string
  arguments: readonly EventArgument[]
}

export const EVENT_SCHEMA = 'contracts'
const BASE = ['blockchain', 'chain_id', 'block_time', 'block_date', 'block_number', 'tx_hash', 'evt_index', 'contract_address']

/** A name that needs no quotes: lower case, digits, underscores, at most 60 characters. */
export const plainName = (name: string): string =>
  name
    .replace(/([a-z\d])([A-Z])/g, '$1_$2')
    .toLowerCase()
    .replace(/[^a-z0-9_]+/g, '_')
    .replace(/^_+|_+$/g, '')
    .slice(0, 60)

/** Name of the view of an event. */
export const eventView = ({ contract, event }: Pick<EventSpec, 'contract' | 'event'>): string =>
  `${EVENT_SCHEMA}.${plainName(contract)}_${plainName(event)}`

const half = (word: string, from: number): string => `TRY_CAST('0x' || substr(${word}, ${from}, 16) AS UBIGINT)::HUGEINT`
const ALL = '18446744073709551615::HUGEINT'
const RADIX = '18446744073709551616::HUGEINT'

/** Exact where 127 bits hold it, NULL beyond; the word itself stands beside it as text. */
function integer(word: string, signed: boolean): string {
  const [high, low] = [half(word, 33), half(word, 49)]
  const plain = `WHEN substr(${word}, 1, 32) = '${'0'.repeat(32)}' AND substr(${word}, 33, 1) < '8' THEN ${high} * ${RADIX} + ${low}`
  const minus = `WHEN substr(${word}, 1, 32) = '${'f'.repeat(32)}' AND substr(${word}, 33, 1) >= '8' THEN -((${ALL} - ${high}) * ${RADIX} + (${ALL} - ${low}) + 1)`
  return `CASE ${plain}${signed ? ` ${minus}` : ''} END`
}

/** SQL of an argument's value, or undefined for a type that has no fixed place (text, bytes, lists). */
function valueSql(type: string, word: string): string | undefined {
  if (type === 'address' || type === 'address payable') return `'0x' || right(${word}, 40)`
  if (type === 'bool') return `right(${word}, 1) = '1'`
  const bytes = /^bytes(\d{1,2})$/.exec(type)
  if (bytes) return `'0x' || left(${word}, ${2 * Number(bytes[1])})`
  return /^u?int\d{0,3}$/.test(type) ? integer(word, type.startsWith('int')) : undefined
}

const isDynamic = (type: string): boolean => type === 'string' || type === 'bytes' || type.endsWith('[]')

/** An argument that the view has as a column; `column` needs no quotes but those of its view. */
export interface EventField {
  column: string
  /** Solidity type. */
  type: string
}

/** Columns of the view and the arguments that it leaves out. A struct or a list of fixed length shifts what follows it: those are left out too. */
export function eventColumns({ arguments: args }: Pick<EventSpec, 'arguments'>): {
  columns: string[]
  fields: EventField[]
  leftOut: string[]
} {
  const columns: string[] = []
  const fields: EventField[] = []
  const leftOut: string[] = []
  const taken = new Set(BASE)
  let topic = 1
  let place: number | undefined = 0
  for (const [index, { name, type, indexed }] of args.entries()) {
    const bare = plainName(name) || `arg${index}`
    const shown = taken.has(bare) ? `arg_${bare}` : bare
    taken.add(shown)
    const word = indexed ? `substr(l.topic${topic++}, 3)` : place === undefined ? undefined : `substr(l.data, ${3 + 64 * place}, 64)`
    if (!indexed && place !== undefined) place = isDynamic(type) || valueSql(type, '') !== undefined ? place + 1 : undefined
    const value = word === undefined ? undefined : valueSql(type, word)
    if (value === undefined) leftOut.push(name || `arg${index}`)
    else {
      fields.push({ column: shown, type })
      columns.push(`${value} AS "${shown}"`, ...(/^u?int(\d{3})?$/.test(type) ? [`'0x' || ${word} AS "${shown}_hex"`] : []))
    }
  }
  return { columns, fields, leftOut }
}

const ADDRESS = /^0x[0-9a-f]{40}$/
const TOPIC = /^0x[0-9a-f]{64}$/

/** The statement that makes the view; undefined for a spec that is none (an event that was taken away). */
export function eventStatement(spec: EventSpec): string | undefined {
  if (!ADDRESS.test(spec.address) || !TOPIC.test(spec.topic0) || plainName(spec.contract) === '' || plainName(spec.event) === '')
    return undefined
  const columns = eventColumns(spec)
    .columns.map((column) => `, ${column}`)
    .join('')
  return `CREATE OR REPLACE VIEW ${eventView(spec)} AS SELECT c.name AS blockchain, l.chain_id, l.block_timestamp AS block_time,
    l.block_timestamp::DATE AS block_date, l.block_number, l.transaction_hash AS tx_hash, l.log_index AS evt_index, l.address AS contract_address${columns}
    FROM main.logs l JOIN main.chains c ON c.chain_id = l.chain_id
    WHERE l.chain_id = ${Math.trunc(spec.chain)} AND l.address = '${spec.address}' AND l.topic0 = '${spec.topic0}'`
}

/** A row of abi_events as a spec. */
export function specOf([chain, contract, event, address, topic0, args]: readonly unknown[]): EventSpec {
  const list: unknown = JSON.parse(String(args ?? '[]'))
  return {
    ...{
      chain: Number(chain),
      contract: String(contract),
      event: String(event),
      address: String(address ?? ''),
      topic0: String(topic0 ?? ''),
    },
    arguments: Array.isArray(list) ? (list as EventArgument[]) : [],
  }
}

/** Rows of abi_events that are there, not taken away. */
export const EVENTS_SQL =
  "SELECT chain_id, contract, event, address, topic0, arguments FROM main.abi_events WHERE address <> '' ORDER BY ALL"
