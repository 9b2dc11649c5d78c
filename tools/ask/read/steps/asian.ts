import type { QueryInput } from '../../query.ts'
import { joined, setOf } from './cohort.ts'
import { folded, type ReadPart, tidy } from './part.ts'

/** Languages whose verb stands elsewhere: each pattern gives the clauses as questions that count people. */
interface Shape {
  pattern: RegExp
  clauses: (groups: Record<string, string>) => { text: string; not?: boolean }[]
}

const PEOPLE = '人|用户|钱包|地址|交易者|交易员'
const zh = (clause: string): string => `有多少交易者${clause}`
const ZH: readonly Shape[] = [
  {
    // 买过SHIB的人里有多少也卖了SHIB
    pattern: new RegExp(
      `^(?:在)?(?<a>.+?)的(?:所有)?(?:${PEOPLE})?(?:里面|里|中|当中)[，,]?有?多少(?:个)?(?:${PEOPLE})?(?:也|还|又|同时也)(?<b>.+?)$`,
      'u',
    ),
    clauses: ({ a = '', b = '' }) => [{ text: zh(a) }, { text: zh(b) }],
  },
  {
    // 同时在uniswap和sushiswap上交易过的交易者有多少
    pattern: new RegExp(
      `^(?:有多少(?:个)?(?:${PEOPLE}))?同时(?<on>在)?(?<v1>买过|卖过|买了|卖了|交易过|交易了|用过)?(?<a>[^和与，,]+?)(?:和|与)(?<b>[^，,]+?)(?<v2>上交易过|上交易|交易过)?(?:的(?:${PEOPLE})(?:有多少(?:个|人)?|数量|数))?$`,
      'u',
    ),
    clauses: ({ on = '', v1 = '', a = '', b = '', v2 = '' }) => [a, b].map((name) => ({ text: zh(`${on}${v1}${name}${v2}`) })),
  },
  {
    // 用过v2但没用过v3的交易者有多少
    pattern: new RegExp(
      `^(?:有多少(?:个)?(?:${PEOPLE}))?(?<a>.+?)[，,]?但(?:是)?(?:从)?(?:没有|没|未|从未)(?<b>.+?)(?:的(?:${PEOPLE})(?:有多少(?:个|人)?|数量|数))?$`,
      'u',
    ),
    clauses: ({ a = '', b = '' }) => [{ text: zh(a) }, { text: zh(b), not: true }],
  },
]

/** "USDC de aldı" as what the wallets are: "USDC alan". */
const participle = (clause: string): string =>
  clause
    .replace(/ (?:de|da|ayrıca|ayrica) /iu, ' ')
    .replace(/ald[ıi]$/iu, 'alan')
    .replace(/satt[ıi]$/iu, 'satan')
    .replace(/kulland[ıi]$/iu, 'kullanan')

const TR: readonly Shape[] = [
  {
    // SHIB alanların kaçı USDC de aldı
    pattern: /^(?<a>.+? (?:alan|satan|kullanan|gonderen))(?:larin|lerin|lardan|lerden)(?: kaci| kac kisi| kac tanesi)? (?<b>.+?)$/u,
    clauses: ({ a = '', b = '' }) => [{ text: `${a} kaç cüzdan var` }, { text: `${participle(b)} kaç cüzdan var` }],
  },
  {
    // hem SHIB hem USDC alan kaç cüzdan var
    pattern:
      /^hem (?:de )?(?<a>\S+) hem (?:de )?(?<b>\S+) (?<v>alan|satan|kullanan) kac (?:farkli )?(?:cuzdan|kisi|adres|trader|kullanici)(?: var| vardi)?$/u,
    clauses: ({ a = '', b = '', v = '' }) => [a, b].map((name) => ({ text: `${name} ${v} kaç cüzdan var` })),
  },
  {
    // v2 kullanan ama v3 kullanmayan kaç trader var
    pattern:
      /^(?<a>.+? (?:alan|satan|kullanan)) (?:ama|fakat|ancak) (?<b>\S+) (?<v>al|sat|kullan)m[ae]yan kac (?:cuzdan|kisi|adres|trader|kullanici)(?: var| vardi)?$/u,
    clauses: ({ a = '', b = '', v = '' }) => [{ text: `${a} kaç cüzdan var` }, { text: `${b} ${v}an kaç cüzdan var`, not: true }],
  },
]

/** Questions about people who did several things, in Chinese and Turkish. */
export async function readAsian(text: string, read: ReadPart): Promise<QueryInput | undefined> {
  const low = folded(tidy(text))
  const own = tidy(text)
  for (const { pattern, clauses } of [...ZH, ...TR]) {
    const found = new RegExp(pattern.source, 'du').exec(low)
    const places = found?.indices?.groups
    if (!places) continue
    // In the letters of the message: names are known by them.
    const groups = Object.fromEntries(Object.entries(places).flatMap(([name, at]) => (at ? [[name, own.slice(at[0], at[1])]] : [])))
    const told = await Promise.all(
      clauses(groups).map(async ({ text: said, not = false }) => {
        const base = await read(tidy(said))
        const set = base ? setOf(base) : undefined
        return base && set ? { base, set, clause: { text: said, not, later: false, also: true } } : undefined
      }),
    )
    if (told.every((each) => each !== undefined)) {
      const query = joined(told, 'count')
      if (query) return query
    }
  }
  return undefined
}
