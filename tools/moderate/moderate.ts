import type { AnyTool } from '../../core/tool.ts'
import { orderTool } from './order.ts'
import { warnsTool } from './warns.ts'

/** What admins order in a group. */
export const moderateTools: readonly AnyTool[] = [
  orderTool({ kind: 'warn', title: 'Warn', description: 'Warns somebody in this group; enough warnings lead to a mute, twice as many to a ban.' }),
  orderTool({ kind: 'unwarn', title: 'Take a warning back', description: 'Takes back the newest warning of somebody in this group.' }),
  warnsTool,
  orderTool({ kind: 'mute', title: 'Mute', description: 'Lets somebody read but not write in this group, for a time or until unmuted.' }),
  orderTool({ kind: 'unmute', title: 'Unmute', description: 'Lets somebody write in this group again.' }),
  orderTool({ kind: 'ban', title: 'Ban', description: 'Takes somebody out of this group, for a time or until unbanned.' }),
  orderTool({ kind: 'unban', title: 'Unban', description: 'Lets somebody who was banned come back to this group.' }),
] // biome-ignore format: a row a command
