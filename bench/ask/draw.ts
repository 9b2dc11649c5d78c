import { seeded } from '../../chain/warehouse/guard-fuzz.case.ts'

/** As many as asked, the same at every run, drawn kind by kind in turn so that rare kinds are there too. */
export function draw<T>(all: readonly T[], count: number, { seed, kindOf }: { seed: number; kindOf(each: T): string }): T[] {
  const random = seeded(seed)
  const shuffled = all.map((each) => ({ each, at: random.below(2 ** 30) })).sort((a, b) => a.at - b.at)
  const kinds = new Map<string, T[]>()
  for (const { each } of shuffled) kinds.set(kindOf(each), [...(kinds.get(kindOf(each)) ?? []), each])
  const out: T[] = []
  while (out.length < Math.min(count, all.length))
    for (const each of kinds.values()) {
      const next = each.shift()
      if (next !== undefined && out.length < count) out.push(next)
    }
  return out
}
