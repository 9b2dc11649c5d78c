import { type Block, figure, note, text } from '../../core/answer.ts'
import { formatSeconds } from '../command-words.ts'
import { cleanText, formatInteger, formatTime, UNKNOWN } from '../format.ts'
import type { SyncResult } from './run.ts'

const TITLES = ['Chain', 'State', 'First block', 'Last block', 'Last time', 'Blocks behind', 'Time left'] as const

function table({ record, statuses }: Extract<SyncResult, { record: string }>, locale: string): Block {
  const integer = (value: number | undefined): string => (value === undefined ? UNKNOWN : formatInteger(value, locale))
  return {
    kind: 'table',
    record,
    columns: TITLES.map((title, index) => ({ title, align: index < 2 ? ('left' as const) : ('right' as const) })),
    rows: statuses.map((one) => [
      one.name,
      one.error === undefined ? one.phase : cleanText(one.error, 120),
      integer(one.from),
      integer(one.to),
      one.toTime === undefined ? UNKNOWN : formatTime(one.toTime * 1000),
      integer(one.lagBlocks),
      one.remainingS === undefined ? UNKNOWN : formatSeconds(one.remainingS),
    ]),
  }
}

export function answer(result: SyncResult, locale: string): Block[] {
  if (result.action !== 'estimate') {
    if (result.statuses.length === 0) return [text('No chain is being indexed.')]
    return [
      ...(result.action === 'run' ? [text('The index has reached the head of the chain.')] : []),
      ...(result.action === 'traces' ? [text('The traces that the node gives of the indexed blocks are held.')] : []),
      table(result, locale),
    ]
  }
  const shown = ({ value, record }: { value: number; record: string }) => figure(formatInteger(Math.round(value), locale), record)
  return [
    text('A backfill of ', cleanText(result.chain, 40), ' from block ', shown(result.from), ' would index ', shown(result.blocks), ' blocks with ', shown(result.requests), ' requests and take about ', figure(formatSeconds(result.seconds.value), result.seconds.record), '.'),
    note('Measured on a small sample; an endpoint that limits requests may be slower.'),
  ] // biome-ignore format: one sentence
}
