import { progressLine, type Terminal } from '../adapters/cli/progress.ts'
import type { ModelState } from '../core/model.ts'

/** Shows what takes long: one line that is redrawn on a terminal, a line every few seconds elsewhere. */
export interface Reporter {
  /** `done` is a share from 0 to 1. */
  report(message: string, done?: number): void
  /** Ends the line on a terminal before something else is printed. */
  clear(): void
}

/** Milliseconds between two lines where nothing can be redrawn. */
const QUIET_MS = 5000
const REDRAW_MS = 80

/**
 * A reporter on a stream; `now` gives milliseconds.
 * @example const reporter = createReporter(process.stderr, performance.now)
 */
export function createReporter(stream: Terminal, now: () => number): Reporter {
  let last = Number.NEGATIVE_INFINITY
  let since = 0
  let phase = ''
  let drawn = false
  return {
    report: (message, done) => {
      const begins = message.replace(/\d+/g, '') !== phase
      if (!begins && done !== 1 && now() - last < (stream.isTTY ? REDRAW_MS : QUIET_MS)) return
      last = now()
      if (begins) since = last
      phase = message.replace(/\d+/g, '')
      const line = progressLine({ message, done }, { seconds: (last - since) / 1000, width: stream.columns ?? 100 })
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

/** Shows a model on its way; false when it has arrived or will not come. */
export function reportModel(state: ModelState, reporter: Reporter): boolean {
  if (state.phase === 'downloading')
    reporter.report(`downloading ${state.id} from ${state.source}`, state.total > 0 ? state.done / state.total : undefined)
  else if (state.phase === 'loading') reporter.report(`loading ${state.id}`)
  else return false
  return true
}
