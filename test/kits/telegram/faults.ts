import type { Call } from './types.ts'

/** What goes wrong with a call. `after` means that the platform did what was asked before it failed to say so. */
export type Trouble =
  | { kind: 'status'; status: number; description?: string; retryAfter?: number; after?: boolean }
  | { kind: 'drop'; after?: boolean }
  | { kind: 'slow'; ms: number }

export type Fault = Trouble & {
  /** Method name, any when absent. */
  method?: string | RegExp
  chat?: number
  bot?: number
  /** How many calls it hits, 1 when absent. */
  times?: number
  /** Asked for each fitting call, so that a seeded generator can decide. */
  when?: () => boolean
}

export interface Fixture {
  /** Calls that it has hit. */
  hits(): number
  remove(): void
}

type Wanted = Pick<Call, 'bot' | 'method' | 'params'>

/** The faults that were asked for, in order; the first that fits a call is used. */
export function createFaults() {
  const rules: { fault: Fault; hits: number }[] = []
  const fits = ({ fault, hits }: { fault: Fault; hits: number }, call: Wanted): boolean => {
    const { method, chat, bot, times = 1, when } = fault
    if (hits >= times) return false
    if (typeof method === 'string' && method.toLowerCase() !== call.method.toLowerCase()) return false
    if (method instanceof RegExp && !method.test(call.method)) return false
    if (chat !== undefined && Number(call.params.chat_id) !== chat) return false
    if (bot !== undefined && call.bot !== bot) return false
    return when?.() ?? true
  }
  return {
    add(fault: Fault): Fixture {
      const rule = { fault, hits: 0 }
      rules.push(rule)
      return {
        hits: () => rule.hits,
        remove: () => {
          const at = rules.indexOf(rule)
          if (at !== -1) rules.splice(at, 1)
        },
      }
    },
    pick(call: Wanted): Trouble | undefined {
      const rule = rules.find((one) => fits(one, call))
      if (rule) rule.hits += 1
      return rule?.fault
    },
    clear: () => rules.splice(0),
  }
}

export type Faults = ReturnType<typeof createFaults>
