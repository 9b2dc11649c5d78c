import { Writable } from 'node:stream'
import { expect, test } from 'vitest'
import { openLog, redact } from './log.ts'

const SECRETS = [
  'https://user:hunter2@rpc.example/v1',
  'https://api.telegram.org/bot123456:AAE-secret_token/getMe',
  'https://rpc.example/?apikey=deadbeef1234',
  'https://mainnet.example.org/v3/0123456789abcdef0123456789abcdef',
]
const HIDDEN = ['hunter2', 'AAE-secret_token', 'deadbeef1234', '0123456789abcdef0123456789abcdef']

test('credentials in URLs are removed, the rest stays readable', () => {
  expect(SECRETS.map(redact).join(' ')).not.toMatch(new RegExp(HIDDEN.join('|')))
  expect(redact('https://rpc.example/v1/blocks?limit=5')).toBe('https://rpc.example/v1/blocks?limit=5')
  expect(redact(SECRETS[1] ?? '')).toContain('api.telegram.org')
})

test('no secret and no message text reaches the log, in whatever field it comes', async () => {
  let written = ''
  const sink = new Writable({
    write: (chunk, _encoding, done) => {
      written += String(chunk)
      done()
    },
  })
  const log = openLog('debug', sink)
  log.info({ token: 'AAE-secret_token', inner: { apiKey: 'deadbeef1234' }, text: 'what I asked' }, `calling ${SECRETS[0]}`)
  log.warn({ reason: `failed at ${SECRETS[3]}` }, 'failed')
  log.error({ err: new Error(`GET ${SECRETS[1]}`) }, 'failed')
  await new Promise((resolve) => setImmediate(resolve))
  expect(written).toContain('calling')
  expect(written).not.toMatch(new RegExp([...HIDDEN, 'what I asked'].join('|')))
})
