import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Abi, createPublicClient, encodeFunctionData, type Hex, http } from 'viem'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Chain, Chains } from '../../chain/clients/chains.ts'
import { type Anvil, startAnvil } from '../../chain/demo/anvil.ts'
import { openIndexer } from '../../chain/index/open-indexer.ts'
import { createRegistry } from '../../chain/registry/registry.ts'
import { type OpenWarehouse, openWarehouse } from '../../chain/warehouse/open.ts'
import type { Block } from '../../core/answer.ts'
import { createLedger } from '../../core/ledger.ts'
import type { Resolve } from '../../core/resolve.ts'
import type { ToolContext } from '../../core/tool.ts'
import { quiet } from '../../test/kits/indexing.ts'
import { abiTool } from '../abi/abi.ts'
import type { Handles } from '../define.ts'
import { askTool } from './ask.ts'
import type { QueryResult } from './result.ts'

const SOURCE = `// SPDX-License-Identifier: MIT
pragma solidity 0.8.28;
contract Coin {
  string public name = "Stake Coin"; string public symbol = "STK"; uint8 public decimals = 6; uint256 public totalSupply;
  mapping(address => uint256) public balanceOf; mapping(address => mapping(address => uint256)) public allowance;
  event Transfer(address indexed from, address indexed to, uint256 value);
  function mint(address to, uint256 value) external { balanceOf[to] += value; totalSupply += value; emit Transfer(address(0), to, value); }
  function approve(address spender, uint256 value) external returns (bool) { allowance[msg.sender][spender] = value; return true; }
  function transferFrom(address from, address to, uint256 value) external returns (bool) {
    allowance[from][msg.sender] -= value; balanceOf[from] -= value; balanceOf[to] += value; emit Transfer(from, to, value); return true; }
}
contract House {
  Coin coin;
  event Staked(address indexed user, uint256 amount);
  event OrderFilled(bytes32 indexed orderHash, address indexed maker, address taker, uint256 price, uint8 side, bool partialFill);
  constructor(Coin c) { coin = c; }
  function stake(uint256 amount) external { coin.transferFrom(msg.sender, address(this), amount); emit Staked(msg.sender, amount); }
  function fill(address maker, uint256 price, uint8 side, bool partialFill) external { emit OrderFilled(keccak256(abi.encode(price)), maker, msg.sender, price, side, partialFill); }
}`

interface Compiled {
  contracts: Record<string, Record<string, { abi: Abi; evm: { bytecode: { object: string } } }>>
}

function compiled(): { Coin: { abi: Abi; code: Hex }; House: { abi: Abi; code: Hex } } {
  const solc = createRequire(import.meta.url)('solc') as { compile(input: string): string }
  const input = {
    language: 'Solidity',
    sources: { 'a.sol': { content: SOURCE } },
    settings: { evmVersion: 'paris', outputSelection: { '*': { '*': ['abi', 'evm.bytecode.object'] } } },
  }
  const made = (JSON.parse(solc.compile(JSON.stringify(input))) as Compiled).contracts['a.sol'] ?? {}
  const of = (name: string) => ({ abi: made[name]?.abi ?? [], code: `0x${made[name]?.evm.bytecode.object ?? ''}` as Hex })
  return { Coin: of('Coin'), House: of('House') }
}

const signal = new AbortController().signal
const DAY = 86_400
/** Monday. */
const START = Date.parse('2026-05-04T00:00:00Z') / 1000
const NOW = Date.parse('2026-05-13T12:00:00Z')
const [ANN, BEN] = ['0x00000000000000000000000000000000000000a1', '0x00000000000000000000000000000000000000b2'] as const
const folder = mkdtempSync(join(tmpdir(), 'petrel-own-events-'))
let anvil: Anvil
let warehouse: OpenWarehouse
let chains: Chains
let resolve: Resolve
/** Amounts that were staked, in whole coins, by day since START. */
const STAKES = [
  { who: ANN, day: 0, coins: 100 },
  { who: BEN, day: 1, coins: 250 },
  { who: ANN, day: 1, coins: 40 },
  { who: BEN, day: 8, coins: 5 },
]
const FILLS = [0, 0, 2, 6, 8].map((day, index) => ({ day, price: 1000 + index, side: index % 2, maker: index === 3 ? BEN : ANN }))

beforeAll(async () => {
  anvil = await startAnvil({ port: 0, genesis: START - 3600, signal: AbortSignal.timeout(60_000) })
  const client = createPublicClient({ transport: http(`http://127.0.0.1:${anvil.port}`), cacheTime: 0 })
  const chain = {
    ...{ id: 31_337, name: 'demo', aliases: [], client, native: { symbol: 'ETH', decimals: 18 }, wrappedNative: `0x${'ee'.repeat(20)}` },
    ...{ rpc: [], blockTime: 12, stables: [], factories: [] },
  } as unknown as Chain
  chains = { all: [chain], main: chain, get: () => chain }
  const ask = (method: string, ...params: unknown[]) => client.request({ method, params } as never) as Promise<unknown>
  let at = START - 3600
  const send = async (from: Hex, tx: { to?: Hex; data: Hex }, day = 0) => {
    at = Math.max(at + 12, START + day * DAY + 60)
    const hash = (await ask('eth_sendTransaction', { from, gas: '0x989680', ...tx })) as Hex
    await ask('evm_setNextBlockTimestamp', at)
    await ask('evm_mine')
    const receipt = await client.getTransactionReceipt({ hash })
    expect(receipt.status).toBe('success')
    return receipt
  }
  for (const who of [ANN, BEN]) {
    await ask('anvil_impersonateAccount', who)
    await ask('anvil_setBalance', who, `0x${(10n ** 24n).toString(16)}`)
  }
  const { Coin, House } = compiled()
  const coin = (await send(ANN, { data: Coin.code })).contractAddress as Hex
  const house = (await send(ANN, { data: `${House.code}${coin.slice(2).padStart(64, '0')}` as Hex })).contractAddress as Hex
  const call = (abi: Abi, functionName: string, ...args: unknown[]) => encodeFunctionData({ abi, functionName, args } as never)
  for (const who of [ANN, BEN]) {
    await send(who, { to: coin, data: call(Coin.abi, 'mint', who, 10n ** 12n) })
    await send(who, { to: coin, data: call(Coin.abi, 'approve', house, 10n ** 12n) })
  }
  const acts = [
    ...STAKES.map(({ who, day, coins }) => ({ who, day, data: call(House.abi, 'stake', BigInt(coins) * 10n ** 6n) })),
    ...FILLS.map(({ day, price, side, maker }) => ({
      ...{ who: BEN, day },
      data: call(House.abi, 'fill', maker, BigInt(price), side, side === 1),
    })),
  ].sort((a, b) => a.day - b.day)
  for (const { who, day, data } of acts) await send(who, { to: house, data }, day)
  warehouse = await openWarehouse({ file: ':memory:', memoryMb: 256, deadlineMs: 20_000, rows: 1000, silenceMs: 120_000 })
  const indexer = openIndexer({ warehouse, chains, backfillDays: 30, confirmations: 0, now: () => NOW, log: quiet })
  await indexer.sync(31_337, {}, signal)
  await indexer.stop()
  resolve = createRegistry({ warehouse, chains })
  const file = join(folder, 'House.json')
  writeFileSync(file, JSON.stringify({ abi: House.abi }))
  await abiTool.run(abiTool.input.parse({ action: 'add', name: 'Treehouse', address: house, file }), context())
}, 120_000)
afterAll(async () => {
  await warehouse?.close()
  await anvil?.stop()
  rmSync(folder, { recursive: true, force: true })
})

const context = (): ToolContext<Handles> =>
  ({
    ...{ signal, resolve, locale: 'en', now: () => NOW, ledger: createLedger(() => NOW), progress: () => undefined },
    handles: { warehouse, chains, indexer: { status: () => [] } },
  }) as unknown as ToolContext<Handles>

const words = (blocks: readonly Block[]): string =>
  blocks
    .flatMap((block) => (block.kind === 'text' ? block.parts.map((part) => (typeof part === 'string' ? part : part.figure)) : []))
    .join('')

interface Asked {
  rows: readonly (readonly unknown[])[]
  said: string
  input: Record<string, unknown>
}

async function ask(text: string, before?: Asked): Promise<Asked> {
  const previous = before ? { tool: 'ask', input: before.input } : undefined
  const [best] = await askTool.read(text, { previous, resolve, locale: 'en', now: NOW })
  expect([text, (best?.score ?? 0) >= 0.9, best?.ambiguous, best?.missing]).toEqual([text, true, [], []])
  const input = best?.input as Record<string, unknown>
  const result = (await askTool.run(askTool.input.parse(input), context())) as QueryResult
  const blocks = askTool.answer(result, 'en')
  return { rows: result.table.rows, said: words(blocks), input }
}

const day = (index: number): number => (START + index * DAY) * 1000

describe("events of the operator's own contract", () => {
  it('are counted by day in a period', async () => {
    const { rows, said } = await ask('how many orders were filled per day last week')
    expect(rows.map(([at, count]) => [at, count]).filter(([, count]) => count !== 0)).toEqual([
      [day(0), 2],
      [day(2), 1],
      [day(6), 1],
    ])
    expect(said).toContain('“order filled” events of Treehouse')
  })

  it('are summed by who did it, in the token that moved along', async () => {
    const { rows, said } = await ask('total amount of staked by user')
    expect(rows).toEqual([
      [BEN, '255'],
      [ANN, '140'],
    ])
    expect(said).toContain('255 STK')
    expect(said).toContain('the transfers of the same amounts')
  })

  it.each([
    [
      'top 10 stakers by amount',
      [
        [BEN, '255'],
        [ANN, '140'],
      ],
    ],
    [
      'who staked the most?',
      [
        [BEN, '255'],
        [ANN, '140'],
      ],
    ],
    ['how many stakers', [[2]]],
    ['how many unique stakers last week', [[2]]],
    ['total amount staked on Treehouse', [['395']]],
    ['average stake amount', [[98.75]]],
    ['largest stake', [[250]]],
    ['how many times did 0x00000000000000000000000000000000000000b2 stake', [[2]]],
    ['number of stakes with amount over 50', [[2]]],
    ['total staked by 0x00000000000000000000000000000000000000a1 last week', [['140']]],
    ['how many orders filled with side 1', [[2]]],
    ['how many partial fill orders were filled', [[2]]],
    [
      'number of orders filled by maker',
      [
        [ANN, 4],
        [BEN, 1],
      ],
    ],
    ['how many order filled events', [[5]]],
    ['¿cuántos eventos order filled hubo la semana pasada?', [[4]]],
    ['сколько событий staked', [[4]]],
  ] as const)('answers "%s"', async (text, rows) => {
    expect((await ask(text)).rows).toEqual(rows)
  })

  it('are listed, newest first', async () => {
    const { rows } = await ask('latest 2 stakes')
    expect(rows.map((row) => row.slice(1, 3))).toEqual([
      [BEN, 5],
      [ANN, 40],
    ])
  })

  it('follow on from the question before', async () => {
    const first = await ask('total amount of staked by user')
    const top = await ask('top 1', first)
    expect(top.rows).toEqual([[BEN, '255']])
    expect((await ask('last week', first)).rows).toEqual([
      [BEN, '250'],
      [ANN, '140'],
    ])
    const weekly = await ask('per week', await ask('how many orders were filled'))
    expect(weekly.rows.map((row) => row[1])).toEqual([0, 4, 1])
  })

  it('give way to what is asked of all chains, and say what they lack', async () => {
    const [best] = await askTool.read('how many transfers last week', { previous: undefined, resolve, locale: 'en', now: NOW })
    expect(best?.input.metric).toBe('transfers')
    const [own] = await askTool.read('how many orders were filled by the purple dragon of zanzibar', {
      ...{ previous: undefined, resolve, locale: 'en', now: NOW },
    })
    expect(own?.score ?? 0).toBeLessThan(0.9)
    const run = (input: object) => askTool.run(askTool.input.parse(input), context())
    await expect(run({ metric: 'event_sum', event: 'contracts.treehouse_staked', argument: 'nothing' })).rejects.toMatchObject({
      code: 'cannot_answer',
    })
    await expect(run({ metric: 'events', event: 'contracts.none' })).rejects.toMatchObject({ code: 'cannot_answer' })
    for (const where of ["user='; DROP TABLE logs; --", 'user=1', 'amount=0x12', 'amount=1 OR 1=1', '"user"=1'])
      await expect(run({ metric: 'events', event: 'contracts.treehouse_staked', where: [where] })).rejects.toMatchObject({
        code: 'cannot_answer',
      })
  })
})
