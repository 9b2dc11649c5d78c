import { Telegraf } from 'telegraf'
import { afterEach, expect, test } from 'vitest'
import { startTelegramKit, type TelegramKit } from '../../test/kits/telegram/kit.ts'
import { limitOf, openApi } from './api.ts'

let kit: TelegramKit | undefined
afterEach(async () => {
  await kit?.close()
  kit = undefined
})

test('a call that is never answered is given up, and may be tried again', async () => {
  kit = await startTelegramKit()
  const api = openApi(new Telegraf(kit.bot({ username: 'petrel_bot' }).token, { telegram: { apiRoot: kit.url } }).telegram)
  kit.fault({ kind: 'slow', ms: 3_600_000, method: 'getMe', times: Number.POSITIVE_INFINITY })
  await expect(api.call('getMe', {}, { timeoutMs: 100 })).rejects.toMatchObject({ code: 'platform_failed', retryable: true })
  kit.clearFaults()
  await expect(api.call('getMe', {})).resolves.toMatchObject({ username: 'petrel_bot' })
})

test('what shows twice when it is given up too soon gets more time than what does not, and a file the most', () => {
  const quick = ['editMessageText', 'deleteMessage', 'answerCallbackQuery', 'sendChatAction', 'sendMessageDraft', 'getMe']
  for (const method of quick) expect(limitOf(method, {})).toBeLessThan(limitOf('sendMessage', {}))
  expect(limitOf('sendPhoto', { photo: { source: Buffer.of(1) } })).toBeGreaterThan(limitOf('sendMessage', {}))
})
