import { keccak256, slice, stringToHex } from 'viem'
import { mnemonicToAccount } from 'viem/accounts'

type Address = `0x${string}`

/** A row for the label registry. */
export interface LabelRow {
  address: Address
  name: string
  category: string
}

/**
 * The mnemonic that anvil, hardhat and every tutorial share. Its keys are public: nothing of value may ever be sent to them,
 * and they sign on the demo chain only.
 */
export const DEV_MNEMONIC = 'test test test test test test test test test test test junk'

/** How many accounts of the mnemonic act on the demo chain. */
export const ACCOUNTS = 90

const NAMED: readonly { name: string; category: string }[] = [
  { name: 'Demo Deployer', category: 'deployer' },
  { name: 'Demo Treasury', category: 'treasury' },
  { name: 'Albatross Exchange', category: 'exchange' },
  { name: 'Cormorant Exchange', category: 'exchange' },
  { name: 'Fulmar Market Making', category: 'market maker' },
  { name: 'Skua Arbitrage', category: 'arbitrage bot' },
  { name: 'Gannet Arbitrage', category: 'arbitrage bot' },
  { name: 'Whale 1', category: 'whale' },
  { name: 'Whale 2', category: 'whale' },
  { name: 'Whale 3', category: 'whale' },
  { name: 'Puffin Liquidity', category: 'liquidity provider' },
  { name: 'Razorbill Liquidity', category: 'liquidity provider' },
  { name: 'Kittiwake Liquidity', category: 'liquidity provider' },
  { name: 'Meme Launcher', category: 'deployer' },
]

export interface Actors {
  deployer: Address
  treasury: Address
  exchanges: readonly Address[]
  marketMaker: Address
  arbitrageurs: readonly Address[]
  whales: readonly Address[]
  providers: readonly Address[]
  launcher: Address
  traders: readonly Address[]
  /** Everyone who sends transactions. */
  all: readonly Address[]
  labels: readonly LabelRow[]
}

let known: Actors | undefined

/** The accounts that act on the demo chain; the same on every machine. */
export function actors(): Actors {
  known ??= derive()
  return known
}

function derive(): Actors {
  const all = Array.from({ length: ACCOUNTS }, (_, addressIndex) => lower(mnemonicToAccount(DEV_MNEMONIC, { addressIndex }).address))
  const labels = NAMED.map((row, i) => ({ ...row, address: at(all, i) }))
  const of = (category: string) => labels.filter((row) => row.category === category).map((row) => row.address)
  return {
    deployer: at(all, 0),
    treasury: at(all, 1),
    exchanges: of('exchange'),
    marketMaker: at(all, 4),
    arbitrageurs: of('arbitrage bot'),
    whales: of('whale'),
    providers: of('liquidity provider'),
    launcher: at(all, 13),
    traders: all.slice(NAMED.length),
    all,
    labels,
  }
}

/** An address that only ever receives: nobody has its key. */
export function holder(seed: number, index: number): Address {
  return slice(keccak256(stringToHex(`petrel demo holder ${seed} ${index}`)), 12)
}

const lower = (address: string) => address.toLowerCase() as Address

function at(list: readonly Address[], index: number): Address {
  const address = list[index]
  if (address === undefined) throw new RangeError(`no demo account ${index}`)
  return address
}
