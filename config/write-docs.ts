/** Writes docs/settings.md from the schema: npx tsx config/write-docs.ts */
import { writeFileSync } from 'node:fs'
import { settingsPage } from './docs.ts'

writeFileSync(new URL('../docs/settings.md', import.meta.url), settingsPage())
