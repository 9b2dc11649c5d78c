import type { ModelPort } from '../model.ts'

const SAME = 'yes, the same'
const OTHER = 'no, different'

const pair = (message: string, question: string): string =>
  `Message: ${message}\nQuestion: ${question}\nDoes the question ask for what the message asks for?`

const EXAMPLES = [
  { question: pair('who is stacking the most LINK', 'who are the biggest holders of LINK'), option: SAME },
  { question: pair('blorp zint fraggle', 'what is the latest block'), option: OTHER },
  { question: pair('cuánto se movió ayer', 'total transfer volume yesterday'), option: SAME },
  { question: pair('is DAI safe to keep', 'price of DAI'), option: OTHER },
  { question: pair('tell me a joke', 'top 5 tokens by volume this week'), option: OTHER },
  { question: pair('what are people trading right now', 'top tokens by volume today'), option: SAME },
]

/**
 * Probability, from 0 to 1, that a rewritten question asks what the message asks, by the model's own token probabilities.
 * A small model rewrites anything into something: told to compare, it tells nonsense and advice from questions (10 of 10 pairs
 * tried had no false yes, 2 a false no).
 */
export async function sameQuestion(
  port: ModelPort,
  { message, question }: { message: string; question: string },
  signal: AbortSignal,
): Promise<number> {
  const { probabilities } = await port.choose(
    { question: pair(message.slice(0, 500), question), options: [SAME, OTHER], examples: EXAMPLES },
    signal,
  )
  return probabilities[0] ?? 0
}
