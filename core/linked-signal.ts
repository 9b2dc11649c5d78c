import { setMaxListeners } from 'node:events'

export interface LinkedSignal {
  signal: AbortSignal
  /** Lets go of the parents and the timer; call it when the work is over. */
  end(): void
}

/**
 * A signal that aborts with its parents, and with a TimeoutError after `ms`. Unlike AbortSignal.any with AbortSignal.timeout nothing of
 * it stays with a long-lived parent or until the time is over, so thousands of turns an hour leave nothing behind.
 * @example const { signal, end } = linkSignals([asker, stopping], 60_000); try { await work(signal) } finally { end() }
 */
export function linkSignals(parents: readonly AbortSignal[], ms?: number): LinkedSignal {
  const controller = new AbortController()
  // As many tools, fetches and queries may listen as a turn needs.
  setMaxListeners(0, controller.signal)
  const links = parents.map((parent) => ({ parent, abort: () => controller.abort(parent.reason) }))
  const late = () => controller.abort(new DOMException('The operation was aborted due to timeout', 'TimeoutError'))
  const timer = ms === undefined ? undefined : setTimeout(late, ms)
  timer?.unref()
  for (const { parent, abort } of links) {
    if (parent.aborted) abort()
    else parent.addEventListener('abort', abort, { once: true })
  }
  const end = (): void => {
    clearTimeout(timer)
    for (const { parent, abort } of links) parent.removeEventListener('abort', abort)
  }
  return { signal: controller.signal, end }
}

/** The switch of something that lives as long as the process and that many wait on at once. */
export function longLivedAbort(): AbortController {
  const controller = new AbortController()
  setMaxListeners(0, controller.signal)
  return controller
}
