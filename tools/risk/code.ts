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
}

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
    const part = await readPart({ chain, blockNumber }, at)
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
  return { parts, block: Number(blockNumber), ...(lost ? { lost } : {}), ...(admin ? { admin } : {}) }
}

interface Where {
  chain: Chain
  blockNumber: bigint
}

async function readPart({ chain, blockNumber }: Where, address: Hex): Promise<CodePart | undefined> {
  const hex = await chain.client.getCode({ address, blockNumber })
  const bytes = hex ? parseHex(hex) : undefined
  if (!hex || !bytes || bytes.length === 0) return undefined
  const proxy = detectProxy(bytes)
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
