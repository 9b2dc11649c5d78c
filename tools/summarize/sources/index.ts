import type { Source } from '../material.ts'
import { discourse } from './discourse.ts'
import { eip } from './eip.ts'
import { governor } from './governor.ts'
import { releases } from './releases.ts'
import { snapshot } from './snapshot.ts'
import { web } from './web.ts'

/** Every kind of address that is read, most particular first; the last takes the rest. One line a source. */
export const sources: readonly Source[] = [snapshot, governor, eip, releases, discourse, web]
