import type { Check, ModelListing } from '../../core/operator.ts'

export function checkModel(models: readonly ModelListing[]): Check {
  const name = 'model'
  const loaded = models.find(({ state }) => state === 'loaded')
  if (loaded) return { name, state: 'ok', found: `${loaded.id} is loaded`, hint: '' }
  const ready = models.find(({ state }) => state === 'downloaded')
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
