import { describe, expect, it } from 'vitest'
import type { Heard, Member } from '../../core/moderation.ts'
import { readLinks } from '../domains/links.ts'
import { createPhishingList } from '../domains/phishing-list.ts'
import { judge } from '../judge.ts'
import { HONEST } from '../testing/honest.ts'
import { likeness } from './impersonation.ts'
import { RULES } from './index.ts'
import type { RuleContext } from './rule.ts'

const ADMIN: Member = { id: '1', name: 'Ada Lovelace', username: 'ada_petrel' }
const context: RuleContext = {
  admins: [ADMIN],
  phishing: createPhishingList([{ source: 'test', blocked: ['evil.com'], trusted: ['fine.org'] }]),
  newcomer: false,
  recent: [],
  same: '',
  joins: [],
  raiding: false,
  now: 100_000,
}

const event = (more: Partial<Heard>): Heard => ({ kind: 'message', bot: 'b', id: '1', chat: 'c', chatTitle: '', from: { id: '2', name: 'Bob' }, role: 'everyone', text: '', links: [], forwarded: false, edited: false, at: 100_000, ...more }) // biome-ignore format: short
function judged(more: Partial<Heard>, known: Partial<RuleContext> = {}) {
  const heard = event(more)
  return judge(
    { kind: 'message', event: heard, member: heard.from, links: readLinks(heard.text, heard.links), secrets: [] },
    { ...context, ...known },
  )
}
/** The rules that were sure, and those that only noted. */
const sure = (more: Partial<Heard>, known?: Partial<RuleContext>): string[] =>
  judged(more, known).findings.filter(({ action }) => action !== 'note').map(({ rule }) => rule) // biome-ignore format: short
const noted = (more: Partial<Heard>, known?: Partial<RuleContext>): string[] =>
  judged(more, known).findings.filter(({ action }) => action === 'note').map(({ rule }) => rule) // biome-ignore format: short

describe('links', () => {
  it.each([
    ['go to app.evil.com', 'listed-link'],
    ['hxxps://evil[.]com', 'listed-link'],
    ['https://uniswap-airdrop.app', 'lookalike-link'],
    ['https://uniswap.org@bad.example', 'userinfo-link'],
    ['[https://uniswap.org](https://bad.example)', 'disguised-link'],
    ['http://3232235777000 http://0x08.0x08.0x08.0x08/x', 'ip-link'],
  ])('%s', (text, rule) => expect(sure({ text })).toEqual([rule]))

  it('that show one site and lead to another are seen in a platform’s own markup', () => {
    expect(sure({ text: 'claim on uniswap.org now', links: ['https://bad.example/uniswap.org'] })).toEqual(['disguised-link'])
    expect(sure({ text: 'claim on uniswap.org now', links: ['https://uniswap.org/', 'https://bad.example'] })).toEqual([])
    expect(sure({ text: 'docs here', links: ['https://docs.example'] })).toEqual([])
    expect(sure({ text: '[app.uniswap.org](https://docs.uniswap.org/x)' })).toEqual([])
  })
  it('that prove nothing alone are noted', () => {
    expect(noted({ text: 'bit.ly/abc' })).toEqual(['shortener'])
    expect(noted({ text: 'http://8.8.8.8/' })).toEqual(['ip-link'])
    expect(judged({ text: 'bit.ly/abc http://8.8.8.8/' }).remove).toBe(false)
  })
  it('that are trusted or local are left alone', () =>
    expect(judged({ text: 'fine.org http://127.0.0.1:8545 http://[::1]/' }).findings).toEqual([]))
})

describe('words of thieves', () => {
  it.each([
    'Claim your free airdrop now bit.ly/x',
    'please validate your wallet: bit.ly/x',
    'DM me for support http://8.8.8.8/',
    'send 1 ETH to get 2 back bit.ly/x',
    'забери свой airdrop bit.ly/x',
    'reclama tu airdrop bit.ly/x',
    '点击领取空投 bit.ly/x',
    'cüzdanını bağla bit.ly/x',
    'kết nối ví ngay bit.ly/x',
  ])('%s: removed with a link, and no warning given', (text) => expect(judged({ text })).toMatchObject({ remove: true, warn: false }))
  it('are evidence only', () =>
    expect(judged({ text: 'claim your free airdrop now, hurry' })).toMatchObject({ remove: false, warn: false }))
  it('are not seen in honest messages', () => {
    const seen = HONEST.filter((text) => judged({ text }).remove)
    expect(seen).toEqual([])
  })
})

describe('impersonation', () => {
  it.each<[Partial<Member>, boolean | undefined]>([
    [{ name: 'Аda Lovelace' }, true],
    [{ name: 'Ada  Lоvelace 🔧' }, true],
    [{ name: 'X', username: 'ada_petre1' }, true],
    [{ name: 'X', username: 'adapetrel' }, true],
    [{ name: 'X', username: 'ada_petrrel' }, true],
    [{ name: 'Ada Lovelace' }, false],
    [{ name: 'Ada' }, undefined],
    [{ name: 'Bob', username: 'bob' }, undefined],
    [{ name: '', username: '' }, undefined],
  ])('%o', (member, trick) => expect(likeness({ id: '2', name: '', ...member }, ADMIN)?.trick).toBe(trick))
  it('by the very same name takes more than the name', () => {
    const from = { id: '2', name: 'Ada Lovelace' }
    expect(sure({ from, text: 'hello' })).toEqual([])
    expect(sure({ from, text: 'please DM me for support' })).toEqual(['impersonation'])
    expect(sure({ from: ADMIN, text: 'please DM me for support' })).toEqual([])
  })
})

describe('pace', () => {
  const recent = (count: number, same = 'x') => Array.from({ length: count }, (_, index) => ({ at: 99_000 - index * 1000, same }))
  it('of messages and of commands', () => {
    expect(sure({ text: 'hello again' }, { recent: recent(5) })).toEqual([])
    expect(sure({ text: 'hello again' }, { recent: recent(6) })).toEqual(['flood'])
    expect(sure({ text: '/token UNI' }, { recent: recent(6) })).toEqual([])
  })
  it('of one text, when it is more than a greeting', () => {
    expect(sure({ text: 'buy my coin today' }, { recent: recent(3, 's'), same: 's' })).toEqual(['repeat'])
    expect(sure({ text: 'gm' }, { recent: recent(3, 's'), same: 's' })).toEqual([])
  })
})

describe('newcomers', () => {
  const known = { newcomer: true }
  it('begin without links and forwards', () => {
    expect(sure({ text: 'hi, join t.me/x' }, known)).toEqual(['first-message'])
    expect(sure({ text: 'hi', forwarded: true }, known)).toEqual(['forward'])
    expect(sure({ text: 'is app.uniswap.org down?' }, known)).toEqual([])
    expect(sure({ text: 'hi all' }, known)).toEqual([])
  })
})

it('evidence never holds words of a message', () => {
  const text = 'claim your airdrop at https://evil.com/very-private-path?email=me@x.org bit.ly/secretpath'
  const said = JSON.stringify(judged({ text, forwarded: true }, { newcomer: true }).findings)
  expect(said).not.toMatch(/private-path|secretpath|me@x|claim your/)
  expect(RULES.length).toBeGreaterThan(10)
})
