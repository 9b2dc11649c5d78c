import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, expect, test } from 'vitest'
import { prepareTestDemo } from '../kits/demo.ts'
import { temporaryFolder } from '../kits/petrel.ts'
import { launch, noProcessOf, type Program } from '../kits/program.ts'
import { seeded } from './seeded.ts'

/** One failure again: PETREL_CHAOS_SEED=… npx vitest run test/chaos/stop */
const SEED = Number(process.env.PETREL_CHAOS_SEED ?? Date.now() % 1_000_000)
const STOPS = Number(process.env.PETREL_CHAOS_STOPS ?? 4)
const next = seeded(SEED)
const folder = temporaryFolder('stop')
let program: Program | undefined

afterEach(async () => {
  await program?.kill()
  folder.remove()
})

test(
  `ends at every moment of a start when it is told to stop, ${STOPS} times`,
  async () => {
    console.info(`stop seed ${SEED}`)
    await prepareTestDemo(join(folder.path, 'demo-chain'))
    const settings = { PETREL_DATA_DIR: folder.path, PETREL_MODEL_NAME: 'none', PETREL_HTTP_PORT: '0', PETREL_CHAIN_DEMO_DAYS: '2' }
    for (let index = 0; index < STOPS; index++) {
      program = launch(settings)
      await sleep(500 + next() * 5500)
      program.child.kill('SIGTERM')
      await program.gone
      // Before the program listens for signals, the system ends it.
      expect(program.child.signalCode ?? program.child.exitCode, program.output()).toBeOneOf([0, 'SIGTERM'])
      await noProcessOf(folder.path, 60_000)
    }
  },
  60_000 + STOPS * 20_000,
)
