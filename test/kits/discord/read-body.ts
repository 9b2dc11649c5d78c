import type { IncomingMessage } from 'node:http'
import { FAULTS, type Json } from './fault.ts'

export interface UploadedFile {
  /** "0" of "files[0]", which the attachments list names as `id`. */
  index: string
  name: string
  mime: string
  bytes: Uint8Array
}

export interface Body {
  json: unknown
  files: readonly UploadedFile[]
}

/** A request's body: JSON, or multipart with payload_json and files[n] (reference#uploading-files). Throws ApiFault. */
export async function readBody(request: IncomingMessage): Promise<Body> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  const bytes = Buffer.concat(chunks)
  const type = request.headers['content-type'] ?? ''
  if (type.startsWith('multipart/form-data')) return readMultipart(bytes, type)
  return { json: bytes.length === 0 ? undefined : parse(bytes.toString('utf8')), files: [] }
}

async function readMultipart(bytes: Buffer, type: string): Promise<Body> {
  const form = await new Response(new Uint8Array(bytes), { headers: { 'content-type': type } }).formData()
  const files: UploadedFile[] = []
  let json: unknown = {}
  for (const [key, value] of form) {
    const index = /^files\[(\d+)\]$/.exec(key)?.[1]
    if (key === 'payload_json') json = parse(typeof value === 'string' ? value : await value.text())
    else if (index !== undefined && typeof value !== 'string') {
      files.push({ index, name: safeName(value.name), mime: value.type, bytes: new Uint8Array(await value.arrayBuffer()) })
    }
  }
  return { json, files }
}

/** reference#uploading-files: other characters than these are dropped or replaced. */
const safeName = (name: string): string => name.replace(/[^\w.-]/g, '_')

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw FAULTS.invalidJson()
  }
}

export const asJson = (value: unknown): Json => {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw FAULTS.invalidJson()
  return value as Json
}
