import { writeFileSync } from 'node:fs'
import { artifact } from './compile.ts'

/** Compiles the test tokens and keeps the result beside their sources: run it after changing one. */
const { file, kept } = artifact()
writeFileSync(file, `${JSON.stringify(kept)}\n`)
