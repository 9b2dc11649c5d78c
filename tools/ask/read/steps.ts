import type { Resolve } from '../../../core/resolve.ts'
import { metricOf } from '../layer/index.ts'
import { type QueryInput, querySchema } from '../query.ts'
import { readAsian } from './steps/asian.ts'
import { readCohort } from './steps/cohort.ts'
import { readEmbedded } from './steps/embedded.ts'
import { readMoment, readThing } from './steps/moment.ts'
import { partReader, type ReadPart, tidy } from './steps/part.ts'
import { hasSteps } from './steps/signs.ts'
import { straighten } from './steps/straighten.ts'
import { readValue } from './steps/value.ts'

export { hasSteps } from './steps/signs.ts'

/** Words before a question that ask for nothing. */
const POLITE =
  /^(?:please|pls|hey|hi|hello|so|ok|okay|and|can you tell me|could you tell me|tell me|i want to know|do you know|por favor|dime|пожалуйста|скажи|lütfen|请问|por gentileza)[\s,:]+/iu

/** The same first step as the question itself: one step says it all. */
const isOneStep = (query: QueryInput): boolean => {
  const [step] = query.within ?? []
  return (
    query.within?.length === 1 &&
    step?.order !== undefined &&
    step.metric === query.metric &&
    !query.by?.length &&
    !query.per &&
    !query.transform &&
    !query.also
  )
}

const READERS: readonly ((text: string, read: ReadPart) => Promise<QueryInput | undefined>)[] = [
  readValue,
  readMoment,
  readCohort,
  readAsian,
  readEmbedded,
  readThing,
]

/** A question of two steps as a query; undefined when it is none, or when not every word of it was understood. */
export async function readSteps(text: string, world: { resolve: Resolve; now: number }): Promise<QueryInput | undefined> {
  if (text.length > 400) return undefined
  const said = tidy(
    straighten(
      text
        .replace(/[?？¿!]+/g, ' ')
        .replace(POLITE, '')
        .trim(),
    ),
  )
  const read = partReader(world)
  for (const reader of READERS) {
    const query = await reader(said, read)
    if (!query || isOneStep(query) || !metricOf(query.metric ?? '')) continue
    if (querySchema.safeParse(query).success) return query
  }
  return undefined
}

/** A reading in one step of a message that asks for two: it may not stand. */
export const lostStep = (text: string, query: QueryInput): boolean => !query.within?.length && !query.than && hasSteps(text)
