/** Statements by a seeded generator against the guard: how many got out. Every one that ran is judged by what it reached and changed. */
import { seeded, statementSource } from '../../chain/warehouse/guard-fuzz.case.ts'
import { openWatch } from '../../chain/warehouse/guard-watch.case.ts'
import { moreAttacks } from '../../chain/warehouse/more-statements.case.ts'
import { attacks, HONEST } from '../../chain/warehouse/statements.case.ts'
import type { BenchOptions, Figure } from '../figures.ts'

const STATEMENTS = 100_000
const QUICK = 5000
const AT_ONCE = 4
/** Statements between two looks at tables, views, settings and files. */
const ROUND = 2000
const SEED = 20_260_513

const listed = (folder: string, secret: string): string[] =>
  [attacks(folder, secret), moreAttacks(folder, secret)].flatMap((lists) => Object.values(lists).flat())

/** `escapes` counts statements that reached what they may not, changed anything or passed a cap; 0 is the only good value. */
export async function guardFigures({ quick, log }: Pick<BenchOptions, 'quick' | 'log'>): Promise<Figure[]> {
  const watch = await openWatch()
  try {
    const { folder, secret } = watch
    const next = statementSource(seeded(SEED), { known: [...HONEST, ...listed('$FOLDER', '$SECRET')], folder, secret })
    const fates: Record<string, number> = {}
    let escapes = 0
    const judge = async (sql: string) => {
      const { fate, escape: out } = await watch.judge(sql)
      fates[fate] = (fates[fate] ?? 0) + 1
      if (out === undefined) return
      escapes++
      log(`ESCAPE (${out}): ${sql}`)
    }
    const lookAround = async () => {
      const change = await watch.changed()
      if (change === undefined) return
      escapes++
      log(`ESCAPE: something changed: ${change}`)
    }
    for (const sql of listed(folder, secret)) await judge(sql)
    await lookAround()
    let refusedHonest = 0
    for (const sql of HONEST) if ((await watch.judge(sql)).fate !== 'ran') refusedHonest++
    const total = quick ? QUICK : STATEMENTS
    log(`guard: ${total} generated statements, seed ${SEED}`)
    for (let made = 0; made < total; made += ROUND) {
      const round = Array.from({ length: Math.min(ROUND, total - made) }, next)
      const work = async () => {
        for (let sql = round.pop(); sql !== undefined; sql = round.pop()) await judge(sql)
      }
      await Promise.all(Array.from({ length: AT_ONCE }, work))
      await lookAround()
    }
    log(`guard: ${JSON.stringify(fates)}`)
    return [
      { id: 'escapes', value: escapes, unit: 'statements', better: 'lower' },
      { id: 'honest_refused', value: refusedHonest, unit: 'statements', better: 'lower' },
    ]
  } finally {
    await watch.close()
  }
}
