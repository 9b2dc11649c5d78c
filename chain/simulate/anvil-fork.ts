import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { createPublicClient, type Hex, http, numberToHex, type PublicClient } from 'viem'
import { PetrelError } from '../../core/errors.ts'
import { hostOf } from '../clients/redact.ts'
import { anvilBinary } from '../demo/anvil.ts'
import { rawRequest } from './raw.ts'
import { revertReason } from './revert-reason.ts'
import type { Overrides, SimBlock, SimCall, SimRequest, SimResult, Simulator } from './simulator.ts'

const START_MS = 20_000
const GAS = 15_000_000n
const RICH = 10n ** 24n

/** A node of our own that forks the chain at the block asked for; it lives for one simulation, so it suits those who have nothing better. */
export function anvilFork(url: string): Simulator {
  return {
    kind: 'fork',
    logs: true,
    blocks: true,
    whole: true,
    run: async (request, signal) => {
      const node = await startFork(url, request.block, signal)
      try {
        return await simulate(node.client, request, signal)
      } finally {
        await node.stop()
      }
    },
  }
}

async function simulate(client: PublicClient, { block, blocks }: SimRequest, signal: AbortSignal): Promise<SimResult[][]> {
  const base = await client.getBlock({ blockNumber: block })
  const results: SimResult[][] = []
  for (const [index, one] of blocks.entries()) {
    await apply(client, one.overrides ?? {}, signal)
    await advance(client, { one, base, index }, signal)
    const list: SimResult[] = []
    for (const call of one.calls) list.push(await send(client, call, signal))
    results.push(list)
  }
  return results
}

async function apply(client: PublicClient, overrides: Overrides, signal: AbortSignal): Promise<void> {
  const set = (method: string, ...params: unknown[]) => rawRequest(client, { method, params }, signal)
  for (const [address, { balance, code, slots }] of Object.entries(overrides)) {
    if (balance !== undefined) await set('anvil_setBalance', address, numberToHex(balance))
    if (code !== undefined) await set('anvil_setCode', address, code)
    for (const [slot, value] of Object.entries(slots ?? {})) await set('anvil_setStorageAt', address, slot, value)
  }
}

interface Step {
  one: SimBlock
  base: { number: bigint; timestamp: bigint }
  index: number
}

/** The next block's time; blocks between are mined empty when a distance is asked for. */
async function advance(client: PublicClient, { one, base, index }: Step, signal: AbortSignal): Promise<void> {
  const wanted = base.number + BigInt(one.blocksLater ?? index + 1)
  const missing = wanted - (await client.getBlockNumber()) - 1n
  if (missing > 0n) await rawRequest(client, { method: 'anvil_mine', params: [numberToHex(missing), '0x0'] }, signal)
  const time = base.timestamp + BigInt(one.secondsLater ?? index + 1)
  await rawRequest(client, { method: 'evm_setNextBlockTimestamp', params: [numberToHex(time)] }, signal)
  await rawRequest(client, { method: 'anvil_setBlockTimestampInterval', params: [0] }, signal)
}

/** Each call is a block of its own with the time of its group, since a receipt is only had for what is mined. */
async function send(client: PublicClient, { from, to, data = '0x', value = 0n }: SimCall, signal: AbortSignal): Promise<SimResult> {
  const ask = (method: string, ...params: unknown[]) => rawRequest(client, { method, params }, signal)
  const tx = { from, to, data, value: numberToHex(value), gas: numberToHex(GAS) }
  const free = { ...tx, gasPrice: '0x0' }
  const output = await ask('eth_call', tx, 'latest').then(
    (answer) => ({ ok: true, data: answer as Hex }),
    (error: unknown) => ({ ok: false, data: revertData(error) }),
  )
  await ask('anvil_setNextBlockBaseFeePerGas', '0x0')
  const held = BigInt((await ask('eth_getBalance', from, 'latest')) as Hex)
  const hash = (await ask('eth_sendUnsignedTransaction', free)) as Hex
  await ask('anvil_mine', '0x1', '0x0')
  const receipt = await client.getTransactionReceipt({ hash })
  const ok = receipt.status === 'success'
  const reason = ok ? undefined : (revertReason(output.data) ?? (held < value ? 'not enough of the native coin' : 'reverted'))
  const logs = receipt.logs.map(({ address, topics, data: words }) => ({ address, topics, data: words }))
  return { ok, data: output.data, gas: receipt.gasUsed, ...(reason === undefined ? {} : { reason }), logs }
}

function revertData(error: unknown): Hex {
  for (let one: unknown = error; one instanceof Error; one = one.cause) {
    const { data } = one as { data?: unknown }
    if (typeof data === 'string' && data.startsWith('0x')) return data as Hex
  }
  return '0x'
}

interface Fork {
  client: PublicClient
  stop(): Promise<void>
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  await once(server, 'close')
  return address !== null && typeof address === 'object' ? address.port : 0
}

/** Throws PetrelError simulation_failed when the node does not start. */
async function startFork(url: string, block: bigint, signal: AbortSignal): Promise<Fork> {
  const port = await freePort()
  const flags = [
    '--silent',
    '--no-mining',
    '--host',
    '127.0.0.1',
    '--port',
    `${port}`,
    '--fork-url',
    url,
    '--fork-block-number',
    `${block}`,
  ]
  const child = spawn(
    anvilBinary(),
    [...flags, '--no-rate-limit', '--auto-impersonate', '--accounts', '1', '--balance', `${RICH / 10n ** 18n}`],
    {
      stdio: 'ignore',
    },
  )
  const ended = once(child, 'exit').catch(() => undefined)
  const stop = async () => {
    if (child.exitCode === null && child.signalCode === null) child.kill('SIGKILL')
    await ended
  }
  const client = createPublicClient({ transport: http(`http://127.0.0.1:${port}`, { retryCount: 0 }), cacheTime: 0 })
  for (let waited = 0; waited < START_MS && child.exitCode === null; waited += 50) {
    if (signal.aborted) break
    if (await client.getChainId().then(Boolean, () => false)) return { client, stop }
    await sleep(50)
  }
  await stop()
  signal.throwIfAborted()
  throw new PetrelError('simulation_failed', {
    message: `A local fork of ${hostOf(url)} at block ${block} did not start.`,
    hint: 'The endpoint must serve the state of recent blocks.',
  })
}
