import { type Hex, parseAbi } from 'viem'
import type { Resolve } from '../../core/resolve.ts'
import { cleanText } from '../format.ts'
import { addressIn, isNobody, type Where } from './where.ts'

/**
 * Who may use a power now. nobody: the account it asks for is gone. account: a key. contract: a contract, which may be several keys or a
 * delay. list: accounts on a list that is not read. fixed: an account written into the code. anyone: nothing is asked.
 */
export interface Who {
  kind: 'nobody' | 'account' | 'contract' | 'list' | 'fixed' | 'anyone' | 'unknown'
  address?: Hex
  label?: string
  /** What a contract says of itself: how many of its signers must agree, */
  signers?: { needed: number; of: number }
  /** how long whatever it does is announced before, seconds, */
  delayS?: number
  /** or whom it obeys. */
  behind?: Hex
}

interface Asked {
  token: Hex
  /** As powersOf gives them. */
  asked: readonly string[]
  /** Whom owner() names. */
  owner: Hex | undefined
}

/** Reads the account behind what a function compares its caller with, at one block. Throws PetrelError rpc_failed. */
export async function whoMay({ token, asked, owner }: Asked, where: Where, resolve: Resolve): Promise<Who> {
  if (asked.length === 0) return { kind: 'anyone' }
  const slots = asked.flatMap((tag) => /^s:([0-9a-f]+)$/.exec(tag)?.[1] ?? [])
  for (const slot of slots) {
    const word = await where.chain.client.getStorageAt({ address: token, slot: `0x${slot.padStart(64, '0')}`, blockNumber: where.block })
    // owner() says where in a packed word the account lies; else it is taken from the low bytes.
    const named = owner && word?.toLowerCase().includes(owner.slice(2)) ? owner : addressIn(word)
    return await described(named, where, resolve)
  }
  if (asked.some((tag) => /^[cm]:/.test(tag))) return { kind: 'list' }
  if (asked.includes('constant')) return { kind: 'fixed' }
  return { kind: 'unknown' }
}

/** An account with its kind and label; the zero address and burn addresses are nobody. */
export async function described(address: Hex | undefined, where: Where, resolve: Resolve): Promise<Who> {
  if (address === undefined || isNobody(address)) return { kind: 'nobody' }
  const [code, label] = await Promise.all([
    where.chain.client.getCode({ address, blockNumber: where.block }).catch(() => undefined),
    resolve.labelOf(address),
  ])
  const contract = code !== undefined && code !== '0x'
  const named = { address, ...(label ? { label: cleanText(label.name) } : {}) }
  return contract ? { kind: 'contract', ...named, ...(await behindContract(address, where)) } : { kind: 'account', ...named }
}

const abi = parseAbi([
  'function getThreshold() view returns (uint256)',
  'function getOwners() view returns (address[])',
  'function getMinDelay() view returns (uint256)',
  'function delay() view returns (uint256)',
  'function owner() view returns (address)',
])
const LONGEST_DELAY_S = 10n * 365n * 86_400n

/** A Safe's signers, the delay of OpenZeppelin's or Compound's timelock, or an owner: what it says of itself, not a proof. */
async function behindContract(address: Hex, { chain, block }: Where): Promise<Pick<Who, 'signers' | 'delayS' | 'behind'>> {
  const read = <R>(functionName: (typeof abi)[number]['name']): Promise<R | undefined> =>
    (chain.client.readContract({ address, abi, functionName, blockNumber: block }) as Promise<R>).catch(() => undefined)
  const [needed, owners, minDelay, delay, owner] = await Promise.all([
    ...[read<bigint>('getThreshold'), read<Hex[]>('getOwners'), read<bigint>('getMinDelay'), read<bigint>('delay')],
    read<Hex>('owner'),
  ] as const)
  if (needed !== undefined && owners && needed > 0n && needed <= BigInt(owners.length))
    return { signers: { needed: Number(needed), of: owners.length } }
  const waits = minDelay ?? delay
  if (waits !== undefined && waits > 0n && waits < LONGEST_DELAY_S) return { delayS: Number(waits) }
  return owner === undefined || isNobody(owner) ? {} : { behind: owner.toLowerCase() as Hex }
}
