import type { AnyTool } from '../core/tool.ts'
import { abiTool } from './abi/abi.ts'
import { alertsTool } from './alerts/alerts.ts'
import { askTool } from './ask/ask.ts'
import { auditTool } from './audit/audit.ts'
import { catchupTool } from './catchup/catchup.ts'
import { configTool } from './config/config.ts'
import { deliveriesTool } from './deliveries/deliveries.ts'
import { doctorTool } from './doctor/doctor.ts'
import { forgetTool } from './forget/forget.ts'
import { helpTool } from './help/help.ts'
import { importTool } from './import/import.ts'
import { knowledgeTool } from './knowledge/knowledge.ts'
import { libraryTool } from './library/library.ts'
import { queriesTool } from './library/saved/queries.ts'
import { runTool } from './library/saved/run-saved.ts'
import { saveTool } from './library/saved/save.ts'
import { modelsTool } from './models/models.ts'
import { moderateTools } from './moderate/moderate.ts'
import { priceTool } from './price/price.ts'
import { privacyTool } from './privacy/privacy.ts'
import { riskTool } from './risk/risk.ts'
import { settingsTool } from './settings/settings.ts'
import { shieldTool } from './shield/shield.ts'
import { sqlTool } from './sql/sql.ts'
import { stopTool } from './stop/stop.ts'
import { summarizeTool } from './summarize/summarize.ts'
import { swapTool } from './swap/swap.ts'
import { syncTool } from './sync/sync.ts'
import { tokenTool } from './token/token.ts'
import { verifyTool } from './verify/verify.ts'
import { walletTool } from './wallet/wallet.ts'
import { watchTool } from './watch/watch.ts'

/** Every tool of Petrel. One line a tool. */
export const tools: readonly AnyTool[] = [
  askTool,
  tokenTool,
  swapTool,
  priceTool,
  verifyTool,
  riskTool,
  auditTool,
  watchTool,
  alertsTool,
  walletTool,
  settingsTool,
  privacyTool,
  forgetTool,
  stopTool,
  helpTool,
  doctorTool,
  configTool,
  modelsTool,
  syncTool,
  importTool,
  abiTool,
  sqlTool,
  libraryTool,
  saveTool,
  runTool,
  queriesTool,
  deliveriesTool,
  ...moderateTools,
  shieldTool,
  summarizeTool,
  catchupTool,
  knowledgeTool,
]
