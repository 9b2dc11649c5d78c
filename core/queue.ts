import { PetrelError } from './errors.ts'

/** Runs jobs so that jobs of one key keep their order, keys take turns, and only so many run at once. */
export interface Queue {
  /** Throws PetrelError busy when `limit` jobs wait already. */
  push(key: string, job: () => Promise<void>): void
  /** Jobs that wait, not counting those that run. */
  waiting(): number
  running(): number
  /** Takes no more jobs and forgets the waiting ones; resolves when the running ones have ended. */
  close(): Promise<void>
}

/**
 * A queue with per-key order, round-robin over keys and a global bound. A job must not throw: it owns its errors.
 * @example const queue = createQueue({ parallel: 8, limit: 200 }); queue.push('chat-1', async () => {})
 */
export function createQueue({ parallel, limit }: { parallel: number; limit: number }): Queue {
  const lanes = new Map<string, (() => Promise<void>)[]>()
  // Keys with a waiting job and none running, in the order they will be served.
  const ready: string[] = []
  const active = new Map<string, Promise<void>>()
  let waiting = 0
  let closed = false

  const serve = (): void => {
    while (!closed && active.size < parallel) {
      const key = ready.shift()
      const job = key === undefined ? undefined : lanes.get(key)?.shift()
      if (key === undefined || job === undefined) return
      waiting -= 1
      active.set(
        key,
        job().finally(() => release(key)),
      )
    }
  }
  const release = (key: string): void => {
    active.delete(key)
    if (lanes.get(key)?.length) ready.push(key)
    else lanes.delete(key)
    serve()
  }
  const push = (key: string, job: () => Promise<void>): void => {
    if (closed || waiting >= limit) throw busy(waiting, closed)
    const lane = lanes.get(key) ?? []
    lanes.set(key, lane)
    lane.push(job)
    waiting += 1
    if (lane.length === 1 && !active.has(key)) ready.push(key)
    serve()
  }
  const close = async (): Promise<void> => {
    closed = true
    await Promise.all(active.values())
  }
  return { push, waiting: () => waiting, running: () => active.size, close }
}

const busy = (waiting: number, closed: boolean): PetrelError =>
  new PetrelError('busy', {
    message: closed ? 'Petrel is stopping.' : `${waiting} questions are waiting already.`,
    hint: 'Try again in a minute.',
    facts: { waiting },
    forUser: closed ? 'Petrel is restarting; try again in a minute.' : 'Too many questions are waiting; try again in a minute.',
  })
