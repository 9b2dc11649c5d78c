import { type Hex, numberToHex, type PublicClient } from 'viem'
import { PetrelError } from '../../core/errors.ts'
import type { Overrides } from './simulator.ts'

/** One JSON-RPC call through a client, for methods that its types do not list. Throws what the client throws, cancelled. */
export async function rawRequest(
  client: PublicClient,
  call: { method: string; params: readonly unknown[] },
  signal: AbortSignal,
): Promise<unknown> {
  signal.throwIfAborted()
  const request = client.request as unknown as (call: { method: string; params: readonly unknown[] }) => Promise<unknown>
  const answer = await request(call)
  signal.throwIfAborted()
  return answer
}

/** State overrides as the RPC takes them. */
export const overridesOf = (overrides: Overrides): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(overrides).map(([address, { balance, code, slots }]) => [
      address,
      {
        ...(balance === undefined ? {} : { balance: numberToHex(balance) }),
        ...(code === undefined ? {} : { code }),
        ...(slots === undefined ? {} : { stateDiff: slots }),
      },
    ]),
  )

/** The overrides of all blocks as one, the later ones winning slot by slot. */
export function mergeOverrides(...all: readonly (Overrides | undefined)[]): Overrides {
  const merged: Record<Hex, Overrides[Hex]> = {}
  for (const overrides of all) {
    for (const [address, change] of Object.entries(overrides ?? {}) as [Hex, Overrides[Hex]][]) {
      const known = merged[address]
      merged[address] = { ...known, ...change, ...(known?.slots || change?.slots ? { slots: { ...known?.slots, ...change?.slots } } : {}) }
    }
  }
  return merged
}

/** Whether an error says that the node does not know the method or the parameter, so that another way should be tried. */
export function isUnsupported(error: unknown): boolean {
  if (error instanceof PetrelError) return false
  for (let one: unknown = error; one instanceof Error; one = one.cause) {
    const { code } = one as { code?: unknown }
    if (code === -32601 || code === -32602 || code === -32004) return true
    if (/not (?:found|supported|available|implemented|exist)|unsupported|unknown method|does not exist/i.test(one.message)) return true
  }
  return false
}
