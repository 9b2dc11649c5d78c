/**
 * Petrel as a model of the official OpenAI client: two questions of one conversation, streamed.
 *
 *   npm start
 *   npx tsx examples/openai-client.ts [http://127.0.0.1:3000]
 */
import OpenAI from 'openai'

const [address = 'http://127.0.0.1:3000'] = process.argv.slice(2)
// Any key will do as long as http.apiKeys is empty.
const client = new OpenAI({ baseURL: `${address}/v1`, apiKey: 'none' })

for (const content of ['top 3 tokens by volume in the last 24 hours', 'as a chart']) {
  console.log(`> ${content}`)
  const stream = await client.chat.completions.create({
    model: 'petrel',
    stream: true,
    messages: [{ role: 'user', content }],
    // Names the conversation: Petrel keeps what was said, so only the new message need be sent.
    user: 'example',
  })
  for await (const chunk of stream) process.stdout.write(chunk.choices[0]?.delta.content ?? '')
  console.log('\n')
}
