import type { Candidate, ReadContext } from '../../../core/tool.ts'
import { amountsIn } from '../../../core/written-amounts.ts'
import { mentionsIn } from './mentions.ts'
import { ownerOf } from './roles.ts'

const TRIGGER =
  /\b(?:tell me|alert me|notify me|let me know|ping me|warn me|message me|write me|dime cuando|báo (?:cho )?tôi|avísame|avisame|me avisa|avise-me|haber ver|bildir)\b|(?:сообщи|уведоми|скажи|напиши|предупреди|дай знать|提醒我|通知我|告诉我)/iu
const ABOVE = /\b(?:above|over|more than|at least|reach(?:es)?|más de|mais de|en az|üzerin\p{L}*)\b|[>≥]|больше|выше|超过|高于|达到/iu
const BELOW = /\b(?:below|under|less than|menos de|altın\p{L}*)\b|[<≤]|меньше|ниже|低于|少于/iu

/** "tell me when 1 ETH > 4,000 USDC after gas": an amount of one token against an amount of another. */
export async function watchIn(text: string, { resolve, locale }: ReadContext): Promise<Candidate | undefined> {
  if (!TRIGGER.test(text)) return undefined
  const [first, second, third] = amountsIn(text, locale)
  if (!first || !second || third) return undefined
  const mentions = await mentionsIn(text, [first, second], resolve)
  const [paid, got] = [ownerOf(text, first, mentions), ownerOf(text, second, mentions)]
  const when = ABOVE.test(text) ? 'above' : BELOW.test(text) ? 'below' : undefined
  if (!paid || !got || paid === got || !when) return undefined
  const input = { tokenIn: paid.words, tokenOut: got.words, amount: first.digits, watch: { when, amount: second.digits } }
  const reading = `tell when ${first.digits} ${paid.words} gives ${when === 'above' ? 'more' : 'less'} than ${second.digits} ${got.words}`
  return { tool: 'swap', score: 0.98, input, missing: [], ambiguous: [], reading }
}
