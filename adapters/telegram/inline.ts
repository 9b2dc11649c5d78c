import type { Inbound } from '../../core/adapter.ts'
import type { Answer } from '../../core/answer.ts'
import { toPetrelError } from '../../core/errors.ts'
import { cleanLine } from '../render/clean-text.ts'
import { fitText } from '../render/text-width.ts'
import type { Desk } from './desk.ts'
import { toParts } from './parts.ts'
import { startParameter } from './start-link.ts'
import type { InlineQuery } from './wire.ts'
import { word } from './words.ts'

/** Every key stroke is a query: only one that is still the newest after this time is asked. */
const PAUSE_MS = 600
/** The platform forgets a query soon; a slower answer is offered by a link. */
const PATIENCE_MS = 8000
const SHORTEST = 3
const LINK_MS = 24 * 3600_000

/** Answers while a person types "@bot question" in any chat. Nothing is owed: the query is gone when its answer is late. */
export function handleInline(desk: Desk, query: InlineQuery): void {
  const key = String(query.from.id)
  desk.inline.get(key)?.abort()
  const newest = new AbortController()
  desk.inline.set(key, newest)
  respond(desk, query, newest).catch((error: unknown) => {
    desk.account.log.debug({ bot: desk.account.name, reason: toPetrelError(error).message }, 'an inline query was not answered')
  })
}

/** `end` is aborted by the person's next query. */
async function respond(desk: Desk, query: InlineQuery, end: AbortController): Promise<void> {
  await desk.account.clock.sleep(PAUSE_MS, end.signal)
  if (end.signal.aborted) return
  const text = query.query.trim()
  if (text.length < SHORTEST) return await reply(desk, query, [])
  const asked = new AbortController()
  const stop = () => asked.abort()
  end.signal.addEventListener('abort', stop, { once: true })
  void desk.account.clock.sleep(PATIENCE_MS, asked.signal).then(stop)
  const answer = await ask(desk, { query, text, signal: asked.signal })
  stop()
  if (!end.signal.aborted) await reply(desk, query, answer ? [article(answer, text)] : [])
}

/** The answer if the turn ends before the signal; a turn that nobody waits for any more is stopped. */
async function ask(
  desk: Desk,
  { query, text, signal }: { query: InlineQuery; text: string; signal: AbortSignal },
): Promise<Answer | undefined> {
  const { account, options } = desk
  const inbound: Inbound = {
    bot: account.name,
    id: `iq:${query.id}`,
    chat: `inline:${query.from.id}`,
    user: String(query.from.id),
    // Whoever sees the chat sees the result.
    role: 'everyone',
    text,
    place: 'group',
    ...(query.from.language_code === undefined ? {} : { locale: query.from.language_code }),
    route: { inline: true },
    at: account.clock.now(),
  }
  try {
    const { turn } = await desk.receive(inbound)
    const answer = await options.turns.wait(turn, signal).catch(() => undefined)
    if (!answer) await options.turns.cancel(turn)
    return answer
  } catch {
    // Too many wait, or the disk refuses: the link is offered alone.
    return undefined
  }
}

function article(answer: Answer, question: string): object {
  const { parts } = toParts(answer)
  const body = parts.map((part) => (part.kind === 'text' ? part.body : part.caption)).find(({ text }) => text !== '')
  const text = body?.text ?? word('nothing', answer.locale)
  return {
    type: 'article',
    id: 'answer',
    title: fitText(cleanLine(question), 60),
    description: fitText(cleanLine(text), 120),
    input_message_content: { message_text: text, entities: body?.entities ?? [], link_preview_options: { is_disabled: true } },
  }
}

/** The results, and above them the way to ask the same in a private chat. */
async function reply({ account, options }: Desk, query: InlineQuery, results: readonly object[]): Promise<void> {
  const text = query.query.trim()
  const [kept] =
    text === ''
      ? []
      : await options.callbacks.keep({
          bot: account.name,
          chat: String(query.from.id),
          says: [text],
          expiresAt: account.clock.now() + LINK_MS,
        })
  await account.api.call('answerInlineQuery', {
    inline_query_id: query.id,
    results,
    cache_time: 0,
    is_personal: true,
    button: { text: word('askHere', query.from.language_code), start_parameter: kept === undefined ? 'help' : startParameter(kept) },
  })
}
