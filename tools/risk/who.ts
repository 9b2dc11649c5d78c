import type { Hex } from 'viem'
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
export async function described(address: Hex | undefined, { chain, block }: Where, resolve: Resolve): Promise<Who> {
  if (address === undefined || isNobody(address)) return { kind: 'nobody' }
  const [code, label] = await Promise.all([
    chain.client.getCode({ address, blockNumber: block }).catch(() => undefined),
    resolve.labelOf(address),
  ])
  return { kind: code && code !== '0x' ? 'contract' : 'account', address, ...(label ? { label: cleanText(label.name) } : {}) }
}
