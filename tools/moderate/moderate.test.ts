import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createWorld, PLACE, type World } from '../../community/testing/world.ts'
import { plain } from '../../core/answer.ts'
import { createLedger } from '../../core/ledger.ts'
import { LOCALES } from '../../core/locale.ts'
import { resolveRef } from '../../core/record.ts'
import type { AnyTool, ToolContext } from '../../core/tool.ts'
import type { Handles } from '../define.ts'
import { shieldTool } from '../shield/shield.ts'
import { moderateTools } from './moderate.ts'
import { duration, readSaid } from './who.ts'

let folder: string
let world: World
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'petrel-moderate-'))
  world = createWorld(join(folder, 'petrel.db'), { shield: 'on', warnLimit: 2 })
})
afterEach(() => {
  world.close()
  rmSync(folder, { recursive: true, force: true })
})

interface Given {
  input?: Record<string, unknown>
  quoted?: string
  place?: 'direct' | 'group'
  locale?: string
}

/** Runs a tool as an admin of the group would; what it says in words, after each figure was found in its record. */
async function order(name: string, { input = {}, quoted, place = 'group', locale = 'en' }: Given = {}): Promise<string> {
  const tool = [...moderateTools, shieldTool].find((candidate) => candidate.name === name) as AnyTool
  const ledger = createLedger(() => world.clock.at)
  const asker = { ...PLACE, user: '1', role: 'admin', place, ...(quoted ? { quoted } : {}) } as const
  const context = { ledger, asker, handles: { community: world.community.port }, locale, now: () => world.clock.at }
  const result = await tool.run(tool.input.parse(input), context as unknown as ToolContext<Handles>)
  const blocks = tool.answer(result, locale)
  const records = ledger.all()
  return blocks
    .map((block) => {
      if (block.kind === 'table') {
        expect(records.some(({ id }) => id === block.record)).toBe(true)
        return block.rows.map((row) => row.join(' | ')).join('\n')
      }
      if (block.kind !== 'text' && block.kind !== 'warning') return ''
      for (const part of block.parts) if (typeof part !== 'string') expect(resolveRef(records, part.ref)).toBeDefined()
      return plain(block.parts)
    })
    .join('\n')
}
const deeds = (): string[] => world.platform.deeds.map(({ do: what, target }) => `${what} ${target}`)
const bob = { from: { id: '7', name: 'Bob', username: 'bob_b' } }

describe('what stands behind a command', () => {
  it.each([
    ['@bob 2h too loud', false, { who: '@bob', lasts: 7_200_000, reason: 'too loud' }],
    ['@bob', false, { who: '@bob' }],
    ['<@12345> 30 min', false, { who: '<@12345>', lasts: 1_800_000 }],
    ['123456 spam', false, { who: '123456', reason: 'spam' }],
    ['2h spam', true, { lasts: 7_200_000, reason: 'spam' }],
    ['300 m', true, { lasts: 18_000_000 }],
    ['спам и реклама', true, { reason: 'спам и реклама' }],
    ['@bob 1 день', false, { who: '@bob', lasts: 86_400_000 }],
    ['', true, {}],
  ])('"%s"', (words, quoted, said) => expect(readSaid(words, quoted)).toEqual(said))
  it('a length has its bounds', () => {
    expect(duration('0h')).toBeUndefined()
    expect(duration('9999 weeks')).toBeUndefined()
    expect(duration('7d')?.ms).toBe(604_800_000)
  })
})

describe('orders', () => {
  it('are given by name, by id and by reply', async () => {
    await world.write({ ...bob, text: 'hello everybody' })
    expect(await order('mute', { input: { user: '@bob_b 2h too loud' } })).toContain('Bob (@bob_b) is muted.')
    await order('unmute', { quoted: '7' })
    await order('ban', { input: { user: '7', for: '7d', reason: 'scam' } })
    await order('unban', { input: { user: '@bob_b' } })
    expect(deeds()).toEqual(['mute 7', 'unmute 7', 'ban 7', 'unban 7'])
    expect(world.platform.deeds[2]?.until).toBe(world.clock.at + 7 * 86_400_000)
    const log = await order('shield', { input: { words: 'log' } })
    expect(log).toContain('scam')
    expect(log).toContain('Bob (@bob_b)')
  })
  it('warn, show warnings and take them back', async () => {
    expect(await order('warn', { quoted: '7', input: { user: 'no ads' } })).toContain('1 of 2 warnings')
    expect(await order('warn', { quoted: '7', input: { user: 'no ads, really' } })).toContain('leads to a mute')
    expect(await order('warns', { quoted: '7' })).toContain('no ads, really')
    expect(await order('unwarn', { quoted: '7' })).toContain('1 of 2 remain')
    expect(deeds()).toEqual(['mute 7'])
  })
  it('need somebody, a group and somebody who is no admin', async () => {
    await expect(order('ban')).rejects.toMatchObject({ code: 'input_invalid' })
    await expect(order('ban', { input: { user: '@ghost' } })).rejects.toMatchObject({ code: 'not_found' })
    await expect(order('ban', { input: { user: '7' }, place: 'direct' })).rejects.toMatchObject({ code: 'cannot_answer' })
    await expect(order('ban', { input: { user: '@ada_petrel' } })).rejects.toMatchObject({ code: 'not_allowed' })
    await expect(order('mute', { input: { user: '7', for: 'soon' } })).rejects.toMatchObject({ code: 'input_invalid' })
    expect(deeds()).toEqual([])
  })
  it('are for admins, and no reader claims a sentence', () => {
    for (const tool of [...moderateTools, shieldTool]) {
      expect(tool.audience).toBe('admin')
      expect(tool.read('ban @bob now', { previous: undefined, resolve: {} as never, locale: 'en', now: 0 })).toEqual([])
    }
  })
})

describe('shield', () => {
  it('is set up, reports and takes back', async () => {
    expect(await order('shield', { input: { words: 'off' } })).toContain('Scam shield: off.')
    expect(await order('shield', { input: { mode: 'report', captcha: true, warnLimit: 5 } })).toMatch(
      /report only[\s\S]*members: on[\s\S]*mute: 5/,
    )
    await world.write({ ...bob, text: 'azukishop.live' })
    expect(await order('shield', { input: { words: 'report' } })).toContain('Link to a known phishing site | 0 | 1 | 0')
    await order('shield', { input: { words: 'on' } })
    await world.write({ ...bob, id: 'x', text: 'azukishop.live' })
    const [entry] = await world.community.port.log(PLACE, { since: 0, limit: 1 })
    expect(await order('shield', { input: { words: `undo ${entry?.id}` } })).toContain('was taken back')
    expect(await world.community.port.warnings(PLACE, '7')).toEqual([])
    expect(deeds()).toEqual(['remove x'])
    await expect(order('shield', { input: { words: 'make coffee' } })).rejects.toMatchObject({ code: 'input_invalid' })
    await expect(order('shield', { input: { undo: 999 } })).rejects.toMatchObject({ code: 'not_found' })
  })
  it('says which rights are missing, in every language', async () => {
    world.platform.rights_.ban = false
    const said = await Promise.all(LOCALES.map((locale) => order('shield', { locale })))
    expect(new Set(said).size).toBe(LOCALES.length)
    expect(said[0]).toContain('make me an admin')
  })
})
