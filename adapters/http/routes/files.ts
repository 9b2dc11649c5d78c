import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { PetrelError } from '../../../core/errors.ts'
import type { Metrics } from '../metrics.ts'
import { failure } from '../schemas.ts'
import { type Edge, ownerOf } from '../turn.ts'
import { FILE_BYTES } from '../uploads.ts'

const query = z.object({ name: z.string().min(1).max(500).describe('Name of the file; its ending may tell what it is.') })
const uploaded = z.object({
  id: z.string().describe('For the header X-Petrel-Files of the question.'),
  name: z.string(),
  size: z.number().int().describe('Bytes.'),
})

/** POST /v1/files?name=…: the bytes of a file, whatever its type; the next question names it in X-Petrel-Files. */
export function fileRoutes(app: FastifyInstance, edge: Edge, _metrics: Metrics): void {
  app.register(async (scope) => {
    scope.removeAllContentTypeParsers()
    scope.addContentTypeParser('*', { parseAs: 'buffer', bodyLimit: FILE_BYTES }, (_request, body, done) => done(null, body))
    const schema = {
      summary: 'Send a file',
      description: 'The body is the file itself, of any type, up to 10 MiB. It is kept for a day.',
      tags: ['Petrel'],
      querystring: query,
      response: { 200: uploaded, '4xx': failure },
    }
    scope.post<{ Querystring: z.output<typeof query> }>('/v1/files', { schema, bodyLimit: FILE_BYTES }, async (request) => {
      const bytes = request.body
      if (!Buffer.isBuffer(bytes) || bytes.length === 0)
        throw new PetrelError('input_invalid', { message: 'The file is empty.', hint: 'Send its bytes as the body.' })
      const mime = String(request.headers['content-type'] ?? 'application/octet-stream').slice(0, 100)
      const { ref, name, size } = await edge.uploads.put(ownerOf(request), { name: request.query.name, mime, bytes })
      return { id: ref, name, size }
    })
  })
}
