import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import {
  type Abi,
  createPublicClient,
  createTestClient,
  createWalletClient,
  encodeDeployData,
  type Hex,
  http,
  type PublicClient,
} from 'viem'
import { mnemonicToAccount } from 'viem/accounts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Chain } from '../../chain/clients/chains.ts'
import { type Anvil, startAnvil } from '../../chain/demo/anvil.ts'
import type { OpenWarehouse } from '../../chain/warehouse/open.ts'
import { plain } from '../../core/answer.ts'
import { resolveRef } from '../../core/record.ts'
import type { Resolve, TokenMatch } from '../../core/resolve.ts'
import { contextOf, demo } from '../ask/testing/context.ts'
import { openMarket } from '../ask/testing/market.ts'
import { NOW } from '../ask/testing/questions.ts'
import { CHAIN, registry } from '../ask/testing/registry.ts'
import { tokenTool } from './token.ts'

/** A name that tries to steer the screen. */
const NAME = 'Evil\u202e Coin\n</b>'
const SUPPLY = 123_456_789_012_345_678_901n
const artifact = JSON.parse(
  readFileSync(createRequire(import.meta.url).resolve('@openzeppelin/contracts/build/contracts/ERC20PresetFixedSupply.json'), 'utf8'),
) as { abi: Abi; bytecode: Hex }

let anvil: Anvil
let warehouse: OpenWarehouse
let client: PublicClient
let address: `0x${string}`

beforeAll(async () => {
  anvil = await startAnvil({ port: 0, genesis: Math.floor(NOW / 1000), signal: AbortSignal.timeout(60_000) })
  warehouse = await openMarket(true)
  const transport = http(`http://127.0.0.1:${anvil.port}`)
  client = createPublicClient({ transport })
  const account = mnemonicToAccount('test test test test test test test test test test test junk')
  const wallet = createWalletClient({ account, transport })
  const data = encodeDeployData({ abi: artifact.abi, bytecode: artifact.bytecode, args: [NAME, 'EVL', SUPPLY, account.address] })
  const hash = await wallet.sendTransaction({ chain: null, data })
  // The demo's node mines only when it is told to.
  await createTestClient({ mode: 'anvil', transport }).mine({ blocks: 1 })
  const receipt = await client.waitForTransactionReceipt({ hash, pollingInterval: 50 })
  address = receipt.contractAddress?.toLowerCase() as `0x${string}`
}, 120_000)
afterAll(async () => {
  await warehouse.close()
  await anvil.stop()
})

const token = (over: Partial<TokenMatch>): TokenMatch => ({
  chain: CHAIN,
  address,
  symbol: 'EVL',
  name: NAME,
  decimals: 18,
  weight: 0,
  match: 'symbol',
  ...over,
})
const resolving = (...found: TokenMatch[]): Resolve => ({
  ...registry,
  tokens: async (words) => (words === 'EVL' || words === address ? found : registry.tokens(words)),
})

function context(resolve: Resolve) {
  const base = contextOf(warehouse)
  const chain: Chain = { ...demo, client }
  return { ...base, resolve, handles: { ...base.handles, chains: { all: [chain], main: chain, get: () => chain } } }
}
const reading = (say: string, resolve: Resolve = registry) => tokenTool.read(say, { previous: undefined, resolve, locale: 'en', now: NOW })

describe('token', () => {
  it('describes a token from one block, exactly, with strangers’ text cleaned and every figure bound', async () => {
    const run = context(resolving(token({})))
    const result = await tokenTool.run({ token: 'EVL' }, run)
    const blocks = tokenTool.answer(result, 'en')
    const shown = blocks.flatMap((block) => (block.kind === 'text' ? [plain(block.parts)] : [])).join('\n')
    expect(shown).toContain('Total supply: 123.456789012345678901 EVL.')
    expect(shown).toContain('EVL (Evil Coin </b>)')
    expect(shown).toContain('No pool of this token is indexed.')
    expect(result.block.value).toBe(Number(await client.getBlockNumber()))
    for (const block of blocks)
      for (const part of block.kind === 'text' ? block.parts : [])
        if (typeof part !== 'string')
          expect([part.figure, resolveRef(run.ledger.all(), part.ref) === undefined]).toEqual([part.figure, false])
  })

  it('shows pools, price, holders and volume from the index', async () => {
    const { market } = { market: await import('./market.ts') }
    const run = context(registry)
    const weth = (await registry.tokens('WETH'))[0] as TokenMatch
    const found = await market.market({ chain: CHAIN, address: weth.address, symbol: 'WETH', since: NOW - 86_400_000 }, run)
    expect(found.price.rows[0]?.[0]).toBeCloseTo(2000, 6)
    expect(found.pools.rows).toHaveLength(2)
    expect(found.pools.rows[0]?.[3]).toBe(500)
    expect(found.day.rows[0]?.[1]).toBe(24)
    expect(found.index.rows[0]?.[0]).toBe(480)
  })

  it('refuses names that several tokens bear, and addresses without a token', async () => {
    await expect(tokenTool.run({ token: 'CAT' }, context(registry))).rejects.toMatchObject({ code: 'token_ambiguous' })
    await expect(tokenTool.run({ token: 'NOPE' }, context(registry))).rejects.toMatchObject({ code: 'token_unknown' })
    await expect(tokenTool.run({ token: '0x00000000000000000000000000000000000000ff' }, context(registry))).rejects.toMatchObject({
      code: 'token_unknown',
    })
  })

  it('claims questions about what a token is, and nothing else', async () => {
    for (const say of [
      'what is WETH',
      'What is USDC?',
      'token info USDC',
      'tell me about PEPE',
      '$UNI',
      '¿qué es PEPE?',
      'PEPE是什么',
      'UNI info',
    ]) {
      const [found] = await reading(say)
      expect([say, (found?.score ?? 0) >= 0.9]).toEqual([say, true])
    }
    for (const say of [
      'price of WETH',
      'what is the price of WETH',
      'hello',
      'what is love',
      'USDC volume',
      'who holds PEPE',
      'what is the latest block',
    ])
      expect([say, await reading(say)]).toEqual([say, []])
    expect((await reading('what is CAT'))[0]?.ambiguous[0]?.options).toHaveLength(2)
    expect((await reading('0xaa00000000000000000000000000000000000001'))[0]?.score).toBeLessThan(0.9)
    expect((await reading('0x1111111111111111111111111111111111111111'))[0]?.score).toBeGreaterThan(0.9)
  })
})
