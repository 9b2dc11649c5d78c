/**
 * Ask a running Petrel over HTTP, with nothing but fetch.
 *
 *   npm start
 *   npx tsx examples/ask-http.ts "how many swaps in the last 24 hours" [http://127.0.0.1:3000]
 */
import { randomUUID } from 'node:crypto'

interface Figure {
  figure: string
  ref: { record: string; row?: number; column?: number }
}
interface Answer {
  id: string
  blocks: { kind: string; parts?: (string | Figure)[] }[]
  records: { id: string; name: string; source: string; block?: number }[]
}

const [question = 'how many swaps in the last 24 hours', address = 'http://127.0.0.1:3000'] = process.argv.slice(2)

// Send it again under the same key after a broken connection: the question is asked once, the answer is the same.
const response = await fetch(`${address}/v1/ask`, {
  method: 'POST',
  headers: { 'content-type': 'application/json', 'idempotency-key': randomUUID() },
  body: JSON.stringify({ text: question, chat: 'example' }),
})
const body = (await response.json()) as { answer?: Answer; error?: { message: string; hint?: string } }
if (!body.answer) throw new Error(`${body.error?.message} ${body.error?.hint ?? ''}`)

for (const { kind, parts = [] } of body.answer.blocks) {
  if (kind !== 'text' && kind !== 'warning') continue
  console.log(parts.map((part) => (typeof part === 'string' ? part : part.figure)).join(''))
}

// Every figure points to the record that proves it.
const figures = body.answer.blocks.flatMap(({ parts = [] }) => parts.filter((part) => typeof part !== 'string'))
for (const { figure, ref } of figures) {
  const record = body.answer.records.find(({ id }) => id === ref.record)
  console.log(`  ${figure}: ${record?.name}, block ${record?.block}, from ${record?.source.replace(/\s+/g, ' ').slice(0, 100)}`)
}
