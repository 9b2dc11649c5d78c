import { type Found, sourceCheck } from '../check.ts'
import type { Cond, Step } from '../model/flow.ts'
import { globalName } from '../model/scope.ts'
import { sourcesOf } from '../model/sources.ts'
import { type Location, locate } from '../model/storage.ts'
import { eachExpr, someExpr } from '../model/walk.ts'
import type { Expr } from '../parse/ast.ts'
import type { Spot } from './kit.ts'
import { allSpots, at, kinds } from './kit.ts'

const isTime = (expr: Expr): boolean => globalName(expr) === 'now' || globalName(expr) === 'block.timestamp'
const UNITS: Readonly<Record<string, number>> = { seconds: 1, minutes: 60, hours: 3600, days: 86_400, weeks: 604_800, years: 31_536_000 }
/** A block builder may move the time by about a quarter of an hour before others refuse the block (consensus rules before the merge). */
const REACH_SECONDS = 900

const literal = (expr: Expr): number | undefined =>
  expr.k === 'lit' && expr.kind === 'number' ? Number(expr.value) * (UNITS[expr.unit ?? 'seconds'] ?? 1) : undefined

type Use = 'equality' | 'date' | 'window' | 'deadline'

/** The time itself, or a local that was set from it; not what a function made of it. */
const holdsTime = (expr: Expr, step: Step): boolean =>
  someExpr(
    expr,
    (part) =>
      isTime(part) ||
      (part.k === 'id' &&
        (step.frame.fn.locals
          .get(part.name)
          ?.values.some((value) => value.op !== 'into' && someExpr(value.expr, isTime) && !isMixed(value.expr)) ??
          false)),
  )

/** What a hash or a remainder made of the time is chance, and told as such. */
const isMixed = (expr: Expr): boolean =>
  someExpr(
    expr,
    (part) =>
      (part.k === 'binary' && part.op === '%') ||
      (part.k === 'call' && part.callee.k === 'id' && /^(?:keccak256|sha3|sha256|ripemd160)$/.test(part.callee.name)),
  )

/** How a comparison uses the time. */
function use(expr: Expr, step: Step): Use | undefined {
  if (expr.k !== 'binary' || !/^(?:[<>]=?|[=!]=)$/.test(expr.op)) return undefined
  if (someExpr(expr, (part) => part.k === 'binary' && part.op === '%')) return undefined
  const timed = [expr.left, expr.right].filter((side) => holdsTime(side, step))
  if (timed.length === 0) return undefined
  const other = timed[0] === expr.left ? expr.right : expr.left
  if (/^[=!]=$/.test(expr.op) && literal(other) !== 0) return 'equality'
  const date = literal(other)
  if (date !== undefined && date > 1_000_000_000) return 'date'
  const constants: number[] = []
  eachExpr(expr, (part) => {
    const value = literal(part)
    if (value !== undefined) constants.push(value)
  })
  return constants.some((value) => value > 0 && value <= REACH_SECONDS) && someExpr(expr, isTime) ? 'window' : 'deadline'
}

const SAY: Readonly<Record<Use, string>> = {
  equality: 'The time is compared for equality, so whoever builds the block can meet or miss it.',
  date: "A date that is written into the code decides by the block's time.",
  window: 'The window is short enough for a block builder to move the time across it.',
  deadline: "The block's time decides; it may be off by seconds to minutes.",
}

function* comparisons({ entry }: Spot): Iterable<Found> {
  for (const step of entry.flow.steps) {
    let found: Use | undefined
    eachExpr(step.expr, (expr) => {
      const how = use(expr, step)
      if (how && (!found || how !== 'deadline')) found = how
    })
    if (found && step.expr)
      yield at(step.frame, step.expr, {
        message: SAY[found],
        certainty: found === 'deadline' ? 'possible' : 'likely',
        severity: found === 'deadline' ? 'info' : 'low',
      })
  }
}

/** Storage that is later compared with the time for equality is set here. */
function* marks({ entry }: Spot): Iterable<Found> {
  const equal = new Set<string>()
  for (const step of entry.flow.steps)
    eachExpr(step.expr, (expr) => {
      if (use(expr, step) === 'equality') for (const source of sourcesOf(expr, step.frame)) equal.add(source)
    })
  for (const write of kinds(entry, 'write')) {
    const exact = write.value && isTime(write.value)
    if (exact)
      yield at(write.frame, write.expr, {
        message: `"${write.place.state.def.name}" takes the block's time.`,
        certainty: 'possible',
        severity: equal.has(`state:${write.place.state.def.name}`) ? 'low' : 'info',
      })
  }
}

/** A record that the caller names has its own holder; nobody else can put himself in his place. */
const isNamed = (place: Location): boolean =>
  place.path.some((key) => key.k === 'index' && key.expr && sourcesOf(key.expr, key.frame).has('param'))

/** The time decides whether the pot goes to whom anyone could put in its way, so whoever builds the block can be that one. */
function* outcomes({ contract, entry }: Spot): Iterable<Found> {
  const deciding = new Set<Cond>()
  for (const call of kinds(entry, 'call')) {
    const place =
      call.value && (call.kind === 'send' || call.kind === 'transfer' || call.kind === 'call') && locate(call.target, call.frame)
    if (!place || !contract.open.has(place.state.def.name) || !entry.anyone(call) || isNamed(place)) continue
    for (const cond of call.conds)
      if (cond.how !== 'loop' && sourcesOf(cond.expr, cond.frame).has('time') && !isMixed(cond.expr)) deciding.add(cond)
  }
  const kept = new Set([...deciding].flatMap((cond) => [...sourcesOf(cond.expr, cond.frame)]))
  const low = (message: string) => ({ message, certainty: 'likely', severity: 'low' }) as const
  for (const cond of deciding)
    yield at(cond.frame, cond.expr, low("The block's time decides who is paid; whoever builds the block can be that one."))
  if (deciding.size === 0) return
  for (const step of entry.flow.steps)
    if (step.kind === 'return' && step.expr && isTime(step.expr))
      yield at(step.frame, step.expr, low('The time that decides who is paid is taken here.'))
  for (const write of kinds(entry, 'write'))
    if (kept.has(`state:${write.place.state.def.name}`) && write.value && isTime(write.value))
      yield at(write.frame, write.expr, low('The time from which on it is decided who is paid is set here.'))
}

export const timestamp = sourceCheck({
  id: 'timestamp-dependence',
  title: "The block's time decides",
  severity: 'low',
  category: 'time_manipulation',
  explanation:
    'Whoever builds a block chooses its time within limits. Equalities, short windows and outcomes computed from the time can be steered; deadlines of hours or days cannot in any way that matters.',
  fix: 'Allow for minutes of error, never compare for equality, and do not compute outcomes from the time.',
  references: ['SWC-116', 'OWASP SC09:2025'],
  *run(subject) {
    for (const spot of allSpots(subject)) {
      yield* comparisons(spot)
      yield* marks(spot)
      yield* outcomes(spot)
    }
    for (const contract of subject.contracts)
      for (const { def } of contract.model.state.values())
        if (def.init && isTime(def.init))
          yield {
            file: contract.model.state.get(def.name)?.owner.file.path ?? '',
            span: def,
            contract: contract.model.name,
            function: '',
            message: `"${def.name}" starts with the time of deployment.`,
            certainty: 'possible',
            severity: 'info',
          }
  },
})
