import { FORMULAS } from '../../core/formulas.ts'
import type { ModelState } from '../../core/model.ts'
import type { IndexStatus } from '../../core/operator.ts'

/** A part that must be up for Petrel to be ready: "store", "warehouse", "adapter telegram". */
export interface PartStatus {
  name: string
  up: boolean
  /** What is wrong, or worth saying. */
  note?: string
}

/** What the page, /v1/status and /readyz show; main.ts gathers it. */
export interface StatusReport {
  model: ModelState
  chains: readonly IndexStatus[]
  parts: readonly PartStatus[]
  /** Questions to try, for the empty page. */
  questions: readonly string[]
}

/** A model's state without the model itself. */
export type PublicModel =
  | { phase: 'off' }
  | { phase: 'downloading'; id: string; done: number; total: number; source: string }
  | { phase: 'loading'; id: string }
  | { phase: 'ready'; id: string; contextSize: number; fast: boolean }
  | { phase: 'failed'; id: string; reason: string; hint: string }

/** The JSON of a model's state. */
export function publicModel(state: ModelState): PublicModel {
  if (state.phase !== 'ready') return state
  const { id, contextSize, fast } = state.model
  return { phase: 'ready', id, contextSize, fast }
}

const formulas = Object.fromEntries(Object.entries(FORMULAS).map(([name, formula]) => [name, formula.about]))

/** The body of GET /v1/status: state of all parts, questions to try, and what each formula of a derived record means. */
export function publicStatus(report: StatusReport, version: string, authorised: 'key' | 'open') {
  return {
    version,
    access: authorised,
    model: publicModel(report.model),
    chains: report.chains,
    parts: report.parts,
    questions: report.questions,
    formulas,
  }
}

/** Ready: every part is up and no chain has failed. The model may still be on its way; it only says so. */
export function readiness(report: StatusReport): { ready: boolean; model: PublicModel['phase']; waiting: string[] } {
  const parts = report.parts.filter((part) => !part.up).map((part) => (part.note ? `${part.name}: ${part.note}` : part.name))
  const chains = report.chains.filter((chain) => chain.phase === 'failed').map((chain) => `chain ${chain.name}: ${chain.error ?? 'failed'}`)
  const waiting = [...parts, ...chains]
  return { ready: waiting.length === 0, model: report.model.phase, waiting }
}
