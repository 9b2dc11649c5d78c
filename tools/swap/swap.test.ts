import fc from 'fast-check'
import type { Hex } from 'viem'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type ButtonsBlock, figure, plain, type TextBlock, type WarningBlock } from '../../core/answer.ts'
import { resolveRef } from '../../core/record.ts'
import { fromJson } from '../../routing/json.ts'
import { type QuoteFile, verify } from '../../routing/verify.ts'
import { nodeClient } from '../../test/kits/universal-router.ts'
import type { RiskOf } from '../define.ts'
import { unitsToDecimal } from '../format.ts'
import type { SwapQuote, SwapResult } from './result.ts'
import { swapTool } from './swap.ts'
import { openSwapMarket, type SwapMarket } from './testing/market.case.ts'
import { CurrencyAmount, Percent, Price } from './uniswap.ts'

let market: SwapMarket
beforeAll(async () => {
  market = await openSwapMarket()
}, 180_000)
afterAll(() => market?.close())

const WALLET = '0x00000000000000000000000000000000000c0ffe'
const ask = async (input: Record<string, unknown>, options: Parameters<SwapMarket['context']>[0] = {}) => {
  const context = market.context(options)
  const result: SwapResult = await swapTool.run(swapTool.input.parse(input), context)
  return { result, context, blocks: swapTool.answer(result, context.locale) }
}
const quoted = async (input: Record<string, unknown>, options: Parameters<SwapMarket['context']>[0] = {}) => {
  const asked = await ask(input, options)
  if (asked.result.kind !== 'quote') throw new Error(`${JSON.stringify(input)} gave ${asked.result.kind}`)
  return { ...asked, result: asked.result as SwapQuote }
}
const words = (blocks: Awaited<ReturnType<typeof ask>>['blocks']): string =>
  blocks.map((block) => ('parts' in block ? plain(block.parts) : 'title' in block ? String(block.title) : '')).join('\n')

test('12.5 ETH to USDC: route, exact amount, minimum, impact, gas, block, proof, comparison, calldata, expiry', async () => {
  const { result, blocks, context } = await quoted({ tokenIn: 'ETH', tokenOut: 'USDC', amount: '12.5' })
  const said = words(blocks)
  for (const part of [
    /^Best route for 12\.5 ETH to USDC: [\d,.]+ USDC\./,
    /At least [\d,.]+ USDC/,
    /impact on the market [\d.]+ %/,
    /gas about [\d,]+ units/,
    /no route, gas included, can be better by more than [\d.]+ bps/,
    /Why this route/,
    /best single pool/i,
    /exactly as quoted/,
    /block \d+ on demo/,
  ])
    expect(said).toMatch(part)
  expect(blocks.map(({ kind }) => kind)).toEqual(expect.arrayContaining(['figure', 'table', 'picture', 'code', 'warning', 'buttons']))
  expect(result.tried).toMatchObject({ ok: true, received: result.quote.amountOut, paid: result.quote.amountIn })
  expect(result.prepared?.minimumOut).toBeLessThan(result.quote.amountOut)
  // Every figure of the answer points at a record that is there.
  const refs = blocks.flatMap((block) =>
    'parts' in block
      ? block.parts.flatMap((part) => (typeof part === 'string' ? [] : [part.ref]))
      : block.kind === 'figure'
        ? [block.ref]
        : [],
  )
  expect(refs.length).toBeGreaterThan(10)
  for (const ref of refs) expect(resolveRef(context.ledger.all(), ref)).toBeDefined()
}, 60_000)

test('what the packages’ types say is what the integers say', async () => {
  const { result } = await quoted({ tokenIn: 'ETH', tokenOut: 'USDC', amount: '3.000000000000000001', slippageBps: 50 })
  const { terms, quote, prepared } = result
  expect(terms.paid).toBeInstanceOf(CurrencyAmount)
  expect(terms.paid.quotient.toString()).toBe(quote.amountIn.toString())
  expect(terms.paid.currency.isNative).toBe(true)
  expect(terms.received.toExact()).toBe(unitsToDecimal(quote.amountOut, 6))
  expect(terms.minimum.quotient.toString()).toBe(String(prepared?.minimumOut))
  expect(terms.price).toBeInstanceOf(Price)
  expect(terms.price.quote(terms.paid).quotient.toString()).toBe(quote.amountOut.toString())
  expect(terms.slippage).toBeInstanceOf(Percent)
  expect(terms.slippage.toFixed(2)).toBe('0.50')
}, 60_000)

const SYMBOLS = ['ETH', 'WETH', 'USDC', 'DAI', 'WBTC', 'UNI', 'LINK', 'PEPE', 'FROG', 'TAXED', 'MINTY', 'PROXY', 'MOON', 'NEWT']

test('whatever is asked, the quote equals what the transactions deliver, is at its bound or below, and can be checked from its file', async () => {
  let done = 0
  const questions = fc.record({
    pair: fc.shuffledSubarray(SYMBOLS, { minLength: 2, maxLength: 2 }),
    digits: fc.bigInt(1n, 999_999n),
    places: fc.integer({ min: -4, max: 4 }),
    exact: fc.constantFrom('in', 'in', 'out'),
    oneTransaction: fc.boolean(),
  })
  const property = fc.asyncProperty(questions, async ({ pair, digits, places, exact, oneTransaction }) => {
    const [tokenIn, tokenOut] = pair
    const amount =
      places >= 0
        ? `${digits}${'0'.repeat(places)}`
        : `${digits / 10n ** BigInt(-places)}.${String(digits % 10n ** BigInt(-places)).padStart(-places, '0')}`
    if (/^[0.]+$/.test(amount)) return
    const { result } = await ask({ tokenIn, tokenOut, amount, exact, oneTransaction, proof: true }).catch((error: { code?: string }) => {
      expect(error.code).toBe('input_invalid')
      return { result: undefined }
    })
    if (result?.kind !== 'quote' || !result.file) return
    done++
    const { quote, tried, prepared } = result
    if (oneTransaction && prepared) expect(prepared.swaps).toHaveLength(1)
    expect(tried?.ok, tried?.reason).toBe(true)
    expect(tried?.paid).toBe(quote.amountIn)
    if (exact === 'in') expect(tried?.received).toBe(quote.amountOut)
    else expect((tried?.received ?? 0n) >= quote.amountOut).toBe(true)
    expect(quote.certificate.gapBps).toBeGreaterThanOrEqual(-1e-6)
    const verdict = verify(fromJson(result.file) as unknown as QuoteFile)
    expect(verdict.problems).toEqual([])
  })
  await fc.assert(property, { numRuns: 60, verbose: 1 })
  expect(done).toBeGreaterThan(20)
}, 280_000)

describe('tokens that lie', () => {
  test('a honeypot is not quoted, with the contract’s own words', async () => {
    for (const input of [
      { tokenIn: 'ETH', tokenOut: 'HONEY', amount: '1' },
      { tokenIn: 'HONEY', tokenOut: 'USDC', amount: '1' },
    ]) {
      const { result, blocks } = await ask(input)
      expect(result.kind).toBe('unsafe')
      expect(words(blocks)).toMatch(/do not quote HONEY on demo.*HONEY: cooldown/s)
      expect(blocks.some(({ kind }) => kind === 'code')).toBe(false)
    }
  }, 60_000)

  test('a taxed token is quoted with its tax, to the wei, and never with an exact output', async () => {
    const { result, blocks } = await quoted({ tokenIn: 'TAXED', tokenOut: 'ETH', amount: '5000' })
    expect(result.tried?.received).toBe(result.quote.amountOut)
    expect(words(blocks)).toMatch(/TAXED keeps a part of each trade: It keeps 10 % of every sale/)
    expect(result.prepared?.swaps[0]?.call).toMatch(/SupportingFeeOnTransferTokens/)
    const out = await ask({ tokenIn: 'TAXED', tokenOut: 'ETH', amount: '1', exact: 'out' })
    expect(out.result.kind).toBe('taxed-out')
  }, 60_000)

  test('contracts that are no tokens are named as such', async () => {
    await expect(ask({ tokenIn: 'ETH', tokenOut: market.demo.deployment.v2.factory, amount: '1' })).rejects.toMatchObject({
      code: 'token_unknown',
    })
    await expect(ask({ tokenIn: 'ETH', tokenOut: 'NOSUCHTOKEN', amount: '1' })).rejects.toMatchObject({ code: 'token_unknown' })
    await expect(ask({ tokenIn: 'USDC', tokenOut: 'USDC', amount: '1' })).rejects.toMatchObject({ code: 'input_invalid' })
  })

  test.each([
    ['says nothing', '0x00'],
    ['reverts', '0x60006000fd'],
    ['burns all gas', '0x5b600056'],
    ['answers 255 to everything', '0x60ff60005260206000f3'],
    ['answers a huge number', '0x60001960005260206000f3'],
    ['answers a megabyte', '0x62100000600060003960fe620fffff52621000006000f3'],
  ])(
    'a contract that %s breaks nothing',
    async (_, code) => {
      const node = nodeClient(market.demo.rpcUrl)
      const at = await node.snapshot()
      const address: Hex = '0x00000000000000000000000000000000deadbeef'
      await node.setCode({ address, bytecode: code as Hex })
      const came = await ask({ tokenIn: 'ETH', tokenOut: address, amount: '1' }).then(
        ({ result }) => result.kind,
        (error: { code?: string }) => error.code,
      )
      expect(came).toMatch(/^(?:none|unsafe|token_unknown)$/)
      await node.revert({ id: at })
      expect((await quoted({ tokenIn: 'ETH', tokenOut: 'USDC', amount: '1' })).result.tried?.ok).toBe(true)
    },
    60_000,
  )
})

describe('the risk of what is bought', () => {
  const input = { tokenIn: 'ETH', tokenOut: 'PEPE', amount: '1' }
  const line =
    (level: 'danger' | 'clear'): RiskOf =>
    async ({ address, ledger }) => {
      const record = ledger.measured({ name: 'tax', value: 7, unit: '%', source: address, chain: 31_337, block: 1 })
      return { level, parts: (locale) => [`${level} in ${locale}: `, figure('7 %', record.id)] }
    }

  test('is one line of the card, loud where it says danger', async () => {
    const clear = await quoted(input, { riskOf: line('clear'), locale: 'tr' })
    expect(clear.blocks.filter(({ kind }) => kind === 'text').map((block) => plain((block as TextBlock).parts))).toContain(
      'clear in tr: 7 %',
    )
    const danger = await quoted(input, { riskOf: line('danger') })
    const loud = danger.blocks.find((block) => block.kind === 'warning' && plain(block.parts) === 'danger in en: 7 %') as WarningBlock
    const bound = loud.parts.flatMap((part) => (typeof part === 'string' ? [] : [resolveRef(danger.context.ledger.all(), part.ref)]))
    expect(bound).toEqual([7])
  }, 60_000)

  test('does not hold the quote up: it is not checked yet, and the button checks it', async () => {
    const endless: RiskOf = (_, signal) => new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason)))
    for (const riskOf of [endless, () => Promise.reject(new Error('no node'))] satisfies RiskOf[]) {
      const { blocks } = await quoted(input, { riskOf })
      expect(words(blocks)).toContain('The risk of PEPE is not checked yet; “Risk of PEPE” does it.')
      const buttons = blocks.findLast((block) => block.kind === 'buttons') as ButtonsBlock
      expect(buttons.items.find(({ label }) => label === 'Risk of PEPE')?.say).toContain(market.key('PEPE'))
    }
  }, 60_000)

  test('is not spoken of for the chain’s own coins, and for what lists vouch for', async () => {
    const asked: string[] = []
    const riskOf: RiskOf = async ({ address }) => void asked.push(address) as undefined
    for (const tokenOut of ['ETH', 'USDC', 'WETH', 'PEPE']) {
      const { blocks } = await quoted({ tokenIn: 'DAI', tokenOut, amount: '50' }, { riskOf })
      expect(words(blocks)).not.toMatch(/risk/i)
    }
    expect(asked).toEqual([market.key('PEPE')])
  }, 60_000)
})

describe('the asker’s wallet', () => {
  test('is the recipient, its balance is told, and nothing is lent when it has enough', async () => {
    const node = nodeClient(market.demo.rpcUrl)
    await node.setBalance({ address: WALLET, value: 10n ** 20n })
    const { result, blocks } = await quoted({ tokenIn: 'ETH', tokenOut: 'USDC', amount: '2' }, { wallet: WALLET })
    expect(result.prepared?.swaps[0]?.data).toContain(WALLET.slice(2))
    expect(result.tried).toMatchObject({ ok: true, lent: false })
    expect(words(blocks)).toMatch(/Your wallet holds 100 ETH; enough\./)
    expect(words(blocks)).not.toMatch(/stands in/)
  }, 60_000)

  test('“all of it” is what it holds, less gas of the coin', async () => {
    const node = nodeClient(market.demo.rpcUrl)
    await node.setBalance({ address: WALLET, value: 10n ** 19n })
    const { result } = await quoted({ tokenIn: 'ETH', tokenOut: 'USDC', amount: 'all' }, { wallet: WALLET })
    expect(result.quote.amountIn).toBeLessThan(10n ** 19n)
    expect(result.quote.amountIn).toBeGreaterThan(9n * 10n ** 18n)
    await expect(ask({ tokenIn: 'UNI', tokenOut: 'USDC', amount: 'all' }, { wallet: WALLET })).rejects.toMatchObject({
      code: 'input_invalid',
    })
    await expect(ask({ tokenIn: 'ETH', tokenOut: 'USDC', amount: 'all' })).rejects.toMatchObject({ code: 'input_invalid' })
  }, 60_000)

  test('calldata comes with a link and a code for wallets', async () => {
    const { blocks } = await quoted({ tokenIn: 'ETH', tokenOut: 'USDC', amount: '2', show: 'calldata' }, { wallet: WALLET })
    const picture = blocks.findLast((block) => block.kind === 'picture')
    expect(picture).toMatchObject({
      drawing: { shape: 'qr', text: expect.stringMatching(/^ethereum:0x[0-9a-f]{40}@31337\?value=2000000000000000000&data=0x/) },
    })
  }, 60_000)

  test('a private relay of the operator is named beside the calldata, and nothing else uses it', async () => {
    const { result, blocks } = await quoted({ tokenIn: 'ETH', tokenOut: 'USDC', amount: '2', show: 'calldata' }, { wallet: WALLET })
    const relay = 'https://relay.example/rpc'
    expect(words(blocks)).toContain('through a private relay')
    expect(words(swapTool.answer({ ...result, chain: { ...result.chain, relay } }, 'en'))).toContain(`sent unseen to ${relay}`)
  }, 60_000)

  test('in a group the bytes come only when they are asked for', async () => {
    const { blocks } = await quoted({ tokenIn: 'ETH', tokenOut: 'USDC', amount: '2' }, { place: 'group' })
    expect(blocks.some(({ kind }) => kind === 'code')).toBe(false)
  }, 60_000)
})

test('several transactions are told as such, with what one would give', async () => {
  const { result, blocks } = await quoted({ tokenIn: 'ETH', tokenOut: 'USDC', amount: '2000' })
  expect(result.prepared?.way).toBe('steps')
  expect(words(blocks)).toMatch(/needs \d transactions one after the other.*In one transaction: [\d,.]+ USDC/s)
  const one = await quoted({ tokenIn: 'ETH', tokenOut: 'USDC', amount: '2000', oneTransaction: true })
  expect(one.result.prepared?.swaps).toHaveLength(1)
  expect(one.result.quote.amountOut).toBe(result.inOne?.amountOut)
  expect(one.result.quote.amountOut).toBeLessThan(result.quote.amountOut)
}, 60_000)

test('what the asker does not want is not used, and a trade that moves the price far is warned of', async () => {
  const asked = { tokenIn: 'ETH', tokenOut: 'USDC', amount: '1000' }
  const all = await quoted(asked)
  const dexes = (result: SwapQuote) => new Set(result.quote.legs.map((leg) => leg.dex ?? leg.kind))
  expect(dexes(all.result)).toContain('uniswap v3')
  const less = await quoted({ ...asked, without: ['Uniswap V3', 'WBTC'], proof: true })
  expect(dexes(less.result)).not.toContain('uniswap v3')
  expect(less.result.quote.legs.map((leg) => leg.tokenOut)).not.toContain(market.key('WBTC'))
  expect(less.result.quote.amountOut).toBeLessThan(all.result.quote.amountOut)
  expect(verify(fromJson(less.result.file) as unknown as QuoteFile).problems).toEqual([])
  expect(words(less.blocks)).toMatch(/Not used, as you asked: Uniswap V3, WBTC\./)
  expect(words(less.blocks)).toMatch(/This trade moves the price by [\d.]+ %/)
  expect(words((await quoted({ ...asked, amount: '0.5' })).blocks)).not.toMatch(/moves the price/)
}, 60_000)

test('an offer from elsewhere is compared in the right direction', async () => {
  const better = words((await quoted({ tokenIn: 'ETH', tokenOut: 'USDC', amount: '10', compareAmount: '1', compareName: '1inch' })).blocks)
  expect(better).toMatch(/1inch offers 1 USDC: this is [\d,.]+ % better for you/)
  const worse = words(
    (await quoted({ tokenIn: 'ETH', tokenOut: 'USDC', amount: '10', compareAmount: '99999999', compareName: '<b>1inch' })).blocks,
  )
  expect(worse).toMatch(/offers 99,999,999 USDC: that is [\d.]+ % better than this/)
}, 60_000)

test('a watch is registered with what it takes to look again, where somebody can be told', async () => {
  const input = { tokenIn: 'ETH', tokenOut: 'USDC', amount: '1', watch: { when: 'above', amount: '4000' } }
  const { result } = await ask(input)
  expect(result).toMatchObject({ kind: 'watch' })
  await expect(ask(input, { bot: 'cli' })).rejects.toMatchObject({ code: 'not_allowed' })
  const [condition] = swapTool.conditions ?? []
  const spec = {
    chain: 31_337,
    tokenIn: 'ETH',
    tokenOut: market.key('USDC'),
    symbols: { tokenIn: 'ETH', tokenOut: 'USDC' },
    amount: '1',
    when: 'above',
    limit: '1',
  }
  expect(condition?.describe(spec, 'en')).toBe('1 ETH gives more than 1 USDC after gas')
  const fired = await condition?.check(spec, undefined, market.context())
  expect(fired?.fired?.facts[0]).toMatchObject({ unit: 'USDC', chain: 31_337 })
  const quiet = await condition?.check({ ...spec, limit: '999999' }, undefined, market.context())
  expect(quiet?.fired).toBeUndefined()
}, 60_000)

test('a trade that gas eats up is warned of', async () => {
  const { blocks } = await quoted({ tokenIn: 'MOON', tokenOut: 'ETH', amount: '1' })
  expect(words(blocks)).toMatch(/Gas costs more than this trade brings: [\d.]+ ETH/)
  expect(words((await quoted({ tokenIn: 'ETH', tokenOut: 'USDC', amount: '1' })).blocks)).not.toMatch(/Gas costs more/)
}, 60_000)

test('every language has its own sentences', async () => {
  const { result } = await quoted({ tokenIn: 'ETH', tokenOut: 'USDC', amount: '1' })
  const said = ['en', 'es', 'zh', 'ru', 'tr', 'vi'].map((locale) => words(swapTool.answer(result, locale)))
  expect(new Set(said.map((text) => text.split('\n')[0])).size).toBe(6)
})

test('an amount with more decimals than the token has, or zero, is refused with the least amount', async () => {
  await expect(ask({ tokenIn: 'USDC', tokenOut: 'ETH', amount: '1.0000001' })).rejects.toMatchObject({
    code: 'input_invalid',
    hint: expect.stringContaining('0.000001'),
  })
  await expect(ask({ tokenIn: 'USDC', tokenOut: 'ETH', amount: '0.0' })).rejects.toMatchObject({ code: 'input_invalid' })
})
