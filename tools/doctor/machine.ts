import { execFile } from 'node:child_process'
import { statfs } from 'node:fs/promises'
import { availableParallelism, totalmem } from 'node:os'
import { dirname } from 'node:path'
import type { Check, SettingsView } from '../../core/operator.ts'
import { formatBytes } from '../command-words.ts'

const NODE_MAJOR = 20
const SMALL_MEMORY = 4e9
const SMALL_DISK = 5e9

/** Node.js of this process. */
export function checkNode(version: string): Check {
  const fine = Number(version.split('.')[0]) >= NODE_MAJOR
  return {
    name: 'Node.js',
    state: fine ? 'ok' : 'fail',
    found: version,
    hint: fine ? '' : `Install Node.js ${NODE_MAJOR} or later from https://nodejs.org.`,
  }
}

export function checkMemory(total: number = totalmem(), cores: number = availableParallelism()): Check {
  const fine = total >= SMALL_MEMORY
  const hint = fine ? '' : 'The default model needs about 2 GB: close other programs, or set model.name to "none".'
  return { name: 'memory', state: fine ? 'ok' : 'warn', found: `${formatBytes(total)}, ${cores} cores`, hint }
}

async function freeSpace(path: string): Promise<number> {
  try {
    const { bavail, bsize } = await statfs(path)
    return bavail * bsize
  } catch (error) {
    // The folder is made at the first start: its parent stands on the same disk.
    if (dirname(path) === path) throw error
    return await freeSpace(dirname(path))
  }
}

/** Free space of the disk that a folder of the settings stands on. */
export async function checkDisk(name: string, path: string): Promise<Check> {
  try {
    const free = await freeSpace(path)
    const fine = free >= SMALL_DISK
    return {
      name,
      state: fine ? 'ok' : 'warn',
      found: `${formatBytes(free)} free at ${path}`,
      hint: fine ? '' : 'Free some space, or move the folder to another disk.',
    }
  } catch (error) {
    return {
      name,
      state: 'fail',
      found: `${path} cannot be read (${(error as NodeJS.ErrnoException).code ?? 'error'})`,
      hint: 'Check the path and its permissions.',
    }
  }
}

/** NVIDIA GPUs by their own tool; none is no problem. */
export async function checkGpu(signal: AbortSignal): Promise<Check> {
  const query = ['--query-gpu=name,memory.total', '--format=csv,noheader']
  const found = await new Promise<string>((done) => {
    execFile('nvidia-smi', query, { timeout: 5000, signal, windowsHide: true }, (error, out) =>
      done(error ? '' : out.trim().replace(/\s*\n\s*/g, '; ')),
    )
  })
  return { name: 'GPU', state: 'ok', found: found || 'no NVIDIA GPU found; models run on the CPU', hint: '' }
}

const LOOPBACK = /^(?:127\.|localhost$|::1$|\[::1\]$)/

/** Keys of the HTTP surface: another interface than loopback needs one. */
export function checkKeys(settings: SettingsView): Check {
  const value = (key: string): string => settings.list().find((setting) => setting.key === key)?.value ?? ''
  const keys = value('http.apiKeys') !== '(not set)' && value('http.apiKeys') !== ''
  const local = LOOPBACK.test(value('http.host'))
  const found = `${local ? 'reachable from this machine only' : `reachable at ${value('http.host')}`}, ${keys ? 'API keys are set' : 'no API key'}`
  const fine = keys || local
  return {
    name: 'HTTP keys',
    state: fine ? 'ok' : 'fail',
    found,
    hint: fine ? '' : 'Make one with "petrel config --new-key" and put its hash into http.apiKeys.',
  }
}
