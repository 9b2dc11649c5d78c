import type { Log } from './log.ts'

interface Step {
  name: string
  stop(): Promise<void> | void
}

export interface Shutdown {
  /** Aborted when the stop begins. */
  signal: AbortSignal
  /** Registers a step; steps run last in, first out. What opens while the stop is under way or over is stopped at once. */
  onStop(name: string, stop: Step['stop']): void
  /** Runs all steps once; a step that throws or takes longer than `stepMs` does not hold up the others. */
  stop(reason: string): Promise<void>
}

/**
 * The order of a clean end.
 * @example const shutdown = createShutdown({ stepMs: 3000, log }); shutdown.onStop('http', () => app.close())
 */
export function createShutdown({ stepMs, log }: { stepMs: number; log: Log }): Shutdown {
  const controller = new AbortController()
  const steps: Step[] = []
  let stopped: Promise<void> | undefined

  const end = async (step: Step): Promise<void> => {
    try {
      await within(stepMs, step)
    } catch (error) {
      log.warn({ step: step.name, reason: String(error) }, 'a part did not stop cleanly')
    }
  }
  const run = async (reason: string): Promise<void> => {
    controller.abort(new DOMException(reason, 'AbortError'))
    for (const step of steps.reverse()) await end(step)
  }
  return {
    signal: controller.signal,
    onStop: (name, stop) => {
      if (stopped) void end({ name, stop })
      else steps.push({ name, stop })
    },
    stop: (reason) => {
      stopped ??= run(reason)
      return stopped
    },
  }
}

async function within(ms: number, { name, stop }: Step): Promise<void> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`${name} took longer than ${ms} ms to stop`)), ms)
  })
  try {
    await Promise.race([stop(), late])
  } finally {
    clearTimeout(timer)
  }
}
