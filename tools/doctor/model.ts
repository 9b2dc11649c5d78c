import type { Check, ModelListing } from '../../core/operator.ts'

/** Whether a model is there; `wanted` is the setting model.name. */
export function checkModel(models: readonly ModelListing[], wanted: string): Check {
  const name = 'model'
  if (wanted === 'none') return { name, state: 'ok', found: 'off by the setting model.name', hint: '' }
  if (wanted === 'remote') return { name, state: 'ok', found: 'a remote server, see model.remote.url', hint: '' }
  const loaded = models.find(({ state }) => state === 'loaded')
  if (loaded) return { name, state: 'ok', found: `${loaded.id} is loaded`, hint: '' }
  const ready = models.filter(({ state }) => state === 'downloaded').sort((a, b) => b.size - a.size)[0]
  if (ready)
    return {
      name,
      state: 'warn',
      found: `${ready.id} is downloaded, none is loaded`,
      hint: `Load it with "petrel models use ${ready.id}"; commands answer without a model.`,
    }
  return {
    name,
    state: 'warn',
    found: 'none is downloaded',
    hint: '"petrel models list" shows what fits; commands answer without a model.',
  }
}
