import { metricOf } from '../../layer/index.ts'
import type { QueryInput, WithinInput } from '../../query.ts'
import { without } from '../without.ts'
import { BLOCK, DAY, endings, folded, POOL, type ReadPart, TOKEN, tidy, WALLET } from './part.ts'

type Grain = NonNullable<WithinInput['per']>

const GRAINS: readonly (readonly [Grain | 'block', RegExp])[] = [
  ['block', /block|bloque|bloco|блок|区块|blok/],
  ['minute', /minute|minuto|минут|分钟|dakika/],
  ['hour', /hour|hora|час|小时|saat/],
  ['week', /week|semana|недел|周|星期|hafta/],
  ['month', /month|mes|месяц|月|\bay/],
  ['day', /day|date|dia|ден|дня|天|日|gun/],
]

const UNIT = 'day|date|hour|minute|week|month|block'
const SUP = 'most|highest|largest|biggest|greatest|fewest|lowest|least|smallest'
/** A found moment and what makes it one; the first group is its own words, which go on to where they can be read. */
const MOMENTS: readonly RegExp[] = [
  new RegExp(
    `(?<![\\p{L}])(?:on|in|during|at|for|within|of) (?:the )?((?:single )?(?:${UNIT}) (?:with|that had|which had|that saw|having) (?:the )?(?:${SUP})(?![\\p{L}]))`,
    'u',
  ),
  new RegExp(
    `(?<![\\p{L}])(?:on|in|during|at|for|within|of) (?:the )?((?:busiest|most active|slowest|quietest|least busy) (?:${UNIT}))(?![\\p{L}])`,
    'u',
  ),
  /(?<![\p{L}])(?:en|durante|del?) ?(?:el |la )?((?:dia|hora|minuto|semana|mes|bloque) (?:con|de) (?:el |la )?(?:mas|mayor|menos|menor|maximo))(?![\p{L}])/u,
  /(?<![\p{L}])(?:el |la )((?:dia|hora|minuto|semana|mes|bloque) con (?:el |la )?(?:mas|mayor|menos|menor))(?![\p{L}])/u,
  /(?<![\p{L}])(?:n[oa]|em|durante [oa]|d[oa]) ((?:dia|hora|minuto|semana|mes|bloco) (?:com|de) (?:o |a )?(?:mais|maior|menos|menor))(?![\p{L}])/u,
  /(?<![\p{L}])(?:в|за|во) ((?:день|час|минуту|неделю|месяц|блок|дне|часе|блоке) с (?:наибольшим|самым большим|максимальным|наименьшим|минимальным))(?![\p{L}])/u,
]
const ZH =
  /(?:在|于)?((?:交易|交易量|成交量|交易额|成交额|交易笔数|转账|gas)[^，,的]{0,4}(?:最多|最高|最大|最活跃|最低|最少)的?(?:那)?(?:一)?(?:个)?(?:天|日|小时|分钟|周|月|区块))(?:里|中|内|当天|有|，|,|的|上)?/u
const TR =
  /(en (?:cok|fazla|yuksek|az|dusuk) [^,]*?(?:olan |oldugu )?(?:gun|saat|hafta|ay|blok))(?:de|da|te|ta|un|in|deki|daki)?(?![\p{L}])/u

/** A noun phrase of one thing that a ranking finds. */
const ADJ =
  'largest|biggest|top|most active|busiest|most traded|most popular|highest[- ]volume|most profitable|most used|most liquid|most frequent|heaviest'
const THING = 'trader|wallet|address|seller|buyer|pool|token|coin|pair|dex|exchange|sender|receiver'
const THINGS: readonly (readonly [RegExp, (words: string) => string])[] = [
  [
    new RegExp(
      `(?<![\\p{L}])(?:the )?(?:single )?((?:${ADJ}) (?:${THING}))(?=['’]s|[,?]|$| (?:did|does|do|has|have|had|by|on|in|at|is|was|were|make|made|buy|bought|sell|sold|trade|traded|use|used|hold|holds|send|sent|pay|paid|account))`,
      'u',
    ),
    (words) => words,
  ],
  [
    new RegExp(`(?<![\\p{L}])the ((?:${THING}) with (?:the )?(?:${SUP})(?![\\p{L}]))`, 'u'),
    (words) => `which ${words.replace(' with ', ' had ')}`,
  ],
  [
    /(?<![\p{L}])(?:el |la |al |del )?((?:mayor|principal) (?:trader|operador|billetera|pool|token|par)|(?:trader|pool|token|par|billetera) (?:mas (?:grande|activ[oa]|negociad[oa])|con mas [\p{L}]+))(?![\p{L}])/u,
    (words) => words,
  ],
  [
    /(?<![\p{L}])(?:[oa] |d[oa] |n[oa] )?((?:maior|principal) (?:trader|carteira|pool|token|par)|(?:trader|pool|token|par|carteira) (?:mais (?:ativ[oa]|negociad[oa])|com mais [\p{L}]+))(?![\p{L}])/u,
    (words) => words,
  ],
  [
    /(?<![\p{L}])((?:крупнеиш|самы[ийм]+ крупн|самы[ийм]+ активн)[\p{L}]* (?:треидер|трейдер|кошел|адрес|пул|токен|пар)[\p{L}]*)(?![\p{L}])/u,
    (words) => words,
  ],
  [/((?:最大|最活跃|交易量最大|成交量最大)的(?:交易者|钱包|地址|池子|代币|交易对))/u, (words) => words],
  [
    /(?<![\p{L}])(en (?:buyuk|aktif|cok islem yapan) (?:trader|cuzdan|havuz|token))(?:in|un|nin|nun|da|de|i|u)?(?![\p{L}])/u,
    (words) => words,
  ],
]

const FIELDS = [
  'token',
  'token2',
  'pool',
  'side',
  'dex',
  'version',
  'address',
  'other',
  'direction',
  'exclude',
  'minUsd',
  'minAmount',
  'maxUsd',
  'maxAmount',
  'strict',
  'n',
  'unit',
  'from',
  'to',
  'outcome',
  'method',
  'each',
  'currency',
] as const
const RANK = new Set<string>(['metric', 'by', 'per', 'order', 'limit', 'period', ...FIELDS])

/** A ranking of which only the first is used, as a first step. */
export function rankOf(query: QueryInput, active: boolean): WithinInput | undefined {
  if (metricOf(query.metric ?? '')?.metric.kind !== 'aggregate') return undefined
  if (query.order !== 'most' && query.order !== 'least') return undefined
  if ((query.by?.length ?? 0) + (query.per ? 1 : 0) !== 1 || (query.limit ?? 1) !== 1) return undefined
  if (Object.entries(query).some(([key, value]) => value !== undefined && !RANK.has(key))) return undefined
  const [by] = query.by ?? []
  const kept = Object.fromEntries(Object.entries(query).filter(([key]) => (FIELDS as readonly string[]).includes(key)))
  return {
    // "most active" counts what they do.
    metric: active && query.metric === 'volume' ? 'trades' : (query.metric as string),
    ...(by ? { by } : { per: query.per as Grain }),
    ...kept,
    ...((query.period ?? 'all') === 'all' ? {} : { period: query.period as NonNullable<WithinInput['period']> }),
    order: query.order,
  } as WithinInput
}

const grainOf = (words: string): Grain | 'block' | undefined => GRAINS.find(([, pattern]) => pattern.test(words))?.[0]

/** The second part, whose stand-in for the moment is taken out again. */
async function atMoment(before: string, after: string, grain: Grain | 'block', read: ReadPart): Promise<QueryInput | undefined> {
  const place = grain === 'block' ? `in block ${BLOCK}` : `on ${DAY}`
  const outer = await read(tidy(before === '' ? `${after} ${place}` : `${before} ${place} ${after}`))
  if (outer) {
    if (grain === 'block') return outer.block === BLOCK && outer.toBlock === undefined ? without(outer, 'block') : undefined
    return outer.period === 'range' && outer.from === DAY && outer.to === DAY ? without(outer, 'period', 'from', 'to') : undefined
  }
  // "top tokens yesterday in the busiest hour": the period is of both.
  const alone = await read(tidy(`${before} ${after}`))
  return alone?.period !== undefined && alone.period !== 'all' && !alone.compare ? alone : undefined
}

/** The moment as a question of its own, in the ways that are known. */
const native = (words: string): string[] => [
  words,
  words.replace(/(?:наибольшим|максимальным) (?:числом|количеством)/iu, 'самым большим числом'),
  `в какой ${words.replace(/с (?:наибольшим|самым большим|максимальным)/iu, 'был наибольший').replace(/объ[её]мом/iu, 'объем')}`,
  `哪一天${words.replace(/的?(?:那)?(?:一)?(?:个)?(?:天|日)$/u, '')}`,
  words.replace(/交易最多的?(?:那)?(?:一)?天/u, '交易笔数最多的一天'),
]

async function firstOf(texts: readonly string[], read: ReadPart): Promise<QueryInput | undefined> {
  for (const text of new Set(texts)) {
    const found = await read(text)
    if (found && (found.per || found.by)) return found
  }
  return undefined
}

async function moment(text: string, found: { start: number; end: number; words: string }, read: ReadPart): Promise<QueryInput | undefined> {
  const grain = grainOf(found.words)
  if (!grain) return undefined
  const english = new RegExp(`^(?:single )?(?:${UNIT}) `).test(found.words)
  const from = found.end - found.words.length
  for (const end of [...endings(text, found.end), found.end]) {
    const words = tidy(text.slice(from, end))
    const inner = await firstOf(
      english
        ? [`which ${words.replace(/^single /i, '').replace(/ (?:with|that had|which had|that saw|having) /i, ' had ')}`]
        : native(words),
      read,
    )
    const step = inner ? rankOf(inner, false) : undefined
    if (!step || (grain === 'block' ? step.by !== 'block' : step.per !== grain)) continue
    const outer = await atMoment(tidy(text.slice(0, found.start)), tidy(text.slice(end)), grain, read)
    if (outer && !outer.within && !outer.than) return { ...outer, within: [step] }
  }
  return undefined
}

const place = (by: string | undefined): string =>
  by === 'pool' || by === 'pair' || by === 'dex' ? `pool ${POOL}` : by === 'token' ? TOKEN : WALLET

/** The second part, whose stand-in for what is found is taken out again. */
function ofThing(outer: QueryInput, step: WithinInput): QueryInput | undefined {
  const used = [outer.address === WALLET, outer.pool === POOL, outer.token === TOKEN || outer.token2 === TOKEN].filter(Boolean).length
  if (used !== 1 || outer.other !== undefined) return undefined
  if (outer.address === WALLET) {
    const of = outer.direction === 'from' ? 'sender' : outer.direction === 'to' ? 'receiver' : undefined
    return { ...without(outer, 'address', 'direction'), within: [{ ...step, ...(of ? { of } : {}) }] }
  }
  // "what percent of the volume did the biggest pool have": of the whole without it.
  const part = outer.transform === 'share' && !outer.by?.length ? { transform: 'part' as const } : {}
  if (outer.pool === POOL) return { ...without(outer, 'pool'), ...part, within: [step] }
  return outer.token === TOKEN && !outer.token2 && !outer.side ? { ...without(outer, 'token'), within: [step] } : undefined
}

/** Measures of what the token itself is: they cannot do without its name. */
const needsName = (query: QueryInput): boolean => {
  const metric = metricOf(query.metric ?? '')?.metric
  return (
    (metric?.needs ?? []).length > 0 || (metric?.kind === 'aggregate' && metric.value('').includes('{token}')) || metric?.kind === 'live'
  )
}

const BOUGHT =
  /^(?:which|what|que|quais|какие|哪些)?(?: (?:tokens?|coins?|токен[\p{L}]*|代币))(?: (?:did|has|have|does))? (?:(?<first>compro|vendeu|comprou|vendio|купил|продал) )?(?:[\p{L}]+ )?(?<who>0x[0-9a-f]{40})(?: (?<last>buy|bought|sell|sold))?$/u

/** "which tokens did 0x… buy": those of which there was a purchase. */
function boughtBy(said: string): QueryInput | undefined {
  const found = BOUGHT.exec(folded(said))?.groups
  const verb = found?.first ?? found?.last
  if (!verb || found?.who !== WALLET) return undefined
  return { metric: /^(?:buy|bought|compro|comprou|купил)$/.test(verb) ? 'buys' : 'sells', by: ['token'], atLeast: 1 }
}

/** The ranking that a superlative means: of pools and the like by volume, where nothing else is said. */
async function ranked(words: string, read: ReadPart): Promise<QueryInput | undefined> {
  const found = await read(words)
  if (found && rankOf(found, false)) return found
  const plain = /^(?:largest|biggest|top|most traded|most popular|most active|busiest) (pool|pair|token|trader|wallet|dex)$/.exec(
    folded(words),
  )
  return plain ? read(`which ${plain[1]} had the most ${/active|busiest/.test(words) ? 'trades' : 'volume'}`) : undefined
}

async function thing(
  text: string,
  found: { start: number; end: number; words: string; ask: string },
  read: ReadPart,
): Promise<QueryInput | undefined> {
  const open = / had /.test(found.ask)
  const from = found.end - found.words.length
  const ends = open
    ? [...endings(text, found.end), found.end]
    : [...endings(text, found.end).filter((end) => /^\s*by\s/.test(folded(text.slice(found.end, end)))), found.end]
  for (const end of ends) {
    const words = tidy(text.slice(from, end))
    const inner = open ? await read(`which ${words.replace(/ with (?:the )?/i, ' had the ')}`) : await ranked(words, read)
    const step = inner ? rankOf(inner, /active|busiest|frequent|activ|актив|活跃|aktif/.test(found.words)) : undefined
    if (!step?.by || step.by === 'block') continue
    const rest = text.slice(end).replace(/^['’]s/, '')
    const said = tidy(`${text.slice(0, found.start)} ${place(step.by)} ${rest}`)
    const owned = rest !== text.slice(end) && tidy(text.slice(0, found.start)) === '' ? `${tidy(rest)} of ${place(step.by)}` : said
    const bought = boughtBy(said)
    if (bought) return { ...bought, within: [step] }
    const outer = (await read(owned)) ?? (await read(said)) ?? (await read(said.replace(/ (?:use|used)$/i, ' trade in')))
    const query = outer ? ofThing(outer, step) : undefined
    if (query && outer && !needsName(outer)) return query
  }
  return undefined
}

/** One match of several patterns, the words of its group and where they stand. */
function match(pattern: RegExp, low: string): { start: number; end: number; words: string } | undefined {
  const found = pattern.exec(low)
  const words = found?.[1]
  if (!found || words === undefined) return undefined
  const at = found.index + found[0].indexOf(words)
  return { start: found.index, end: at + words.length, words }
}

/** A question about a moment that a first query finds. */
export async function readMoment(text: string, read: ReadPart): Promise<QueryInput | undefined> {
  const low = folded(text)
  for (const pattern of [...MOMENTS, ZH, TR]) {
    const found = match(pattern, low)
    const query = found ? await moment(text, found, read) : undefined
    if (query) return query
  }
  return undefined
}

/** A question about the trader, token or pool that a first query finds. */
export async function readThing(text: string, read: ReadPart): Promise<QueryInput | undefined> {
  const low = folded(text)
  for (const [pattern, ask] of THINGS) {
    const found = match(pattern, low)
    const query = found ? await thing(text, { ...found, ask: ask(found.words) }, read) : undefined
    if (query) return query
  }
  return undefined
}
