import type { AnyTool } from '../core/tool.ts'
import { askTool } from './ask/ask.ts'
import { auditTool } from './audit/audit.ts'
import { configTool } from './config/config.ts'
import { doctorTool } from './doctor/doctor.ts'
import { helpTool } from './help/help.ts'
import { importTool } from './import/import.ts'
import { modelsTool } from './models/models.ts'
import { moderateTools } from './moderate/moderate.ts'
import { shieldTool } from './shield/shield.ts'
import { syncTool } from './sync/sync.ts'
import { tokenTool } from './token/token.ts'

/** Every tool of Petrel. One line a tool. */
export const tools: readonly AnyTool[] = [
  askTool,
  tokenTool,
  auditTool,
  helpTool,
  doctorTool,
  configTool,
  modelsTool,
  syncTool,
  importTool,
  ...moderateTools,
  shieldTool,
]
