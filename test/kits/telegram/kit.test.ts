import { afterAll, beforeAll, expect, test } from 'vitest'
import { scaledClock, startTelegramKit, type TelegramKit } from './kit.ts'

let kit: TelegramKit
beforeAll(async () => {
  kit = await startTelegramKit({ clock: scaledClock(50), rates: false })
})
afterAll(() => kit.close())

type Answer = { ok: boolean; error_code?: number; description?: string; parameters?: Record<string, number>; result?: unknown }
let server = ''
const call = async (token: string, method: string, params: object = {}): Promise<Answer> => {
  const response = await fetch(`${server || kit.url}/bot${token}/${method}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(params),
  })
  return (await response.json()) as Answer
}

/** A bot, a person and their chat, in a world of their own. */
function scene() {
  const bot = kit.bot({ username: `test${kit.world.counter}_bot` })
  const ann = kit.user('Ann')
  const chat = kit.direct(ann, bot)
  const send = (params: object, method = 'sendMessage') => call(bot.token, method, { chat_id: ann.id, ...params })
  return { bot, ann, chat, send }
}

const entity = (type: string, offset: number, length: number, more: object = {}) => ({ type, offset, length, ...more })

test.each([
  ['no text', { text: '   ' }, /text is empty/],
  ['4097 characters', { text: 'x'.repeat(4097) }, /too long/],
  ['half a character', { text: 'a\ud800' }, /UTF-8/],
  ['an entity that ends after the text', { text: 'abc', entities: [entity('bold', 0, 4)] }, /after the end/],
  ['an entity that begins inside a pair', { text: '😀a', entities: [entity('bold', 1, 2)] }, /middle of a character/],
  ['an entity of nothing', { text: 'a b', entities: [entity('bold', 1, 1)] }, /no visible text/],
  ['entities that cross', { text: 'abcdef', entities: [entity('bold', 0, 3), entity('italic', 2, 3)] }, /cross/],
  ['bold in code', { text: 'abc', entities: [entity('code', 0, 3), entity('bold', 0, 3)] }, /can't contain/],
  ['a script as a link', { text: 'abc', entities: [entity('text_link', 0, 3, { url: 'javascript:alert(1)' })] }, /Wrong HTTP URL/],
  ['an unknown entity', { text: 'abc', entities: [entity('blink', 0, 3)] }, /unsupported entity/],
  ['an unknown tag', { text: '<blink>a</blink>', parse_mode: 'HTML' }, /Unsupported start tag/],
  ['a tag that is not closed', { text: '<b>a', parse_mode: 'HTML' }, /end tag/],
  ['tags closed in the wrong order', { text: '<b><i>a</b></i>', parse_mode: 'HTML' }, /unmatched end tag/],
  [
    '65 bytes of data',
    { text: 'a', reply_markup: { inline_keyboard: [[{ text: 'x', callback_data: 'ж'.repeat(33) }]] } },
    /BUTTON_DATA_INVALID/,
  ],
  ['a button without words', { text: 'a', reply_markup: { inline_keyboard: [[{ text: ' ', callback_data: 'x' }]] } }, /non-empty/],
  ['a reply to nothing', { text: 'a', reply_parameters: { message_id: 999 } }, /replied not found/],
  ['a topic that is not there', { text: 'a', message_thread_id: 999 }, /thread not found/],
])('refused: %s', async (_, params, words) => {
  const { send } = scene()
  const answer = await send(params)
  expect(answer).toMatchObject({ ok: false, error_code: 400 })
  expect(answer.description).toMatch(words)
})

test.each([
  ['4096 characters', { text: 'x'.repeat(4096) }],
  ['nested bold and italic', { text: 'abc', entities: [entity('bold', 0, 3), entity('italic', 1, 1)] }],
  [
    'a link in a quotation',
    { text: 'abc', entities: [entity('blockquote', 0, 3), entity('text_link', 0, 1, { url: 'https://a.example' })] },
  ],
  ['64 bytes of data', { text: 'a', reply_markup: { inline_keyboard: [[{ text: 'x', callback_data: 'ж'.repeat(32) }]] } }],
  ['a reply to nothing that may be', { text: 'a', reply_parameters: { message_id: 999, allow_sending_without_reply: true } }],
])('accepted: %s', async (_, params) => {
  const { send } = scene()
  expect(await send(params)).toMatchObject({ ok: true })
})

test('HTML counts after parsing, with offsets in UTF-16 units', async () => {
  const { send } = scene()
  expect(await send({ text: `<b>${'x'.repeat(4096)}</b>`, parse_mode: 'HTML' })).toMatchObject({ ok: true })
  const { result } = await send({ text: '😀<a href="https://a.example">l&amp;k</a>', parse_mode: 'HTML' })
  expect(result).toMatchObject({ text: '😀l&k', entities: [{ type: 'text_link', offset: 2, length: 3, url: 'https://a.example' }] })
})

test('an edit that changes nothing is refused, and one of another’s message', async () => {
  const { ann, chat, send } = scene()
  const { message_id: id } = (await send({ text: 'a' })).result as { message_id: number }
  expect((await send({ message_id: id, text: 'a' }, 'editMessageText')).description).toMatch(/not modified/)
  expect(await send({ message_id: id, text: 'b' }, 'editMessageText')).toMatchObject({ ok: true })
  expect(kit.visible(chat)).toMatchObject([{ text: 'b', edited: true }])
  const hers = kit.say(chat, ann, 'mine')
  expect((await send({ message_id: hers.message_id, text: 'x' }, 'editMessageText')).description).toMatch(/can't be edited/)
  expect(await send({ message_id: id }, 'deleteMessage')).toMatchObject({ ok: true })
  expect((await send({ message_id: id }, 'deleteMessage')).description).toMatch(/to delete not found/)
})

test('drafts are for private chats, have a number, and end with the message', async () => {
  const { bot, ann, send } = scene()
  expect((await send({ draft_id: 0, text: 'a' }, 'sendMessageDraft')).description).toMatch(/DRAFT_ID/)
  expect(await send({ draft_id: 5, text: '', can_stop: true }, 'sendMessageDraft')).toMatchObject({ ok: true, result: true })
  expect(kit.draft(ann, bot)).toMatchObject({ id: 5, text: '' })
  await send({ text: 'done' })
  expect(kit.draft(ann, bot)).toBeUndefined()
  const group = kit.group({ admins: [ann], bots: [bot] })
  expect((await send({ chat_id: group.chat.id, draft_id: 1 }, 'sendMessageDraft')).description).toMatch(/private chats only/)
})

test('a draft is gone after thirty seconds', async () => {
  const { bot, ann, send } = scene()
  await send({ draft_id: 5, text: 'a' }, 'sendMessageDraft')
  await kit.clock.sleep(31_000)
  expect(kit.draft(ann, bot)).toBeUndefined()
})

test('polling confirms by its offset, waits for what comes, and a second poll ends the first', async () => {
  const { bot, ann, chat } = scene()
  kit.say(chat, ann, 'one')
  const first = (await call(bot.token, 'getUpdates')).result as { update_id: number }[]
  expect(await call(bot.token, 'getUpdates')).toMatchObject({ result: first })
  const offset = (first[0]?.update_id ?? 0) + 1
  const waiting = call(bot.token, 'getUpdates', { offset, timeout: 50 })
  await kit.until(() => kit.pending(bot) === 0, 'the confirmation')
  kit.say(chat, ann, 'two')
  expect((await waiting).result).toMatchObject([{ message: { text: 'two' } }])
  const older = call(bot.token, 'getUpdates', { offset: offset + 1, timeout: 1000 })
  await kit.until(() => kit.pending(bot) === 0, 'the second confirmation')
  const newer = call(bot.token, 'getUpdates', { offset: offset + 1, timeout: 1 })
  expect(await older).toMatchObject({ ok: false, error_code: 409 })
  expect(await newer).toMatchObject({ ok: true, result: [] })
})

test('only the kinds of updates that were asked for come', async () => {
  const { bot, ann, chat } = scene()
  await call(bot.token, 'getUpdates', { allowed_updates: ['callback_query'] })
  kit.say(chat, ann, 'not asked for')
  expect(kit.pending(bot)).toBe(0)
  await call(bot.token, 'getUpdates', { allowed_updates: [] })
  kit.say(chat, ann, 'again')
  expect(kit.pending(bot)).toBe(1)
})

test('in privacy mode a bot sees its commands, its name and replies to it', async () => {
  const { bot, ann } = scene()
  const group = kit.group({ admins: [ann], bots: [bot] })
  await call(bot.token, 'getUpdates', { allowed_updates: ['message'] })
  const { message_id: id } = (await call(bot.token, 'sendMessage', { chat_id: group.chat.id, text: 'hi' })).result as { message_id: number }
  for (const text of ['hello', `/x@${bot.username}`, '/x', `hey @${bot.username}`, `@${bot.username}x`]) kit.say(group, ann, text)
  kit.say(group, ann, 'reply', { replyTo: id })
  const got = (await call(bot.token, 'getUpdates')).result as { message: { text: string } }[]
  expect(got.map(({ message }) => message?.text).filter(Boolean)).toEqual([`/x@${bot.username}`, '/x', `hey @${bot.username}`, 'reply'])
})

test('commands keep to their limits, and a language of two letters', async () => {
  const { bot } = scene()
  const set = (commands: object[], more: object = {}) =>
    call(bot.token, 'setMyCommands', { commands, ...more }).then(({ description, ok }) => description ?? ok)
  expect(await set([{ command: 'Big', description: 'x' }])).toMatch(/COMMAND_INVALID/)
  expect(await set([{ command: 'a', description: '' }])).toMatch(/DESCRIPTION_INVALID/)
  expect(await set(Array.from({ length: 101 }, (_, index) => ({ command: `c${index}`, description: 'x' })))).toMatch(/TOO_MUCH/)
  expect(await set([{ command: 'a', description: 'x' }], { language_code: 'english' })).toMatch(/language/)
  expect(await set([{ command: 'a', description: 'x' }], { scope: { type: 'all_private_chats' }, language_code: 'es' })).toBe(true)
  expect(kit.commands(bot, 'all_private_chats', 'es')).toEqual([{ command: 'a', description: 'x' }])
})

test('older servers do not know newer methods', async () => {
  const old = await startTelegramKit({ features: { drafts: false, rich: false } })
  const bot = old.bot({ username: 'old_bot' })
  server = old.url
  for (const method of ['sendMessageDraft', 'sendRichMessage', 'noSuchMethod'])
    expect(await call(bot.token, method)).toMatchObject({ ok: false, error_code: 404, description: 'Not Found: method not found' })
  server = ''
  await old.close()
})

test('rates are kept: a second in a chat, twenty a minute in a group, edits counted', async () => {
  const still = { now: () => 1_700_000_000_000, sleep: () => Promise.resolve() }
  const paced = await startTelegramKit({ clock: still })
  const bot = paced.bot({ username: 'paced_bot' })
  const ann = paced.user('Ann')
  paced.direct(ann, bot)
  server = paced.url
  const answers: Answer[] = []
  for (let each = 0; each < 4; each++) answers.push(await call(bot.token, 'sendMessage', { chat_id: ann.id, text: `m${each}` }))
  expect(answers.map(({ ok }) => ok)).toEqual([true, true, true, false])
  expect(answers[3]).toMatchObject({ error_code: 429, description: 'Too Many Requests: retry after 1', parameters: { retry_after: 1 } })
  expect(await call(bot.token, 'editMessageText', { chat_id: ann.id, message_id: 1, text: 'edited' })).toMatchObject({ error_code: 429 })
  server = ''
  await paced.close()
})

test('faults are as asked: before and after the method took effect', async () => {
  const { chat, send, bot } = scene()
  const drop = kit.fault({ kind: 'drop', after: true, method: 'sendMessage', bot: bot.id })
  await expect(send({ text: 'taken' })).rejects.toThrow()
  kit.fault({ kind: 'status', status: 429, retryAfter: 7, method: /^send/, bot: bot.id })
  expect(await send({ text: 'refused' })).toMatchObject({ error_code: 429, parameters: { retry_after: 7 } })
  kit.fault({ kind: 'drop', bot: bot.id })
  await expect(send({ text: 'lost' })).rejects.toThrow()
  expect(await send({ text: 'well' })).toMatchObject({ ok: true })
  expect(drop.hits()).toBe(1)
  expect(kit.visible(chat).map(({ text }) => text)).toEqual(['taken', 'well'])
})

test('who is gone is said so: blocked, kicked, moved, unknown, bad token', async () => {
  const { bot, ann, send } = scene()
  const group = kit.group({ type: 'group', admins: [ann], bots: [bot] })
  kit.block(ann, bot)
  expect(await send({ text: 'a' })).toMatchObject({ error_code: 403, description: 'Forbidden: bot was blocked by the user' })
  const next = kit.migrate(group)
  expect(await send({ chat_id: group.chat.id, text: 'a' })).toMatchObject({
    error_code: 400,
    parameters: { migrate_to_chat_id: next.chat.id },
  })
  kit.kick(next, bot)
  expect((await send({ chat_id: next.chat.id, text: 'a' })).error_code).toBe(403)
  expect((await send({ chat_id: 12345, text: 'a' })).description).toMatch(/chat not found/)
  expect(await call(`${bot.id}:wrong`, 'getMe')).toMatchObject({ error_code: 401 })
})

test('files are taken from forms and read back; pictures must be pictures', async () => {
  const { bot, ann, chat } = scene()
  const upload = async (method: string, field: string, bytes: string | Uint8Array<ArrayBuffer>, name: string): Promise<Answer> => {
    const form = new FormData()
    form.set('chat_id', String(ann.id))
    form.set('caption', 'words')
    form.set(field, new Blob([bytes]), name)
    return (await (await fetch(`${kit.url}/bot${bot.token}/${method}`, { method: 'POST', body: form })).json()) as Answer
  }
  expect((await upload('sendPhoto', 'photo', 'no picture', 'a.png')).description).toMatch(/IMAGE_PROCESS_FAILED/)
  expect((await upload('sendDocument', 'document', '', 'a.txt')).description).toMatch(/non-empty/)
  const binary = new Uint8Array([0, 13, 10, 45, 45, 255, 13, 10])
  expect(await upload('sendDocument', 'document', binary, 'a.bin')).toMatchObject({ ok: true })
  const [shown] = kit.visible(chat)
  expect(shown).toMatchObject({ kind: 'document', text: 'words', file: { name: 'a.bin' } })
  expect([...(shown?.file?.bytes ?? [])]).toEqual([...binary])
  const id = chat.messages.get(shown?.id ?? 0)?.message.document?.file_id
  const { result } = await call(bot.token, 'getFile', { file_id: id })
  const response = await fetch(`${kit.url}/file/bot${bot.token}/${(result as { file_path: string }).file_path}`)
  expect([...new Uint8Array(await response.arrayBuffer())]).toEqual([...binary])
})

test('a webhook gets its secret, is tried again, and keeps the order of a chat', async () => {
  const { createServer } = await import('node:http')
  const got: { text: string; secret: unknown }[] = []
  let refuse = 2
  const hook = createServer((request, response) => {
    let body = ''
    request.on('data', (chunk) => {
      body += String(chunk)
    })
    request.on('end', () => {
      if (refuse-- > 0) return response.writeHead(500).end()
      const { message } = JSON.parse(body) as { message: { text: string } }
      got.push({ text: message.text, secret: request.headers['x-telegram-bot-api-secret-token'] })
      return response.writeHead(200).end()
    })
  })
  await new Promise<void>((resolve) => hook.listen(0, '127.0.0.1', resolve))
  const { port } = hook.address() as { port: number }
  const { bot, ann, chat } = scene()
  expect((await call(bot.token, 'setWebhook', { url: 'http://bot.example/x' })).description).toMatch(/HTTPS/)
  expect(await call(bot.token, 'setWebhook', { url: `http://127.0.0.1:${port}/`, secret_token: 'abc' })).toMatchObject({ ok: true })
  expect(await call(bot.token, 'getUpdates')).toMatchObject({ error_code: 409 })
  for (const text of ['one', 'two', 'three']) kit.say(chat, ann, text)
  await kit.until(() => got.length === 3, 'three updates')
  expect(got).toEqual(['one', 'two', 'three'].map((text) => ({ text, secret: 'abc' })))
  await call(bot.token, 'deleteWebhook')
  hook.close()
})
