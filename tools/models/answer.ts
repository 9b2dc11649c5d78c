import { type Block, note, text } from '../../core/answer.ts'
import { formatBytes } from '../command-words.ts'
import { formatInteger, formatNumber } from '../format.ts'
import type { ModelsResult } from './run.ts'

const right = new Set(['Size', 'Memory', 'Context', 'Value'])
const columns = (...titles: string[]) =>
  titles.map((title) => ({ title, align: right.has(title) ? ('right' as const) : ('left' as const) }))

function listed({ record, models }: Extract<ModelsResult, { action: 'list' }>, locale: string): Block[] {
  if (models.length === 0) return [text('The catalogue is empty.')]
  return [
    {
      kind: 'table',
      record,
      columns: columns('Model', 'State', 'Size', 'Memory', 'Context', 'Fits here', 'Licence'),
      rows: models.map((model) => [
        model.id,
        model.state,
        formatBytes(model.size),
        formatBytes(model.memory),
        formatInteger(model.contextSize, locale),
        model.fit,
        model.licence,
      ]),
    },
    note('"petrel models pull NAME" downloads one, "use NAME" loads it, "bench NAME" measures it.'),
  ]
}

export function answer(result: ModelsResult, locale: string): Block[] {
  switch (result.action) {
    case 'list':
      return listed(result, locale)
    case 'pull':
      return [
        text('The model is downloaded and its checksum is right.'),
        { kind: 'code', language: 'text', title: result.model, text: `${result.path}\nfrom ${result.source}` },
      ]
    case 'use':
      return [text('The model is loaded and will be used at later starts.'), { kind: 'code', language: 'text', text: result.model }]
    case 'bench':
      return [
        { kind: 'table', title: result.model, record: result.record, columns: columns('Measure', 'Value', 'Unit'), rows: result.figures.map(({ name, value, unit }) => [name, formatNumber(value, locale), unit]) },
      ] // biome-ignore format: short
    default:
      return result satisfies never
  }
}
