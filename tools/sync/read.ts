import type { Candidate } from '../../core/tool.ts'
import { claim, commandWords } from '../command-words.ts'

const STATUS = /^(?:(?:show )?(?:the )?(?:index|sync|indexer)(?:ing)? (?:status|state|progress)|status of the index|how far is the index)$/
const TRACES = /^(?:sync|read|load|index) (?:the )?traces(?: on ([\w-]{1,60}))?$/
const FROM =
  /^(?:(sync|run|backfill|from)|(estimate)(?: (?:a )?(?:backfill|sync))?)(?: (?:from)?(?: ?block)? ?#?([\d,_]{1,20}))?(?: on ([\w-]{1,60}))?$/

/** Claims command-like phrases only: "index status", "estimate backfill from block N", "sync from block N on base". */
export function read(text: string): Candidate[] {
  const words = commandWords(text)
  if (STATUS.test(words)) return [claim('sync', { score: 0.92, input: { action: 'status' }, reading: 'how far the index reaches' })]
  if (words === 'status') return [claim('sync', { score: 0.5, input: { action: 'status' }, reading: 'how far the index reaches' })]
  const traces = TRACES.exec(words) ?? /^traces(?: on ([\w-]{1,60}))?$/.exec(words)
  if (traces) {
    const input = { action: 'traces', ...(traces[1] ? { chain: traces[1] } : {}) }
    return [claim('sync', { score: words.startsWith('traces') ? 0.5 : 0.92, input, reading: 'read the traces of the indexed blocks' })]
  }
  const [whole, begin, guess, digits, chain] = FROM.exec(words) ?? []
  if (whole === undefined || (begin === undefined && guess === undefined)) return []
  const from = digits === undefined ? undefined : Number(digits.replace(/[,_]/g, ''))
  const input = {
    action: guess === undefined ? 'run' : 'estimate',
    ...(from === undefined ? {} : { from }),
    ...(chain === undefined ? {} : { chain }),
  }
  const reading = `${guess === undefined ? 'run' : 'estimate'} a backfill${from === undefined ? '' : ` from block ${from}`}`
  // Bare "sync" or "run" could be part of other talk; behind /sync it is enough.
  return [claim('sync', { score: from === undefined || begin === 'from' || begin === 'run' ? 0.5 : 0.92, input, reading })]
}
