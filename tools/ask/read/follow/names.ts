import { metricOf } from '../../layer/index.ts'
import type { QueryInput } from '../../query.ts'
import type { Features } from '../features.ts'
import { saidToken } from '../narrow.ts'

/** Tokens, DEXes and versions of a follow-up: one replaces, several stand side by side, "only" narrows. */
export function namesEdit(features: Features, draft: QueryInput, adds: boolean): string[] {
  const { tokens, roles, dexes, versions } = features
  const dimensions = metricOf(draft.metric ?? '')?.subject.dimensions ?? {}
  const compares = roles.has('compare') || adds
  const apart = (field: 'dex' | 'version' | 'token', values: readonly string[]): string[] => {
    if (!dimensions[field]) return values.slice()
    const before = field === 'token' ? draft.token : field === 'dex' ? draft.dex : draft.version
    const all = [
      ...new Set([...(compares && before ? [String(before)] : []), ...(draft.by?.[0] === field ? (draft.among ?? []) : []), ...values]),
    ]
    draft.by = [field, ...(draft.by ?? []).filter((id) => id !== field)].slice(0, 3)
    draft.among = all.slice(0, 6)
    delete draft[field]
    return []
  }
  const spare: string[] = []
  if (dexes.length > 1 || (compares && dexes.length === 1 && draft.dex)) spare.push(...apart('dex', dexes))
  else if (dexes[0]) {
    // Versions are of a DEX: the next one has its own.
    if (draft.dex && draft.dex !== dexes[0] && versions.length === 0) delete draft.version
    draft.dex = dexes[0]
    if (draft.by?.[0] === 'dex') delete draft.among
  }
  if (versions.length > 1 || (compares && versions.length === 1 && draft.version)) spare.push(...apart('version', versions))
  else if (versions[0]) draft.version = versions[0] as NonNullable<QueryInput['version']>
  if (tokens.length > 2 || (compares && tokens.length > 0)) spare.push(...apart('token', tokens.map(saidToken)))
  else {
    const [token, second] = tokens
    if (token && draft.by?.[0] === 'token' && (draft.among?.length ?? 0) > 1) draft.among = tokens.map(saidToken)
    else if (token) {
      draft.token = saidToken(token)
      delete draft.token2
    }
    if (second) draft.token2 = saidToken(second)
  }
  return spare
}
