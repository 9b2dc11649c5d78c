import type { FastifyInstance } from 'fastify'
import type { Metrics } from '../metrics.ts'
import type { Edge } from '../turn.ts'
import { answerRoutes } from './answers.ts'
import { askRoutes } from './ask.ts'
import { chatCompletionRoutes } from './chat-completions.ts'
import { fileRoutes } from './files.ts'
import { pageRoutes } from './page.ts'
import { statusRoutes } from './status.ts'
import { toolRoutes } from './tools.ts'

/** All routes; a new family of them is one file and one line. */
export function routes(app: FastifyInstance, edge: Edge, metrics: Metrics): void {
  for (const add of [pageRoutes, statusRoutes, fileRoutes, askRoutes, toolRoutes, answerRoutes, chatCompletionRoutes])
    add(app, edge, metrics)
}
