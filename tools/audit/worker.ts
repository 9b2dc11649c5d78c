import { parentPort, workerData } from 'node:worker_threads'
import { type AuditInput, audit } from '../../audit/run.ts'

/** The audit's own thread: posts `{ progress }` as it goes and `{ report }` at the end. A fault ends the thread with an error. */
const report = audit(workerData as AuditInput, { progress: (progress) => parentPort?.postMessage({ progress }) })
parentPort?.postMessage({ report })
