import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { createPublicClient, type Hex, http, parseEther } from 'viem'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { quiet } from '../../test/kits/indexing.ts'
import type { Chain, Chains } from '../clients/chains.ts'
import { type Anvil, startAnvil } from '../demo/anvil.ts'
import { type OpenWarehouse, openWarehouse } from '../warehouse/open.ts'
import { openIndexer } from './open-indexer.ts'
import { type CallFrame, ofFrames, ofParity, traceRows } from './traces.ts'

const signal = new AbortController().signal
const PAYER = '0x00000000000000000000000000000000000000a1'
const RECEIVER = `0x${'c0ffee'.padStart(40, '0')}` as const
const folder = mkdtempSync(join(tmpdir(), 'petrel-traces-'))
let anvil: Anvil
let rpc: (method: string, params?: unknown) => Promise<unknown>
let splitter: Hex
const opened: OpenWarehouse[] = []

/** Sends half of what it is paid on to RECEIVER: CALL(gas, RECEIVER, callvalue/2, 0, 0, 0, 0). */
const CODE = `0x5f5f5f5f600234047f${RECEIVER.slice(2).padStart(64, '0')}5af15000`
/** Copies those bytes out and returns them. */
const INIT = `0x60${((CODE.length - 2) / 2).toString(16).padStart(2, '0')}80600a5f395ff3fe${CODE.slice(2)}` as Hex

async function open(file: string): Promise<OpenWarehouse> {
  const made = await openWarehouse({ file, memoryMb: 256, deadlineMs: 20_000, rows: 1000, silenceMs: 120_000 })
  opened.push(made)
  return made
}

/** The chain as the indexer sees it, through a node that lacks these methods. */
function chainsWithout(methods: readonly string[]): Chains {
  const client = createPublicClient({ transport: http(`http://127.0.0.1:${anvil.port}`), cacheTime: 0 })
  const request = client.request as unknown as (args: { method: string; params?: unknown }) => Promise<unknown>
  const limited = async (args: { method: string; params?: unknown }) => {
    if (methods.includes(args.method)) throw Object.assign(new Error('method not found'), { code: -32601 })
    return request(args)
  }
  const chain = {
    ...{ id: 31_337, name: 'demo', aliases: [], native: { symbol: 'ETH', decimals: 18 }, wrappedNative: `0x${'ee'.repeat(20)}` },
    ...{ rpc: [], blockTime: 12, stables: [], factories: [], client: { ...client, request: limited } },
  } as unknown as Chain
  return { all: [chain], main: chain, get: () => chain }
}

const indexer = (warehouse: OpenWarehouse, chains: Chains, traces: boolean) =>
  openIndexer({ warehouse, chains, backfillDays: 30, confirmations: 0, traces, now: Date.now, log: quiet })
const rows = async (warehouse: OpenWarehouse, sql: string) => (await warehouse.query(sql, [])).rows

async function pay(ether: string): Promise<void> {
  await rpc('eth_sendTransaction', [{ from: PAYER, to: splitter, value: `0x${parseEther(ether).toString(16)}`, gas: '0x30d40' }])
  await rpc('evm_mine')
}

beforeAll(async () => {
  anvil = await startAnvil({ port: 0, genesis: 1_780_000_000, signal: AbortSignal.timeout(60_000) })
  const client = createPublicClient({ transport: http(`http://127.0.0.1:${anvil.port}`), cacheTime: 0 })
  rpc = (method, params = []) => client.request({ method, params } as never) as Promise<unknown>
  await rpc('anvil_impersonateAccount', [PAYER])
  await rpc('anvil_setBalance', [PAYER, `0x${(10n ** 24n).toString(16)}`])
  const hash = (await rpc('eth_sendTransaction', [{ from: PAYER, data: INIT, gas: '0x989680' }])) as Hex
  await rpc('evm_mine')
  splitter = (await client.getTransactionReceipt({ hash })).contractAddress as Hex
  expect(await client.getCode({ address: splitter })).toBe(CODE)
  for (const ether of ['2', '10', '0.5']) await pay(ether)
}, 90_000)
afterAll(async () => {
  for (const warehouse of opened) await warehouse.close()
  await anvil.stop()
  rmSync(folder, { recursive: true, force: true })
})

describe('traces', () => {
  it.each([
    ['trace_block', []],
    ['debug_traceBlockByNumber', ['trace_block']],
  ])('come by %s, internal transfers among them', async (_, lacking) => {
    const warehouse = await open(':memory:')
    const index = indexer(warehouse, chainsWithout(lacking), true)
    await index.sync(31_337, {}, signal)
    const traces = await rows(
      warehouse,
      'SELECT block_number, trace_address, trace_type, call_type, to_address, value::VARCHAR, status FROM traces ORDER BY 1, 2',
    )
    const wei = (ether: string) => parseEther(ether).toString()
    expect(traces).toEqual([
      [1, '', 'create', null, splitter.toLowerCase(), '0', 1],
      ...[
        ['2', '1'],
        ['10', '5'],
        ['0.5', '0.25'],
      ].flatMap(([whole = '', half = ''], n) => [
        [2 + n, '', 'call', 'call', splitter.toLowerCase(), wei(whole), 1],
        [2 + n, '0', 'call', 'call', RECEIVER, wei(half), 1],
      ]),
    ])
    const moved = `SELECT kind, count(*), sum(amount) FROM evm.native_transfers GROUP BY kind ORDER BY kind`
    expect(await rows(warehouse, moved)).toEqual([
      ['internal', 3, 6.25],
      ['transaction', 3, 12.5],
    ])
    const held = `SELECT sum(CASE WHEN "to" = '${RECEIVER}' THEN amount ELSE 0 END) FROM evm.native_transfers`
    const balance = BigInt((await rpc('eth_getBalance', [RECEIVER, 'latest'])) as Hex)
    expect(await rows(warehouse, held)).toEqual([[Number(balance) / 1e18]])
    await index.stop()
  })

  it('are not asked for unless they are wanted, and go on where they were', async () => {
    const file = join(folder, 'warehouse.duckdb')
    const first = await open(file)
    const index = indexer(first, chainsWithout([]), false)
    await index.sync(31_337, {}, signal)
    expect(await rows(first, 'SELECT count(*) FROM traces')).toEqual([[0]])
    // Stopped after the first blocks: what is there stays, the rest comes at the next start.
    const stopping = new AbortController()
    const report = () => stopping.abort()
    await index.sync(31_337, { traces: true, report }, stopping.signal).catch(() => undefined)
    await first.write({ chain: 31_337, batches: [] })
    await index.stop()
    await first.close()
    const again = await open(file)
    const next = indexer(again, chainsWithout([]), false)
    await next.sync(31_337, { traces: true }, signal)
    const whole = await rows(again, 'SELECT * FROM traces ORDER BY ALL')
    expect(whole).toHaveLength(7)
    await next.sync(31_337, { traces: true }, signal)
    expect(await rows(again, 'SELECT * FROM traces ORDER BY ALL')).toEqual(whole)
    await next.stop()
  })

  it('stay away from a node that has none: said where they were asked for, left out where they are only set', async () => {
    const warehouse = await open(':memory:')
    const index = indexer(warehouse, chainsWithout(['trace_block', 'debug_traceBlockByNumber']), true)
    const { to } = await index.sync(31_337, {}, signal)
    expect(to).toBeGreaterThan(3)
    await expect(index.sync(31_337, { traces: true }, signal)).rejects.toMatchObject({ code: 'rpc_failed' })
    expect(await rows(warehouse, 'SELECT count(*) FROM traces')).toEqual([[0]])
    await index.stop()
  })

  it('say the same by both methods, and what failed takes its calls with it', () => {
    const frames: fc.Arbitrary<CallFrame> = fc.letrec<{ frame: CallFrame }>((tie) => ({
      frame: fc.record(
        {
          type: fc.constantFrom('CALL', 'DELEGATECALL', 'STATICCALL', 'CREATE', 'CREATE2', 'SELFDESTRUCT'),
          from: fc.constant('0xAa'),
          to: fc.constant('0xBb'),
          value: fc.bigInt({ min: 0n, max: 2n ** 128n }).map((value) => `0x${value.toString(16)}`),
          gasUsed: fc.constant('0x5208'),
          input: fc.constantFrom('0x', '0xa9059cbb00', '0xdd'),
          error: fc.constantFrom('execution reverted', 'out of gas'),
          calls: fc.array(tie('frame'), { maxLength: 3 }),
        },
        { requiredKeys: ['type', 'from', 'to', 'value'] },
      ),
    })).frame
    const parity = (frame: CallFrame, traceAddress: number[] = []): Parameters<typeof ofParity>[0][number][] => {
      const kind = frame.type.toLowerCase()
      const [from, to, value, input] = [frame.from ?? '', frame.to ?? '', frame.value ?? '0x0', frame.input ?? '0x']
      const type = kind.startsWith('create') ? 'create' : kind === 'selfdestruct' ? 'suicide' : 'call'
      const action =
        type === 'suicide'
          ? { address: from, refundAddress: to, balance: value }
          : type === 'create'
            ? { from, value }
            : { callType: kind, from, to, value, input }
      const result = { ...(frame.gasUsed ? { gasUsed: frame.gasUsed } : {}), ...(type === 'create' ? { address: to } : {}) }
      const own = { type, action, result, traceAddress, transactionHash: '0xt', ...(frame.error ? { error: frame.error } : {}) }
      return [own, ...(frame.calls ?? []).flatMap((inner, index) => parity(inner, [...traceAddress, index]))]
    }
    fc.assert(
      fc.property(frames, (frame) => {
        const traces = ofFrames('0xt', frame)
        expect(ofParity(parity(frame))).toEqual(traces)
        const made = traceRows(1, { number: 5, time: 0, traces })
        const bad = traces.filter(({ error }) => error !== null).map(({ address }) => address)
        for (const [index, { address }] of traces.entries()) {
          const fell = bad.some((above) => above === '' || address === above || address.startsWith(`${above}_`))
          expect(made[index]?.at(-1)).toBe(fell ? 0 : 1)
        }
      }),
    )
  })
})
