import { z } from 'zod'

/** JSON shapes of the API, for validation of what comes in and for the reference of what goes out. */

const scalar = z.union([z.string(), z.number(), z.boolean(), z.null()])
const ref = z.object({ record: z.string(), row: z.number().int().optional(), column: z.number().int().optional() })
const inline = z.union([z.string(), z.object({ figure: z.string(), ref })])

const block = z.union([
  z.object({ kind: z.literal('text'), parts: z.array(inline), tone: z.enum(['plain', 'note', 'model']).optional() }),
  z.object({
    kind: z.literal('table'),
    title: z.string().optional(),
    record: z.string(),
    columns: z.array(z.object({ title: z.string(), align: z.enum(['left', 'right']) })),
    rows: z.array(z.array(z.string())),
    total: z.number().int().optional(),
  }),
  z.object({
    kind: z.literal('chart'),
    title: z.string(),
    shape: z.enum(['line', 'bar', 'area']),
    record: z.string(),
    x: z.number().int(),
    y: z.array(z.number().int()),
    unit: z.string(),
    alt: z.string(),
  }),
  z.object({
    kind: z.literal('picture'),
    title: z.string(),
    drawing: z.union([
      z.object({
        shape: z.literal('flow'),
        nodes: z.array(z.object({ id: z.string(), label: z.string(), detail: z.string().optional() })),
        edges: z.array(z.object({ from: z.string(), to: z.string(), label: z.string(), share: z.number().optional() })),
      }),
      z.object({ shape: z.literal('qr'), text: z.string() }),
    ]),
    alt: z.string(),
  }),
  z.object({ kind: z.literal('figure'), label: z.string(), figure: z.string(), ref }),
  z.object({
    kind: z.literal('code'),
    language: z.enum(['sql', 'json', 'solidity', 'text']),
    title: z.string().optional(),
    text: z.string(),
  }),
  z.object({ kind: z.literal('warning'), parts: z.array(inline) }),
  z.object({
    kind: z.literal('sources'),
    items: z.array(z.object({ text: z.string(), url: z.string().optional(), ref: ref.optional() })),
  }),
  z.object({ kind: z.literal('buttons'), items: z.array(z.object({ label: z.string(), say: z.string() })) }),
])

const provenance = {
  origin: z.enum(['measured', 'user', 'derived']),
  source: z.string().describe('Where it was read: an RPC call, the SQL text; for "user" the words it stands in.'),
  formula: z.string().optional(),
  inputs: z.array(z.string()).optional(),
  chain: z.number().int().optional().describe('EIP-155 chain id.'),
  block: z.number().int().optional(),
  at: z.number().int().describe('Unix milliseconds.'),
}

const record = z.union([
  z.object({ kind: z.literal('scalar'), id: z.string(), name: z.string(), value: scalar, unit: z.string(), ...provenance }),
  z.object({
    kind: z.literal('table'),
    id: z.string(),
    name: z.string(),
    columns: z.array(z.object({ name: z.string(), unit: z.string(), type: z.string() })),
    rows: z.array(z.array(scalar)),
    ...provenance,
  }),
])

export const answerSchema = z.object({
  id: z.string(),
  rung: z.enum(['command', 'reader', 'model', 'clarify', 'refuse', 'error']),
  tool: z.string().optional(),
  input: z.unknown().optional(),
  locale: z.string(),
  blocks: z.array(block),
  records: z.array(record),
  model: z.string().optional(),
  error: z.string().optional(),
  at: z.number().int().describe('Unix milliseconds.'),
})

export const answered = z.object({ answer: answerSchema }).describe('The answer with every record behind it.')
export const running = z.object({ id: z.string(), status: z.literal('running') }).describe('The turn has no answer yet.')

export const failure = z
  .object({
    error: z.object({
      message: z.string(),
      type: z.string(),
      param: z.string().nullable(),
      code: z.string().describe('A stable code, see docs/errors.md.'),
      hint: z.string().optional(),
      retryable: z.boolean(),
      request: z.string(),
    }),
  })
  .describe('What went wrong and whether trying again can help.')

const name = z.string().min(1).max(180)

export const askBody = z.object({
  text: z.string().describe('The question in plain words.'),
  chat: name.optional().describe('Conversation; follow-ups refer to what was asked before in the same one.'),
  user: name.optional().describe('End user on whose behalf you ask.'),
  locale: z.string().max(35).optional().describe('BCP 47 tag, for example "en" or "es-MX".'),
})

const contentPart = z.looseObject({ type: z.string(), text: z.string().optional() })

export const completionBody = z.looseObject({
  model: z.string().default('petrel'),
  messages: z
    .array(z.looseObject({ role: z.string(), content: z.union([z.string(), z.array(contentPart), z.null()]).optional() }))
    .min(1)
    .describe('The last message of role "user" is the question; Petrel remembers the rest itself, by conversation.'),
  stream: z.boolean().nullish(),
  stream_options: z.looseObject({ include_usage: z.boolean().optional() }).nullish(),
  user: name.nullish().describe('End user; also the conversation when nothing else names one.'),
  metadata: z.record(z.string(), z.unknown()).nullish().describe('"chat" names the conversation.'),
})
