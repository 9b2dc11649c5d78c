export interface ServerEvent {
  name: string
  data: string
}

/** Longest event that is read, in characters. */
const LONGEST = 16_777_216

function parse(block: string): ServerEvent | undefined {
  let name = 'message'
  const data: string[] = []
  for (const line of block.split(/\r\n|\n|\r/)) {
    if (line.startsWith('event:')) name = line.slice(6).trim()
    else if (line.startsWith('data:')) data.push(line.slice(5).replace(/^ /, ''))
  }
  return data.length === 0 ? undefined : { name, data: data.join('\n') }
}

/** Server-sent events of a response body, in order; comments are left out. */
export async function* serverEvents(body: ReadableStream<Uint8Array>): AsyncGenerator<ServerEvent> {
  const decoder = new TextDecoder()
  let waiting = ''
  for await (const chunk of body) {
    waiting += decoder.decode(chunk, { stream: true })
    const blocks = waiting.split(/\r\n\r\n|\n\n|\r\r/)
    waiting = (blocks.pop() ?? '').slice(-LONGEST)
    for (const block of blocks) {
      const event = parse(block)
      if (event) yield event
    }
  }
}
