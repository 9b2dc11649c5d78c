import { readdirSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'

/** Every Solidity file under a folder, with paths from there. */
export function readFolder(folder: string): { path: string; text: string }[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.sol'))
    .sort()
    .map((file) => ({ path: relative(folder, join(folder, file)), text: readFileSync(join(folder, file), 'utf8') }))
}
