import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { destination, type Logger } from 'pino'
import type { Config } from '../config/schema.ts'
import { openLog } from '../core/log.ts'
import type { Shutdown } from '../core/shutdown.ts'

/** The log of a running Petrel goes to a file of its data folder, so that the terminal shows what people read. */
export function openProcessLog(config: Pick<Config, 'dataDir' | 'logLevel'>, shutdown: Shutdown): Logger {
  mkdirSync(config.dataDir, { recursive: true })
  const file = destination({ dest: join(config.dataDir, 'petrel.log'), sync: false, mkdir: true })
  shutdown.onStop('log', () => file.flushSync())
  return openLog(config.logLevel, file)
}
