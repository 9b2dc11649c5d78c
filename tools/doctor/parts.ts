import type { Chain } from '../../chain/clients/chains.ts'
import type { IndexStatus } from '../../chain/index/indexer.ts'
import { toPetrelError } from '../../core/errors.ts'
import type { Check, ModelListing } from '../../core/operator.ts'

/** Asks a chain for its head. */
export async function checkRpc({ name, id, client }: Chain, signal: AbortSignal): Promise<Check> {
  const label = `RPC of ${name}`
  try {
    const [head, served] = await within(Promise.all([client.getBlockNumber({ cacheTime: 0 }), client.getChainId()]), signal)
    if (served === id) return { name: label, state: 'ok', found: `answers, head is block ${head}`, hint: '' }
    return { name: label, state: 'fail', found: `serves chain ${served}, not ${id}`, hint: `Put an endpoint of ${name} into chain.rpc.` }
  } catch (error) {
    const { message } = toPetrelError(error)
    return {
      name: label,
      state: 'fail',
      found: message.split('\n')[0] ?? '',
      hint: `Check the network, or put another endpoint of ${name} into chain.rpc.`,
    }
  }
}

function within<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((done, fail) => {
    signal.addEventListener('abort', () => fail(signal.reason as Error), { once: true })
    work.then(done, fail)
  })
}

export function checkIndex(status: IndexStatus): Check {
  const name = `index of ${status.name}`
  if (status.phase === 'failed')
    return { name, state: 'fail', found: status.error ?? 'failed', hint: 'See the log; "petrel sync run" tries again.' }
  if (status.to === undefined) return { name, state: 'warn', found: 'empty', hint: 'Wait for the first blocks, or run "petrel sync run".' }
  const behind = status.lagBlocks ?? 0
  const slow = status.phase === 'idle' && behind > 100
  return {
    name,
    state: slow ? 'warn' : 'ok',
    found: `blocks ${status.from ?? 0} to ${status.to}, ${behind} behind, ${status.phase}`,
    hint: slow ? 'Start Petrel ("petrel start") so that it follows the chain.' : '',
  }
}

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
