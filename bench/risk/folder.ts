import { readdirSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'

/** Every Solidity file under a folder, with paths from there. */
export function readFolder(folder: string): { path: string; text: string }[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.sol'))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()
    .map((path) => ({ path: relative(folder, path), text: readFileSync(path, 'utf8') }))
}
