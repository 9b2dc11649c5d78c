import { readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'

/** One weakness written twice: with it and without it. Lines of the weak text that a finding may point at are counted from 1. */
export interface Variant {
  kind: string
  name: string
  weak: string
  fixed: string
  lines: readonly number[]
}

const MARK = /\s*\/\/!(weak here|weak|fixed|here)$/

/** Reads a folder of marked contracts: lines ending in `//!weak` and `//!fixed` stand in one of the two texts, `here` names the place. */
export function readVariants(folder: string): Variant[] {
  return readdirSync(folder)
    .filter((file) => file.endsWith('.sol'))
    .flatMap((file) =>
      readFileSync(join(folder, file), 'utf8')
        .split(/^\/\/=== /m)
        .slice(1)
        .map((block) => split(basename(file, '.sol').replaceAll('-', '_'), block)),
    )
}

function split(kind: string, block: string): Variant {
  const [name = '', ...rest] = block.trimEnd().split('\n')
  const [weak, fixed, lines]: [string[], string[], number[]] = [[], [], []]
  for (const line of rest) {
    const mark = MARK.exec(line)?.[1]
    const text = line.replace(MARK, '')
    if (mark !== 'fixed') weak.push(text)
    if (mark !== 'weak' && mark !== 'weak here') fixed.push(text)
    if (mark?.includes('here')) lines.push(weak.length)
  }
  return { kind, name, weak: weak.join('\n'), fixed: fixed.join('\n'), lines }
}
