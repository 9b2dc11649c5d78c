import { PetrelError } from './errors.ts'

/** Runs jobs so that jobs of one key keep their order, groups and their keys take turns, and only so many run at once. */
export interface Queue {
  /**
   * Takes a job and says its place: 0 runs at once, 1 is next. `group` (a bot) shares the turns fairly with other groups
   * whatever number of keys it has. Throws PetrelError busy when `limit` jobs wait already.
   */
  push(key: string, job: () => Promise<void>, group?: string): number
  /** Jobs that wait, not counting those that run. */
  waiting(): number
  /** Jobs of this key that wait. */
  waitingOf(key: string): number
  running(): number
  /** Takes no more jobs and forgets the waiting ones; resolves when the running ones have ended. */
  close(): Promise<void>
}

type Job = () => Promise<void>

/**
 * A queue with per-key order, round-robin over groups and their keys, and a global bound. A job must not throw: it owns its errors.
 * @example const queue = createQueue({ parallel: 8, limit: 200 }); queue.push('chat-1', async () => {}, 'telegram:1')
 */
export function createQueue({ parallel, limit }: { parallel: number; limit: number }): Queue {
  const lanes = new Map<string, Job[]>()
  // Keys with a waiting job and none running, in the order they will be served; by group, the next group first.
  const ready = new Map<string, string[]>()
  const active = new Map<string, Promise<void>>()
  const groups = new Map<string, string>()
  let waiting = 0
  let closed = false

  const forget = (key: string): void => {
    lanes.delete(key)
    groups.delete(key)
  }
  const nextKey = (): string | undefined => {
    const [group, keys] = ready.entries().next().value ?? []
    if (group === undefined || keys === undefined) return undefined
    ready.delete(group)
    const key = keys.shift()
    if (keys.length) ready.set(group, keys)
    return key
  }
  const makeReady = (key: string, group: string): void => {
    const keys = ready.get(group)
    if (keys) keys.push(key)
    else ready.set(group, [key])
  }
  const serve = (): void => {
    while (!closed && active.size < parallel) {
      const key = nextKey()
      const job = key === undefined ? undefined : lanes.get(key)?.shift()
      if (key === undefined || job === undefined) return
      waiting -= 1
      const done = job().finally(() => {
        active.delete(key)
        if (lanes.get(key)?.length) makeReady(key, groups.get(key) ?? '')
        else forget(key)
        serve()
      })
      active.set(key, done)
    }
  }
  /** An upper bound: before the n-th job of a lane, every other lane is served n jobs at most. */
  const place = (key: string): number => {
    const depth = lanes.get(key)?.length ?? 0
    let before = 0
    for (const [other, jobs] of lanes) before += other === key ? depth : Math.min(jobs.length, depth)
    return before
  }
  const push = (key: string, job: Job, group = ''): number => {
    if (closed || waiting >= limit) throw busy(waiting, closed)
    const lane = lanes.get(key) ?? []
    lanes.set(key, lane)
    groups.set(key, group)
    lane.push(job)
    waiting += 1
    if (lane.length === 1 && !active.has(key)) makeReady(key, group)
    serve()
    return lane.includes(job) ? place(key) : 0
  }
  const close = async (): Promise<void> => {
    closed = true
    await Promise.all(active.values())
  }
  return { push, waiting: () => waiting, waitingOf: (key) => lanes.get(key)?.length ?? 0, running: () => active.size, close }
}

const busy = (waiting: number, closed: boolean): PetrelError =>
  new PetrelError('busy', {
    message: closed ? 'Petrel is stopping.' : `${waiting} questions are waiting already.`,
    hint: 'Try again in a minute.',
    facts: { waiting },
    forUser: closed ? 'Petrel is restarting; try again in a minute.' : 'Too many questions are waiting; try again in a minute.',
  })
