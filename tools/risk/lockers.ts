import { type Hex, parseAbi } from 'viem'
import type { Where } from './where.ts'

/** A contract that keeps liquidity until a date. */
export interface Locker {
  name: string
  /** How its locks are read; undefined where only the balance is. */
  api?: 'uncx-v2'
}

/** Contracts that keep LP tokens or positions until a date, on the chains where they stand. */
const LOCKERS: Readonly<Record<string, Locker>> = {
  '0x663a5c229c09b049e36dcc11a9b0d4a8eb9db214': { name: 'UNCX', api: 'uncx-v2' },
  '0xed9180976c2a4742c7a57354fd39d8bec6cbd8ab': { name: 'UNCX', api: 'uncx-v2' },
  '0xc765bddb93b0d1c1a88282ba0fa6b2d00e3e0c83': { name: 'UNCX', api: 'uncx-v2' },
  '0xc8b839b9226965caf1d9fc1551588aaf553a7be6': { name: 'UNCX', api: 'uncx-v2' },
  '0xfd235968e65b0990584585763f837a5b5330e6de': { name: 'UNCX' },
  '0xfe88dab083964c56429baa01f37ec2265abf1557': { name: 'UNCX' },
  '0x231278edd38b00b07fbd52120cef685b9baebcc1': { name: 'UNCX' },
  '0xe2fe530c047f2d85298b07d9333c05737f1435fb': { name: 'Team Finance' },
  '0x407993575c91ce7643a4d4ccacc9a98c36ee1bbe': { name: 'PinkLock' },
  '0x71b5759d73262fbb223956913ecf4ecc51057641': { name: 'PinkLock' },
}

const abi = parseAbi([
  'function getNumLocksForToken(address token) view returns (uint256)',
  'function tokenLocks(address token, uint256 index) view returns (uint256 lockDate, uint256 amount, uint256 initialAmount, uint256 unlockDate, uint256 lockId, address owner)',
])
const MOST_LOCKS = 20

export const LOCKER_ADDRESSES = Object.keys(LOCKERS) as readonly Hex[]
export const isLocker = (address: string): boolean => LOCKERS[address] !== undefined

/** Unix seconds at which the first lock of an LP token that still holds something ends; undefined when the locker does not tell. */
export async function unlocksAt(locker: Hex, lp: Hex, { chain, block }: Where): Promise<number | undefined> {
  if (LOCKERS[locker]?.api !== 'uncx-v2') return undefined
  const read = { address: locker, abi, blockNumber: block }
  try {
    const count = Number(await chain.client.readContract({ ...read, functionName: 'getNumLocksForToken', args: [lp] }))
    const locks = await Promise.all(
      Array.from({ length: Math.min(count, MOST_LOCKS) }, (_, index) =>
        chain.client.readContract({ ...read, functionName: 'tokenLocks', args: [lp, BigInt(index)] }),
      ),
    )
    const ends = locks.filter(([, amount]) => amount > 0n).map(([, , , unlockDate]) => Number(unlockDate))
    return ends.length > 0 ? Math.min(...ends) : undefined
  } catch {
    return undefined
  }
}
