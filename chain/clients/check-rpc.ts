import type { Check } from '../../core/operator.ts'
import type { Chain, Chains } from './chains.ts'
import { endpointsOf } from './open-chains.ts'

/** One line for each RPC endpoint of each chain in use: reachable, on the right chain, at which block. */
export async function checkRpc(chains: Chains, signal: AbortSignal): Promise<Check[]> {
  const checks = await Promise.all(chains.all.map((chain) => checkChain(chain, signal)))
  return checks.flat()
}

async function checkChain(chain: Chain, signal: AbortSignal): Promise<Check[]> {
  const endpoints = endpointsOf(chain.client)
  const hint = `Name other endpoints in chain.rpc.${chain.name}.`
  const aborted = new Promise<never>((_, reject) => signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true }))
  signal.throwIfAborted()
  const probes = endpoints === undefined ? [] : await Promise.race([endpoints.probe(), aborted])
  if (probes.length === 0) return [{ name: `RPC ${chain.name}`, state: 'fail', found: 'no endpoint is configured', hint }]
  // One dead endpoint among living ones slows nobody down.
  const alive = probes.some(({ reply }) => reply.kind === 'result')
  return probes.map(({ health, reply }): Check => {
    const name = `RPC ${chain.name} ${health.host}`
    if (reply.kind === 'result') return { name, state: 'ok', found: `chain ${chain.id}, block ${Number(reply.value)}`, hint: '' }
    const state = alive || reply.kind === 'limited' ? 'warn' : 'fail'
    return { name, state, found: reply.message, hint: reply.kind === 'limited' ? 'Use an endpoint with a higher limit.' : hint }
  })
}
