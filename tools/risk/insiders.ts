import type { Hex } from 'viem'
import { disassemble } from '../../audit/bytecode/disassemble.ts'
import type { Code } from './code.ts'
import type { RiskPool } from './pools.ts'
import { isNobody, type Where } from './where.ts'

/** Slots that are looked through for accounts: declared variables come first in storage. */
const SLOTS = 24
const MOST = 6
/** Numbers that fit in an address but are small are amounts, not accounts. */
const LEAST = 1n << 120n

interface Around {
  token: Hex
  code: Code
  pools: readonly RiskPool[]
  /** Accounts that are known to be close: the owner, the admin, the maker. */
  known: readonly Hex[]
}

/**
 * Accounts that may be behind a condition that names nobody: those that are known to be close, those written into the code, those in the first slots of
 * storage; without pools, tokens and what else the chain itself is made of. Throws PetrelError rpc_failed.
 */
export async function insidersOf({ token, code, pools, known }: Around, where: Where): Promise<Hex[]> {
  const { chain, block } = where
  const infrastructure = [token, chain.wrappedNative, ...chain.stables, ...chain.factories.map(({ address }) => address)]
  const skip = new Set([...infrastructure, ...pools.flatMap((pool) => [pool.address, pool.quote])].map((one) => one.toLowerCase()))
  const slots = Array.from({ length: SLOTS }, (_, slot) => `0x${slot.toString(16)}` as Hex)
  const words = await Promise.all(
    slots.map((slot) => chain.client.getStorageAt({ address: token, slot, blockNumber: block }).catch(() => undefined)),
  )
  const stored = words.flatMap((word) => (word === undefined ? [] : accountIn(BigInt(word))))
  const written = code.parts.flatMap(({ bytes }) =>
    disassemble(bytes).flatMap(({ op, push }) => (op >= 0x73 && op <= 0x7f && push !== undefined ? accountIn(push) : [])),
  )
  const all = [...new Set([...known, ...stored, ...written])]
  return all.filter((one) => !isNobody(one) && !skip.has(one)).slice(0, MOST)
}

/** The account in the low bytes of a word; what is packed above it does not matter. */
function accountIn(word: bigint): Hex[] {
  const account = word & ((1n << 160n) - 1n)
  const above = word >> 160n
  // Above an address stand small flags or nothing; a hash or a mask of ones has more.
  if (account < LEAST || above >= 1n << 40n || account === (1n << 160n) - 1n) return []
  return [`0x${account.toString(16).padStart(40, '0')}`]
}
