import { metricOf } from '../../layer/index.ts'
import type { QueryInput, WithinInput } from '../../query.ts'
import { isNarrow, stepOf, toldOf } from './cohort.ts'
import { endings, folded, type ReadPart, tidy, WALLET } from './part.ts'
import { TONGUES, type Tongue } from './tongues.ts'

const people = (tongue: Tongue): RegExp =>
  new RegExp(`(?<![\\p{L}\\p{N}])(?:(?:the|all|those|las|los|as|os) )?(?:[\\p{L}\\d]+ )?(?:${tongue.people})(?= )`, 'gu')

/** People with something said of them, from `start` on: the sets, and where the words end. */
async function setAt(tongue: Tongue, text: string, start: number, read: ReadPart) {
  for (const end of endings(text, start)) {
    const words = tidy(text.slice(start, end))
    const told = await toldOf(tongue, words, read)
    if (
      told &&
      told.length > 0 &&
      told.length <= 3 &&
      told.some(({ clause }) => !clause.not) &&
      !told.some(({ clause, set }) => clause.later || !isNarrow(set))
    )
      return { end, within: told.map(stepOf) }
  }
  return undefined
}

/** Measures of which the rows have people. */
const ofPeople = (query: QueryInput): boolean => {
  const found = metricOf(query.metric ?? '')
  return (
    found?.metric.kind !== 'live' && ['trader', 'sender', 'address'].some((id) => found?.subject.dimensions[id as 'trader'] !== undefined)
  )
}

/** "among wallets that traded SHIB, who has the highest volume": the question stands behind the set. */
async function among(tongue: Tongue, text: string, read: ReadPart): Promise<QueryInput | undefined> {
  const found = new RegExp(`^(?:${tongue.of}) `, 'u').exec(folded(text))
  const comma = text.indexOf(',')
  if (!found || comma < 0) return undefined
  const set = await setAt(tongue, text.slice(0, comma), found[0].length, read)
  const outer = set?.end === comma ? await read(tidy(text.slice(comma + 1))) : undefined
  return set && outer && ofPeople(outer) && !outer.address ? { ...outer, within: set.within } : undefined
}

/** "how much did the wallets that bought SHIB in May trade in June": the set stands within the question, in the place of one wallet. */
async function inside(tongue: Tongue, text: string, read: ReadPart): Promise<QueryInput | undefined> {
  for (const { index: start } of folded(text).matchAll(people(tongue))) {
    if (start === 0) continue
    const set = await setAt(tongue, text, start, read)
    if (!set) continue
    const after = tidy(text.slice(set.end))
    // "and" and "also" go on with the set: then its words were not all.
    if (new RegExp(`^(?:${tongue.and}|${tongue.also}|${tongue.not}|${tongue.who})(?![\\p{L}])`, 'u').test(folded(after))) continue
    const before = text.slice(0, start).replace(/\bhow much (?=(?:did|do|have|has) $)/i, 'how much volume ')
    const outer =
      (await read(tidy(`${before} ${WALLET} ${after}`))) ??
      (await read(tidy(`${before.replace(/\b(?:was|were|is|are)\s*$/i, '')} ${after} of ${WALLET}`)))
    if (outer?.address !== WALLET || outer.other !== undefined) continue
    const { address: _, direction, ...rest } = outer
    const of = direction === 'from' ? ('sender' as const) : direction === 'to' ? ('receiver' as const) : undefined
    return { ...rest, within: set.within.map((step) => ({ ...step, ...(of ? { of } : {}) })) }
  }
  return undefined
}

/** "among pairs with at least 20 trades, which three have the highest …": groups that reach a bound, ranked by another measure. */
async function amongGroups(text: string, read: ReadPart): Promise<QueryInput | undefined> {
  const found =
    /^(?:among|amongst|of|out of) (?:the |all )?((\p{L}+) .+?),? (which|what)(?: (\p{L}+|\d+))? (?:ones )?(have|has|had) /u.exec(
      folded(text),
    )
  if (!found) return undefined
  const [whole = '', set = '', noun = '', , some = ''] = found
  const start = whole.indexOf(set)
  const inner = await read(text.slice(start, start + set.length))
  const [by] = inner?.by ?? []
  const bound = inner?.atLeast ?? inner?.atMost
  if (!inner || !by || inner.by?.length !== 1 || bound === undefined || inner.per || inner.transform || inner.limit) return undefined
  const count = some === 'one' ? '' : some
  const outer = await read(tidy(`which ${count} ${noun} had ${text.slice(whole.length)}`))
  if (outer?.by?.length !== 1 || outer.by[0] !== by || outer.per || outer.transform) return undefined
  const { order: _, also: __, by: ___, show: ____, ...rest } = inner
  return { ...outer, within: [{ ...(rest as WithinInput), by }] }
}

/** A measure of the people that a clause describes; undefined when the message is none or is not wholly understood. */
export async function readEmbedded(text: string, read: ReadPart): Promise<QueryInput | undefined> {
  const groups = await amongGroups(text, read)
  if (groups) return groups
  for (const tongue of TONGUES) {
    const query = (await among(tongue, text, read)) ?? (await inside(tongue, text, read))
    if (query) return query
  }
  return undefined
}
