import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { PetrelError } from '../core/errors.ts'

/** What a running Petrel leaves in its data folder for the command line beside it. */
export interface Running {
  pid: number
  /** When that process began, where the system tells: numbers of processes are used again, above all in containers. */
  started?: string | undefined
  /** "http://127.0.0.1:3000", once it listens. */
  address: string | undefined
  /** Local socket into its warehouse, for commands that read files of this machine. */
  door?: string | undefined
  /** Key of this run; whoever can read the data folder is the operator. */
  key: string
}

const fileOf = (dataDir: string): string => join(dataDir, 'petrel.lock')

const exists = (pid: number): boolean => {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

/** Clock ticks from boot to the start of a process, from Linux's own table; "dead" for one that only waits to be buried. */
function startOf(pid: number): string | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    // The name in parentheses may hold anything; state and start time are the 3rd and 22nd field of the line.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    return fields[0] === 'Z' ? 'dead' : fields[19]
  } catch {
    return undefined
  }
}

const isAlive = ({ pid, started }: Running): boolean => exists(pid) && (started === undefined || startOf(pid) === started)

/** The Petrel that uses this data folder now, if one does. */
export function findRunning(dataDir: string): Running | undefined {
  try {
    const running = JSON.parse(readFileSync(fileOf(dataDir), 'utf8')) as Running
    return isAlive(running) ? running : undefined
  } catch {
    return undefined
  }
}

/**
 * Claims the data folder. A lock whose process is gone is taken over.
 * Throws PetrelError store_failed when another Petrel uses the folder.
 */
export function takeLock(dataDir: string, key: string): { update(address: string, door?: string): void; release(): void } {
  mkdirSync(dataDir, { recursive: true })
  const file = fileOf(dataDir)
  const write = (address: string | undefined, flag: 'w' | 'wx', door?: string): void =>
    writeFileSync(file, JSON.stringify({ pid: process.pid, started: startOf(process.pid), address, door, key }), { mode: 0o600, flag })
  try {
    write(undefined, 'wx')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    const running = findRunning(dataDir)
    if (running && running.pid !== process.pid) throw taken(running, dataDir)
    write(undefined, 'w')
  }
  return { update: (address, door) => write(address, 'w', door), release: () => rmSync(file, { force: true }) }
}

const taken = ({ pid, address }: Running, dataDir: string): PetrelError =>
  new PetrelError('store_failed', {
    message: `Another Petrel (process ${pid}) uses the folder ${dataDir}.`,
    hint: `Stop it, or set dataDir (PETREL_DATA_DIR) to another folder.${address ? ` It listens on ${address}.` : ''}`,
    facts: { pid },
  })
