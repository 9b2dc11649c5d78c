import { z } from 'zod'
import { defineTool } from '../define.ts'
import { answer } from './answer.ts'
import { run } from './run.ts'

/** The scam shield of a group: settings, report, audit log, undo. It is only ever a command: no reader and no model changes it. */
export const shieldTool = defineTool({
  name: 'shield',
  title: 'Scam shield',
  description: 'Shows and changes the scam shield of this group, reports what it did or would have done, and takes it back.',
  audience: 'admin',
  reach: 'store',
  returns: 'strangers',
  input: z.object({
    words: z.string().max(100).optional().describe('In words: on, off, mode report, report, log, captcha on, limit 3, undo 12.'),
    show: z.enum(['status', 'report', 'log']).optional().describe('What to show: settings, what rules found in a week, or the audit log.'),
    mode: z.enum(['off', 'report', 'on']).optional().describe('Switches the shield; report only notes what it would do.'),
    captcha: z.boolean().optional().describe('New members press a button before they may write.'),
    warnLimit: z.number().int().min(1).max(20).optional().describe('Warnings before a mute, twice as many before a ban.'),
    undo: z.number().int().min(1).optional().describe('Entry of the audit log to take back.'),
  }),
  positional: 'words',
  read: () => [],
  run,
  answer,
  examples: [
    { say: '/shield', input: {} },
    { say: '/shield report', input: { show: 'report' } },
    { say: '/shield on', input: { mode: 'on' } },
  ],
})
