#!/usr/bin/env node
// Sources are TypeScript and run as they are; tsx teaches Node to read them.
import { register } from 'tsx/esm/api'

register()
const { main } = await import('../main.ts')
process.exitCode = await main(process.argv.slice(2), process.env)
