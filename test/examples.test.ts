import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { prepareTestDemo } from './kits/demo.ts'
import { cleanEnv, type RunningPetrel, startPetrel, temporaryFolder } from './kits/petrel.ts'
import { noProcessOf } from './kits/program.ts'

const folder = temporaryFolder('examples')
let petrel: RunningPetrel

beforeAll(async () => {
  for (const place of ['server', 'alone']) await prepareTestDemo(join(folder.path, place, 'demo-chain'))
  petrel = await startPetrel(join(folder.path, 'server'), { PETREL_CHAIN_DEMO_DAYS: '2' })
}, 180_000)
afterAll(async () => {
  await petrel?.stop()
  folder.remove()
}, 60_000)

/** Runs an example as its head says; what it printed, when it ended well. */
async function run(name: string, ...args: string[]): Promise<string> {
  const child = spawn(process.execPath, ['--import', 'tsx', join('examples', name), ...args], { env: cleanEnv() })
  let [out, err] = ['', '']
  child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()))
  child.stderr.on('data', (chunk: Buffer) => (err += chunk.toString()))
  const code = await new Promise((done) => child.once('close', done))
  expect(code, err).toBe(0)
  return out
}

test('ask-http prints an answer and the record behind each of its figures', async () => {
  const printed = await run('ask-http.ts', 'how many swaps in the last 24 hours', petrel.address)
  expect(printed).toMatch(/^Trades, last 24 hours: [\d,]+\.$/m)
  expect(printed).toMatch(/^ {2}[\d,]+: .*, block \d+, from .*select/im)
}, 60_000)

test('openai-client asks two questions of one conversation', async () => {
  const printed = await run('openai-client.ts', petrel.address)
  const [, first = '', second = ''] = printed.split(/^> .*$/m)
  expect(first).toMatch(/WETH/)
  expect(second).toMatch(/WETH/)
  expect(second).not.toMatch(/cannot answer|not sure/i)
}, 60_000)

test('in-process answers without a server and leaves no process behind', async () => {
  const printed = await run('in-process.ts', 'top 5 tokens by volume in the last 24 hours', join(folder.path, 'alone'))
  expect(printed).toMatch(/^understood as: .*volume/im)
  expect(printed).toMatch(/WETH.*\$?[\d,.]+/)
  await noProcessOf(join(folder.path, 'alone'), 5000)
}, 120_000)
