import { mkdir, readFile, stat, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import type { Config } from '../config/schema.ts'
import { PetrelError, toPetrelError } from '../core/errors.ts'
import type { Log } from '../core/log.ts'
import type { LoadedModel, ModelSource, ModelState } from '../core/model.ts'
import { CATALOGUE, type CatalogueModel, findModel } from './catalogue.ts'
import { type Embedder, openEmbedder } from './embeddings.ts'
import { chooseModel, readHardware } from './hardware.ts'
import { type LocalModel, loadLocal } from './load.ts'
import { obtain } from './obtain.ts'
import { openRemote } from './remote.ts'
import { SOURCES } from './sources/index.ts'
import type { Source } from './sources/source.ts'

export type ModelSettings = Config['model']

export interface ModelContext {
  /** Where the choice of `petrel models use` is remembered; nothing is remembered without it. */
  dataDir?: string
  /** Unix time in milliseconds. */
  now(): number
  log: Pick<Log, 'info' | 'warn'>
  /** Nothing is downloaded or loaded before this resolves: the first index and a model's load would starve each other. */
  after?: Promise<unknown>
  /** Other sources than the real ones, for tests. */
  sources?: readonly Source[]
}

/** The model source with what the operator's tools need beside it. */
export interface ManagedModels extends ModelSource {
  /** The folder of model files, with the home directory written out. */
  dir: string
  /** Downloads and verifies without loading. Throws PetrelError model_unknown, model_download, model_checksum. */
  pull(id: string, report: Report, signal: AbortSignal): Promise<{ path: string; source: string }>
  /** Loads another model in place of the one of the moment, and remembers it. */
  use(id: string, report: Report, signal: AbortSignal): Promise<void>
  /** The local model that is loaded now, if any. */
  local(): LocalModel | undefined
}

export type Report = (message: string, done?: number) => void

/** Seconds before a failed download is tried again; doubled each time, at most half an hour. */
const FIRST_RETRY_S = 60
const LAST_RETRY_S = 1800

/** Milliseconds between two reports of a running download. */
const REPORT_MS = 250

/**
 * Finds, downloads and loads the configured model in the background and tells at every change how far it is. Never throws: what goes
 * wrong is a state with a reason and a hint, and is tried again where that can help.
 */
export function openModelSource(settings: ModelSettings, ctx: ModelContext): ManagedModels {
  return new Models(settings, ctx)
}

class Models implements ManagedModels {
  readonly dir: string
  private readonly settings: ModelSettings
  private readonly ctx: ModelContext
  private readonly stop = new AbortController()
  private readonly listeners = new Set<(state: ModelState) => void>()
  private readonly embedder: Embedder | undefined
  private current: ModelState = { phase: 'off' }
  private loaded: LocalModel | undefined
  private work: Promise<void>
  private retry: NodeJS.Timeout | undefined

  constructor(settings: ModelSettings, ctx: ModelContext) {
    this.settings = settings
    this.ctx = ctx
    if (settings.name !== 'none') this.current = { phase: 'loading', id: settings.name }
    this.dir = expandHome(settings.dir)
    const sources = ctx.sources ?? SOURCES
    this.embedder = settings.embeddings ? openEmbedder({ dir: this.dir, order: settings.sources, sources, now: ctx.now }) : undefined
    this.work = this.start(FIRST_RETRY_S)
  }

  state(): ModelState {
    return this.current
  }

  local(): LocalModel | undefined {
    return this.loaded
  }

  watch(listener: (state: ModelState) => void): () => void {
    this.listeners.add(listener)
    return () => this.listeners.delete(listener)
  }

  async pull(id: string, report: Report, signal: AbortSignal): Promise<{ path: string; source: string }> {
    const entry = known(id)
    return this.fetch(entry, signal, ({ done, total, source }) =>
      report(`${entry.id} from ${source}: ${megabytes(done)} of ${megabytes(total)}`, done / total),
    )
  }

  async use(id: string, report: Report, signal: AbortSignal): Promise<void> {
    if (findModel(id)) await this.pull(id, report, signal)
    report(`loading ${id}`)
    const earlier = this.work.catch(() => {})
    this.work = earlier.then(() => this.load(id))
    await this.work
    await this.remember(id)
  }

  async close(): Promise<void> {
    clearTimeout(this.retry)
    this.stop.abort(new PetrelError('cancelled', { message: 'The model source was closed.' }))
    await this.work.catch(() => {})
    await this.unload()
    await this.embedder?.close()
    this.listeners.clear()
  }

  private async start(retryS: number): Promise<void> {
    const { name } = this.settings
    try {
      if (name === 'none') return
      await this.ctx.after
      if (this.stop.signal.aborted) return
      await this.load(name === 'auto' ? await this.choose() : name)
    } catch (error) {
      if (this.stop.signal.aborted) return
      this.ctx.log.warn({ err: error }, 'the model is not there')
      if (toPetrelError(error).retryable) this.startLater(retryS)
    }
  }

  private startLater(seconds: number): void {
    this.retry = setTimeout(() => {
      this.work = this.start(Math.min(seconds * 2, LAST_RETRY_S))
    }, seconds * 1000)
    this.retry.unref() // a wish to try again must not keep the program alive
  }

  /** Loads by catalogue name, path or "remote". Any failure becomes the state and is thrown on. */
  private async load(id: string): Promise<void> {
    clearTimeout(this.retry)
    try {
      const { signal } = this.stop
      const model = id === 'remote' ? this.openRemote() : await this.openLocal(id, signal)
      this.set({ phase: 'ready', model })
      this.ctx.log.info({ model: model.id, slots: model.slots, contextSize: model.contextSize }, 'model ready')
    } catch (error) {
      const { message, hint = '' } = toPetrelError(error)
      if (!this.stop.signal.aborted) this.set({ phase: 'failed', id, reason: message, hint })
      throw error
    }
  }

  private openRemote(): LoadedModel {
    return openRemote(this.settings.remote, this.embed())
  }

  private async openLocal(id: string, signal: AbortSignal): Promise<LoadedModel> {
    const file = await this.locate(id, signal)
    this.set({ phase: 'loading', id })
    await this.unload()
    const { contextSize, slots, threads, gpu } = this.settings
    this.loaded = await loadLocal(id, { path: file, contextSize, slots, threads, gpu, signal, now: this.ctx.now }, this.embed())
    return this.loaded
  }

  /** The file of a model: a path is taken as it is, a catalogue name is downloaded where it is not there yet. */
  private async locate(id: string, signal: AbortSignal): Promise<string> {
    if (isPath(id)) return existing(expandHome(id))
    const entry = known(id)
    let told = Number.NEGATIVE_INFINITY
    const got = await this.fetch(entry, signal, ({ done, total, source }) => {
      if (this.ctx.now() - told < REPORT_MS && done < total) return
      told = this.ctx.now()
      if (this.loaded === undefined) this.set({ phase: 'downloading', id, done, total, source })
    })
    return got.path
  }

  private fetch(entry: CatalogueModel, signal: AbortSignal, report: (p: { done: number; total: number; source: string }) => void) {
    const both = AbortSignal.any([signal, this.stop.signal])
    const { sources = SOURCES, now } = this.ctx
    return obtain(entry, { dir: this.dir, order: this.settings.sources, sources, signal: both, now, report })
  }

  private async choose(): Promise<string> {
    const remembered = await this.recall()
    if (remembered) return remembered
    const hardware = await readHardware(this.settings.gpu)
    const slots = this.settings.slots || (hardware.gpu === 'none' ? 4 : 8)
    return chooseModel(CATALOGUE, hardware, { contextSize: this.settings.contextSize, slots })
  }

  private embed() {
    const { embedder } = this
    return embedder && ((texts: readonly string[], signal: AbortSignal) => embedder.embed(texts, signal))
  }

  private async unload(): Promise<void> {
    const model = this.loaded
    this.loaded = undefined
    await model?.close()
  }

  private set(state: ModelState): void {
    this.current = state
    for (const listener of [...this.listeners]) listener(state)
  }

  private async recall(): Promise<string | undefined> {
    const file = this.choiceFile()
    const text = file ? await readFile(file, 'utf8').catch(() => '') : ''
    const id = /"id":\s*"([^"]+)"/.exec(text)?.[1]
    return id && (findModel(id) || isPath(id)) ? id : undefined
  }

  private async remember(id: string): Promise<void> {
    const file = this.choiceFile()
    if (!file) return
    await mkdir(path.dirname(file), { recursive: true })
    await writeFile(file, `${JSON.stringify({ id })}\n`)
  }

  private choiceFile = () => (this.ctx.dataDir ? path.join(this.ctx.dataDir, 'model.json') : undefined)
}

/** The catalogue's entry. Throws PetrelError model_unknown with the names there are. */
export function known(id: string): CatalogueModel {
  const entry = findModel(id)
  if (entry) return entry
  throw new PetrelError('model_unknown', {
    message: `The catalogue has no model "${id}".`,
    hint: `Choose one of ${CATALOGUE.map((model) => model.id).join(', ')}, or give the path of a GGUF file.`,
    facts: { id },
  })
}

const isPath = (id: string) => id.endsWith('.gguf') || id.includes('/') || id.includes('\\')

/** "~" at the beginning is the home directory, as in a shell. */
export const expandHome = (dir: string): string => (dir === '~' || dir.startsWith('~/') ? path.join(os.homedir(), dir.slice(1)) : dir)

async function existing(file: string): Promise<string> {
  if (await stat(file).catch(() => undefined)) return file
  throw new PetrelError('model_unknown', { message: `There is no file ${file}.`, hint: 'Correct model.name.', facts: { file } })
}

const megabytes = (bytes: number) => `${Math.round(bytes / 1e6)} MB`
