import { stat } from 'node:fs/promises'
import path from 'node:path'
import type { ModelAdmin, ModelListing } from '../core/operator.ts'
import { CATALOGUE, type CatalogueModel } from './catalogue.ts'
import { fitOf, type Hardware, memoryNeeded, readHardware } from './hardware.ts'
import { type LlamaRuntime, openLlamaRuntime } from './llama/runtime.ts'
import { measureSpeed } from './measure.ts'
import type { ManagedModels, ModelSettings } from './source.ts'

/** What `petrel models` does: list, pull, use and bench. */
export function createModelAdmin(models: ManagedModels, settings: ModelSettings, ctx: { now(): number }): ModelAdmin {
  return {
    list: async () => {
      const hardware = await readHardware(settings.gpu)
      return Promise.all(CATALOGUE.map((model) => listing(model, { models, settings, hardware })))
    },
    pull: (id, report, signal) => models.pull(id, report, signal),
    use: (id, report, signal) => models.use(id, report, signal),
    bench: async (id, report, signal) => {
      const loaded = models.local()
      if (loaded?.id === id) return figures(loaded.runtime, report, signal)
      const file = await models.pull(id, report, signal)
      const { threads, gpu } = settings
      const runtime = await openLlamaRuntime({ path: file.path, contextSize: 2048, slots: 4, threads, gpu, signal, now: ctx.now })
      try {
        return await figures(runtime, report, signal)
      } finally {
        await runtime.close()
      }
    },
  }
}

async function figures(runtime: LlamaRuntime, report: (message: string, done?: number) => void, signal: AbortSignal) {
  const speeds = await measureSpeed(runtime, { chats: [1, 4].filter((n) => n <= runtime.slots), tokens: 48, signal, report })
  return [
    ...speeds.map(({ chats, tokensPerSecond }) => ({ name: `tokens_per_s_${chats}`, value: tokensPerSecond, unit: 'tokens/s' })),
    { name: 'threads', value: runtime.threads, unit: 'threads' },
    { name: 'slots', value: runtime.slots, unit: 'chats' },
  ]
}

async function listing(
  model: CatalogueModel,
  { models, settings, hardware }: { models: ManagedModels; settings: ModelSettings; hardware: Hardware },
): Promise<ModelListing> {
  const room = { contextSize: settings.contextSize, slots: settings.slots || (hardware.gpu === 'none' ? 4 : 8) }
  return {
    id: model.id,
    title: model.title,
    licence: model.licence,
    size: model.size,
    memory: memoryNeeded(model, room),
    contextSize: model.contextSize,
    toolUse: model.toolUse,
    sources: settings.sources.filter((name) => name === 'local' || model.origins[name] !== undefined),
    state: models.local()?.id === model.id ? 'loaded' : await fileState(models.dir, model),
    fit: fitOf(model, hardware, room).words,
  }
}

async function fileState(dir: string, model: CatalogueModel): Promise<'absent' | 'partial' | 'downloaded'> {
  const exists = (name: string) =>
    stat(path.join(dir, name)).then(
      () => true,
      () => false,
    )
  if (await exists(model.file)) return 'downloaded'
  const begun = ['.hub.part', '.pypi.part', '.pypi.parts'].map((end) => exists(`${model.file}${end}`))
  return (await Promise.all(begun)).includes(true) ? 'partial' : 'absent'
}
