import type { Amm, ContractCall } from '../../routing/amm.ts'
import type { PoolBase } from '../../routing/pool.ts'
import { fenced, type Window, windowOf } from './fence.ts'
import { type Known, windowed } from './identity.ts'
import { type CallTarget, readCalls } from './read-calls.ts'

export interface Loaded {
  pool: PoolBase
  /** Set where only a part of the pool's ticks was read. */
  window?: Window
}

export interface Loading {
  target: CallTarget
  kinds: ReadonlyMap<string, Amm>
  block: bigint
  signal: AbortSignal
}

interface Progress {
  known: Known
  answers: unknown[][]
  loaded?: Loaded
  failed?: string
}

/** A pool can ask for so many rounds at most. */
const MOST_ROUNDS = 8

/**
 * States of pools at one block, each as its kind's plan says, all pools' calls of a round in one request. A pool that cannot be read
 * gives a sentence instead. Throws PetrelError rpc_failed, cancelled.
 */
export async function loadPools(list: readonly Known[], loading: Loading): Promise<Map<string, Loaded | string>> {
  const all: Progress[] = list.map((known) => ({ known, answers: [] }))
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const wanted = all.map((one) => nextCalls(one, loading))
    const calls = wanted.flat()
    if (calls.length === 0) break
    const answers = await readCalls(loading.target, calls, loading)
    let at = 0
    for (const [index, one] of all.entries()) {
      const count = wanted[index]?.length ?? 0
      if (count > 0) take(one, answers.slice(at, at + count))
      at += count
    }
  }
  return new Map(all.map((one) => [one.known.identity.id, one.loaded ?? one.failed ?? 'It asks for more than is read.']))
}

/** The calls of this pool's next round; [] when it is finished, one way or the other. */
function nextCalls(one: Progress, { kinds, block }: Loading): readonly ContractCall[] {
  if (one.loaded || one.failed) return []
  const { kind, identity } = one.known
  const amm = kinds.get(kind)
  if (!amm) {
    one.failed = `No kind "${kind}" is known to the engine.`
    return []
  }
  try {
    const step = amm.state.read(identity, one.answers)
    if ('calls' in step) return step.calls
    one.loaded = finished({ ...step.pool, block: Number(block) }, one.known)
  } catch (error) {
    one.failed = `Its answers make no state: ${error instanceof Error ? error.message : String(error)}`
  }
  return []
}

function take(one: Progress, answers: unknown[]): void {
  if (answers.includes(undefined)) one.failed = 'A read of its state failed.'
  else one.answers.push(answers)
}

function finished(pool: PoolBase, { identity }: Known): Loaded {
  const reach = Number(identity.fixed.reach ?? 0)
  const { tick, tickSpacing } = pool as unknown as { tick: number; tickSpacing: number }
  if (reach === 0 || !windowed(tickSpacing, reach)) return { pool }
  const window = windowOf(tick, tickSpacing, reach)
  return { pool: fenced(pool, window), window }
}
