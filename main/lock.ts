import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { PetrelError } from '../core/errors.ts'

/** What a running Petrel leaves in its data folder for the command line beside it. */
export interface Running {
  pid: number
  /** "http://127.0.0.1:3000", once it listens. */
  address: string | undefined
  /** Key of this run; whoever can read the data folder is the operator. */
  key: string
}

const fileOf = (dataDir: string): string => join(dataDir, 'petrel.lock')

const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

/** The Petrel that uses this data folder now, if one does. */
export function findRunning(dataDir: string): Running | undefined {
  try {
    const running = JSON.parse(readFileSync(fileOf(dataDir), 'utf8')) as Running
    return isAlive(running.pid) ? running : undefined
  } catch {
    return undefined
  }
}

/**
 * Claims the data folder. A lock whose process is gone is taken over.
 * Throws PetrelError store_failed when another Petrel uses the folder.
 */
export function takeLock(dataDir: string, key: string): { update(address: string): void; release(): void } {
  const running = findRunning(dataDir)
  if (running && running.pid !== process.pid) {
    throw new PetrelError('store_failed', {
      message: `Another Petrel (process ${running.pid}) uses the folder ${dataDir}.`,
      hint: `Stop it, or set dataDir (PETREL_DATA_DIR) to another folder.${running.address ? ` It listens on ${running.address}.` : ''}`,
      facts: { pid: running.pid },
    })
  }
  mkdirSync(dataDir, { recursive: true })
  const write = (address: string | undefined): void =>
    writeFileSync(fileOf(dataDir), JSON.stringify({ pid: process.pid, address, key }), { mode: 0o600 })
  write(undefined)
  return { update: write, release: () => rmSync(fileOf(dataDir), { force: true }) }
}
