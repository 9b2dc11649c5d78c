import { PetrelError } from '../../core/errors.ts'
import type { ToolContext } from '../../core/tool.ts'
import { type Verdict, verify } from '../../routing/verify.ts'
import { type Read, readPools, readQuote } from './read-file.ts'

export interface Checked {
  verdict: Verdict
  read: Read
  pools: number
  /** Ids of the records: verdict, replayed output, bound, distance, pools, block. */
  records: { verdict: string; amountIn: string; amountOut: string; gap: string; told: string; pools: string; block: string | undefined }
}

/** Replays a quote and computes its certificate again, from files alone. Throws PetrelError file_unreadable, input_invalid. */
export async function run({ file, pools }: { file: string; pools?: string | undefined }, { ledger }: ToolContext): Promise<Checked> {
  const read = await readQuote(file)
  const states = pools === undefined ? read.pools : await readPools(pools)
  if (!states) {
    throw new PetrelError('input_invalid', {
      message: `${file} holds the quote, but not the states of the pools.`,
      hint: 'Name a file of them with --pools, or write the quote with petrel swap --proof --json.',
      facts: { file },
    })
  }
  const verdict = check(file, { question: read.question, quote: read.quote, pools: states })
  const measured = (name: string, value: string | number | boolean, unit = '') =>
    ledger.measured({ name, value, unit, source: `replay of ${file} without a network` }).id
  const stated = (name: string, value: string | number, unit = '') => ledger.measured({ name, value, unit, source: file }).id
  return {
    verdict,
    read,
    pools: states.length,
    records: {
      verdict: measured('the quote holds', verdict.holds),
      amountIn: measured('paid', verdict.replay.amountIn.toString(), 'base units'),
      amountOut: measured('received', verdict.replay.amountOut.toString(), 'base units'),
      gap: measured('distance to the best possible, at most', verdict.gapBps, 'bps'),
      told: stated('distance as the quote says it', read.quote.certificate.gapBps ?? 0, 'bps'),
      pools: stated('pools', states.length),
      block: read.block === undefined ? undefined : stated('block', read.block, 'block'),
    },
  }
}

function check(file: string, quoteFile: Parameters<typeof verify>[0]): Verdict {
  try {
    return verify(quoteFile)
  } catch (cause) {
    throw new PetrelError('input_invalid', {
      message: `${file} holds states that make no sense to the engine.`,
      hint: 'Check that the file is whole.',
      facts: { file },
      cause,
    })
  }
}
