import { open, readFile, rm, stat, utimes } from 'node:fs/promises'
import { setTimeout as sleep } from 'node:timers/promises'

export interface LockContext {
  signal: AbortSignal
  /** Unix time in milliseconds. */
  now(): number
  /** Called once when another process holds the lock. */
  waiting?(): void
}

/** A holder touches its lock this often; one that was not touched for three times as long is taken over. */
const BEAT_MS = 5000

/**
 * Runs `work` while holding the lock file `path`, so that two processes do not write the same download. A lock whose process is
 * gone, or that was not touched for 15 seconds, counts as abandoned.
 */
export async function withLock<T>(path: string, ctx: LockContext, work: () => Promise<T>): Promise<T> {
  let told = false
  while (!(await take(path))) {
    if (!told) ctx.waiting?.()
    told = true
    if (await abandoned(path, ctx.now())) await rm(path, { force: true })
    else await sleep(300, undefined, { signal: ctx.signal })
  }
  const touch = () => utimes(path, ctx.now() / 1000, ctx.now() / 1000).catch(() => {})
  const beat = setInterval(() => void touch(), BEAT_MS)
  try {
    return await work()
  } finally {
    clearInterval(beat)
    await rm(path, { force: true })
  }
}

async function take(path: string): Promise<boolean> {
  try {
    const file = await open(path, 'wx')
    await file.writeFile(String(process.pid))
    await file.close()
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false
    throw error
  }
}

async function abandoned(path: string, now: number): Promise<boolean> {
  const info = await stat(path).catch(() => undefined)
  if (!info) return false
  if (now - info.mtimeMs > 3 * BEAT_MS) return true
  const pid = Number(await readFile(path, 'utf8').catch(() => ''))
  if (!Number.isInteger(pid) || pid <= 0) return false
  try {
    process.kill(pid, 0)
    return false
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ESRCH'
  }
}
