import type { QueryInput } from '../query.ts'
import type { Features } from './features.ts'

/** "leave out 14 June 2021": the days of that period are not counted. */
export function exceptPeriod({ moments }: Features, draft: QueryInput): QueryInput['within'] | undefined {
  const [moment] = moments
  const { from, to } = moment?.period ?? {}
  if (moments.length !== 1 || from === undefined || moment?.period.period !== 'range') return undefined
  return [
    ...(draft.within ?? []),
    {
      metric: draft.metric as NonNullable<QueryInput['metric']>,
      per: 'day',
      period: 'range',
      from,
      ...(to === undefined ? {} : { to }),
      not: true,
    },
  ]
}
