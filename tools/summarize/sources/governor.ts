import { formatEther, formatUnits, isAddress, parseAbi } from 'viem'
import type { Chain } from '../../../chain/clients/chains.ts'
import { PetrelError } from '../../../core/errors.ts'
import { type Action, decodeAction } from '../governor/actions.ts'
import { readProposal } from '../governor/governor.ts'
import { type Fact, type Source, visible } from '../material.ts'
import { markdownBlocks } from '../text/blocks.ts'
import { nothing } from './text.ts'

/** `governor:ethereum/0x…/42`, the chain by name or number, or without it the main one. */
const OWN = /^governor:(?:([\w-]{1,40})\/)?(0x[0-9a-f]{40})\/(\d{1,80})$/i
const CAIP = /^eip155:(\d{1,20}):(0x[0-9a-f]{40})\/(\d{1,80})$/i
const TOKEN = parseAbi(['function symbol() view returns (string)', 'function decimals() view returns (uint8)'])
/** Actions that are told. */
const MOST_ACTIONS = 12

interface Named {
  chain: string | number | undefined
  address: string
  id: string
}

/** A proposal by governor and number: our own form, CAIP-10, or a page of Tally that names the governor. */
export function proposalOf(url: URL): Named | undefined {
  const own = OWN.exec(url.href)
  if (own) return { chain: own[1] && /^\d+$/.test(own[1]) ? Number(own[1]) : own[1], address: own[2] ?? '', id: own[3] ?? '' }
  const caip = CAIP.exec(url.href)
  if (caip) return { chain: Number(caip[1]), address: caip[2] ?? '', id: caip[3] ?? '' }
  const tally = /^(?:www\.)?tally\.xyz$/.test(url.hostname) ? /^\/gov\/[\w-]+\/proposal\/(\d{1,80})\/?$/.exec(url.pathname)?.[1] : undefined
  const governor = /^eip155:(\d{1,20}):(0x[0-9a-f]{40})$/i.exec(url.searchParams.get('govId') ?? '')
  return tally && governor ? { chain: Number(governor[1]), address: governor[2] ?? '', id: tally } : undefined
}

/** Amounts of the calls that move tokens, in the token's own unit. */
async function amountIn(chain: Chain, { target }: Action): Promise<((amount: bigint) => string) | undefined> {
  const read = <F extends 'symbol' | 'decimals'>(functionName: F) =>
    chain.client.readContract({ address: target, abi: TOKEN, functionName })
  try {
    const [symbol, decimals] = [await read('symbol'), await read('decimals')]
    return (amount) => `${formatUnits(amount, Number(decimals))} ${visible(String(symbol)).slice(0, 20)}`
  } catch {
    return undefined
  }
}

const TOKEN_CALLS = new Set(['transfer', 'transferFrom', 'approve', 'mint', 'burn'])

/** A call in words: "transfer(to: 0x…, amount: 1000 UNI) of 0x…, with 1 ETH". */
async function told(chain: Chain, action: Action): Promise<string> {
  const { name, arguments: given } = decodeAction(action)
  const scaled = name !== undefined && TOKEN_CALLS.has(name) ? await amountIn(chain, action) : undefined
  const words = given.map((one) => {
    const value =
      scaled && one.type === 'uint256' && typeof one.value === 'bigint' ? scaled(one.value) : visible(String(one.value)).slice(0, 120)
    return one.name ? `${one.name}: ${value}` : value
  })
  const call =
    name === undefined
      ? `an unknown call (${action.signature ? visible(action.signature).slice(0, 80) : action.calldata.slice(0, 10)})`
      : `${name}(${words.join(', ')})`
  const native = action.value > 0n ? `, with ${formatEther(action.value)} ${chain.native.symbol}` : ''
  return `${call} of ${action.target}${native}`
}

/** A proposal of an on-chain governor (OpenZeppelin Governor, Compound's Governor Bravo): its words, its calls, state, votes and quorum. */
export const governor: Source = {
  name: 'on-chain proposal',
  fits: (url) => proposalOf(url) !== undefined,
  read: async (url, { signal, chains, warehouse }) => {
    const named = proposalOf(url)
    if (!named || !chains || !isAddress(named.address, { strict: false })) throw nothing(url.href)
    const chain = named.chain === undefined ? chains.main : chains.get(named.chain)
    const proposal = await readProposal({ chain, address: named.address, id: BigInt(named.id), signal }, warehouse)
    if (!proposal)
      throw new PetrelError('nothing_to_read', {
        message: `No proposal ${named.id} of ${named.address} is found on ${chain.name}.`,
        hint: 'Check governor, number and chain: governor:ethereum/0x…/42. An old one needs an index or a node that holds its block.',
      })
    const { description, actions, votes, symbol, quorum, state } = proposal
    const blocks = markdownBlocks(visible(description))
    const calls = await Promise.all(actions.slice(0, MOST_ACTIONS).map((action) => told(chain, action)))
    const facts: Fact[] = [
      ...(state ? [{ name: 'state', value: state } as const] : []),
      ...(quorum === undefined ? [] : [{ name: 'quorum', value: quorum, unit: visible(symbol).slice(0, 20) } as const]),
      ...calls.map((value) => ({ name: 'action', value }) as const),
    ]
    const first = blocks.find(({ kind }) => kind === 'heading')?.text ?? blocks[0]?.text.slice(0, 160) ?? `Proposal ${named.id}`
    return [
      {
        title: proposal.governor ? `${visible(proposal.governor).slice(0, 60)}: ${first}` : first,
        genre: 'proposal',
        blocks,
        facts,
        ...(votes ? { votes: { unit: visible(symbol).slice(0, 20), state: state ?? '', tallies: [{ choice: 'For', score: votes.for }, { choice: 'Against', score: votes.against }, { choice: 'Abstain', score: votes.abstain }] } } : {}),
      },
    ] // biome-ignore format: tallies
  },
}
