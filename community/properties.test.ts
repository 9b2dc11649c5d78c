import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { entropyToMnemonic } from '@scure/bip39'
import fc from 'fast-check'
import { english, french, japanese, simplifiedChinese, spanish } from 'viem/accounts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { LOCALES } from '../core/locale.ts'
import { RULES } from './rules/index.ts'
import { HONEST } from './testing/honest.ts'
import { createWorld, type World } from './testing/world.ts'

let folder: string
let files = 0
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'petrel-community-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

async function inWorld(settings: World['settings'], play: (world: World) => Promise<void>): Promise<void> {
  files += 1
  const world = createWorld(join(folder, `${files}.db`), settings)
  try {
    await play(world)
  } finally {
    world.close()
  }
}

const phrase = (bytes: Uint8Array, list: string[]): string => entropyToMnemonic(bytes, list)
const bytesOf = (size: number): fc.Arbitrary<Uint8Array> => fc.uint8Array({ minLength: size, maxLength: size })
const seed = fc
  .tuple(
    fc.oneof(bytesOf(16), bytesOf(20), bytesOf(24), bytesOf(28), bytesOf(32)),
    fc.constantFrom(english, spanish, french, japanese, simplifiedChinese),
  )
  .map(([bytes, list]) => phrase(bytes, list))
  .filter((words) => new Set(words.split(/\s/)).size >= 6)
const key = bytesOf(32)
  .map((bytes) => Buffer.from(bytes).toString('hex'))
  .filter((hex) => BigInt(`0x${hex}`) > 0n && hex < 'ffffffff')

/** What scammers and honest people put into messages, in any mixture. */
const piece = fc.oneof(
  fc.constantFrom(
    'azukishop.live', 'https://uniswap.org@evil.com', 'metamask-claim.com', 'xn--bittex-lkc.com', 'http://0x7f.0x1', 'bit.ly/x', 'https://8.8.8.8/',
    'claim your airdrop', 'DM me for support', 'send 1 ETH get 2 back', '/captcha abc', '/shield off', '@Ada', '‮', '0x'.padEnd(42, 'a'),
  ), // biome-ignore format: short
  fc.constantFrom(...HONEST),
  seed,
  key.map((hex) => `my private key: ${hex}`),
  fc.string({ maxLength: 60 }),
)
const text = fc.array(piece, { minLength: 1, maxLength: 4 }).map((pieces) => pieces.join(' '))
const message = fc.record({
  text,
  links: fc.array(fc.constantFrom('https://azukishop.live', 'https://evil.com/uniswap.org', 'https://uniswap.org'), { maxLength: 2 }),
  forwarded: fc.boolean(),
  edited: fc.boolean(),
})

describe('whatever is written', () => {
  it('nothing is ever done to an admin', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(message, { maxLength: 12 }), fc.boolean(), async (messages, byRole) => {
        await inWorld({ shield: 'on', captcha: true, warnLimit: 1 }, async (world) => {
          const from = byRole ? { id: '50', name: 'Mod' } : { id: '1', name: 'Ada Lovelace' }
          await world.join('1')
          for (const each of messages) await world.write({ ...each, from, role: byRole ? 'admin' : 'everyone' })
          world.clock.at += 3_600_000
          await world.community.sweep()
          expect(world.platform.deeds).toEqual([])
        })
      }),
      { numRuns: 25 },
    )
  })

  it('nothing is done while the shield is off or only reports', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(message, { maxLength: 15 }),
        fc.constantFrom('off' as const, 'report' as const),
        async (messages, shield) => {
          await inWorld({ shield, warnLimit: 1 }, async (world) => {
            for (let index = 0; index < 12; index += 1) await world.join(`${100 + index}`)
            for (const each of messages) await world.write({ ...each, from: { id: '100', name: 'Аda Lovelace', username: 'ada_petre1' } })
            world.clock.at += 3_600_000
            await world.community.sweep()
            expect(world.platform.deeds).toEqual([])
            // What is said stays between Petrel and the admins, or answers a button.
            expect(world.platform.said.filter(({ only }) => only === undefined)).toEqual([])
          })
        },
      ),
      { numRuns: 25 },
    )
  })

  it('no secret reaches the database, the log or the chat', async () => {
    const ways = fc.constantFrom<(words: string) => string>(
      (words) => words,
      (words) => words.split(/\s/).join('\n'),
      (words) => words.split(/\s/).map((word, index) => `${index + 1}. ${word}`).join(' '),
      (words) => words.split(/\s/).join(', '),
      (words) => `please help me with this: "${words.toUpperCase()}" thanks`,
    ) // biome-ignore format: short
    const modes = fc.constantFrom('on' as const, 'report' as const)
    await fc.assert(
      fc.asyncProperty(seed, key, ways, modes, async (words, hex, write, shield) => {
        await inWorld({ shield }, async (world) => {
          const way = /^[\x20-\x7e]+$/.test(words) ? write : (text: string) => text
          await world.write({ text: way(words), links: [`https://a.com/?k=private-key-${hex}`] })
          await world.write({ text: `private key 0x${hex}` })
          await world.write({ text: `private key 0x${hex}`, from: { id: '1', name: 'Ada' } })
          const rows = dump(world)
          const kept = JSON.stringify([rows, world.logged, world.platform.said]).normalize('NFKD').toLowerCase()
          const parts = words.normalize('NFKD').toLowerCase().split(/\s/)
          for (let at = 0; at + 3 < parts.length; at += 1) expect(kept).not.toContain(parts.slice(at, at + 3).join(' '))
          expect(kept).not.toContain(hex.slice(0, 12))
          expect(rows.length).toBeGreaterThan(0)
        })
      }),
      { numRuns: 40 },
    )
  })

  it('delivering each event several times does what delivering it once does', async () => {
    const events = fc.array(fc.tuple(message, fc.integer({ min: 1, max: 3 }), fc.constantFrom('7', '8')), { maxLength: 10 })
    await fc.assert(
      fc.asyncProperty(events, async (list) => {
        const played = async (times: (count: number) => number): Promise<unknown[]> => {
          let deeds: unknown[] = []
          await inWorld({ shield: 'on', warnLimit: 2 }, async (world) => {
            for (const [index, [each, count, id]] of list.entries())
              for (let time = 0; time < times(count); time += 1)
                await world.write({ ...each, id: `m${index}`, from: { id, name: `User ${id}` } })
            deeds = world.platform.deeds
          })
          return deeds
        }
        expect(await played((count) => count)).toEqual(await played(() => 1))
      }),
      { numRuns: 15 },
    )
  })
})

const dump = (world: World): unknown[] => {
  const client = (world.store.db as unknown as { $client: { prepare(sql: string): { all(): { name: string }[] } } }).$client
  const tables = client.prepare("SELECT name FROM sqlite_master WHERE type = 'table' AND name LIKE 'community_%'").all()
  return tables.flatMap(({ name }) => client.prepare(`SELECT * FROM ${name}`).all())
}

describe('honest messages', () => {
  it('pass, every one', async () => {
    await inWorld({ shield: 'on' }, async (world) => {
      for (const text of HONEST) {
        expect([text, await world.write({ text })]).toEqual([text, 'pass'])
        world.clock.at += 20_000
      }
      expect(world.platform.deeds).toEqual([])
      expect(world.platform.said).toEqual([])
    })
  })
})

describe('every rule', () => {
  it('has an id of its own and a title in every language', () => {
    expect(new Set(RULES.map(({ id }) => id)).size).toBe(RULES.length)
    for (const { title } of RULES) for (const locale of LOCALES) expect(title[locale].length).toBeGreaterThan(2)
  })
  it('says nothing of an ordinary message', () => {
    const event = { kind: 'message', bot: 'b', id: '1', chat: 'c', chatTitle: '', from: { id: '2', name: 'Bob' }, role: 'everyone', text: 'hello', links: [], forwarded: false, edited: false, at: 0 } as const // biome-ignore format: short
    const context = { admins: [], phishing: { find: () => undefined, trusts: () => false, size: 0, sources: [] }, newcomer: false, recent: [], same: '', joins: [], raiding: false, now: 0 } // biome-ignore format: short
    for (const rule of RULES)
      expect(rule.check({ kind: 'message', event, member: event.from, links: [], secrets: [] }, context)).toBeUndefined()
  })
})
