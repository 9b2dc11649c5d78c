import { toPetrelError } from '../../core/errors.ts'
import type { Check } from '../../core/operator.ts'
import type { ToolContext } from '../../core/tool.ts'
import type { Handles } from '../define.ts'
import { checkDisk, checkGpu, checkKeys, checkMemory, checkNode } from './machine.ts'
import { checkModel } from './model.ts'

export interface DoctorResult {
  record: string
  checks: readonly Check[]
  /** How many are not well, with its record. */
  problems: { value: number; record: string }
}

const CHECK_MS = 10_000

/** Runs one check; one that throws or hangs is itself a finding. */
async function guarded(name: string, check: (signal: AbortSignal) => Promise<Check[]>, signal: AbortSignal): Promise<Check[]> {
  const limit = AbortSignal.any([signal, AbortSignal.timeout(CHECK_MS)])
  const late = new Promise<never>((_, fail) => limit.addEventListener('abort', () => fail(limit.reason as Error), { once: true }))
  try {
    return await Promise.race([check(limit), late])
  } catch (error) {
    signal.throwIfAborted()
    const { message, hint } = toPetrelError(error)
    return [{ name, state: 'fail', found: message, hint: hint ?? 'See the log.' }]
  }
}

/** All checks at once, each with ten seconds; order is kept. */
export async function run(_: Record<string, never>, { handles, ledger, signal, progress }: ToolContext<Handles>): Promise<DoctorResult> {
  progress('checking')
  const { settings, models } = handles
  const setting = (key: string): string => settings.list().find((one) => one.key === key)?.value ?? '.'
  const tasks: [string, (signal: AbortSignal) => Promise<Check[]>][] = [
    ['Node.js', async () => [checkNode(process.versions.node)]],
    ['memory', async () => [checkMemory()]],
    ['disk', async () => [await checkDisk('disk for data', setting('dataDir')), await checkDisk('disk for models', setting('model.dir'))]],
    ['GPU', async (limit) => [await checkGpu(limit)]],
    ['model', async () => [checkModel(await models.list(), setting('model.name'))]],
    ['HTTP keys', async () => [checkKeys(settings)]],
    ...handles.checks.map((check, index): [string, typeof check] => [`check ${index + 1}`, check]),
  ]
  const checks = (await Promise.all(tasks.map(([name, check]) => guarded(name, check, signal)))).flat()
  const columns = ['check', 'state', 'found', 'what to do'].map((name) => ({ name, unit: '', type: 'text' as const }))
  const record = ledger.table({
    name: 'checks',
    source: 'this machine',
    columns,
    rows: checks.map(({ name, state, found, hint }) => [name, state, found, hint]),
  })
  const value = checks.filter(({ state }) => state !== 'ok').length
  return {
    record: record.id,
    checks,
    problems: { value, record: ledger.measured({ name: 'checks that are not well', value, source: 'this machine' }).id },
  }
}
