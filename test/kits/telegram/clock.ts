import type { Clock } from './types.ts'

/** Time as it is, or `factor` times faster: a second of the platform passes in 1000 / factor milliseconds. */
export function scaledClock(factor = 1, origin = Date.now()): Clock {
  const began = performance.now()
  return {
    now: () => Math.floor(origin + (performance.now() - began) * factor),
    sleep: (ms, signal) =>
      new Promise((resolve) => {
        if (signal?.aborted) return resolve()
        const end = () => {
          clearTimeout(timer)
          signal?.removeEventListener('abort', end)
          resolve()
        }
        const timer = setTimeout(end, Math.max(0, ms / factor))
        signal?.addEventListener('abort', end, { once: true })
      }),
  }
}
