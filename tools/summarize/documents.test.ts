import { expect, it } from 'vitest'
import { type Block, plain } from '../../core/answer.ts'
import { createLedger } from '../../core/ledger.ts'
import type { AskedFile, ToolContext } from '../../core/tool.ts'
import type { Handles } from '../define.ts'
import { answer } from './answer.ts'
import { summarizeInput } from './input.ts'
import { run } from './run.ts'

const file = (name: string, text: string | Uint8Array): AskedFile => {
  const bytes = typeof text === 'string' ? new TextEncoder().encode(text) : text
  return { name, mime: '', size: bytes.length, read: async () => bytes }
}

/** The answer to a message with these files, as lines. */
async function ask(files: readonly AskedFile[], input: Record<string, unknown> = {}): Promise<string[]> {
  const context: ToolContext<Handles> = {
    signal: AbortSignal.timeout(20_000),
    progress: () => {},
    ledger: createLedger(() => 1),
    handles: {} as Handles,
    resolve: { tokens: async () => [], labels: async () => [], labelOf: async () => undefined, values: async () => [] },
    asker: { bot: 'test', chat: 'c', user: 'u', role: 'everyone', place: 'direct' },
    files,
    now: () => 1,
    locale: 'en',
    model: undefined,
  }
  const result = await run(summarizeInput.parse(input), context)
  return answer(result, 'en').map((block: Block) => ('parts' in block ? plain(block.parts) : JSON.stringify(block)))
}

const INCIDENT = `---
title: draft
---
# Outage of the Lantern bridge

## Summary
On 3 October 2025 the bridge did not relay messages for five hours. No funds were lost. 1,214 withdrawals waited for up to six hours.

## What happened
At 09:12 the first provider began to return stale headers. The relayer compares two providers and stops when they differ. The alert went to a channel that nobody watched.

## Root cause
The relayer had only two sources of headers, so one of them was enough to halt it.

## What we will do
- Add a third source of headers. Owner: Dana Whitfield, due 17 October.
`
const MINUTES = `Weekly call, operations group, 6 November 2025
Present: Ada, Bjorn, Celine.

1. Hosting bill
The bill of the hosting rose from 2,100 to 3,900 euros. We agreed to move the archive node to a server of its own.

2. Accounts
Who owns the account of the guild since Finn left?
`
const FEED =
  '<?xml version="1.0"?><rss version="2.0"><channel><title>Meridian blog</title><item><title>Election</title><description>Five of nine candidates were elected by the holders.</description></item><item><title>Bounty</title><description>The reward for a critical bug doubles to 500,000 dollars.</description></item></channel></rss>'

it.each([
  ['the heading at its beginning', 'a.md', INCIDENT, 'Outage of the Lantern bridge'],
  ['a first line that is no sentence', 'b.txt', MINUTES, 'Weekly call, operations group, 6 November 2025'],
  ['an underlined line', 'c.md', 'Ferry format\n============\n\nVersion two needs one signature for every order.', 'Ferry format'],
  ['its front matter', 'd.md', '---\ntitle: "Fees in May"\n---\nThe fees of the pool fell by 12 percent in May.', 'Fees in May'],
  ['the name of its feed', 'e.xml', FEED, 'Meridian blog'],
  ['its file name', 'f.txt', 'The fees of the pool fell by 12 percent in May.', 'f.txt'],
])('calls a file by %s', async (_, name, text, title) => {
  expect((await ask([file(name, text)]))[0]).toBe(title)
})

it('says what happened, why, and what will be done, each item whole', async () => {
  const words = (await ask([file('a.md', INCIDENT)])).join('\n')
  expect(words).toContain('“The relayer had only two sources of headers, so one of them was enough to halt it.”')
  expect(words).toContain('“Add a third source of headers. Owner: Dana Whitfield, due 17 October.”')
  const decided = (await ask([file('a.md', INCIDENT)], { form: 'decisions' })).join('\n')
  expect(decided).toContain('Decided:\n• “Add a third source of headers. Owner: Dana Whitfield, due 17 October.”')
  expect(decided).not.toContain('waited')
})

it('takes the sections of minutes apart, and leaves out who was there', async () => {
  const words = (await ask([file('b.txt', MINUTES)])).join('\n')
  expect(words).toContain('“The bill of the hosting rose from 2,100 to 3,900 euros.”')
  expect(words).not.toContain('Present')
  expect((await ask([file('b.txt', MINUTES)], { form: 'decisions' })).join('\n')).toMatch(
    /Decided:\n• “We agreed to move .*”.*\nOpen questions:\n• “Who owns the account of the guild since Finn left\?”/,
  )
})

it('reads every file, each under its name, and names what it could not read', async () => {
  const picture = file('photo.jpg', new Uint8Array([0xff, 0xd8, 0xff, 0xe0, 0, 16, 0]))
  const lines = await ask([file('a.md', INCIDENT), picture, file('e.xml', FEED)])
  expect(lines).toContain('Outage of the Lantern bridge:')
  expect(lines).toContain('Bounty:')
  expect(lines).toContain('Could not be read: photo.jpg.')
  await expect(ask([picture])).rejects.toMatchObject({ code: 'nothing_to_read', hint: expect.stringContaining('not pictures') })
})
