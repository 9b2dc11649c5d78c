import type { Chain, Chains } from '../../chain/clients/chains.ts'
import { DEFINITIONS } from '../../chain/clients/definitions/index.ts'
import { PetrelError } from '../../core/errors.ts'

/** The definition of a chain by the name that the files use; an unknown one gets an id of its own. */
function chainNamed(name: string, index: number): Chain {
  const known = DEFINITIONS.find((each) => each.name === name || each.aliases.includes(name))
  const made = known ?? {
    id: 900_000 + index,
    name,
    aliases: [],
    native: { symbol: 'ETH', decimals: 18 },
    wrappedNative: '0x0000000000000000000000000000000000000000' as const,
    rpc: [],
    blockTime: 12,
    stables: [],
    factories: [],
  }
  return { ...made, name } as unknown as Chain
}

/** Chains of these names without clients; the first is the main one. */
export function chainsNamed(names: readonly string[]): Chains {
  const all = (names.length > 0 ? names : ['ethereum']).map(chainNamed)
  const main = all[0] as Chain
  const get = (wanted: number | string): Chain => {
    const found = all.find((chain) => chain.id === wanted || chain.name === wanted || chain.aliases.includes(String(wanted).toLowerCase()))
    if (found) return found
    throw new PetrelError('chain_unknown', { message: `No chain is called "${wanted}".`, hint: all.map((chain) => chain.name).join(', ') })
  }
  return { all, main, get }
}
