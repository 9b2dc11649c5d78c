import type { Inbound } from '../../core/adapter.ts'
import { PetrelError } from '../../core/errors.ts'
import { toLocale } from '../../core/locale.ts'
import type { Desk } from './desk.ts'
import { word } from './words.ts'

/** Stores a message. One that is turned away because too many wait is told so at once, and is done. */
export async function accept(desk: Desk, inbound: Inbound): Promise<'new' | 'seen' | 'busy'> {
  try {
    const { status, turn } = await desk.receive(inbound)
    if (status === 'new') desk.live.begin(turn, inbound)
    return status
  } catch (error) {
    // While Petrel stops nothing is turned away: it is not confirmed, and comes again after the start.
    if (!(error instanceof PetrelError) || error.code !== 'busy' || desk.closing.aborted) throw error
    desk.live.notice(inbound, toLocale(inbound.locale) === 'en' ? error.forUser : word('busy', inbound.locale))
    return 'busy'
  }
}
