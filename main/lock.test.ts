import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { findRunning, takeLock } from './lock.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'petrel-lock-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const file = () => join(folder, 'petrel.lock')

test('a running Petrel is found by its folder, with the key of this run that only its owner can read', () => {
  expect(findRunning(folder)).toBeUndefined()
  const lock = takeLock(folder, 'secret')
  lock.update('http://127.0.0.1:3000')
  expect(findRunning(folder)).toMatchObject({ pid: process.pid, address: 'http://127.0.0.1:3000', key: 'secret' })
  expect(statSync(file()).mode & 0o077).toBe(0)
  lock.release()
  expect(findRunning(folder)).toBeUndefined()
})

test('the folder of a living process is refused, naming it', () => {
  writeFileSync(file(), JSON.stringify({ pid: process.ppid, address: 'http://127.0.0.1:4000', key: 'k' }))
  expect(() => takeLock(folder, 'x')).toThrowError(expect.objectContaining({ code: 'store_failed', facts: { pid: process.ppid } }))
})

test('what a killed process or a torn write left is taken over', () => {
  const { pid } = spawnSync(process.execPath, ['-e', ''])
  for (const left of [JSON.stringify({ pid, key: 'k' }), '{"pid": 12', '']) {
    writeFileSync(file(), left)
    expect(findRunning(folder)).toBeUndefined()
    takeLock(folder, 'mine')
    expect(JSON.parse(readFileSync(file(), 'utf8'))).toMatchObject({ pid: process.pid, key: 'mine' })
  }
})

test.runIf(existsSync('/proc/self/stat'))('a process that only bears the number of the dead holder is no holder', () => {
  writeFileSync(file(), JSON.stringify({ pid: process.ppid, started: '1', key: 'k' }))
  expect(findRunning(folder)).toBeUndefined()
  takeLock(folder, 'mine')
  expect(findRunning(folder)).toMatchObject({ pid: process.pid, started: expect.stringMatching(/^\d+$/) })
})
