/** How long a test waits for real before it gives up, in milliseconds: what hangs is found, what a busy machine slows is not. */
const PATIENCE_MS = 60_000
/** Conditions on the clock come about without a change. */
const POLL_MS = 25

/** Waiting for something to come about. */
export function createWatch() {
  const watchers = new Set<() => void>()
  return {
    changed: (): void => {
      for (const watcher of watchers) watcher()
    },
    /** Resolves once the condition holds; it is asked again after everything that happens. Throws after a minute of the machine's time. */
    until: (condition: () => boolean, what = 'a condition'): Promise<void> =>
      new Promise((resolve, reject) => {
        const end = (error?: unknown) => {
          watchers.delete(check)
          clearTimeout(timer)
          clearInterval(poll)
          if (error === undefined) resolve()
          else reject(error instanceof Error ? error : new Error(String(error)))
        }
        const check = () => {
          try {
            if (condition()) end()
          } catch (error) {
            end(error)
          }
        }
        const timer = setTimeout(() => end(new Error(`${what} did not come about in ${PATIENCE_MS} ms`)), PATIENCE_MS)
        const poll = setInterval(check, POLL_MS)
        watchers.add(check)
        check()
      }),
  }
}
