import { bare } from './methods/updates.ts'
import type { BotState, Update, World } from './world.ts'

/**
 * Delivers the updates of bots that have a webhook: those of one chat in order, chats side by side, with the secret in its header; an
 * answer that is not 2xx (or none) is tried again, each time later.
 */
export function createWebhooks(world: World) {
  const closing = new AbortController()
  const busy = new Set<string>()

  const next = (bot: BotState): Update | undefined => bot.queue.find(({ lane }) => !busy.has(`${bot.user.id} ${lane}`))

  const deliver = async (bot: BotState, update: Update): Promise<void> => {
    for (let attempt = 0; !closing.signal.aborted && bot.webhook && bot.queue.includes(update); attempt++) {
      const error = await post(bot, update, closing.signal)
      if (error === undefined) bot.queue = bot.queue.filter((one) => one !== update)
      else {
        bot.webhook.lastError = { at: world.clock.now(), message: error }
        await world.clock.sleep(Math.min(60_000, 1000 * 2 ** attempt), closing.signal)
      }
    }
  }
  const pump = (): void => {
    for (const bot of world.bots.values()) {
      for (let update = next(bot); bot.webhook && update && !closing.signal.aborted; update = next(bot)) {
        const key = `${bot.user.id} ${update.lane}`
        busy.add(key)
        void deliver(bot, update).finally(() => {
          busy.delete(key)
          pump()
        })
      }
    }
  }
  return { pump, close: () => closing.abort() }
}

async function post(bot: BotState, update: Update, signal: AbortSignal): Promise<string | undefined> {
  const { url = '', secret } = bot.webhook ?? {}
  const headers = { 'content-type': 'application/json', ...(secret ? { 'x-telegram-bot-api-secret-token': secret } : {}) }
  try {
    const response = await fetch(url, { method: 'POST', headers, body: JSON.stringify(bare(update)), signal })
    await response.arrayBuffer()
    return response.ok ? undefined : `Wrong response from the webhook: ${response.status}`
  } catch (error) {
    return `Connection failed: ${error instanceof Error ? error.message : String(error)}`
  }
}
