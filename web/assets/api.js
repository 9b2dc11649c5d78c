// All requests go to the server that served this page.
const KEY = 'petrel.key'

/** A refusal of the server, or a broken connection (code "network"). */
export class ApiError extends Error {
  /** @param {{ code: string, message: string, retryable?: boolean }} facts */
  constructor({ code, message, retryable = false }) {
    super(message)
    this.code = code
    this.retryable = retryable
  }
}

export const setKey = (key) => sessionStorage.setItem(KEY, key)

const headers = (more) => {
  const key = sessionStorage.getItem(KEY)
  return { ...(key ? { authorization: `Bearer ${key}` } : {}), ...more }
}

async function send(path, options = {}) {
  let response
  try {
    response = await fetch(path, { ...options, headers: headers(options.headers) })
  } catch (error) {
    if (error.name === 'AbortError') throw error
    throw new ApiError({ code: 'network', message: 'The connection to Petrel broke.', retryable: true })
  }
  if (response.ok) return response
  const body = await response.json().catch(() => undefined)
  throw new ApiError(body?.error ?? { code: 'internal', message: `The server answered ${response.status}.` })
}

export const getStatus = async () => await (await send('/v1/status')).json()

/** @returns {Promise<object | undefined>} the answer, undefined while the turn runs */
export async function getAnswer(id) {
  const response = await send(`/v1/answers/${encodeURIComponent(id)}`)
  return response.status === 202 ? undefined : (await response.json()).answer
}

export const getBlob = async (path) => await (await send(path)).blob()

export const cancel = async (turn) => await send(`/v1/answers/${encodeURIComponent(turn)}/cancel`, { method: 'POST' })

/** Events of a stream as they come. @param {Response} response */
async function* events(response) {
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader()
  let waiting = ''
  for (;;) {
    const { done, value } = await reader.read()
    if (done) return
    waiting += value
    const parts = waiting.split('\n\n')
    waiting = parts.pop() ?? ''
    for (const part of parts) {
      const lines = part.split('\n')
      const data = lines.filter((line) => line.startsWith('data: ')).map((line) => line.slice(6))
      const name = lines.find((line) => line.startsWith('event: '))?.slice(7)
      if (name && data.length > 0) yield { name, data: JSON.parse(data.join('\n')) }
    }
  }
}

/** Sends a file ahead of the question that is about it. @param {File} file @returns {Promise<{ id: string, name: string }>} */
export const sendFile = async (file) =>
  await (
    await send(`/v1/files?name=${encodeURIComponent(file.name)}`, {
      method: 'POST',
      headers: { 'content-type': file.type || 'application/octet-stream' },
      body: file,
    })
  ).json()

/**
 * Asks and follows the turn. The key makes a retry the same question.
 * @param {{ text: string, chat: string, locale: string, key: string, files?: { id: string }[] }} question
 * @param {(name: string, data: any) => void} listener hears turn, progress, blocks
 * @returns {Promise<object>} the answer
 */
export async function ask({ key, files = [], ...body }, listener) {
  const sent = files.length > 0 ? { 'x-petrel-files': files.map(({ id }) => id).join(',') } : {}
  const response = await send('/v1/ask', {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'text/event-stream', 'idempotency-key': key, ...sent },
    body: JSON.stringify(body),
  })
  try {
    for await (const { name, data } of events(response)) {
      if (name === 'answer') return data.answer
      if (name === 'error') throw new ApiError(data.error)
      listener(name, data)
    }
  } catch (error) {
    if (error instanceof ApiError) throw error
  }
  throw new ApiError({ code: 'network', message: 'The connection broke before the answer came.', retryable: true })
}
