import { execFileSync } from 'node:child_process'
import { readFileSync, rmSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { PetrelError } from '../../core/errors.ts'

/**
 * Makes sure that no node still runs on a folder: one whose owner is dead is killed. Throws PetrelError demo_chain when the owner
 * lives, for two markets on one state would spoil it.
 */
export async function takeOver(pidFile: string): Promise<void> {
  const claim = readClaim(pidFile)
  if (claim === undefined) return
  if (alive(claim.pid) && isAnvil(claim.pid)) {
    if (alive(claim.owner)) {
      const message = `The demo chain of this folder is already run by process ${claim.owner}.`
      throw new PetrelError('demo_chain', { message, hint: 'Stop that process, or set dataDir to another folder.', facts: claim })
    }
    process.kill(claim.pid, 'SIGKILL')
    for (let waited = 0; alive(claim.pid) && waited < 2000; waited += 20) await sleep(20)
  }
  rmSync(pidFile, { force: true })
}

function readClaim(path: string): { pid: number; owner: number } | undefined {
  try {
    const claim = JSON.parse(readFileSync(path, 'utf8')) as { pid?: unknown; owner?: unknown }
    return typeof claim.pid === 'number' && typeof claim.owner === 'number' ? { pid: claim.pid, owner: claim.owner } : undefined
  } catch {
    return undefined
  }
}

function alive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}

/** Process ids are used again: only a process that calls itself anvil is ours to kill. */
function isAnvil(pid: number): boolean {
  try {
    if (process.platform === 'win32') return execFileSync('tasklist', ['/fi', `pid eq ${pid}`], { encoding: 'utf8' }).includes('anvil')
    return execFileSync('ps', ['-o', 'command=', '-p', `${pid}`], { encoding: 'utf8' }).includes('anvil')
  } catch {
    return false
  }
}
