import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { resolve } from 'node:path'
import { cleanEnv } from '../kits/petrel.ts'
import type { BotSettings } from './channel-bot.ts'

export interface BotProcess {
  /** Resolves once it takes messages; rejects when it ends first. */
  ready: Promise<void>
  /** Heap in MB after a collection, open file descriptors, and milliseconds of processor since it started. */
  heap(): Promise<{ heapMb: number; descriptors: number; cpuMs: number }>
  kill(): Promise<void>
}

/** Starts test/chaos/channel-bot.ts. */
export function startBot(settings: BotSettings): BotProcess {
  const args = ['--expose-gc', '--import', 'tsx', resolve('test/chaos/channel-bot.ts')]
  const env = cleanEnv({ PETREL_TEST_BOT: JSON.stringify(settings), NODE_NO_WARNINGS: '1' })
  const child = spawn(process.execPath, args, { env, stdio: ['pipe', 'pipe', 'pipe'] })
  let printed = ''
  child.stderr.on('data', (chunk: Buffer) => {
    printed = (printed + chunk.toString()).slice(-4000)
  })
  const gone = once(child, 'exit')
  const line = (start: string): Promise<string> => waitFor(child, start, () => printed)
  return {
    ready: line('ready').then(() => undefined),
    heap: async () => {
      const answered = line('heap ')
      child.stdin.write('heap\n')
      const [, heapMb, descriptors, cpuMs] = (await answered).split(' ')
      return { heapMb: Number(heapMb), descriptors: Number(descriptors), cpuMs: Number(cpuMs) }
    },
    kill: async () => {
      child.kill('SIGKILL')
      await gone
    },
  }
}

function waitFor(child: ChildProcess, start: string, printed: () => string): Promise<string> {
  return new Promise((done, fail) => {
    const onData = (chunk: Buffer): void => {
      const found = chunk
        .toString()
        .split('\n')
        .find((line) => line.startsWith(start))
      if (found === undefined) return
      end()
      done(found)
    }
    const onExit = (): void => {
      end()
      fail(new Error(`the bot ended early:\n${printed()}`))
    }
    const end = (): void => {
      child.stdout?.off('data', onData)
      child.off('exit', onExit)
    }
    child.stdout?.on('data', onData)
    child.on('exit', onExit)
  })
}
