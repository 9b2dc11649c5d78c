import { createActs } from './acts.ts'
import { scaledClock } from './clock.ts'
import { createFaults, type Fault, type Fixture } from './faults.ts'
import { createGround, emptyWorld } from './ground.ts'
import { RATES, type Rates } from './limits.ts'
import { createRates } from './rates.ts'
import { listen } from './server.ts'
import { createSetUp } from './set-up.ts'
import type { Call, Clock } from './types.ts'
import { createViews } from './views.ts'
import { createWatch } from './watch.ts'
import { createWebhooks } from './webhooks.ts'
import type { World } from './world.ts'

export interface KitOptions {
  /** Real time when absent; `scaledClock(50)` makes tests fast. The bot must use the same clock. */
  clock?: Clock
  /** false: no sending rates. */
  rates?: false | Partial<Rates>
  /** What the server offers beyond Bot API 7.1; an absent one is offered. */
  features?: Partial<World['features']>
  /** Port on loopback; the system chooses when absent. */
  port?: number
}

/**
 * A strict Bot API server on loopback with people that act in it.
 * @example
 * const kit = await startTelegramKit()
 * const bot = kit.bot({ username: 'petrel_bot' })
 * const ann = kit.user('Ann')
 * const chat = kit.direct(ann, bot)
 * // start the bot with apiRoot kit.url and bot.token
 * kit.say(chat, ann, 'hello')
 * await kit.until(() => kit.fromBot(chat, bot).length === 1)
 */
export async function startTelegramKit({ clock = scaledClock(), rates, features, port = 0 }: KitOptions = {}) {
  const watch = createWatch()
  const faults = createFaults()
  const hooks = new Set<(call: Call) => Promise<void> | void>()
  const world = emptyWorld(clock, features, () => {
    webhooks.pump()
    watch.changed()
  })
  const webhooks = createWebhooks(world)
  const accepted = async (call: Call): Promise<void> => {
    for (const hook of hooks) await hook(call)
  }
  const keeper = rates === false ? undefined : createRates({ ...RATES, ...rates }, clock)
  const server = await listen({ world, faults, rates: keeper, accepted }, port)
  const ground = createGround(world)
  return {
    /** Give it to the bot as apiRoot. */
    url: server.url,
    clock,
    world,
    ...createSetUp(ground),
    ...createActs(ground),
    ...createViews(ground),
    until: watch.until,
    /** Makes calls go wrong; see faults.ts. */
    fault: (fault: Fault): Fixture => faults.add(fault),
    clearFaults: (): void => {
      faults.clear()
    },
    /** Called after a method took effect and before it is answered; its promise holds the answer back. Returns how to end it. */
    onAccepted(hook: (call: Call) => Promise<void> | void): () => void {
      hooks.add(hook)
      return () => hooks.delete(hook)
    },
    async close(): Promise<void> {
      webhooks.close()
      await server.close()
    },
  }
}

export type TelegramKit = Awaited<ReturnType<typeof startTelegramKit>>
export { scaledClock } from './clock.ts'
export type { KitBot } from './ground.ts'
export type { Said } from './people.ts'
export type { Button, Call, Chat, Clock, Entity, Message, Rights, Seen, User } from './types.ts'
