import type { AnyTool, Audience } from './tool.ts'

const RANK: Record<Audience, number> = { everyone: 0, admin: 1, operator: 2 }

/** Whom a tool is kept for, in words. */
const WHOM: Record<Audience, string> = { everyone: 'everyone', admin: 'the admins of a group', operator: 'whoever runs this Petrel' }

/** Who asks, and through what; texts and the model's opinion are not inputs. */
export interface Caller {
  role: Audience
  /** Adapter name. */
  surface: string
  /** True once this turn has shown the model text that a stranger wrote. */
  sawStrangers: boolean
}

/** Whether this call may happen: asked before every run of every tool. */
export function decide(
  tool: Pick<AnyTool, 'name' | 'audience' | 'reach'>,
  caller: Caller,
): { allow: true } | { allow: false; reason: string } {
  if (RANK[caller.role] < RANK[tool.audience]) return { allow: false, reason: `/${tool.name} is for ${WHOM[tool.audience]}.` }
  if (tool.reach === 'files' && caller.surface !== 'cli')
    return { allow: false, reason: `${tool.name} reads files and works only in the terminal.` }
  // After a stranger's text nothing may leave the machine: what it asks for is not what the asker asked for.
  if (tool.reach === 'web' && caller.sawStrangers)
    return { allow: false, reason: `${tool.name} would fetch from the web after reading a stranger's text.` }
  return { allow: true }
}
