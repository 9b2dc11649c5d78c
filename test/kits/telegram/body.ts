import type { IncomingMessage } from 'node:http'
import { bad } from './types.ts'

export interface Upload {
  name: string
  mime: string
  bytes: Buffer
}

export interface Body {
  params: Record<string, unknown>
  files: Map<string, Upload>
}

/** Fields of the Bot API that are JSON inside forms. */
const JSON_FIELDS =
  /^(reply_markup|entities|caption_entities|media|results|commands|scope|permissions|allowed_updates|reply_parameters|link_preview_options|ephemeral_message_parameters|rich_message|button)$/

async function readAll(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks)
}

function fromPairs(pairs: Iterable<[string, string]>): Record<string, unknown> {
  return Object.fromEntries([...pairs].map(([key, value]) => [key, JSON_FIELDS.test(key) ? parse(value) : value]))
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw bad("can't parse JSON encoded value")
  }
}

/** Parameters of a call from JSON, a form, multipart or the query, as the Bot API takes them all. Throws ApiError 400. */
export async function readBody(request: IncomingMessage, query: URLSearchParams): Promise<Body> {
  const bytes = await readAll(request)
  const type = request.headers['content-type'] ?? ''
  const base = fromPairs(query)
  if (bytes.length === 0) return { params: base, files: new Map() }
  if (type.startsWith('application/json')) return { params: { ...base, ...(parse(bytes.toString()) as object) }, files: new Map() }
  const boundary = /boundary=(?:"([^"]+)"|([^;]+))/.exec(type)
  if (type.startsWith('multipart/form-data') && boundary) return readMultipart(bytes, boundary[1] ?? boundary[2] ?? '')
  return { params: { ...base, ...fromPairs(new URLSearchParams(bytes.toString())) }, files: new Map() }
}

function readMultipart(bytes: Buffer, boundary: string): Body {
  const files: Body['files'] = new Map()
  const pairs: [string, string][] = []
  for (const part of parts(bytes, Buffer.from(`--${boundary}`))) {
    const cut = part.indexOf('\r\n\r\n')
    const head = part.subarray(0, cut).toString()
    const content = part.subarray(cut + 4, part.length - 2)
    const name = /[; ]name="([^"]*)"/i.exec(head)?.[1]
    const file = /filename="([^"]*)"/i.exec(head)?.[1]
    if (name === undefined) continue
    if (file === undefined) pairs.push([name, content.toString()])
    else files.set(name, { name: file, mime: /content-type:\s*(\S+)/i.exec(head)?.[1] ?? mimeOf(file), bytes: Buffer.from(content) })
  }
  return { params: fromPairs(pairs), files }
}

function parts(bytes: Buffer, mark: Buffer): Buffer[] {
  const found: Buffer[] = []
  let from = bytes.indexOf(mark)
  while (from !== -1) {
    const next = bytes.indexOf(mark, from + mark.length)
    if (next === -1) break
    found.push(bytes.subarray(from + mark.length + 2, next))
    from = next
  }
  return found
}

const MIMES: Readonly<Record<string, string>> = {
  png: 'image/png',
  jpg: 'image/jpeg',
  csv: 'text/csv',
  txt: 'text/plain',
  pdf: 'application/pdf',
  json: 'application/json',
}
export const mimeOf = (name: string): string => MIMES[name.split('.').pop()?.toLowerCase() ?? ''] ?? 'application/octet-stream'
