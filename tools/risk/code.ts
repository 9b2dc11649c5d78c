import type { Hex } from 'viem'
import { parseHex } from '../../audit/bytecode/hex.ts'
import { type Proxy as CodeProxy, detectProxy } from '../../audit/bytecode/proxy.ts'
import type { Chain } from '../../chain/clients/chains.ts'
import { PetrelError } from '../../core/errors.ts'

export interface CodePart {
  address: Hex
  /** Runtime code. */
  hex: Hex
  bytes: Uint8Array
  /** How this part hands its calls on, when it does. */
  proxy?: CodeProxy
}

/** The code that runs at an address: the contract itself, then what it hands its calls to. */
export interface Code {
  parts: readonly CodePart[]
  block: number
  /** Why the last part is not the end: an implementation that could not be found. */
  lost?: string
  /** Accounts that can exchange the implementation, where the standard slot names one. */
  admin?: Hex
  /** The contract that names the implementation, of a beacon proxy. */
  beacon?: Hex
}

const BEACON_SLOT = 'a3f0ad74e5423aebfd80d3ef4346578335a9a72aeaee59ff6cb3582b35133d50'
const CODE_SLOT = '360894a13ba1a3210667c828492db98dca3e2076cc3735a920a3ca505d382bbc'
const ADMIN_SLOT = '0xb53127684a568b3173ae13b9f8a6016e243e63b6e8ee1178d6a717850b5d6103'
const MOST_HOPS = 4
const addressIn = (word: Hex | undefined): Hex | undefined => {
  const address = word && word.length >= 42 ? (`0x${word.slice(-40)}` as Hex) : undefined
  return address && !/^0x0{40}$/.test(address) ? address : undefined
}

/** Reads the code at an address and follows proxies, at one block. Throws PetrelError token_unknown where there is no code, rpc_failed. */
export async function openCode(chain: Chain, address: Hex, signal: AbortSignal): Promise<Code> {
  const blockNumber = await chain.client.getBlockNumber()
  const parts: CodePart[] = []
  let lost: string | undefined
  for (let at: Hex | undefined = address; at && parts.length < MOST_HOPS; ) {
    signal.throwIfAborted()
    const part = await readPart({ chain, blockNumber }, at, address)
    if (part === undefined) {
      if (parts.length === 0) throw noCode(address, chain)
      lost = `there is no code at ${at}`
      break
    }
    parts.push(part)
    if (!part.proxy) break
    at = await next({ chain, blockNumber }, part.proxy, address)
    if (at === undefined) lost = 'the contract hands its calls on to code that could not be found'
    else if (parts.some((known) => known.address === at)) break
  }
  const admin = addressIn(await chain.client.getStorageAt({ address, slot: ADMIN_SLOT, blockNumber }).catch(() => undefined))
  const held = parts[0]?.proxy?.kind === 'beacon' && (await slotOf({ chain, blockNumber }, address, BEACON_SLOT))
  return { parts, block: Number(blockNumber), ...(held ? { beacon: held } : {}), ...(lost ? { lost } : {}), ...(admin ? { admin } : {}) }
}

interface Where {
  chain: Chain
  blockNumber: bigint
}

/** The address in a slot, 64 hex digits. */
const slotOf = async ({ chain, blockNumber }: Where, address: Hex, slot: string): Promise<Hex | undefined> =>
  addressIn(await chain.client.getStorageAt({ address, slot: `0x${slot}`, blockNumber }).catch(() => undefined))

/** What the standard slots say where the code does not show that it hands its calls on. */
async function proxyBySlots(where: Where, address: Hex): Promise<CodeProxy | undefined> {
  const [beacon, code] = await Promise.all([slotOf(where, address, BEACON_SLOT), slotOf(where, address, CODE_SLOT)])
  if (beacon) return { kind: 'beacon', slot: BEACON_SLOT }
  return code ? { kind: 'eip1967', slot: CODE_SLOT } : undefined
}

async function readPart(where: Where, address: Hex, asked: Hex): Promise<CodePart | undefined> {
  const hex = await where.chain.client.getCode({ address, blockNumber: where.blockNumber })
  const bytes = hex ? parseHex(hex) : undefined
  if (!hex || !bytes || bytes.length === 0) return undefined
  const proxy = detectProxy(bytes) ?? (address === asked ? await proxyBySlots(where, address) : undefined)
  return { address: address.toLowerCase() as Hex, hex, bytes, ...(proxy ? { proxy } : {}) }
}

/** Where a proxy hands its calls; its storage is that of the address that was asked about. */
async function next({ chain, blockNumber }: Where, proxy: CodeProxy, address: Hex): Promise<Hex | undefined> {
  if (proxy.implementation) return proxy.implementation as Hex
  if (!proxy.slot) return await ask({ chain, blockNumber }, address)
  const held = addressIn(await chain.client.getStorageAt({ address, slot: `0x${proxy.slot.padStart(64, '0')}`, blockNumber }))
  return proxy.kind === 'beacon' && held ? await ask({ chain, blockNumber }, held) : held
}

/** implementation() of a beacon, or of a proxy that keeps its implementation in a slot of its own. */
async function ask({ chain, blockNumber }: Where, to: Hex): Promise<Hex | undefined> {
  const answer = await chain.client.call({ to, data: '0x5c60da1b', blockNumber }).catch(() => undefined)
  return answer?.data?.length === 66 ? addressIn(answer.data) : undefined
}

const noCode = (address: Hex, chain: Chain): PetrelError =>
  new PetrelError('token_unknown', {
    message: `At ${address} there is no contract on ${chain.name}.`,
    hint: 'Check the address and the chain.',
    facts: { address, chain: chain.name },
  })
