import { z } from 'zod'

export const FORMS = ['gist', 'bullets', 'changes', 'decisions', 'views', 'timeline'] as const
export type Form = (typeof FORMS)[number]
export const LENGTHS = ['short', 'medium', 'long'] as const
export type Length = (typeof LENGTHS)[number]

/**
 * Whether the model rewrites sentences that nobody asked it to rewrite. Quoting is right by construction and at once there; this changes
 * only when `*_r1_model` and `model_nearer_pct` of the benchmark say that the default model is better (docs/decisions/0096-own-words.md).
 */
export const OWN_WORDS_BY_DEFAULT = false

/**
 * Whether sentences are shown without fillers, openings and asides that the model would leave out too, where a model is there. Their words
 * are the source's, in its order (docs/decisions/0103-shortened-quotes.md).
 */
export const SHORTEN_BY_DEFAULT: boolean = false

export const summarizeInput = z.object({
  url: z.string().min(4).max(2048).optional().describe('Address of a page, feed, PDF, proposal, forum topic, EIP or releases page.'),
  also: z
    .array(z.string().min(4).max(2048))
    .max(9)
    .optional()
    .describe('Further addresses; what several of them say is said once.')
    .meta({ byModel: false }),
  text: z.string().min(1).max(200_000).optional().describe('The text itself, instead of an address.').meta({ byModel: false }),
  form: z
    .enum(FORMS)
    .default('bullets')
    .describe(
      'gist: in a line or three; bullets: takeaways; changes: what changed; decisions: decided and open; views: for and against; timeline: by date.',
    ),
  length: z.enum(LENGTHS).default('medium').describe('How much.'),
  focus: z.string().min(2).max(300).optional().describe('What the asker wants to know of it; the answer then holds only what bears on it.'),
  audience: z
    .enum(['all', 'newcomer', 'expert'])
    .default('all')
    .describe('newcomer: sentences that define come first; expert: numbers come first.'),
  language: z
    .enum(['en', 'es', 'zh', 'ru', 'tr', 'vi'])
    .optional()
    .describe('Language of the sentences, in the words of the model; absent: quoted as they are.'),
  daily: z
    .string()
    .regex(/^([01]\d|2[0-3]):[0-5]\d$/)
    .optional()
    .describe('Send it every day at this time (such as 09:00), in the time zone of the chat, instead of now.'),
  own: z.boolean().default(OWN_WORDS_BY_DEFAULT).describe('Let the model rewrite each sentence; what fails the check is quoted instead.'),
})

export type SummarizeInput = z.output<typeof summarizeInput>
