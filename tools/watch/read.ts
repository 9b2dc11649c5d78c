import type { Candidate, ReadContext } from '../../core/tool.ts'
import { isEdit } from '../alerts/read-edit.ts'
import { readAmount } from './amount.ts'
import { DOWN, SHAPES, shapeOf, UP } from './shape.ts'

/** "tell me when", "alert me if", in the languages of the interface. */
const TRIGGER =
  /(?:\b(?:watch|alert(?: me)?|tell me|notify(?: me)?|let me know|ping me|warn me|remind me)\b|\b(?:avísame|avisame|vigila|alértame|notifícame)\b|提醒我|通知我|告诉我|盯|сообщи|уведоми|скажи|следи|предупреди|\b(?:haber ver|uyar|bildir|takip et)|báo cho tôi|nhắc tôi|theo dõi|cảnh báo)/iu

/** What is left around the token's name once everything else is taken away. */
const NOISE =
  /\b(?:the|a|an|price|of|on|when|if|once|is|goes|go|gets?|to|by|it|moves?|move|changes?|change|trades?|at|in|either way|for me|please|usd|dollars?|usdc|precio|de|del|la|el|si|cuando|está|este|un|en|dólares|fiyatı|ne zaman|eğer|olursa|khi|nếu|giá|của)\b|[$%,;:?!+−±<>≥≤=]|价格|当|如果|的时候|时|美元|цена|если|когда|станет|будет|долларов|на|çıkınca|düşünce|inince|olunca|geçince/giu

/** "… to webhook ops": where the operator wants it sent. */
const WEBHOOK = /[,;]?\s*(?:\b(?:and )?(?:send|post|deliver)(?: it)? )?(?:\b(?:to|via|through) )?(?:\bthe )?\bwebhook ([\w.-]{1,60})/iu

/** "watch UNI above 10", "tell me when ETH drops 5%", "/watch UNI ±10%". */
export async function read(said: string, { resolve }: Pick<ReadContext, 'resolve'>): Promise<Candidate[]> {
  const whole = said.trim().slice(0, 300)
  const to = WEBHOOK.exec(whole)?.[1]
  const text = whole.replace(WEBHOOK, '')
  // Of an alert that is there already: the alerts' own.
  if (isEdit(text)) return []
  const triggered = TRIGGER.test(text)
  const rest = text.replace(TRIGGER, ' ')
  const amount = readAmount(rest)
  const words = amount ? rest.replace(amount.words, ' ') : rest
  const shape = shapeOf(rest, amount?.percent === true)
  if (!shape && !triggered) return []
  const without = SHAPES.reduce((left, { words: pattern }) => left.replace(new RegExp(pattern, 'giu'), ' '), words)
  const name = without
    .replace(DOWN, ' ')
    .replace(UP, ' ')
    .replace(NOISE, ' ')
    .replace(/(?:^|\s)[\p{Ll}]{1,3}(?=\s|$)/gu, (bit) => (/^\s*[a-z]{3}$/.test(bit) ? bit : ' '))
    .replace(/\s+/g, ' ')
    .trim()
  if (name === '' && !amount) return []
  const found = name === '' ? [] : await resolve.tokens(name)
  const known = found.some(({ match }) => match !== 'near')
  const input = { ...(name ? { token: name } : {}), ...(shape ?? {}), ...(amount ? { value: amount.value } : {}), ...(to ? { to } : {}) }
  const missing = [
    ...(name ? [] : [{ field: 'token', question: 'Which token should I watch?' }]),
    ...(amount ? [] : [{ field: 'value', question: 'At which price or change should I tell you? For example: above 10, or ±5%.' }]),
  ]
  const score = triggered && shape && known ? 0.96 : shape && known ? 0.6 : triggered && shape && amount ? 0.6 : 0.3
  return [
    {
      tool: 'watch',
      score,
      input,
      missing,
      ambiguous: [],
      reading: `watch ${name || '…'} ${shape ? shape.op : ''} ${amount?.value ?? ''}`.trim(),
    },
  ]
}
