import { folded, tidy } from './part.ts'
import type { Tongue } from './tongues.ts'

/** One thing that people did, in the words of the message. */
export interface Clause {
  text: string
  not: boolean
  later: boolean
  /** "also": it can only be of those before. */
  also: boolean
}

const word = (source: string): string => `(?<![\\p{L}\\p{N}])(?:${source})(?![\\p{L}\\p{N}])`

/** Words at the end of a stretch that join it to the next clause, taken off one by one. */
function joint(tongue: Tongue, text: string, head = false): { rest: string; not: boolean; later: boolean; also: boolean } {
  const out = { rest: text, not: false, later: false, also: false }
  const kinds = [
    ['not', tongue.not],
    ['later', tongue.later],
    ['also', tongue.also],
    ['', head ? `${tongue.and}|${tongue.who}|${tongue.it}` : `${tongue.and}|${tongue.who}|${tongue.it}|${tongue.people}`],
  ] as const
  for (;;) {
    const before = out.rest
    for (const [kind, source] of kinds) {
      const found = new RegExp(`(?:^|\\s|,)(?:${source})[\\s,]*$`, 'u').exec(folded(out.rest))
      // The pronoun before a verb is its object only where it stands so: "lo vendieron".
      if (!found) continue
      if (kind) out[kind] = true
      out.rest = out.rest.slice(0, found.index)
      break
    }
    if (out.rest === before) return { ...out, rest: tidy(out.rest) }
  }
}

/** The verb and what belongs to it at the beginning of a clause: "traded on". */
const verbOf = (tongue: Tongue, clause: string): string =>
  clause.slice(0, new RegExp(`^(?:${tongue.verbs})(?: (?:${tongue.on}))?(?![\\p{L}\\p{N}])`, 'u').exec(folded(clause))?.[0].length ?? 0)

/** "used v2 but not v3", "traded both X and Y": the verb is said once. */
function shared(tongue: Tongue, clause: Clause): Clause[] {
  const verb = verbOf(tongue, clause.text)
  if (!verb) return [clause]
  const object = clause.text.slice(verb.length).trim()
  const low = folded(object)
  const made = (text: string, marks: Partial<Clause> = {}): Clause => ({ ...clause, text: `${verb} ${tidy(text)}`, ...marks })
  const but = new RegExp(`[\\s,]+(?:(?:${tongue.and}) )?(?:${tongue.not})(?: (?:${tongue.on}))? `, 'u').exec(low)
  if (but && but.index > 0)
    return [made(object.slice(0, but.index)), made(object.slice(but.index + but[0].length), { not: true, also: true })]
  const both = new RegExp(`^(?:${tongue.on} )?(?:${tongue.both}) (.+?),? (?:${tongue.and})(?: (?:${tongue.on}))? (.+)$`, 'u').exec(low)
  if (both) {
    const [first = '', second = ''] = both.slice(1)
    const start = low.indexOf(first)
    const at = object.length - second.length
    return [made(object.slice(start, start + first.length)), made(object.slice(at), { also: true })]
  }
  const too = new RegExp(`[\\s,]+(?:${tongue.and}) (?:${tongue.also}) (?:(?:${tongue.on}) )?`, 'u').exec(low)
  if (too) return [made(object.slice(0, too.index)), made(object.slice(too.index + too[0].length), { also: true })]
  return [clause]
}

/** Takes "too", "as well" off the end of a clause. */
function trailing(tongue: Tongue, clause: Clause): Clause {
  const also = new RegExp(`[\\s,]+(?:${tongue.also})$`, 'u').exec(folded(clause.text))
  const later = new RegExp(`[\\s,]+(?:${tongue.later})$`, 'u').exec(folded(clause.text))
  const end = also?.index ?? later?.index
  if (end === undefined) return clause
  return { ...clause, text: tidy(clause.text.slice(0, end)), also: clause.also || also !== null, later: clause.later || later !== null }
}

export interface Clauses {
  /** What stands before the first verb: "wallets", "buyers of SHIB". */
  people: string
  clauses: Clause[]
}

/** Cuts "buyers of SHIB that also sold it but never bought UNI" at its verbs; undefined when there is none. */
export function clausesOf(tongue: Tongue, text: string): Clauses | undefined {
  const low = folded(text)
  const starts = [...low.matchAll(new RegExp(word(tongue.verbs), 'gu'))].map((match) => match.index)
  if (starts.length === 0) return undefined
  const head = joint(tongue, text.slice(0, starts[0]), true)
  const clauses: Clause[] = []
  let marks = head
  starts.forEach((start, index) => {
    const next = joint(tongue, text.slice(start, starts[index + 1] ?? text.length))
    const last = index === starts.length - 1
    const body = last ? tidy(text.slice(start)) : next.rest
    const { not, later, also } = marks
    clauses.push(trailing(tongue, { text: body, not, later, also }))
    marks = next
  })
  return { people: head.rest, clauses: clauses.flatMap((clause) => shared(tongue, clause)) }
}

/** "buyers of SHIB" as a clause: "bought SHIB"; "" for people of whom nothing is said. Undefined when the words are not of people. */
export function peopleClause(tongue: Tongue, people: string): string | undefined {
  const low = folded(people)
  const bare = new RegExp(`^(?:(?:${tongue.who}|${tongue.people})(?:\\s+|$))*$`, 'u')
  if (low === '' || bare.test(low)) return ''
  for (const [pattern, make] of tongue.nouns) {
    const found = pattern.exec(low)?.[1]
    if (found !== undefined) {
      const at = low.lastIndexOf(found)
      return make(people.slice(at, at + found.length))
    }
  }
  return undefined
}
