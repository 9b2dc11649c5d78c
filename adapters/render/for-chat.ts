import { type Block, plain, type TableBlock } from '../../core/answer.ts'

/**
 * An answer as people want it in a chat, where every block is one more thing to scroll past: what was asked first, how it was worked out
 * after it, nothing twice. The stored answer is unchanged.
 *
 * - A table whose values stand in a chart before it is left to the chart.
 * - A table of one row that the sentence before it says already is left out.
 * - Notes, statements and sources come after everything that answers, buttons last.
 */
export function forChat(blocks: readonly Block[]): Block[] {
  const { answer, details, buttons } = chatPlaces(blocks)
  return [...answer, ...details, ...buttons]
}

/** The same in its three places, for a platform that can fold the details away. */
export function chatPlaces(blocks: readonly Block[]): Record<Place, Block[]> {
  const told = blocks.filter((block, index) => !isTold(block, blocks.slice(0, index)))
  const of = (place: Place): Block[] => told.filter((block) => placeOf(block) === place)
  return { answer: of('answer'), details: of('details'), buttons: of('buttons') }
}

type Place = 'answer' | 'details' | 'buttons'

function placeOf(block: Block): Place {
  if (block.kind === 'buttons') return 'buttons'
  const isNote = block.kind === 'text' && block.tone === 'note'
  return isNote || block.kind === 'sources' || (block.kind === 'code' && block.language === 'sql') ? 'details' : 'answer'
}

function isTold(block: Block, before: readonly Block[]): boolean {
  if (block.kind !== 'table') return false
  if (before.some((earlier) => earlier.kind === 'chart' && earlier.record === block.record)) return true
  const said = before.flatMap((earlier) => (earlier.kind === 'text' ? [plain(earlier.parts)] : []))
  return block.rows.length === 1 && said.some((sentence) => says(sentence, block))
}

/** Whether a sentence gives the figures of a table's only row: its right-aligned cells. */
function says(sentence: string, { columns, rows }: TableBlock): boolean {
  const figures = (rows[0] ?? []).filter((_, index) => columns[index]?.align === 'right')
  return figures.length > 0 && figures.every((cell) => sentence.includes(cell))
}

/** Rows from which a table is worth a file of its own. */
const FILE_ROWS = 12

/** Whether a table should come as a file too: it is long, or shows only a part. */
export const worthFile = ({ rows, total }: TableBlock): boolean => rows.length >= FILE_ROWS || (total ?? rows.length) > rows.length
