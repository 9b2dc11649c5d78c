/** Time as the adapter sees it; tests pass a faster one. */
export interface Clock {
  /** Unix milliseconds. */
  now(): number
  /** Resolves after `ms`, at once when the signal is aborted. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>
}

/** The machine's timers over the given clock. Waiting keeps no process alive. */
export const realClock = (now: () => number): Clock => ({
  now,
  sleep: (ms, signal) =>
    new Promise((resolve) => {
      if (signal?.aborted) return resolve()
      const end = () => {
        clearTimeout(timer)
        signal?.removeEventListener('abort', end)
        resolve()
      }
      const timer = setTimeout(end, ms)
      timer.unref()
      signal?.addEventListener('abort', end, { once: true })
    }),
})
