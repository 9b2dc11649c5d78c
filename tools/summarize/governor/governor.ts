import { type Address, decodeEventLog, formatUnits, type Hex, parseAbi, toEventSelector } from 'viem'
import type { Chain } from '../../../chain/clients/chains.ts'
import type { Warehouse } from '../../../chain/warehouse/warehouse.ts'
import type { Action } from './actions.ts'

/** OpenZeppelin's Governor and Compound's Governor Bravo: one event, and two ways to ask for the rest. */
export const GOVERNOR = parseAbi([
  'event ProposalCreated(uint256 id, address proposer, address[] targets, uint256[] values, string[] signatures, bytes[] calldatas, uint256 startBlock, uint256 endBlock, string description)',
  'function name() view returns (string)',
  'function state(uint256 id) view returns (uint8)',
  'function proposalVotes(uint256 id) view returns (uint256 againstVotes, uint256 forVotes, uint256 abstainVotes)',
  'function proposals(uint256 id) view returns (uint256 id, address proposer, uint256 eta, uint256 startBlock, uint256 endBlock, uint256 forVotes, uint256 againstVotes, uint256 abstainVotes, bool canceled, bool executed)',
  'function proposalSnapshot(uint256 id) view returns (uint256)',
  'function quorum(uint256 at) view returns (uint256)',
  'function quorumVotes() view returns (uint256)',
  'function token() view returns (address)',
  'function comp() view returns (address)',
])
const TOKEN = parseAbi(['function symbol() view returns (string)', 'function decimals() view returns (uint8)'])
const CREATED = toEventSelector(GOVERNOR[0])

/** The states of both kinds, in the order of their numbers. */
const STATES = ['pending', 'active', 'canceled', 'defeated', 'succeeded', 'queued', 'expired', 'executed'] as const

export interface OnChainProposal {
  governor: string
  proposer: Address
  description: string
  actions: readonly Action[]
  /** Blocks, or Unix seconds where the governor counts by time. */
  start: bigint
  end: bigint
  state: (typeof STATES)[number] | undefined
  votes: { for: number; against: number; abstain: number } | undefined
  quorum: number | undefined
  /** What votes are counted in. */
  symbol: string
}

export interface Place {
  chain: Chain
  address: Address
  id: bigint
  signal: AbortSignal
}

const wordOf = (id: bigint): string => id.toString(16).padStart(64, '0')

/** Data of the event from the index, where it has this governor's logs. */
async function fromIndex(warehouse: Pick<Warehouse, 'query'> | undefined, { chain, address, id, signal }: Place): Promise<Hex | undefined> {
  const sql = `SELECT data FROM logs WHERE chain_id = $1 AND address = $2 AND topic0 = $3 AND starts_with(data, $4) LIMIT 1`
  const found = await warehouse
    ?.query(sql, [chain.id, address.toLowerCase(), CREATED, `0x${wordOf(id)}`], { signal })
    .catch(() => undefined)
  signal.throwIfAborted()
  const data = found?.rows[0]?.[0]
  return typeof data === 'string' ? (data as Hex) : undefined
}

/** Blocks that are looked through before the one from which votes count, and back from now where that is not known. */
const SPANS = [9000n, 100_000n, 1_000_000n]

/** Data of the event from the node, in ever longer spans: many refuse long ones. */
async function fromNode(place: Place, snapshot: bigint | undefined): Promise<Hex | undefined> {
  const { chain, address, id, signal } = place
  const head = await chain.client.getBlockNumber()
  const last = snapshot !== undefined && snapshot < head ? snapshot : head
  for (const span of SPANS) {
    signal.throwIfAborted()
    const fromBlock = last > span ? last - span : 0n
    const logs = await chain.client.getLogs({ address, event: GOVERNOR[0], fromBlock, toBlock: last }).catch(() => [])
    const found = logs.find(({ data }) => data.slice(2, 66) === wordOf(id))
    if (found) return found.data
    if (fromBlock === 0n) return undefined
  }
  return undefined
}

/** A reading that a contract may not have. */
const maybe = <T>(reading: Promise<T>): Promise<T | undefined> => reading.catch(() => undefined)

async function votesOf({ chain: { client }, address, id }: Place, unit: number): Promise<OnChainProposal['votes']> {
  const scaled = (amount: bigint): number => Number(formatUnits(amount, unit))
  const counted = await maybe(client.readContract({ address, abi: GOVERNOR, functionName: 'proposalVotes', args: [id] }))
  if (counted) return { against: scaled(counted[0]), for: scaled(counted[1]), abstain: scaled(counted[2]) }
  const bravo = await maybe(client.readContract({ address, abi: GOVERNOR, functionName: 'proposals', args: [id] }))
  return bravo && { for: scaled(bravo[5]), against: scaled(bravo[6]), abstain: scaled(bravo[7]) }
}

/** What votes are counted in. */
async function unitOf({ chain: { client }, address }: Place): Promise<{ symbol: string; decimals: number }> {
  const token =
    (await maybe(client.readContract({ address, abi: GOVERNOR, functionName: 'token' }))) ??
    (await maybe(client.readContract({ address, abi: GOVERNOR, functionName: 'comp' })))
  if (!token) return { symbol: 'votes', decimals: 18 }
  const [symbol, decimals] = await Promise.all([
    maybe(client.readContract({ address: token, abi: TOKEN, functionName: 'symbol' })),
    maybe(client.readContract({ address: token, abi: TOKEN, functionName: 'decimals' })),
  ])
  return { symbol: symbol ?? 'votes', decimals: decimals ?? 18 }
}

/** A proposal of a governor contract with its calls, state, votes and quorum; undefined when its creation is not found. Throws PetrelError rpc_failed. */
export async function readProposal(place: Place, warehouse: Pick<Warehouse, 'query'> | undefined): Promise<OnChainProposal | undefined> {
  const { chain: { client }, address, id } = place // biome-ignore format: short
  const snapshot = await maybe(client.readContract({ address, abi: GOVERNOR, functionName: 'proposalSnapshot', args: [id] }))
  const data = (await fromIndex(warehouse, place)) ?? (await fromNode(place, snapshot || undefined))
  if (!data) return undefined
  const { args } = decodeEventLog({ abi: GOVERNOR, eventName: 'ProposalCreated', data, topics: [CREATED] })
  if (!args) return undefined
  const unit = await unitOf(place)
  const [name, state, votes, quorum] = await Promise.all([
    maybe(client.readContract({ address, abi: GOVERNOR, functionName: 'name' })),
    maybe(client.readContract({ address, abi: GOVERNOR, functionName: 'state', args: [id] })),
    votesOf(place, unit.decimals),
    maybe(client.readContract({ address, abi: GOVERNOR, functionName: 'quorum', args: [args.startBlock] })).then(
      (found) => found ?? maybe(client.readContract({ address, abi: GOVERNOR, functionName: 'quorumVotes' })),
    ),
  ])
  return {
    governor: name ?? '',
    proposer: args.proposer,
    description: args.description,
    actions: args.targets.map((target, i) => ({ target, value: args.values[i] ?? 0n, signature: args.signatures[i] ?? '', calldata: args.calldatas[i] ?? '0x' })),
    start: args.startBlock,
    end: args.endBlock,
    state: state === undefined ? undefined : STATES[state],
    votes,
    quorum: quorum === undefined ? undefined : Number(formatUnits(quorum, unit.decimals)),
    symbol: unit.symbol,
  } // biome-ignore format: actions
}
