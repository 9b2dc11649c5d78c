/** Work in order within a key, in parallel over keys. A job must not throw. */
export interface Lanes {
  push(key: string, job: () => Promise<void>): void
  /** Resolves when nothing runs any more. */
  idle(): Promise<void>
}

export function createLanes(): Lanes {
  const tails = new Map<string, Promise<void>>()
  return {
    push: (key, job) => {
      const tail = (tails.get(key) ?? Promise.resolve()).then(job).finally(() => {
        if (tails.get(key) === tail) tails.delete(key)
      })
      tails.set(key, tail)
    },
    idle: async () => {
      while (tails.size > 0) await Promise.all(tails.values())
    },
  }
}

/** A pause that the signal ends early. */
export const pause = (ms: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (signal.aborted) return resolve()
    const done = () => {
      clearTimeout(timer)
      signal.removeEventListener('abort', done)
      resolve()
    }
    const timer = setTimeout(done, ms)
    signal.addEventListener('abort', done, { once: true })
  })

/** Tries until it works or the signal says stop; pauses from half a second to `mostMs`. Undefined when it was stopped or `isFinal` took the error. */
export async function persist<T>(
  work: () => Promise<T>,
  {
    signal,
    isFinal,
    onError,
    mostMs = 15_000,
  }: { signal: AbortSignal; isFinal(error: unknown): boolean; onError(error: unknown): void; mostMs?: number },
): Promise<T | undefined> {
  for (let waitMs = 500; !signal.aborted; waitMs = Math.min(waitMs * 2, mostMs)) {
    try {
      return await work()
    } catch (error) {
      if (signal.aborted) return undefined
      onError(error)
      if (isFinal(error)) return undefined
      await pause(waitMs, signal)
    }
  }
  return undefined
}
