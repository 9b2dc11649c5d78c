import { createWriteStream } from 'node:fs'
import { type FileHandle, open } from 'node:fs/promises'
import { pipeline } from 'node:stream/promises'
import { createInflateRaw } from 'node:zlib'
import { PetrelError } from '../../core/errors.ts'

/** One file inside a zip archive. */
export interface ZipEntry {
  name: string
  /** 0 stored, 8 deflated. */
  method: number
  compressedSize: number
  size: number
  /** Where its local header stands. */
  offset: number
}

const END = 0x06054b50
const CENTRAL = 0x02014b50
const LOCAL = 0x04034b50

/** Lists a zip archive (APPNOTE 4.3, without zip64: no file of ours nears 4 GB). Throws PetrelError model_download on any other file. */
export async function listZip(path: string): Promise<ZipEntry[]> {
  return withFile(path, async (file) => {
    const { size } = await file.stat()
    const tail = await readAt(file, Math.max(0, size - 65_557), Math.min(size, 65_557))
    const at = tail.lastIndexOf(Buffer.from([0x50, 0x4b, 5, 6]))
    if (at < 0 || tail.readUInt32LE(at) !== END) throw notZip(path)
    const directory = await readAt(file, tail.readUInt32LE(at + 16), tail.readUInt32LE(at + 12))
    return parseDirectory(directory, path)
  })
}

/** Appends one entry of an archive to `target`, checking its size (its checksum is the caller's matter). Throws PetrelError model_download. */
export async function extractEntry(path: string, entry: ZipEntry, target: string, signal: AbortSignal): Promise<void> {
  await withFile(path, async (file) => {
    const header = await readAt(file, entry.offset, 30)
    if (header.readUInt32LE(0) !== LOCAL) throw notZip(path)
    const start = entry.offset + 30 + header.readUInt16LE(26) + header.readUInt16LE(28)
    let seen = 0
    const source = file.createReadStream({ start, end: start + entry.compressedSize - 1, autoClose: false, highWaterMark: 1 << 20 })
    const count = async function* (chunks: AsyncIterable<Buffer>) {
      for await (const chunk of chunks) {
        seen += chunk.length
        yield chunk
      }
    }
    const sink = createWriteStream(target, { flags: 'a' })
    if (entry.method === 0) await pipeline(source, count, sink, { signal })
    else await pipeline(source, createInflateRaw(), count, sink, { signal })
    if (seen !== entry.size) throw notZip(path)
  })
}

function parseDirectory(directory: Buffer, path: string): ZipEntry[] {
  const entries: ZipEntry[] = []
  for (let at = 0; at + 46 <= directory.length; ) {
    if (directory.readUInt32LE(at) !== CENTRAL) throw notZip(path)
    const nameLength = directory.readUInt16LE(at + 28)
    entries.push({
      name: directory.toString('utf8', at + 46, at + 46 + nameLength),
      method: directory.readUInt16LE(at + 10),
      compressedSize: directory.readUInt32LE(at + 20),
      size: directory.readUInt32LE(at + 24),
      offset: directory.readUInt32LE(at + 42),
    })
    at += 46 + nameLength + directory.readUInt16LE(at + 30) + directory.readUInt16LE(at + 32)
  }
  return entries
}

async function withFile<T>(path: string, use: (file: FileHandle) => Promise<T>): Promise<T> {
  const file = await open(path, 'r')
  try {
    return await use(file)
  } finally {
    await file.close()
  }
}

async function readAt(file: FileHandle, position: number, length: number): Promise<Buffer> {
  const buffer = Buffer.alloc(length)
  const { bytesRead } = await file.read(buffer, 0, length, position)
  return buffer.subarray(0, bytesRead)
}

const notZip = (path: string) =>
  new PetrelError('model_download', { message: `${path} is not a whole zip archive.`, hint: 'Delete it and try again.', facts: { path } })
