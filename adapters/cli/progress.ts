import type { TurnEvent } from '../../core/adapter.ts'
import { cleanLine } from '../render/clean-text.ts'
import { cutText } from './cut-text.ts'

export interface Terminal {
  write(text: string): unknown
  isTTY?: boolean
  columns?: number
}

/** Nothing is drawn for what takes less. */
const QUIET_MS = 2000
const REDRAW_MS = 200
const BAR = 24
const SPINNER = ['-', '\\', '|', '/'] as const

/** One line that says what is going on: a bar when the share is known, else a turning dash and the seconds so far. */
export function progressLine(
  event: { message: string; done?: number | undefined },
  { seconds, width }: { seconds: number; width: number },
): string {
  const { message, done } = event
  if (done === undefined)
    return cutText(`${SPINNER[Math.floor(seconds * 5) % SPINNER.length]} ${cleanLine(message)} (${Math.floor(seconds)} s)`, width - 1)
  const share = Math.min(1, Math.max(0, done))
  const full = Math.round(share * BAR)
  return cutText(
    `[${'#'.repeat(full)}${'.'.repeat(BAR - full)}] ${String(Math.floor(share * 100)).padStart(3)} % ${cleanLine(message)}`,
    width - 1,
  )
}

/** Draws progress on a terminal once a turn has taken two seconds; silent when there is no terminal. `stop` wipes the line. */
export function progressOn(terminal: Terminal): { show: (event: TurnEvent) => void; stop: () => void } {
  if (terminal.isTTY !== true) return { show: () => {}, stop: () => {} }
  const start = performance.now()
  let last: { message: string; done?: number | undefined } = { message: 'working' }
  let drawn = false
  const timer = setInterval(() => {
    const seconds = (performance.now() - start) / 1000
    if (seconds * 1000 < QUIET_MS) return
    terminal.write(`\r\u001b[K${progressLine(last, { seconds, width: terminal.columns ?? 80 })}`)
    drawn = true
  }, REDRAW_MS)
  timer.unref()
  return {
    show: (event) => {
      if (event.kind === 'progress') last = event
    },
    stop: () => {
      clearInterval(timer)
      if (drawn) terminal.write('\r\u001b[K')
    },
  }
}
