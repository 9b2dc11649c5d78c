import type { Candidate } from '../../core/tool.ts'
import { claim } from '../command-words.ts'
import { readAmount } from '../watch/amount.ts'
import { shapeOf } from '../watch/shape.ts'
import { clockIn, everyIn, zoneIn } from './clock.ts'

/** "alert", "watch", "digest" as names of a thing, in the languages of the interface. */
const THING = String.raw`(?:alerts?|watch|alarms?|digest|summary|catch-?up|alertas?|aviso|resumen|boletín|оповещени\p{L}*|уведомлени\p{L}*|сводк\p{L}*|дайджест\p{L}*|uyarı\p{L}*|alarm\p{L}*|özet\p{L}*|cảnh báo|bản tin)|提醒|警报|摘要|日报`
const DIGEST = /digest|summary|catch-?up|resumen|boletín|сводк|дайджест|özet|bản tin|摘要|日报/iu
/** Words that say that something which is there shall be otherwise. */
const CHANGE = String.raw`(?:please\s+)?(?:change|make|set|move|update|edit|adjust|shift|reschedule|cambia|pon|mueve|ajusta|edita|actualiza|измени\p{L}*|сделай|поставь|перенеси|поменяй|обнови|đổi|chuyển|đặt|sửa)(?![\p{L}\d])|^(?:请)?(?:把|将|修改|更改)`
const EDIT = new RegExp(`^(?:${CHANGE}).{0,60}?(?:(?<![\\p{L}\\d])${THING})`, 'iu')
/** Turkish puts the verb last: "WETH uyarısını %5 yap", "3 numaralı uyarıyı 4000 üzerine değiştir". */
const EDIT_LAST = /(?<![\p{L}\d])(?:uyarı|özet|alarm)\p{L}*.{1,80}(?:yap|değiştir|al|ayarla|taşı)[.!]?$/iu
/** "check alert 2 every 5 minutes". */
const PACE = new RegExp(`^(?:check|look at|run|send|revisa|envía|проверяй|присылай|检查|发送|kiểm tra|gửi).{0,40}?(?:${THING})`, 'iu')
const NUMBER = new RegExp(
  `(?:${THING})\\s*(?:number |no\\.? ?|n\\.?º ?|номер |№ ?|số )?#?(\\d{1,4})(?!\\d|[.,:]\\d|\\s*(?:%|am|pm|点))|#(\\d{1,4})|(\\d{1,4})\\s*(?:numaralı|号)`,
  'iu',
)

/** "make a summary of …", "send me a digest every day" order a new one. */
const FRESH = new RegExp(`(?:^|\\s)(?:an?|una?|новую|новое|bir|một)\\s+(?:[\\p{L}-]+\\s+)?(?:${THING})`, 'iu')
const OWN = /\b(?:my|the|this|mi|el|la|этого|мо[ёйюя]|мою)\b|мо[ёйюя]|我的|#?\d|của tôi/iu

/** Whether a message asks for a change of an alert that is there already. */
export function isEdit(text: string): boolean {
  if (FRESH.test(text)) return false
  const timed = (): boolean => everyIn(text) !== undefined || clockIn(text) !== undefined
  if (PACE.test(text)) return OWN.test(text) && everyIn(text) !== undefined
  if (!EDIT.test(text) && !EDIT_LAST.test(text)) return false
  return !DIGEST.test(text) || timed()
}

/** "make the WETH alert 5 %", "change alert 3 to above 4,000", "move my digest to 9:00 Madrid time". */
export function readEdit(said: string): Candidate[] {
  const text = said.trim().slice(0, 300)
  if (!isEdit(text)) return []
  const numbered = NUMBER.exec(text)
  const rest = numbered ? text.replace(numbered[0], ' ') : text
  const found = changeIn(rest)
  // "make the WETH alert 2500": where a name stands and nothing else is said, the figure is the wish.
  const isNumber = numbered !== null && (Object.keys(found).length > 0 || nameIn(text) === undefined)
  const change = isNumber || !numbered ? found : changeIn(text)
  const which = isNumber ? undefined : nameIn(text)
  const number = isNumber ? Number(numbered[1] ?? numbered[2] ?? numbered[3]) : undefined
  const input = { action: 'edit', ...(number === undefined ? {} : { number }), ...(which ? { which } : {}), ...change }
  const candidate = claim('alerts', { score: 0.97, input, reading: 'change an alert' })
  if (Object.keys(change).length > 0) return [candidate]
  return [
    { ...candidate, missing: [{ field: 'value', question: 'To what should I change it? For example: above 4,000, 5 %, or at 9:00.' }] },
  ]
}

/** What is to be otherwise: a pace, a time of day, or what it waits for. */
function changeIn(words: string): Record<string, unknown> {
  const every = everyIn(words)
  if (every !== undefined) return { every }
  const at = clockIn(words)
  const zone = at && zoneIn(words)
  return at === undefined ? figuresIn(words) : { at, ...(zone ? { zone } : {}) }
}

function figuresIn(words: string): Record<string, unknown> {
  const amount = readAmount(words)
  const shape = shapeOf(words, amount?.percent === true)
  return {
    ...(shape?.op === 'change' && shape.direction === 'any' && !/±|any|either/iu.test(words) ? {} : (shape ?? {})),
    ...(amount ? { value: amount.value, ...(amount.percent ? { percent: true } : {}) } : {}),
  }
}

/** What an alert is called by: the word before "alert", or "digest" itself. */
function nameIn(text: string): string | undefined {
  if (DIGEST.test(text)) return 'digest'
  const before = new RegExp(`(?:^|\\s)(?:the |my |la |el |mi |của )?([\\p{L}\\d$._-]{2,40})\\s*(?:的)?\\s*(?:${THING})`, 'iu').exec(
    text,
  )?.[1]
  const behind = new RegExp(`(?:${THING})\\s*(?:for |on |of |de |para |по |về |cho )?([\\p{L}\\d$._-]{2,40})`, 'iu').exec(text)?.[1]
  return [before, behind].find((word) => word !== undefined && !SMALL.test(word))?.replace(/^(?:把|将|请把|修改|更改)/u, '')
}

/** Words that name no alert. */
const SMALL =
  /^(?:the|my|this|that|an?|all|to|at|la|el|mi|las?|los|change|make|set|move|update|edit|adjust|shift|cambia|pon|mueve|ajusta|edita|измени\p{L}*|сделай|поставь|перенеси|моё|мое|на|по|до|đổi|chuyển|đặt|sửa|thành|sang|price|precio|above|below|over|under|every|\d+)$/iu
