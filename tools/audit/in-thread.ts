import { Worker } from 'node:worker_threads'
import type { AuditInput, AuditReport } from '../../audit/run.ts'
import { PetrelError } from '../../core/errors.ts'
import { READS_TYPESCRIPT } from '../../core/typescript.ts'

type Step = { what: string; done: number; total: number }
type Message = { progress: Step } | { report: AuditReport }

/** Memory of one audit: a source that wants more is not worth the server. */
const MEMORY_MB = 1500

/** A thread cannot begin with TypeScript: a line of JavaScript teaches it to, then loads the worker. */
function bootstrap(): URL {
  const [tsx, worker] = [import.meta.resolve('tsx/esm/api'), new URL('./worker.ts', import.meta.url).href].map((url) => JSON.stringify(url))
  const teach = READS_TYPESCRIPT ? '' : `import { register } from ${tsx}; register(); `
  return new URL(`data:text/javascript,${encodeURIComponent(`${teach}await import(${worker})`)}`)
}

/**
 * Audits in a thread of its own, so that no source can hold up the server, and stops it when the signal says so.
 * Throws PetrelError internal when the thread dies, and the signal's reason.
 */
export function auditInThread(
  input: AuditInput,
  { signal, progress }: { signal: AbortSignal; progress: (step: Step) => void },
): Promise<AuditReport> {
  signal.throwIfAborted()
  const worker = new Worker(bootstrap(), { workerData: input, resourceLimits: { maxOldGenerationSizeMb: MEMORY_MB } })
  return new Promise((resolve, reject) => {
    const stop = () => settle(() => reject(signal.reason))
    const settle = (then: () => void): void => {
      signal.removeEventListener('abort', stop)
      void worker.terminate()
      then()
    }
    signal.addEventListener('abort', stop, { once: true })
    worker.on('message', (message: Message) => ('report' in message ? settle(() => resolve(message.report)) : progress(message.progress)))
    worker.once('error', (cause) => settle(() => reject(failed(cause))))
    worker.once('exit', () => settle(() => reject(failed(undefined))))
  })
}

const failed = (cause: unknown): PetrelError =>
  new PetrelError('internal', {
    message: 'The audit stopped before its end.',
    hint: 'Audit fewer or smaller files at once.',
    cause,
  })
