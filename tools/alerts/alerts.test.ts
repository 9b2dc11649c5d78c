import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createAlerts } from '../../core/alerts.ts'
import { type Block, plain } from '../../core/answer.ts'
import { createLedger } from '../../core/ledger.ts'
import type { Resolve } from '../../core/resolve.ts'
import type { Asker, ToolContext } from '../../core/tool.ts'
import { createChatStore } from '../../store/chats.ts'
import { createJobStore } from '../../store/jobs.ts'
import { openStore, type Store } from '../../store/open.ts'
import type { Handles } from '../define.ts'
import { priceCondition } from '../watch/condition.ts'
import { alertsTool } from './alerts.ts'
import { clockIn, everyIn, zoneIn } from './clock.ts'
import { readEdit } from './read-edit.ts'

const ann: Asker = { bot: 'telegram:1', chat: '-100', user: 'ann', role: 'everyone', place: 'group' }
const NOW = Date.parse('2026-11-24T12:00:00Z')
const token = (symbol: string) => ({ chain: 1, address: `0x${'ab'.repeat(20)}`, symbol })

let folder: string
let store: Store
let serial: number
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'petrel-alerts-tool-'))
  store = openStore(join(folder, 'petrel.db'))
  serial = 0
})
afterEach(() => {
  store.close()
  rmSync(folder, { recursive: true, force: true })
})

const alertsOf = () =>
  createAlerts({
    jobs: createJobStore(store),
    chats: createChatStore(store),
    conditions: [priceCondition],
    receive: async () => ({ status: 'new', turn: '1' }),
    context: { handles: {}, resolve: {} as Resolve, now: () => NOW },
    destinations: ['ops'],
    newId: () => {
      serial += 1
      return `job${serial}`
    },
  }).alerts

const watch = async (symbol: string, rule: unknown, asker = ann) =>
  await alertsOf().add({
    owner: asker,
    role: asker.role,
    place: asker.place,
    locale: 'en',
    kind: 'price',
    spec: { ...token(symbol), rule },
    cadence: { everyMs: 60_000 },
  })

/** The blocks of what the words ask, read and run as core would. */
async function say(said: string, { asker = ann, locale = 'en' } = {}): Promise<Block[]> {
  const input = said.startsWith('{') ? (JSON.parse(said) as object) : (await alertsTool.read(said, {} as never))[0]?.input
  const handles = { alerts: alertsOf(), chats: createChatStore(store) } as unknown as Handles
  const context = { ledger: createLedger(() => NOW), asker, handles, locale, now: () => NOW } as unknown as ToolContext<Handles>
  return alertsTool.answer(await alertsTool.run(alertsTool.input.parse(input), context), locale)
}
const words = (blocks: readonly Block[]): string => blocks.map((block) => (block.kind === 'text' ? plain(block.parts) : '')).join(' ')
const titles = async (): Promise<string[]> => (await alertsOf().list(ann)).map(({ title }) => title)

test('alerts are re-worded in plain words', async () => {
  await watch('WETH', { op: 'above', level: 3000 })
  await watch('UNI', { op: 'above', level: 10 })
  expect(words(await say('make the WETH alert 5 %'))).toContain('I now watch for: WETH moves by 5')
  expect(words(await say('change alert 2 to below 4,000'))).toContain('Before: UNI above $10.00')
  expect(words(await say('измени оповещение 2 на выше 12', { locale: 'ru' }))).toContain('Теперь слежу: UNI above $12.00')
  expect(await titles()).toEqual(['WETH moves by 5 %', 'UNI above $12.00'])
})

test('a digest moves to another time, in the zone that was named, else its own', async () => {
  await alertsOf().add({
    ...{ owner: ann, role: 'everyone', place: 'group', locale: 'en', kind: 'always' },
    spec: { tool: 'catchup', input: {} },
    cadence: { at: '07:30', zone: 'UTC' },
  })
  expect(words(await say('move my digest to 9:00 Madrid time'))).toContain('09:00 (Europe/Madrid)')
  await say('move my digest to 8 pm')
  const [digest] = await alertsOf().list(ann)
  expect(digest?.cadence).toEqual({ at: '20:00', zone: 'Europe/Madrid' })
  expect(digest?.nextAt).toBe(Date.parse('2026-11-24T19:00:00Z'))
  await expect(say('make my digest 5 % at 25:00')).rejects.toThrow()
})

test('where several could be meant, a choice is offered, and a press makes it', async () => {
  await watch('WETH', { op: 'above', level: 3000 })
  await watch('WETH', { op: 'below', level: 2000 })
  const blocks = await say('make the WETH alert 2500')
  const [, second] = blocks.flatMap((block) => (block.kind === 'buttons' ? block.items : []))
  expect(words(blocks)).toContain('Which of these')
  await say(second?.say.replace('/alerts ', '') ?? '')
  expect(await titles()).toEqual(['WETH above $3,000.00', 'WETH below $2,500.00'])
})

test('what is somebody else’s is changed by admins alone, and nothing that is not there', async () => {
  await watch('WETH', { op: 'above', level: 3000 })
  const bob: Asker = { ...ann, user: 'bob' }
  await expect(say('change alert 1 to 5', { asker: bob })).rejects.toMatchObject({ code: 'not_allowed' })
  await say('change alert 1 to 5', { asker: { ...bob, role: 'admin' } })
  expect(await titles()).toEqual(['WETH above $5.00'])
  await expect(say('make the DOGE alert 5 %')).rejects.toMatchObject({ code: 'not_found' })
  await expect(say('{"action":"edit","number":1}')).rejects.toMatchObject({ code: 'input_invalid' })
})

test('an alert is paused and removed by what it watches for', async () => {
  await watch('WETH', { op: 'above', level: 3000 })
  await say('pause the WETH alert')
  expect((await alertsOf().list(ann))[0]?.paused).toBe(true)
  await say('remove the WETH alert')
  expect(await titles()).toEqual([])
})

test('the operator alone sends an alert to a webhook', async () => {
  await watch('WETH', { op: 'above', level: 3000 })
  await expect(say('send the WETH alert to ops', { asker: { ...ann, role: 'admin' } })).rejects.toMatchObject({ code: 'not_allowed' })
  const operator: Asker = { ...ann, role: 'operator' }
  await expect(say('send alert 1 to elsewhere', { asker: operator })).rejects.toThrow('elsewhere')
  expect(JSON.stringify(await say('send alert 1 to webhook ops', { asker: operator }))).toContain('→ ops')
  expect(JSON.stringify(await say('send alert 1 here', { asker: operator }))).not.toContain('→ ops')
})

describe('what is read', () => {
  test.each([
    ['cambia la alerta 3 a por encima de 4000', { number: 3, op: 'above', value: 4000 }],
    ['pon la alerta de WETH en 5 %', { which: 'WETH', value: 5, percent: true }],
    ['mueve mi resumen a las 9 hora de Madrid', { which: 'digest', at: '09:00', zone: 'Europe/Madrid' }],
    ['把提醒 3 改为高于 4000', { number: 3, op: 'above', value: 4000 }],
    ['把我的摘要改到 9:00', { which: 'digest', at: '09:00' }],
    ['сделай оповещение WETH 5 %', { which: 'WETH', value: 5, percent: true }],
    ['перенеси сводку на 9:00 по Москве', { which: 'digest', at: '09:00', zone: 'Europe/Moscow' }],
    ['3 numaralı uyarıyı 4000 üzerinde yap', { number: 3, op: 'above', value: 4000 }],
    ['WETH uyarısını %5 yap', { which: 'WETH', value: 5, percent: true }],
    ['đổi cảnh báo 3 thành trên 4000', { number: 3, op: 'above', value: 4000 }],
    ['chuyển bản tin sang 9:00', { which: 'digest', at: '09:00' }],
    ['check alert 2 every 5 minutes', { number: 2, every: 5 }],
  ])('%s', (said, input) => expect(readEdit(said)[0]?.input).toEqual({ action: 'edit', ...input }))
  test.each([
    'make a summary of https://a.org/b',
    'send me a digest every day at 9:00',
    'tell me when UNI goes above 10',
    'set language to es',
  ])('not "%s"', (said) => expect(readEdit(said)).toEqual([]))
  test('what is missing is asked for', () => expect(readEdit('change alert 3')[0]?.missing).toHaveLength(1))
})

test('times, zones and paces', () => {
  expect(['9:00', 'at 9', '9 pm', '12 am', '21h', 'a las 7', 'в 9', '9点30分', '25:00', '13 pm', 'above 4000'].map(clockIn)).toEqual([
    '09:00',
    '09:00',
    '21:00',
    '00:00',
    '21:00',
    '07:00',
    '09:00',
    '09:30',
    undefined,
    undefined,
    undefined,
  ])
  expect(['Madrid time', 'America/New York', 'New York', 'UTC', 'по Москве', '北京时间', 'noon'].map(zoneIn)).toEqual([
    'Europe/Madrid',
    'America/New_York',
    'America/New_York',
    'UTC',
    'Europe/Moscow',
    'Asia/Shanghai',
    undefined,
  ])
  expect(['every 5 minutes', 'cada hora', '每10分钟', 'каждые 2 часа', 'often'].map(everyIn)).toEqual([5, 60, 10, 120, undefined])
})
