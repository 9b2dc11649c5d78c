import type { Answer } from '../../core/answer.ts'
import { ERRORS, PetrelError, toPetrelError } from '../../core/errors.ts'
import type { EncodeTable } from '../../core/export.ts'
import { cleanText } from '../render/clean-text.ts'
import type { AskedBytes, Client, Question } from './client.ts'
import { progressOn, type Terminal } from './progress.ts'
import { saveTable } from './save-table.ts'

/** How an answer becomes text for a terminal: adapters/render/plain.ts. */
export type RenderAnswer = (answer: Answer, options: { width: number; color: boolean }) => string

/** Streams and signals of the command line; main.ts gives those of the process, tests give their own. */
export interface CliIo {
  stdin: NodeJS.ReadableStream & { isTTY?: boolean }
  stdout: Terminal & NodeJS.WritableStream
  stderr: Terminal & NodeJS.WritableStream
  /** Calls back at every Ctrl-C; returns the way to stop listening. */
  onInterrupt: (listener: () => void) => () => void
  /** NO_COLOR is set. */
  noColor?: boolean
}

/** What the process ends with. */
export const EXIT = { ok: 0, error: 1, usage: 2, config: 78 } as const

export interface Showing {
  io: CliIo
  render: RenderAnswer
  json: boolean
  color: boolean
  /** File that the answer's table is written to. */
  save?: string
  parquet?: EncodeTable
}

export function exitCode(code: string | undefined): number {
  if (code === undefined) return EXIT.ok
  if (code.startsWith('config_')) return EXIT.config
  return code === 'input_invalid' || code === 'unknown_tool' ? EXIT.usage : EXIT.error
}

/** One error on stderr: what, what to do, and its code. With --json, one JSON object on stdout. */
export function showError(thrown: unknown, { io, json }: Pick<Showing, 'io' | 'json'>): number {
  const error = toPetrelError(thrown)
  const { code, message, hint, retryable } = error
  if (json) io.stdout.write(`${JSON.stringify({ error: { code, message, ...(hint === undefined ? {} : { hint }), retryable } })}\n`)
  else
    io.stderr.write(
      cleanText(
        `petrel: ${message}${hint === undefined ? '' : `\n${hint}`}\n(${code}${ERRORS[code].retryable ? ', trying again can help' : ''})\n`,
      ),
    )
  return exitCode(code)
}

/** Columns to fill: a pipe has none and some terminals say zero; very wide lines are hard to read. */
const widthOf = (columns: number | undefined): number => (columns === undefined || columns < 20 ? 120 : Math.min(columns, 120))

export function showAnswer(answer: Answer, { io, render, json, color }: Showing): number {
  if (json) io.stdout.write(`${JSON.stringify(answer)}\n`)
  else io.stdout.write(`${render(answer, { width: widthOf(io.stdout.columns), color }).trimEnd()}\n`)
  return exitCode(answer.error)
}

/** Asks and shows; progress goes to stderr. Throws what the client throws. */
export async function answerOnce(
  client: Client,
  asked: { question: Question; chat: string; signal: AbortSignal; locale?: string | undefined; files?: readonly AskedBytes[] },
  showing: Showing,
): Promise<number> {
  const { question, chat, signal, locale, files = [] } = asked
  const progress = progressOn(showing.io.stderr)
  try {
    const answer = await client.ask(question, {
      chat,
      signal,
      onEvent: progress.show,
      ...(locale === undefined ? {} : { locale }),
      ...(files.length > 0 ? { files } : {}),
    })
    progress.stop()
    const code = showAnswer(answer, showing)
    if (showing.save === undefined || answer.error !== undefined) return code
    const rows = await saveTable(answer, showing.save, { parquet: showing.parquet, signal })
    showing.io.stderr.write(`${rows} rows written to ${cleanText(showing.save)}\n`)
    return code
  } finally {
    progress.stop()
  }
}

export const usage = (message: string, hint: string): PetrelError => new PetrelError('input_invalid', { message, hint })
