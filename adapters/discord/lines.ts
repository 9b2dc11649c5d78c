import { REST } from 'discord.js'
import { type Api, createApi } from './api.ts'
import { createFirstAnswers } from './first-answer.ts'
import { createHttp, type Http } from './http.ts'

export const REST_OPTIONS = {
  timeout: 10_000,
  // Each interaction has a route of its own, which discord.js would keep for an hour.
  handlerSweepInterval: 60_000,
  retries: 2,
  // Short waits are waited out in place; a long one goes back to the outbox, which remembers it over a restart.
  rejectOnRateLimit: ({ timeToReset, retryAfter }: { timeToReset: number; retryAfter: number }) => Math.max(timeToReset, retryAfter) > 5000,
}

/** Connections of each line. */
const CONNECTIONS = 32
/** More than Discord would ever let through: the routes' own limits still hold. */
const UNBOUND = 10_000

/** One bot's ways to Discord: for first answers, for later ones over an interaction's token, and for everything else. */
export function openLines(token: string, apiRoot: string): { api: Api; rest: REST; http: Http; close(): Promise<void> } {
  const open = (globalRequestsPerSecond: number) => {
    const http = createHttp(CONNECTIONS)
    return {
      http,
      rest: new REST({ api: apiRoot, ...REST_OPTIONS, globalRequestsPerSecond, makeRequest: http.makeRequest }).setToken(token),
    }
  }
  const [main, hooks] = [open(50), open(UNBOUND)]
  const first = createFirstAnswers(apiRoot, CONNECTIONS)
  return {
    api: createApi({ rest: main.rest, first, hooks: hooks.rest }),
    rest: main.rest,
    http: main.http,
    close: async () => {
      await first.close()
      for (const { rest, http } of [main, hooks]) {
        rest.clearHandlerSweeper()
        rest.clearHashSweeper()
        await http.close()
      }
    },
  }
}
