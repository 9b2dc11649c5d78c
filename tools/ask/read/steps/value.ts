import { metricOf } from '../../layer/index.ts'
import type { DimensionId } from '../../layer/types.ts'
import type { QueryInput, ThanInput } from '../../query.ts'
import { without } from '../without.ts'
import { endings, folded, NUMBER, type ReadPart, tidy } from './part.ts'

type Grain = NonNullable<ThanInput['per']>
interface Mean {
  pattern: RegExp
  /** In the words of the language: the bound with a number in the place of the mean. */
  said: (more: boolean) => string
  less: RegExp
}

/** "larger than the average trade": single rows against the mean of all. */
const MEANS: readonly Mean[] = [
  {
    pattern:
      /(?:(?:that|which) )?(?:(?:are|were|was|is) )?(?<sign>larger|bigger|greater|higher|above|over|more|smaller|less|lower|below|under)(?: in (?:size|value))?(?: than)?(?: (?:the|an?))? (?<mean>average|mean|median)(?: (?:usd )?(?:value|size|amount))?(?: of)?(?<noun>(?: (?:the|all|a|an|one|dex|token|usd))*(?: (?:trade|swap|transfer|transaction)s?)?(?: (?:size|value|amount))?)(?![\p{L}])/u,
    said: (more) => `${more ? 'over' : 'under'} $${NUMBER}`,
    less: /smaller|less|lower|below|under/,
  },
  {
    pattern:
      /(?:(?:fueron|son|eran) )?(?<sign>mayor(?:es)?|mas grandes?|superior(?:es)?|por encima|menor(?:es)?|mas pequen[oa]s?|inferior(?:es)?|por debajo)(?: (?:que|a|al|de|del))?(?: (?:el|la))?(?<noun>(?: (?:intercambio|swap|trade|operacion|tamano|valor)(?: de)?)*) (?<mean>medi[oa]|promedio|median[oa])(?<tail>(?: de (?:los |las )?(?:intercambios|swaps|trades|operaciones))?)(?![\p{L}])/u,
    said: (more) => `${more ? 'mayores de' : 'menores de'} $${NUMBER}`,
    less: /menor|pequen|inferior|debajo/,
  },
  {
    pattern:
      /(?:(?:foram|sao|eram) )?(?<sign>maior(?:es)?|acima|superior(?:es)?|menor(?:es)?|abaixo|inferior(?:es)?)(?: (?:que|do que|a|ao|da|do|de))*(?: [oa])?(?<noun>(?: (?:troca|swap|trade|operacao|negociacao|tamanho|valor)(?: de)?)*) (?<mean>medi[oa]|mediana)(?<tail>(?: d[oae]s? (?:trocas|swaps|trades|operacoes))?)(?![\p{L}])/u,
    said: (more) => `${more ? 'maiores que' : 'menores que'} $${NUMBER}`,
    less: /menor|abaixo|inferior/,
  },
  {
    pattern:
      /(?:были )?(?<sign>больше|крупнее|выше|меньше|мельче|ниже)(?: чем)? (?<mean>средн[\p{L}]+|медиан[\p{L}]+)(?<noun>(?: (?:сделк|обмен|своп|размер|сумм)[\p{L}]*)*)(?![\p{L}])/u,
    said: (more) => `${more ? 'больше' : 'меньше'} $${NUMBER}`,
    less: /меньше|мельче|ниже/,
  },
  {
    pattern:
      /(?<sign>大于|高于|超过|多于|小于|低于|少于)(?:了)?(?<mean>平均|中位)(?:的)?(?<noun>(?:每笔)?(?:交易额|成交额|交易金额|交易规模|交易|成交|值|水平|数)?)/u,
    said: (more) => `${more ? '大于' : '小于'}${NUMBER}美元`,
    less: /小于|低于|少于/,
  },
  {
    pattern:
      /(?<mean>ortalama|medyan)(?<noun>(?: (?:islem|takas|swap|trade))?(?: (?:buyuklugu|tutari|degeri))?)(?:n?[dt][ae]n|sindan|dan|den) (?:daha )?(?<sign>buyuk|fazla|yuksek|kucuk|az|dusuk)(?![\p{L}])/u,
    said: (more) => `${NUMBER} dolardan ${more ? 'büyük' : 'küçük'}`,
    less: /kucuk|az|dusuk/,
  },
]

const MEAN_OF: Readonly<Record<string, { mean: string; median?: string }>> = {
  trades: { mean: 'average_trade', median: 'median_trade' },
  transfers: { mean: 'average_transfer' },
}
const PLACES = ['token', 'token2', 'side', 'dex', 'version', 'pool', 'address', 'direction'] as const
const placesOf = (query: QueryInput) =>
  Object.fromEntries(PLACES.flatMap((field) => (query[field] === undefined ? [] : [[field, query[field]]])))

async function meanRows(text: string, { pattern, said, less }: Mean, read: ReadPart): Promise<QueryInput | undefined> {
  const found = pattern.exec(folded(text))
  if (!found) return undefined
  const { sign = '', mean = '', noun = '', tail = '' } = found.groups ?? {}
  const more = !less.test(sign)
  const [before, after] = [text.slice(0, found.index), text.slice(found.index + found[0].length)]
  const outer = await read(tidy(`${before} ${said(more)} ${after}`))
  const key = more ? 'minUsd' : 'maxUsd'
  if (outer?.[key] !== NUMBER) return undefined
  const rest = without(outer, key, 'strict')
  const subject = metricOf(rest.metric ?? '')?.subject.id ?? ''
  const metric = /^med(?:ian|yan)|медиан|中位/.test(mean) ? MEAN_OF[subject]?.median : MEAN_OF[subject]?.mean
  if (!metric) return undefined
  const places = placesOf(rest)
  // "v3 trades larger than the average trade": of which trades?
  const named = tidy(noun + tail) !== ''
  if (named && Object.keys(places).length > 0) return undefined
  return { ...rest, than: { metric, ...places, bound: more ? 'more' : 'less', on: 'rows' } as ThanInput }
}

const X = 'volume|trades|swaps|traders|transfers|holders|fees|transactions|liquidity|pools|transfer volume|trading volume'
const MORE = 'more|higher|larger|bigger|greater'
const LESS = 'less|fewer|lower|smaller'
/** "more volume than UNI", "traded more often than 0x…". */
const AS_NAMED: readonly (readonly [RegExp, (found: RegExpExecArray) => { what: string; outer: string }])[] = [
  [
    new RegExp(`(?<sign>${MORE}|${LESS}) (?:often|frequently|times) than (?:does |did )?`, 'u'),
    (found) => ({ what: 'trades', outer: `${isLess(found) ? 'less' : 'more'} than ${NUMBER} times` }),
  ],
  [
    new RegExp(`(?:an? )?(?<sign>${MORE}|${LESS}) (?:number of )?(?<what>${X}) than (?:does |did )?`, 'u'),
    (found) => {
      const what = found.groups?.what ?? ''
      return { what, outer: `${isLess(found) ? 'less' : 'more'} than ${NUMBER} ${what}` }
    },
  ],
]
const isLess = (found: RegExpExecArray): boolean => new RegExp(`^(?:${LESS})$`).test(found.groups?.sign ?? '')

/** The bound of groups in a part that was read with a number in its place. */
function bounded(outer: QueryInput | undefined): { rest: QueryInput; bound: 'more' | 'less' } | undefined {
  if (outer?.by?.length !== 1 || outer.per) return undefined
  const near = (value: number | undefined) => value !== undefined && Math.abs(value - NUMBER) <= 1
  const rest = without(outer, 'atLeast', 'atMost')
  if (near(outer.atLeast) && outer.atMost === undefined) return { rest, bound: 'more' }
  return near(outer.atMost) && outer.atLeast === undefined ? { rest, bound: 'less' } : undefined
}

const AVERAGE = /^(?:the |an )?(?:average|mean)(?: (trader|wallet|address|person|user|token|pool|pair|dex|one))?$/

async function asNamed(text: string, read: ReadPart): Promise<QueryInput | undefined> {
  const low = folded(text)
  for (const [pattern, make] of AS_NAMED) {
    const found = pattern.exec(low)
    if (!found) continue
    const { what, outer: said } = make(found)
    const start = found.index + found[0].length
    for (const end of endings(text, start).sort((a, b) => a - b)) {
      const name = tidy(text.slice(start, end)).replace(/ (?:did|does|had|has|made)$/i, '')
      const read2 = bounded(await read(tidy(`${text.slice(0, found.index)} ${said} ${text.slice(end)}`)))
      if (!read2) continue
      const { rest, bound } = read2
      if (AVERAGE.test(folded(name))) {
        const by = rest.by?.[0] as DimensionId
        return { ...rest, than: { metric: rest.metric as string, by, ...placesOf(rest), bound, on: 'groups' } as ThanInput }
      }
      const inner = (await read(`number of ${what} of ${name}`)) ?? (await read(`${what} of ${name}`))
      if (!inner || inner.metric !== rest.metric || inner.by?.length || inner.per || inner.transform || inner.limit) continue
      const same = without(placesOf(rest) as QueryInput, 'token', 'address')
      return { ...rest, than: { ...(inner as object), ...same, bound, on: 'groups' } as ThanInput }
    }
  }
  return undefined
}

const UNITS = 'days|hours|weeks|months|minutes'
/** "days with more trades than the average day", "days above the average volume". */
const DAYS: readonly RegExp[] = [
  new RegExp(
    `^(?<head>.*?)(?<unit>${UNITS})(?: (?:with|had|have|saw|that had|which had|were there|there were|was there|did we have|when there were))? (?:an? |the )?(?<sign>${MORE}|${LESS})(?: number of)? (?<what>[\\p{L} ]+?) than (?:the |an |on an |on average ?)?(?:average|mean|usual)?(?: (?:day|hour|week|month|minute|one))?(?<rest>(?: (?:in|on|of|during|since) .*)?)$`,
    'u',
  ),
  new RegExp(
    `^(?<head>.*?)(?<unit>${UNITS})(?: (?:with|had|have|saw|that had|which had|were|that were|when))? (?<what1>[\\p{L} ]+? (?:was |were |is )?)?(?<sign>above|below|over|under)[- ](?:the )?(?:daily |hourly |weekly |monthly )?average(?: (?:daily|hourly|weekly|monthly))? ?(?<what>(?:number of )?[\\p{L} ]*?)(?<rest>(?: (?:in|on|of|during|since) .*)?)$`,
    'u',
  ),
]

async function days(text: string, read: ReadPart): Promise<QueryInput | undefined> {
  const low = folded(text)
  for (const pattern of DAYS) {
    const found = pattern.exec(low)
    if (!found || !/average|mean|usual/.test(low)) continue
    const { head = '', unit = '', sign = '', what = '', what1 = '', rest = '' } = found.groups ?? {}
    const asked = tidy(head)
    const counts = /^(?:on |in )?(?:how many|number of|the number of|count of)$/.test(asked)
    if (!counts && !/^(?:(?:on|in) )?(?:which|what|list|show|show me|the|list the|show the|give me)?(?: the| all)?$/.test(asked))
      return undefined
    const measure = tidy(`${what1.replace(/ (?:was|were|is) $/, '')} ${what}`)
    const per = unit.slice(0, -1) as Grain
    // The period keeps its letters: "in May".
    const outer = await read(tidy(`${measure} per ${per} ${rest === '' ? '' : text.slice(text.length - rest.length)}`))
    if (!outer || outer.per !== per || outer.by?.length || outer.transform || outer.limit || outer.also) continue
    const bound = new RegExp(`^(?:${LESS}|below|under)$`).test(sign) ? 'less' : 'more'
    const than = { metric: outer.metric as string, per, ...placesOf(outer), bound, on: 'groups' } as ThanInput
    return { ...outer, ...(counts ? { transform: 'groups' as const } : {}), than }
  }
  return undefined
}

/** A question about what lies beyond a value that a first query finds. */
export async function readValue(text: string, read: ReadPart): Promise<QueryInput | undefined> {
  const ofDays = await days(text, read)
  if (ofDays) return ofDays
  for (const mean of MEANS) {
    const query = await meanRows(text, mean, read)
    if (query) return query
  }
  return asNamed(text, read)
}
