import { afterEach, expect, test } from 'vitest'
import type { Moderator } from '../../core/moderation.ts'
import { type Running, run } from './running.case.ts'

let running: Running | undefined
afterEach(async () => {
  await running?.close()
  running = undefined
})

const never = new AbortController().signal

test('commands are made of the tools, by scope and language, and set again only when they changed', async () => {
  running = await run({
    options: { describe: (tool, locale) => (locale === 'es' ? `ES ${tool.title}` : tool.description) },
    settings: { operators: ['77'] },
  })
  const { kit, bot } = running
  await kit.until(
    () => kit.commands(bot, 'chat|77|'.replace(/\|.*$/, '')) !== undefined || kit.calls('setMyCommands').length >= 4 * 6,
    'the commands',
  )
  const names = (scope: string, language = '') =>
    (kit.commands(bot, scope, language) as { command: string; description: string }[] | undefined)?.map(({ command }) => command)
  expect(names('all_private_chats')).toEqual(['help', 'token'])
  expect(names('all_group_chats')).toEqual(['help', 'token'])
  expect(names('all_chat_administrators', 'vi')).toEqual(['help', 'token'])
  expect(kit.commands(bot, 'all_private_chats', 'es')?.[1]).toEqual({ command: 'token', description: 'ES Token' })
  const before = kit.calls('setMyCommands').length
  await running.halt()
  await running.restart()
  await kit.until(() => kit.calls('getMyCommands').length >= 2 * 4 * 6, 'the second look')
  expect(kit.calls('setMyCommands').length).toBe(before)
})

test('an inline query is answered with the result and the way to a private chat', async () => {
  running = await run({ answer: async ({ text }) => [{ kind: 'text', parts: [`Answer to ${text}.`] }] })
  const { kit, bot } = running
  const ann = kit.user('Ann')
  const old = kit.inline(ann, bot, 'price of U')
  const query = kit.inline(ann, bot, 'price of UNI')
  await kit.until(() => kit.inlineAnswer(query)?.results !== undefined, 'the result')
  expect(kit.inlineAnswer(query)?.results).toMatchObject([
    { type: 'article', title: 'price of UNI', input_message_content: { message_text: 'Answer to price of UNI.' } },
  ])
  expect(kit.inlineAnswer(old)?.results).toBeUndefined()
  expect(running.inbounds).toMatchObject([{ text: 'price of UNI', role: 'everyone', chat: `inline:${ann.id}` }])
  const button = kit.inlineAnswer(query)?.button as { start_parameter: string }
  const chat = kit.direct(ann, bot)
  kit.say(chat, ann, `/start ${button.start_parameter}`)
  await kit.until(() => kit.fromBot(chat, bot).length === 1, 'the answer in private')
  expect(kit.fromBot(chat, bot)[0]?.text).toBe('Answer to price of UNI.')
})

test('an inline query that takes too long is answered with the way to a private chat alone', async () => {
  running = await run({
    answer: (_inbound, { signal }) => new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason))),
  })
  const { kit, bot } = running
  const query = kit.inline(kit.user('Ann'), bot, 'a hard question')
  await kit.until(() => kit.inlineAnswer(query)?.results !== undefined, 'the result')
  expect(kit.inlineAnswer(query)).toMatchObject({ results: [], button: { text: 'Ask in a private chat' } })
})

test('files come in with their kind and can be read; one that is too large says so', async () => {
  running = await run()
  const { kit, bot, adapter, inbounds } = running
  const ann = kit.user('Ann')
  const chat = kit.direct(ann, bot)
  kit.sendFile(chat, ann, { name: 'A.sol', mime: 'text/plain', bytes: Buffer.from('contract A {}') }, { text: 'is this safe?' })
  await kit.until(() => inbounds.length === 1, 'the message')
  expect(inbounds[0]).toMatchObject({ text: 'is this safe?', files: [{ name: 'A.sol', mime: 'text/plain', size: 13 }] })
  const [file] = inbounds[0]?.files ?? []
  if (!file) throw new Error('no file')
  expect(Buffer.from((await adapter.open?.(`telegram:${bot.id}`, file, never)) ?? []).toString()).toBe('contract A {}')
  await expect(adapter.open?.(`telegram:${bot.id}`, { ...file, ref: 'gone' }, never)).rejects.toMatchObject({ code: 'file_unreadable' })
  await expect(adapter.open?.(`telegram:${bot.id}`, { ...file, size: 30e6 }, never)).rejects.toMatchObject({
    code: 'file_unreadable',
    facts: { size: 30e6 },
  })
  kit.sendFile(chat, ann, { name: 'big.csv', mime: 'text/csv', bytes: Buffer.alloc(20 * 1024 * 1024 + 1) })
  await kit.until(() => inbounds.length === 2, 'the large one')
  const [large] = inbounds[1]?.files ?? []
  await expect(adapter.open?.(`telegram:${bot.id}`, { ...large, size: 1 } as typeof file, never)).rejects.toMatchObject({
    code: 'file_unreadable',
  })
})

async function moderated(features = {}) {
  running = await run({ bots: [{ username: 'petrel_bot' }], kit: { features } })
  const { kit, bot, adapter } = running
  const [ann, eve] = [kit.user('Ann', { username: 'ann' }), kit.user('Eve')]
  const chat = kit.group({ admins: [ann], members: [eve], bots: [bot] })
  return {
    kit,
    bot,
    ann,
    eve,
    chat,
    name: String(chat.chat.id),
    moderator: adapter.moderator?.(`telegram:${bot.id}`) as Moderator,
    running,
  }
}

test('order is kept with the rights that the platform gives, and administrators are immune', async () => {
  const { kit, bot, ann, eve, chat, name, moderator } = await moderated()
  expect(await moderator.rights(name)).toEqual({ remove: false, mute: false, ban: false })
  await expect(moderator.mute(name, String(eve.id), undefined)).rejects.toMatchObject({ code: 'platform_refused' })
  kit.addBot(chat, bot, { can_delete_messages: true, can_restrict_members: true })
  // The change is told by an update; until it is there the cache may speak.
  await kit.until(() => kit.pending(bot) === 0, 'the update')
  expect(await moderator.rights(name)).toEqual({ remove: true, mute: true, ban: true })
  expect(await moderator.admins(name)).toEqual([{ id: String(ann.id), name: 'Ann', username: 'ann' }])
  const spam = kit.say(chat, eve, 'spam')
  await moderator.remove(name, String(spam.message_id))
  await moderator.remove(name, String(spam.message_id))
  expect(kit.visible(chat).map(({ text }) => text)).not.toContain('spam')
  const until = kit.clock.now() + 3_600_000
  await moderator.mute(name, String(eve.id), until)
  expect(kit.members(chat).get(eve.id)).toMatchObject({ status: 'restricted', until: Math.ceil(until / 1000) })
  await moderator.unmute(name, String(eve.id))
  expect(kit.members(chat).get(eve.id)?.status).toBe('member')
  await moderator.ban(name, String(eve.id), undefined)
  expect(kit.members(chat).get(eve.id)).toMatchObject({ status: 'kicked', until: 0 })
  await moderator.unban(name, String(eve.id))
  expect(kit.members(chat).get(eve.id)?.status).toBe('left')
  await expect(moderator.ban(name, String(ann.id), undefined)).rejects.toMatchObject({ code: 'platform_refused' })
})

test('what is said to one person is seen by that person alone where the server can do that', async () => {
  const { kit, bot, ann, eve, chat, name, moderator } = await moderated()
  const asked = kit.say(chat, eve, 'hello')
  await moderator.say(
    name,
    [
      { kind: 'text', parts: ['Press to write here.'] },
      { kind: 'buttons', items: [{ label: 'I am human', say: '/captcha 1' }] },
    ],
    { only: String(eve.id), replyTo: String(asked.message_id) },
  )
  expect(kit.visible(chat, bot, eve.id).some(({ text }) => text === 'Press to write here.')).toBe(true)
  expect(kit.visible(chat, bot, ann.id).some(({ text }) => text === 'Press to write here.')).toBe(false)
  const id = kit.fromBot(chat, bot)[0]?.id ?? 0
  const wrong = kit.press(chat, ann, id, 'I am human')
  await kit.until(() => kit.callback(wrong)?.answered === true, 'the refusal')
  expect(kit.callback(wrong)?.text).toBe('This button is for somebody else.')
})

test('where the server cannot, it is a reply', async () => {
  const { kit, bot, eve, chat, name, moderator } = await moderated({ ephemeral: false })
  const asked = kit.say(chat, eve, 'hello')
  for (const words of ['one', 'two'])
    await moderator.say(name, [{ kind: 'text', parts: [words] }], { only: String(eve.id), replyTo: String(asked.message_id) })
  expect(kit.fromBot(chat, bot)).toMatchObject([
    { text: 'one', replyTo: asked.message_id },
    { text: 'two', replyTo: asked.message_id },
  ])
  expect(kit.calls('sendMessage').map(({ params }) => 'ephemeral_message_parameters' in params)).toEqual([true, false])
})

test('doctor names the bots, privacy mode, the way of updates and missing rights', async () => {
  running = await run({ hear: async () => 'pass', bots: [{ username: 'open_bot', readsAll: true }, { username: 'shy_bot' }] })
  const { kit, adapter } = running
  const [open, shy] = [...kit.world.bots.values()].map(({ user, token }) => ({ id: user.id, token, username: user.username }))
  if (!open || !shy) throw new Error('two bots')
  const ann = kit.user('Ann')
  const chat = kit.group({ admins: [ann], bots: [open] })
  kit.say(chat, ann, 'hello')
  await kit.until(() => running?.logged.some(({ text }) => text.includes('may not delete messages and ban users')) ?? false, 'the warning')
  await kit.until(() => running?.logged.some(({ text }) => text.includes('privacy mode is on')) ?? false, 'the other warning')
  kit.revoke(shy)
  const checks = await adapter.checks(never)
  expect(checks.map(({ name, state }) => [name, state])).toEqual([
    [`telegram:${open.id}`, 'ok'],
    [`telegram:${open.id} privacy mode`, 'ok'],
    [`telegram:${open.id} updates`, 'ok'],
    [`telegram:${open.id} in ${chat.chat.id}`, 'warn'],
    [`telegram:${shy.id}`, 'fail'],
  ])
  expect(JSON.stringify(checks)).not.toContain(shy.token.slice(12))
})

test('a token that is none is a clear error that does not print it', async () => {
  running = await run()
  await running.halt()
  const bad = running.restart({ settings: { tokens: ['secret-without-number'] } })
  await expect(bad).rejects.toMatchObject({ code: 'config_invalid' })
  await expect(bad).rejects.not.toThrow(/secret-without-number/)
  await running.restart({ settings: {} })
})
