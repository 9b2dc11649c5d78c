/** Shows what takes long: one line that is redrawn on a terminal, a line every few seconds elsewhere. */
export interface Reporter {
  /** `done` is a share from 0 to 1. */
  report(message: string, done?: number): void
  /** Ends the line on a terminal before something else is printed. */
  clear(): void
}

const WIDTH = 24
/** Milliseconds between two lines where nothing can be redrawn. */
const QUIET_MS = 5000
const REDRAW_MS = 80

const bar = (done: number): string => {
  const full = Math.round(Math.min(1, Math.max(0, done)) * WIDTH)
  return `${'█'.repeat(full)}${'░'.repeat(WIDTH - full)} ${String(Math.round(done * 100)).padStart(3)} %`
}

/**
 * A reporter on a stream; `now` gives milliseconds.
 * @example const reporter = createReporter(process.stderr, performance.now)
 */
export function createReporter(stream: { isTTY?: boolean; write(text: string): unknown }, now: () => number): Reporter {
  let last = Number.NEGATIVE_INFINITY
  let phase = ''
  let drawn = false
  return {
    report: (message, done) => {
      const begins = message.replace(/\d+/g, '') !== phase
      if (!begins && done !== 1 && now() - last < (stream.isTTY ? REDRAW_MS : QUIET_MS)) return
      last = now()
      phase = message.replace(/\d+/g, '')
      const line = done === undefined ? message : `${bar(done)}  ${message}`
      stream.write(stream.isTTY ? `\r\x1b[2K${line}` : `${line}\n`)
      drawn = stream.isTTY === true
    },
    clear: () => {
      if (drawn) stream.write('\r\x1b[2K')
      drawn = false
      phase = ''
    },
  }
}
