import { z } from 'zod'

export const catchupInput = z.object({
  about: z.string().min(2).max(300).optional().describe('Only what was said about this.'),
  hours: z
    .number()
    .positive()
    .max(24 * 365)
    .optional()
    .describe('How far back, in hours; absent: since your own last message.'),
  since: z
    .enum(['today', 'yesterday'])
    .optional()
    .describe('From the beginning of this day or the one before, in the time zone of the chat, instead of hours.'),
  form: z
    .enum(['catchup', 'views', 'search', 'decisions'])
    .default('catchup')
    .describe(
      'catchup: decided, open, main points; views: for and against; search: what was said; decisions: what was decided and what is open.',
    ),
  length: z.enum(['short', 'medium', 'long']).default('medium').describe('How much.'),
  daily: z
    .string()
    .regex(/^([01]\d|2[0-3]):[0-5]\d$/)
    .optional()
    .describe('Send this every day at this time (such as 09:00), in the time zone of the chat.'),
  keep: z
    .enum(['leave', 'join'])
    .optional()
    .describe('leave: forget what you said here and keep nothing of yours from now on; join: keep it again.')
    .meta({ byModel: false }),
})

export type CatchupInput = z.output<typeof catchupInput>
