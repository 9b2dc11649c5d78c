import { createInterface, type Interface } from 'node:readline'
import { answerOnce, EXIT, type Showing, showError } from './answering.ts'
import type { Client } from './client.ts'

const PROMPT = '> '
const LEAVE = new Set(['/quit', '/exit', '/bye'])

interface Talk {
  client: Client
  chat: string
  showing: Showing
  locale: string | undefined
}

async function turn(line: string, signal: AbortSignal, { client, chat, showing, locale }: Talk): Promise<void> {
  try {
    await answerOnce(client, { question: { text: line }, chat, signal, locale }, showing)
  } catch (error) {
    if (signal.aborted) showing.io.stderr.write('Stopped.\n')
    else showError(error, showing)
  }
}

/** Ctrl-C stops the running turn, else empties the line; Ctrl-D leaves. */
function interrupts(lines: Interface, running: () => AbortController | undefined, say: (text: string) => void): void {
  lines.on('SIGINT', () => {
    const turnNow = running()
    if (turnNow) turnNow.abort()
    else if (lines.line !== '') {
      lines.write(null, { ctrl: true, name: 'e' })
      lines.write(null, { ctrl: true, name: 'u' })
    } else say('\n(Ctrl-D leaves)\n')
    if (!turnNow) lines.prompt(true)
  })
}

/** Talks line by line until the end of input; without a terminal it answers the lines that come in. */
export async function chatLoop(talk: Talk): Promise<number> {
  const { io } = talk.showing
  const terminal = io.stdin.isTTY === true && io.stdout.isTTY === true
  const lines = createInterface({
    input: io.stdin,
    output: terminal ? io.stdout : undefined,
    terminal,
    prompt: PROMPT,
    historySize: 200,
  } as Parameters<typeof createInterface>[0])
  let running: AbortController | undefined
  const stopOutside = io.onInterrupt(() => (running ? running.abort() : lines.close()))
  if (terminal) {
    interrupts(lines, () => running, (text) => io.stdout.write(text)) // biome-ignore format: short
    io.stdout.write('Ask in plain words. Ctrl-C stops an answer, Ctrl-D leaves.\n')
    lines.prompt()
  }
  for await (const line of lines) {
    const text = line.trim()
    if (LEAVE.has(text)) break
    if (text !== '') {
      running = new AbortController()
      await turn(text, running.signal, talk)
      running = undefined
    }
    if (terminal) lines.prompt()
  }
  stopOutside()
  lines.close()
  if (terminal) io.stdout.write('\n')
  return EXIT.ok
}
