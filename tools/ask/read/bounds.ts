import { metricOf } from '../layer/index.ts'
import type { Atom } from './scan.ts'
import type { Walk } from './walk.ts'
import { NOUN_OF } from './words/nouns.ts'

/** "block 12634810", "blocks 5 to 9": the number names a block instead of counting. */
export function ofBlock(walk: Walk, atom: { kind: 'number' | 'money'; value: number }, before: Atom | undefined): boolean {
  const named = before?.kind === 'noun' && before.id === 'block'
  const heading = before?.kind === 'metric' && before.id === 'latest_block'
  const second = walk.blocks.length === 1 && (before?.kind === 'role' || before?.kind === 'number')
  // "each block from 12634810 to 12634820": after "from", a number as long as that is a height.
  const ranged =
    atom.value >= 1000 &&
    before?.kind === 'role' &&
    /^(from|between|to)$/.test(before.role) &&
    walk.nouns.some((seen) => seen.noun.id === 'block')
  if (atom.kind !== 'number' || !Number.isInteger(atom.value) || !(named || heading || second || ranged)) return false
  if (named && walk.nouns.at(-1)?.noun.id === 'block') walk.nouns.pop()
  if (heading) walk.metrics.pop()
  walk.blocks.push(atom.value)
  walk.pending = undefined
  return true
}

/** Measures that count kinds of things, and the noun of each. */
export const KIND_OF: Readonly<Record<string, string>> = {
  tokens_traded: 'token',
  pools_traded: 'pool',
  pairs_traded: 'pair',
  tokens_transferred: 'token',
  active_addresses: 'address',
}

/** "traded more than 20 times": how often what the verb says was done. */
function ofTimes(walk: Walk, value: number, following: Atom): boolean {
  const people = walk.nouns.some((seen) => seen.noun.by !== undefined) || walk.roles.has('who')
  const metric = walk.roles.has('send') || walk.roles.has('receive') || walk.roles.has('moved') ? 'transfers' : 'trades'
  if (!people) return false
  const step = walk.strict ? 1 : 0
  const exact = walk.pending === 'exact'
  walk.having = {
    ...walk.having,
    metric,
    ...(exact ? { min: value, max: value } : walk.pending === 'over' ? { min: value + step } : { max: value - step }),
  }
  walk.taken.add(following)
  walk.pending = undefined
  return true
}

/** "more than 10 swaps", "over $1m in volume": a bound of what each group has, not of single rows. */
export function ofGroups(walk: Walk, atom: { kind: 'number' | 'money'; value: number }, following: Atom | undefined): boolean {
  const { pending, strict } = walk
  if (pending !== 'over' && pending !== 'under' && pending !== 'exact') return false
  // "traders with volume over 100k": the measure stands before the bound.
  const before = walk.bounded
  const measured = before === undefined ? undefined : metricOf(before)?.metric
  if (measured?.kind === 'aggregate' && measured.additive && walk.nouns.some((seen) => seen.noun.by !== undefined && seen.role !== 'by')) {
    walk.having = { ...walk.having, metric: before as string, ...(pending === 'over' ? { min: atom.value } : { max: atom.value }) }
    walk.pending = undefined
    return true
  }
  if (following === undefined) return false
  if (following.kind === 'role' && following.role === 'times' && atom.kind === 'number') return ofTimes(walk, atom.value, following)
  const counts = following.kind === 'noun' && atom.kind === 'number' && !/^(token|pair|dex|version|chain|kind)$/.test(following.id)
  // A number of things is never an amount of money.
  const thing = following.kind === 'noun' && atom.kind === 'number'
  const earlier =
    walk.nouns.some((seen) => seen.noun.by !== undefined && seen.noun.id !== (counts ? following.id : '')) ||
    walk.days.length > 0 ||
    walk.metrics.some((id) => KIND_OF[id] !== undefined)
  const found = following.kind === 'metric' ? metricOf(following.id)?.metric : undefined
  const sums = found?.kind === 'aggregate' && found.additive
  if (!earlier || (!counts && !sums)) {
    if (!thing) return false
    walk.unexplained.push(`${atom.value} ${following.id}`)
    walk.pending = undefined
    return true
  }
  const metric = counts ? (NOUN_OF.get(following.id)?.count ?? '') : following.kind === 'metric' ? following.id : ''
  const step = counts && strict && pending !== 'exact' ? 1 : 0
  walk.having = {
    ...walk.having,
    metric,
    ...(pending === 'exact'
      ? { min: atom.value, max: atom.value }
      : pending === 'over'
        ? { min: atom.value + step }
        : { max: atom.value - step }),
  }
  walk.taken.add(following)
  walk.pending = undefined
  return true
}

/** A number: a bound, a rank, or what waits for the thing that it counts. */
export function amount(walk: Walk, atom: { kind: 'number' | 'money'; value: number }): void {
  if (atom.kind === 'money') walk.money = true
  if (walk.pending === 'between') {
    walk.strict = false
    if (walk.minUsd === undefined) walk.minUsd = atom.value
    else {
      walk.maxUsd = atom.value
      walk.pending = undefined
    }
  } else if (walk.pending === 'under') {
    walk.maxUsd = atom.value
    walk.pending = undefined
  } else if (walk.pending === 'over') {
    // Dollars until a token or a currency says otherwise.
    walk.minUsd = atom.value
    walk.pending = undefined
  } else if (atom.kind === 'money') walk.unexplained.push(`$${atom.value}`)
  else if (walk.pending === 'sup' && walk.limit === undefined) walk.limit = atom.value
  else if (walk.number === undefined) walk.number = atom.value
  else walk.unexplained.push(String(atom.value))
}

/** "on how many days did it close above 50,000": the bound is of each day. */
export function beyondPrice(walk: Walk): void {
  const [metric, other] = walk.metrics
  const bounded = walk.minUsd ?? walk.maxUsd
  if (walk.having || walk.days.length !== 1 || other || bounded === undefined || !/^(price|base_fee|gas_price)/.test(metric ?? '')) return
  walk.having = {
    metric: metric === 'price' ? 'price_close' : (metric as string),
    ...(walk.minUsd === undefined ? {} : { min: walk.minUsd }),
    ...(walk.maxUsd === undefined ? {} : { max: walk.maxUsd }),
  }
  walk.minUsd = undefined
  walk.maxUsd = undefined
}
