import { type BaseMessage, trimMessages } from '@langchain/core/messages'
import { createMiddleware } from 'langchain'

/** Rough count for any tokenizer: four characters of Latin text or one of Han make a token; never too low by much. */
export const roughTokens = (messages: BaseMessage[]): number =>
  messages.reduce(
    (total, { text }) =>
      total + 4 + Math.ceil(text.replace(/\p{Script=Han}/gu, '').length / 3.5) + (text.match(/\p{Script=Han}/gu)?.length ?? 0),
    0,
  )

/** Ends the loop after so many model calls; made anew for each turn. */
const stepLimit = (steps: number) => {
  let calls = 0
  return createMiddleware({
    name: 'stepLimit',
    beforeModel: {
      canJumpTo: ['end'],
      hook: () => {
        calls += 1
        return calls > steps ? { jumpTo: 'end' as const } : undefined
      },
    },
  })
}

/** Cuts what the model sees to its budget: the newest messages stay, a message is never cut in half. */
const trimToBudget = (budget: number) =>
  createMiddleware({
    name: 'trimToBudget',
    wrapModelCall: async (request, handler) => {
      const messages = await trimMessages(request.messages, {
        maxTokens: budget,
        strategy: 'last',
        startOn: 'human',
        tokenCounter: roughTokens,
      })
      return handler({ ...request, messages: messages.length ? messages : request.messages.slice(-1) })
    },
  })

/** Stops between two steps as soon as the turn is cancelled; inside a step the model and the tools watch the same signal. */
const cancellation = (signal: AbortSignal) =>
  createMiddleware({
    name: 'cancellation',
    beforeModel: () => signal.throwIfAborted(),
    wrapToolCall: async (request, handler) => {
      signal.throwIfAborted()
      return handler(request)
    },
  })

/** The middleware of one model turn. `budget` is in model tokens, `steps` in model calls. */
export const middlewareFor = ({ steps, budget, signal }: { steps: number; budget: number; signal: AbortSignal }) => [
  stepLimit(steps),
  trimToBudget(budget),
  cancellation(signal),
]
