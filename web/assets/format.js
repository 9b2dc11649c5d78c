// How exact values of records are shown.

/** The browser's language where it is a language tag: some report "en-US@posix". */
export const locale = /^[a-z]{2,3}(-[a-z0-9]{2,8})*$/i.test(navigator.language) ? navigator.language : 'en'

const time = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'medium' })

/** @param {number} at Unix milliseconds */
export const showTime = (at) => (Number.isFinite(at) && Math.abs(at) <= 8.64e15 ? time.format(at) : String(at))

/** Whole numbers with their groups; everything else exactly as it is kept. */
export function showValue(value, type) {
  if (value === null || value === undefined) return 'none'
  if (type === 'time') return `${new Date(Number(value)).toISOString().replace('.000Z', 'Z')}`
  const text = String(value)
  const number = /^(-?)(\d{4,})(\.\d+)?$/.exec(text)
  if (!number || type === 'text') return text
  return `${number[1]}${number[2].replace(/\B(?=(\d{3})+$)/g, ',')}${number[3] ?? ''}`
}

export const showCount = (count) => count.toLocaleString(locale)

/** @param {number} bytes */
export const showBytes = (bytes) => (bytes >= 1e9 ? `${(bytes / 1e9).toFixed(2)} GB` : `${Math.round(bytes / 1e6)} MB`)

/** @param {number} seconds */
export function showDuration(seconds) {
  if (seconds < 90) return `${Math.max(1, Math.round(seconds))} s`
  if (seconds < 5400) return `${Math.round(seconds / 60)} min`
  if (seconds < 172_800) return `${Math.round(seconds / 3600)} h`
  return `${Math.round(seconds / 86_400)} days`
}

/** Text without what would reorder or hide the words around it. @param {string} text */
export const clean = (text) => String(text).replace(/[\u202a-\u202e\u2066-\u2069\u200e\u200f\u061c]/g, '')
