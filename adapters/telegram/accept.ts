import type { Inbound } from '../../core/adapter.ts'
import { PetrelError } from '../../core/errors.ts'
import type { Desk } from './desk.ts'
import { word } from './words.ts'

/** Stores a message. One that is turned away because too many wait is told so at once, and is done. */
export async function accept(desk: Desk, inbound: Inbound): Promise<'new' | 'seen' | 'busy'> {
  try {
    const { status, turn } = await desk.receive(inbound)
    if (status === 'new') desk.live.begin(turn, inbound)
    return status
  } catch (error) {
    if (!(error instanceof PetrelError) || error.code !== 'busy') throw error
    desk.live.notice(inbound, error.forUser === error.message ? word('busy', inbound.locale) : error.forUser)
    return 'busy'
  }
}
