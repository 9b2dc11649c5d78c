import { ApiFault, FAULTS } from './fault.ts'
import type { KitState } from './kit-state.ts'
import type { Body } from './read-body.ts'
import type { Application } from './world.ts'

export interface RouteInput {
  state: KitState
  /** Whose token the request carries. */
  bot: Application
  params: Record<string, string>
  query: URLSearchParams
  body: Body
  /** Shards to recommend. */
  shards: number
}

export interface Answer {
  status: number
  json?: unknown
}

export interface Route {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  path: string
  /** Needs no bot token: an interaction's token stands in the path. */
  open?: boolean
  run(input: RouteInput): Answer
}

/** The route of a request and the parts of its path; clients percent-encode them ("%40original"). Throws ApiFault 404. */
export function findRoute(routes: readonly Route[], method: string, path: string): { route: Route; params: Record<string, string> } {
  const steps = path.split('/')
  for (const route of routes) {
    if (route.method !== method) continue
    const params = match(route.path.split('/'), steps)
    if (params) return { route, params }
  }
  throw FAULTS.notFound()
}

function match(pattern: readonly string[], steps: readonly string[]): Record<string, string> | undefined {
  if (pattern.length !== steps.length) return undefined
  const params: Record<string, string> = {}
  for (const [index, step] of pattern.entries()) {
    const given = decode(steps[index] ?? '')
    if (step.startsWith(':')) params[step.slice(1)] = given
    else if (step !== given) return undefined
  }
  return params
}

function decode(step: string): string {
  try {
    return decodeURIComponent(step)
  } catch {
    throw new ApiFault(400, 0, '400: Bad Request')
  }
}
