import { type Address, erc20Abi, type Hex } from 'viem'
import type { Chain } from '../../chain/clients/chains.ts'
import { type BalanceChange, type Rehearsal, rehearse } from '../../chain/simulate/balance-changes.ts'
import { deal } from '../../chain/simulate/find-slots.ts'
import { openSimulator } from '../../chain/simulate/open-simulator.ts'
import type { Overrides, Simulator } from '../../chain/simulate/simulator.ts'
import { permit2Abi } from '../../chain/transactions/permit2.ts'
import type { Prepared, UnsignedTx } from '../../chain/transactions/transaction.ts'
import { PetrelError } from '../../core/errors.ts'
import type { Coin } from './coin.ts'

/** Stands in for the asker's wallet where none is known; nobody has its key. */
export const STAND_IN: Address = '0x00000000000000000000000000000000000a11ce'

export interface Purse {
  address: Address
  /** Base units of the input token. */
  balance: bigint
  /** What the spender of each approval may take already. */
  allowed: readonly { token: Address; spender: Address; amount: bigint; needed: bigint }[]
  /** What Permit2 lets the router take, and the number that a new permission must carry. */
  permit?: { amount: bigint; until: number; nonce: number }
}

export interface TryOut {
  simulator: Simulator['kind']
  /** Whether the wallet's own balance was enough, or one was lent for the trial. */
  lent: boolean
  ok: boolean
  reason?: string
  /** Gas of the swaps, approvals apart, where the simulator counts whole transactions. */
  gas: bigint | undefined
  changes: readonly BalanceChange[]
  /** Base units of the output that arrived. */
  received: bigint | undefined
  paid: bigint | undefined
}

/** What the wallet holds of the input, and what it already allows. Throws PetrelError rpc_failed. */
export async function readPurse(
  chain: Chain,
  { wallet, from, block, approvals }: { wallet: Address; from: Coin; block: bigint; approvals: readonly UnsignedTx[] },
): Promise<Purse> {
  const at = { blockNumber: block } as const
  const { client } = chain
  const balance =
    from.key === 'native'
      ? await client.getBalance({ address: wallet, ...at })
      : await client.readContract({ address: from.address, abi: erc20Abi, functionName: 'balanceOf', args: [wallet], ...at })
  const wanted = approvals.filter(({ purpose }) => purpose === 'approve')
  const allowed = await Promise.all(
    wanted.map(async ({ token, spender, amount }) => {
      const args = [wallet, spender as Address] as const
      const now = await client.readContract({ address: token as Address, abi: erc20Abi, functionName: 'allowance', args, ...at })
      return { token: token as Address, spender: spender as Address, amount: now, needed: amount }
    }),
  )
  const permit = await permitOf(chain, { wallet, block, tx: approvals.find(({ purpose }) => purpose === 'permit2') })
  return { address: wallet, balance, allowed, ...(permit ? { permit } : {}) }
}

async function permitOf(
  { client }: Chain,
  { wallet, block, tx }: { wallet: Address; block: bigint; tx: UnsignedTx | undefined },
): Promise<Purse['permit']> {
  if (!tx?.spender) return undefined
  const args = [wallet, tx.token as Address, tx.spender] as const
  const found = await client.readContract({ address: tx.to, abi: permit2Abi, functionName: 'allowance', args, blockNumber: block })
  return { amount: found[0], until: found[1], nonce: found[2] }
}

/** The approvals that the wallet has not given yet; all of them where it is not known. */
export function missingApprovals(approvals: readonly UnsignedTx[], purse: Purse | undefined, now: number): readonly UnsignedTx[] {
  if (!purse) return approvals
  return approvals.filter(({ purpose, token, spender, amount, exactly }) => {
    if (purpose === 'permit2') return !purse.permit || purse.permit.amount < amount || purse.permit.until <= now
    return !purse.allowed.some(
      (one) => one.token === token && one.spender === spender && (exactly ? one.amount === amount : one.amount >= amount),
    )
  })
}

export interface Trial {
  chain: Chain
  prepared: Prepared
  from: Coin
  to: Coin
  wallet: Address
  /** What it holds of the input; 0 for the stand-in. */
  balance: bigint
  block: bigint
}

/** The transactions on the state of the quote's block: what they would change. Undefined when no node at hand can tell. Throws PetrelError rpc_failed, cancelled. */
export async function tryOut(trial: Trial, signal: AbortSignal): Promise<TryOut | undefined> {
  const { chain, prepared, from, to, wallet, balance, block } = trial
  try {
    const simulator = await openSimulator(chain, signal)
    const lent = balance < prepared.maximumIn
    const overrides = lent ? await lend(trial, signal) : {}
    if (!overrides) return undefined
    const all = [...prepared.approvals, ...prepared.swaps]
    const calls = all.map(({ to: target, data, value }) => ({ from: wallet, to: target, data, value }))
    const watch = [from, to].map(({ key, address }) => ({ token: key === 'native' ? ('native' as const) : address, owner: wallet }))
    const done = await rehearse(simulator, { block, calls, watch, overrides }, signal)
    return { simulator: simulator.kind, lent, ...summary(done, { simulator, approvals: prepared.approvals.length }) }
  } catch (error) {
    if (error instanceof PetrelError && error.code === 'simulation_failed') return undefined
    throw error
  }
}

function summary({ ok, reason, results, changes }: Rehearsal, { simulator, approvals }: { simulator: Simulator; approvals: number }) {
  const [input, output] = changes
  const moved = (change: BalanceChange | undefined) =>
    change?.before === undefined || change.after === undefined ? undefined : change.after - change.before
  const [spent, received] = [moved(input), moved(output)]
  const gas = simulator.whole ? results.slice(approvals).reduce((sum, result) => sum + result.gas, 0n) : undefined
  return { ok, ...(reason ? { reason } : {}), gas, changes, received, paid: spent === undefined ? undefined : -spent }
}

async function lend({ chain, from, wallet, prepared, block }: Trial, signal: AbortSignal): Promise<Overrides | undefined> {
  const purse: Overrides = { [wallet as Hex]: { balance: 10n ** 24n + prepared.maximumIn } }
  if (from.key === 'native') return purse
  return deal({ client: chain.client, token: from.address, owner: wallet, block, amount: prepared.maximumIn }, signal)
}
