import { Telegraf } from 'telegraf'
import type { Log } from '../../core/log.ts'
import { type Admins, createAdmins } from './admins.ts'
import { type Api, openApi } from './api.ts'
import type { Clock } from './clock.ts'
import { createLimiter, type Limiter } from './limiter.ts'
import type { BotPhase, BotStatus, TelegramOptions } from './options.ts'
import type { Update } from './wire.ts'

/** What newer servers offer; undefined until the first try has shown it. */
export interface Features {
  drafts?: boolean
  rich?: boolean
  ephemeral?: boolean
}

export interface Me {
  id: number
  username: string
  can_read_all_group_messages?: boolean
}

/** One bot and what is known about it. */
export interface Account {
  /** "telegram:1234". */
  name: string
  id: number
  token: string
  telegraf: Telegraf
  api: Api
  limiter: Limiter
  admins: Admins
  features: Features
  /** Groups that became supergroups: old chat id to new. */
  moved: Map<number, number>
  /** Groups whose rights were looked at. */
  seen: Set<number>
  /** Groups in which a right is missing, and which. */
  lacking: Map<number, string>
  me: Me | undefined
  log: Log
  clock: Clock
  status(): BotStatus
  phase(phase: BotPhase, reason?: string): void
}

/** A bot's id stands before the colon of its token; 0 when the token is none. */
export const idOf = (token: string): number => Number(/^(\d+):/.exec(token)?.[1] ?? 0)

export function openAccount(token: string, { settings, log }: Pick<TelegramOptions, 'settings' | 'log'>, clock: Clock): Account {
  const id = idOf(token)
  const telegraf = new Telegraf(token, {
    // A handler only stores what came, but a slow disk must not end it half way.
    handlerTimeout: Number.POSITIVE_INFINITY,
    telegram: { apiRoot: settings.apiRoot, webhookReply: false },
  })
  // The default prints the update, which is a person's words, and sets the exit code.
  telegraf.catch((error) => {
    throw error
  })
  const api = openApi(telegraf.telegram)
  let status: BotStatus = { bot: `telegram:${id}`, phase: 'starting', since: clock.now() }
  const account: Account = {
    name: `telegram:${id}`,
    id,
    token,
    telegraf,
    api,
    limiter: createLimiter(clock),
    admins: createAdmins({ api, clock, log, self: id }),
    features: settings.richMessages ? {} : { rich: false },
    moved: new Map(),
    seen: new Set(),
    lacking: new Map(),
    me: undefined,
    log,
    clock,
    status: () => ({ ...status, ...(account.me ? { username: account.me.username } : {}) }),
    phase: (phase, reason) => {
      if (status.phase === phase) return
      status = { bot: account.name, phase, since: clock.now(), ...(reason === undefined ? {} : { reason }) }
    },
  }
  return account
}

/** Asks the platform who the bot is, once. Throws PetrelError. */
export async function meet(account: Account, signal: AbortSignal): Promise<Me> {
  account.me ??= await account.api.call<Me>('getMe', {}, { signal })
  account.telegraf.botInfo ??= account.me as unknown as NonNullable<typeof account.telegraf.botInfo>
  return account.me
}

/** Gives an update to telegraf's middleware; rejects when it could not be made durable. */
export const pass = (account: Account, update: Update): Promise<void> =>
  account.telegraf.handleUpdate(update as unknown as Parameters<typeof account.telegraf.handleUpdate>[0])
