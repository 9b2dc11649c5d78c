import type { Hex } from 'viem'
import type { Chain } from '../../chain/clients/chains.ts'

/** The state that everything is read from. */
export interface Where {
  chain: Chain
  block: bigint
  signal: AbortSignal
}

/** An account that is nobody: zero, or one of those that tokens are sent to for good. */
export const isNobody = (address: string): boolean => /^0x0{39}[0-9a-f]$/i.test(address) || /^0x0{36,}dead$/i.test(address)

/** The address in the low bytes of a word, lower case; undefined for zero. */
export const addressIn = (word: Hex | undefined): Hex | undefined => {
  const address = word && word.length >= 42 ? (`0x${word.slice(-40).toLowerCase()}` as Hex) : undefined
  return address && !/^0x0{40}$/.test(address) ? address : undefined
}
