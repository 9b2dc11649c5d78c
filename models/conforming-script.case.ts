import { isToolMessage } from '@langchain/core/messages'
import { LONG } from './conformance.case.ts'
import { textOf } from './llama/history.ts'
import type { Script } from './scripted.ts'

/** A script that behaves as the conformance suite expects of a model: it calls a tool when there is one to call, else it speaks. */
export const conformingScript: Script = (messages, tools) => {
  const last = messages.at(-1)
  const text = last ? textOf(last) : ''
  if (text === LONG) return { text: 'Once', fault: 'endless' }
  const wanted = text.startsWith('Swap') ? 'swap' : 'ask'
  const tool = tools.find((each) => each.function.name === wanted)
  if (!tool || !last || isToolMessage(last)) return { text: `You said: ${text}` }
  return { calls: [{ name: wanted, args: wanted === 'swap' ? { from: 'DAI', to: 'WETH' } : { question: text } }] }
}
