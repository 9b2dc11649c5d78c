import type { Desk } from './desk.ts'

/** Pages that a link may open: they show and change nothing, because whoever made the link chooses what is said in the presser's name. */
const OPEN = new Set(['help', 'privacy', 'settings'])
const KEPT = 'cb_'

/** Start parameter for what a stored callback says. */
export const startParameter = (callback: string): string => `${KEPT}${callback}`

/**
 * "/start payload" of a deep link (https://core.telegram.org/bots/features#deep-linking) as what it stands for: a stored callback, a page,
 * or help. Any other text is returned as it is.
 */
export async function readStart({ options, account }: Pick<Desk, 'options' | 'account'>, text: string): Promise<string> {
  const [, payload = ''] = /^\/start(?:\s+([A-Za-z0-9_-]{0,64}))?\s*$/.exec(text) ?? []
  if (!/^\/start(\s|$)/.test(text)) return text
  if (payload.startsWith(KEPT)) {
    const kept = await options.callbacks.find(payload.slice(KEPT.length))
    return kept?.bot === account.name ? kept.say : '/help'
  }
  const [page = '', ...rest] = payload.split('_')
  return OPEN.has(page) ? [`/${page}`, rest.join('_')].join(' ').trim() : '/help'
}
