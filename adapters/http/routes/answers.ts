import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import type { Answer, ChartBlock, PictureBlock } from '../../../core/answer.ts'
import { PetrelError } from '../../../core/errors.ts'
import type { TableRecord } from '../../../core/record.ts'
import { renderChart } from '../../render/chart.ts'
import { renderCsv } from '../../render/csv.ts'
import { renderPicture } from '../../render/picture.ts'
import { renderTableJson } from '../../render/table-json.ts'
import type { Metrics } from '../metrics.ts'
import { answered, failure, running } from '../schemas.ts'
import type { Edge } from '../turn.ts'

const none = (message: string, hint?: string) => new PetrelError('not_found', { message, ...(hint === undefined ? {} : { hint }) })

async function ended(edge: Edge, id: string): Promise<Answer> {
  const answer = await edge.turns.find(id)
  if (answer) return answer
  throw none(`The turn "${id}" is still running.`, 'Fetch /v1/answers/ID until it has ended.')
}

function tableRecord(answer: Answer, id: string): TableRecord {
  const record = answer.records.find((candidate) => candidate.id === id)
  if (record?.kind === 'table') return record
  throw none(`The answer ${answer.id} has no table "${id}".`)
}

function chartOf(answer: Answer, index: number): { chart: ChartBlock; record: TableRecord } {
  const charts = answer.blocks.filter((block) => block.kind === 'chart')
  const chart = charts[index]
  if (!chart) throw none(`The answer ${answer.id} has ${charts.length} charts; there is none at ${index}.`)
  return { chart, record: tableRecord(answer, chart.record) }
}

function pictureOf(answer: Answer, index: number): PictureBlock {
  const pictures = answer.blocks.filter((block) => block.kind === 'picture')
  const picture = pictures[index]
  if (picture) return picture
  throw none(`The answer ${answer.id} has ${pictures.length} pictures; there is none at ${index}.`)
}

const chartParams = z.object({ id: z.string().max(200), index: z.coerce.number().int().min(0), format: z.enum(['svg', 'png']) })
const tableParams = z.object({ id: z.string().max(200), record: z.string().max(60), format: z.enum(['csv', 'json', 'parquet']) })
const chartQuery = z.object({
  theme: z.enum(['light', 'dark']).default('light'),
  width: z.coerce.number().int().min(200).max(2000).default(720),
  height: z.coerce.number().int().min(120).max(1200).default(360),
})

/** An answer never changes, so a browser may keep its pictures. */
const KEEP = 'private, max-age=86400, immutable'

/** Answers by id: the answer itself, its charts and tables, and the way to stop it. */
export function answerRoutes(app: FastifyInstance, edge: Edge, _metrics: Metrics): void {
  const tags = ['Answers']
  type ById = { Params: { id: string } }

  const one = { summary: 'Fetch an answer', tags, response: { 200: answered, 202: running, '4xx': failure } }
  app.get<ById>('/v1/answers/:id', { schema: one }, async (request, reply) => {
    const answer = await edge.turns.find(request.params.id)
    if (answer) return { answer }
    return await reply.status(202).header('retry-after', '1').send({ id: request.params.id, status: 'running' })
  })

  const cancel = { summary: 'Stop a turn', description: 'Repeating it changes nothing.', tags, response: { '4xx': failure } }
  app.post<ById>('/v1/answers/:id/cancel', { schema: cancel }, async (request) => {
    if ((await edge.turns.find(request.params.id)) === undefined) await edge.turns.cancel(request.params.id)
    return { id: request.params.id, status: 'cancelled' }
  })

  const chart = { summary: 'A chart of an answer as a picture', tags, params: chartParams, querystring: chartQuery }
  app.get<{ Params: z.output<typeof chartParams>; Querystring: z.output<typeof chartQuery> }>(
    '/v1/answers/:id/charts/:index.:format',
    { schema: chart },
    async (request, reply) => {
      const { id, index, format } = request.params
      const { chart, record } = chartOf(await ended(edge, id), index)
      reply.header('cache-control', KEEP)
      reply.header('content-security-policy', "default-src 'none'; style-src 'unsafe-inline'; sandbox")
      if (format === 'svg') return await reply.type('image/svg+xml').send(renderChart(chart, record, { ...request.query, format }))
      return await reply.type('image/png').send(renderChart(chart, record, { ...request.query, format }))
    },
  )

  const drawing = {
    summary: 'A drawing of an answer: a route, or a QR code',
    tags,
    params: chartParams,
    querystring: chartQuery.pick({ theme: true }),
  }
  app.get<{ Params: z.output<typeof chartParams>; Querystring: Pick<z.output<typeof chartQuery>, 'theme'> }>(
    '/v1/answers/:id/pictures/:index.:format',
    { schema: drawing },
    async (request, reply) => {
      const { id, index, format } = request.params
      const picture = pictureOf(await ended(edge, id), index)
      reply.header('cache-control', KEEP)
      reply.header('content-security-policy', "default-src 'none'; style-src 'unsafe-inline'; sandbox")
      const { theme } = request.query
      return await reply.type(format === 'svg' ? 'image/svg+xml' : 'image/png').send(renderPicture(picture, { theme, format }))
    },
  )

  app.get<{ Params: z.output<typeof tableParams> }>(
    '/v1/answers/:id/tables/:record.:format',
    { schema: { summary: 'A table of an answer as CSV, JSON or Parquet, with exact values', tags, params: tableParams } },
    async (request, reply) => {
      const { id, record: name, format } = request.params
      const record = tableRecord(await ended(edge, id), name)
      reply.header('cache-control', KEEP)
      reply.header('content-disposition', `attachment; filename="petrel-${record.id.replace(/[^\w-]/g, '_')}.${format}"`)
      if (format === 'csv') return await reply.type('text/csv; charset=utf-8').send(renderCsv(record))
      if (format === 'json') return await reply.type('application/json; charset=utf-8').send(renderTableJson(record))
      if (!edge.parquet) throw none('This server writes no Parquet.', 'Fetch the table as .csv or .json.')
      return await reply.type('application/vnd.apache.parquet').send(Buffer.from(await edge.parquet(record, edge.closing)))
    },
  )
}
