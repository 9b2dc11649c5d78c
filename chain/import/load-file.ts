import type { ChainDefinition } from '../clients/chains.ts'
import type { ChainFacts, Known } from '../index/assemble.ts'
import { registryBatches } from '../index/start.ts'
import { storedKnown } from '../index/stored.ts'
import type { Batch, Parameter, Warehouse } from '../warehouse/warehouse.ts'
import { type Converter, sqlText } from './converter.ts'
import { openHold } from './hold.ts'
import { COINS, coinAddress, KNOWN_POOLS } from './known.ts'
import { blocksOf, decodeLogs, LOGS } from './logs.ts'
import { type ImportChains, type KnownFile, readings } from './normalise.ts'
import { makings, rowOf, TIMED, UNTIMED } from './rows.ts'

export interface Loading {
  converter: Converter
  warehouse: Warehouse
  chains: ImportChains
  signal: AbortSignal
  note(text: string): void
}

const SAMPLES = 5
const LOG_BLOCKS = 200
/** Rows of one file in one block when several files leave out their places. */
const APART = 1_000_000

interface Fault {
  count: number
  samples: string[]
}

async function faults(converter: Converter, sql: string): Promise<Fault> {
  const [[count] = []] = await converter.all(`SELECT count(*) FROM (${sql})`)
  const first = await converter.all(`SELECT * FROM (${sql}) ORDER BY "row" LIMIT ${SAMPLES}`)
  return { count: Number(count), samples: first.map(([row, fault]) => `row ${String(row)}: ${String(fault)}`) }
}

/** Good rows of the file into `part`; what is bad is counted and the first are named. */
async function makePart(file: KnownFile, { converter, chains }: Loading): Promise<Fault> {
  const { good, bad } = readings(file, chains, converter)
  const wrong = await faults(converter, bad)
  await converter.run(`CREATE OR REPLACE TEMP TABLE part AS ${good}`)
  if (!TIMED.has(file.layout.kind)) return wrong
  const late = await faults(converter, `SELECT "row", 'the time of its block is unknown: import the blocks too' FROM (${UNTIMED})`)
  if (late.count > 0) await converter.run(`DELETE FROM part WHERE "row" IN (${UNTIMED})`)
  return { count: wrong.count + late.count, samples: [...wrong.samples, ...late.samples].slice(0, SAMPLES) }
}

const chainOf = (id: number, { main, all }: ImportChains): ChainDefinition | undefined =>
  id === main.id ? main : all.find((chain) => chain.id === id)

const factsOf = ({ id, wrappedNative, factories }: ChainDefinition): ChainFacts => ({
  id,
  wrappedNative: wrappedNative.toLowerCase(),
  factories: new Map(
    factories.map(({ address, project, version }) => [address.toLowerCase(), { address: address.toLowerCase(), project, version }]),
  ),
})

/** Pools of which an index of the same chain knows a newer state than these logs. */
async function newerStates(warehouse: Warehouse, chain: number): Promise<Map<string, number>> {
  const { rows } = await warehouse.query('SELECT pool, block_number FROM main.pool_reserves WHERE chain_id = $1', [chain], {
    limits: { rows: 10_000_000, deadlineMs: 0, bytes: 1_000_000_000 },
  })
  return new Map(rows.map(([pool, block]) => [String(pool), Number(block)]))
}

type Add = (table: string, row: readonly Parameter[]) => Promise<void>

async function loadLogs(chain: ChainDefinition, { loading, add }: { loading: Loading; add: Add }): Promise<void> {
  const { converter, warehouse, signal } = loading
  const known: Known = await storedKnown(warehouse, chain.id)
  const states = await newerStates(warehouse, chain.id)
  const strangers = new Set<string>()
  for await (const blocks of blocksOf(converter.stream(LOGS.replace('$CHAIN', String(chain.id))), LOG_BLOCKS)) {
    signal.throwIfAborted()
    const { batches, strangers: unknown } = await decodeLogs(blocks, { facts: factsOf(chain), known })
    for (const address of unknown) strangers.add(address)
    for (const { table, rows } of batches)
      for (const row of rows) if (table !== 'pool_reserves' || (states.get(String(row[1])) ?? 0) <= Number(row[7])) await add(table, row)
  }
  if (strangers.size > 0)
    loading.note(
      `Swaps of ${strangers.size} contracts were left out: they are no pools that a listed factory announced in these logs, and files cannot be asked. "petrel sync" asks the chain.`,
    )
}

const PRICES = `FROM part p LEFT JOIN priced s ON s.chain_id = p.chain_id AND s.symbol = upper(p.symbol)`

/** Coins without a token on their chain, under an address of their own; says which symbols are none. */
async function addCoins({ converter, note }: Loading, add: Add): Promise<void> {
  const found = await converter.all(
    `SELECT DISTINCT p.chain_id, upper(p.symbol) ${PRICES} WHERE coalesce(p.token_address, s.address) IS NULL ORDER BY ALL`,
  )
  const odd: string[] = []
  for (const [chain, text] of found) {
    const symbol = String(text)
    const address = coinAddress(symbol)
    if (address === undefined) odd.push(symbol)
    else {
      await converter.run(`INSERT INTO priced VALUES (${Number(chain)}, ${sqlText(symbol)}, ${sqlText(address)})`)
      await add('tokens', [Number(chain), address, symbol, COINS[symbol] ?? symbol, null, null, null])
    }
  }
  if (odd.length > 0) note(`Prices of ${odd.join(', ').slice(0, 200)} were left out: these are no symbols.`)
}

/** Prices by address, or by a symbol: of a well-known token, else of a coin without one. */
async function loadPrices(loading: Loading, add: Add): Promise<void> {
  const { converter } = loading
  await addCoins(loading, add)
  // BTC and WBTC can both be there: the wrapped token's own price wins.
  const sql = `SELECT p.chain_id, coalesce(p.token_address, s.address) AS token, p.minute, arg_max(p.price, length(p.symbol)) ${PRICES}
    WHERE coalesce(p.token_address, s.address) IS NOT NULL GROUP BY 1, 2, 3`
  for await (const rows of converter.stream(sql))
    for (const row of rows) await add('given_prices', rowOf(row, { table: 'given_prices', sql }))
}

/** The pool, its tokens and the price of its base token, for minutes of a pool that is known by its address. */
async function loadMinutesExtras({ converter }: Loading, add: Add): Promise<void> {
  const found = new Set((await converter.all('SELECT DISTINCT chain_id, pool FROM part')).map(([chain, pool]) => `${chain}:${pool}`))
  for (const { chain, address, project, version, feeBps, tokens } of KNOWN_POOLS) {
    if (!found.has(`${chain}:${address}`)) continue
    await add('pools', [chain, address, project, version, null, tokens[0].address, tokens[1].address, feeBps, null, 0, null, null])
    for (const token of tokens) await add('tokens', [chain, token.address, token.symbol, token.name, token.decimals, null, null])
    const sql = `SELECT minute, weth_usdc_close FROM part WHERE chain_id = ${chain} AND pool = '${address}'`
    const base = tokens.find(({ symbol }) => symbol === 'WETH')?.address ?? ''
    for await (const rows of converter.stream(sql))
      for (const [minute, price] of rows) await add('given_prices', [chain, base, Number(minute), Number(price)])
  }
}

async function loadRows(file: KnownFile, { loading, add, first }: { loading: Loading; add: Add; first: number }): Promise<void> {
  const { converter, signal } = loading
  const { kind } = file.layout
  if (kind === 'receipts' || kind === 'logs') return
  if (kind === 'prices') return await loadPrices(loading, add)
  for (const making of makings(kind, first))
    for await (const rows of converter.stream(making.sql)) {
      signal.throwIfAborted()
      for (const row of rows) await add(making.table, rowOf(row, making))
    }
  if (kind === 'pool_minutes') await loadMinutesExtras(loading, add)
}

/**
 * One file into the warehouse, whole or not at all. `journal` is its line for the table of imports; `place` is its number among the
 * files of its kind. Throws PetrelError query_failed, warehouse_down, cancelled.
 */
export async function loadFile(
  file: KnownFile,
  { loading, journal, place }: { loading: Loading; place: number; journal(rows: number, bad: number): Batch },
): Promise<{ rows: number; bad: number; samples: readonly string[] }> {
  const { converter, warehouse, chains, signal } = loading
  const bad = await makePart(file, loading)
  const counted = await converter.all('SELECT chain_id, count(*) FROM part GROUP BY 1 ORDER BY 1')
  const rows = counted.reduce((sum, [, count]) => sum + Number(count), 0)
  const present = counted.flatMap(([id]) => chainOf(Number(id), chains) ?? [])
  const hold = await openHold(warehouse, present[0]?.id ?? chains.main.id)
  try {
    if (file.layout.kind === 'logs') for (const chain of present) await loadLogs(chain, { loading, add: hold.add })
    else await loadRows(file, { loading, add: hold.add, first: place * APART })
    signal.throwIfAborted()
    await hold.commit([...present.flatMap((chain) => registryBatches(chain as never, [])), journal(rows, bad.count)])
  } catch (error) {
    await warehouse.write({ chain: chains.main.id, batches: [], held: 'drop' }).catch(() => undefined)
    throw error
  }
  return { rows, bad: bad.count, samples: bad.samples }
}
