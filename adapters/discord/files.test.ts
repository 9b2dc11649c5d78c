import { afterEach, expect, test } from 'vitest'
import { type Rig, startRig, until } from './rig.case.ts'

let rig: Rig
afterEach(() => rig.stop())

const signal = new AbortController().signal
const file = { name: 'list.csv', mime: 'text/csv', bytes: new TextEncoder().encode('a,b\n1,2\n') }

test('the files of a message and of a command can be read', async () => {
  rig = await startRig()
  const { ann, general, bot, adapter } = rig
  ann.say(general, `<@${bot.id}> read this`, { files: [file] })
  ann.slash(general, bot, 'ask', { question: 'and this', file })
  await until(() => rig.inbox.length === 2, 'both messages')
  for (const { files } of rig.inbox) {
    const [ref] = files ?? []
    expect(ref).toMatchObject({ name: 'list.csv', mime: 'text/csv', size: 8 })
    if (ref) expect(new TextDecoder().decode(await adapter.open?.(`discord:${bot.id}`, ref, signal))).toBe('a,b\n1,2\n')
  }
})

test('a file is read from nowhere but Discord', async () => {
  rig = await startRig()
  const open = (ref: string, size = 10) => rig.adapter.open?.(`discord:${rig.bot.id}`, { name: 'x', mime: 'text/plain', size, ref }, signal)
  for (const ref of [
    'url/http://169.254.169.254/latest',
    'url/https://evil.example/a',
    'url/https://cdn.discordapp.com.evil.example/a',
    'nothing',
    'message/1/2/3',
  ])
    await expect(open(ref)).rejects.toMatchObject({ code: 'file_unreadable' })
  await expect(open('message/1/2/3', 30_000_000)).rejects.toThrow('larger than')
})

test('a file whose message is gone cannot be read, and says so', async () => {
  rig = await startRig()
  const { ann, general, bot, adapter } = rig
  const message = ann.say(general, `<@${bot.id}> read this`, { files: [file] })
  await until(() => rig.inbox.length === 1, 'the message')
  ann.delete(message)
  const [ref] = rig.inbox[0]?.files ?? []
  if (ref) await expect(adapter.open?.(`discord:${bot.id}`, ref, signal)).rejects.toMatchObject({ code: 'file_unreadable' })
  expect(ref).toBeDefined()
})
