import { statSync } from 'node:fs'
import { readFile, stat } from 'node:fs/promises'
import { basename } from 'node:path'
import { buffer } from 'node:stream/consumers'
import { PetrelError } from '../../core/errors.ts'
import type { AnyTool } from '../../core/tool.ts'
import type { AskedBytes } from './client.ts'

/** Bytes of one file, as the server takes them. */
const FILE_BYTES = 10 * 2 ** 20

const isFile = (path: string): boolean => statSync(path, { throwIfNoEntry: false })?.isFile() === true

/** `petrel summarize notes.pdf`: one word that is a file of this folder is that file. Tools that read paths themselves get the word. */
export function nameFile(tool: AnyTool, words: readonly string[]): { files: string[]; rest: readonly string[] } {
  const [word] = words
  const given = words.length === 1 && tool.reach !== 'files' && tool.takesFiles === true && word !== undefined
  return given && (word === '-' || isFile(word)) ? { files: [word], rest: [] } : { files: [], rest: words }
}

/** Reads the files of a question; "-" is standard input. Throws PetrelError input_invalid, input_too_large. */
export async function attachments(paths: readonly string[], stdin: NodeJS.ReadableStream): Promise<AskedBytes[]> {
  return await Promise.all(
    paths.map(async (path) => (path === '-' ? bounded('standard-input.txt', await buffer(stdin)) : await read(path))),
  )
}

async function read(path: string): Promise<AskedBytes> {
  const kind = await stat(path).catch(() => undefined)
  if (kind?.isFile() !== true) {
    const what = kind === undefined ? 'There is no file' : 'No file but a folder is'
    throw new PetrelError('input_invalid', { message: `${what} "${path}".`, hint: 'Give the path of a file to --file.' })
  }
  if (kind.size > FILE_BYTES) throw tooLarge(path)
  return bounded(basename(path), await readFile(path))
}

const tooLarge = (name: string): PetrelError =>
  new PetrelError('input_too_large', { message: `"${name}" is larger than ${FILE_BYTES / 2 ** 20} MiB.`, hint: 'Give a smaller file.' })

function bounded(name: string, bytes: Uint8Array): AskedBytes {
  if (bytes.length > FILE_BYTES) throw tooLarge(name)
  return { name, bytes }
}
