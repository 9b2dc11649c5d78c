import { createHash } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { pathToFileURL } from 'node:url'
import type { Abi, Hex } from 'viem'

const require = createRequire(import.meta.url)
const SOURCE = new URL('governors.sol', import.meta.url)
const KEPT = new URL('governors.artifact.json', import.meta.url)

export interface Compiled {
  abi: Abi
  bytecode: Hex
}

interface Kept {
  /** SHA-256 of the source. */
  source: string
  contracts: Record<string, Compiled>
}

interface Output {
  errors?: { severity: string; formattedMessage: string }[]
  contracts: Record<string, Record<string, { abi: Abi; evm: { bytecode: { object: string } } }>>
}

const digest = (text: string): string => createHash('sha256').update(text).digest('hex')

/** Governors and their token by name: what is kept beside the source when it was compiled from this very one, else compiled with the dev dependency solc. */
export function governors(): Record<string, Compiled> {
  const source = readFileSync(SOURCE, 'utf8')
  try {
    const kept = JSON.parse(readFileSync(KEPT, 'utf8')) as Kept
    if (kept.source === digest(source)) return kept.contracts
  } catch {
    // Compiled below.
  }
  return compile(source)
}

function compile(content: string): Record<string, Compiled> {
  const solc = require('solc') as { compile(input: string, callbacks: object): string }
  const input = {
    language: 'Solidity',
    sources: { 'governors.sol': { content } },
    settings: {
      optimizer: { enabled: true, runs: 200 },
      evmVersion: 'paris',
      outputSelection: { 'governors.sol': { '*': ['abi', 'evm.bytecode.object'] } },
    },
  }
  const callbacks = { import: (path: string) => ({ contents: readFileSync(require.resolve(path), 'utf8') }) }
  const output = JSON.parse(solc.compile(JSON.stringify(input), callbacks)) as Output
  const errors = output.errors?.filter(({ severity }) => severity === 'error') ?? []
  if (errors.length > 0) throw new Error(errors.map(({ formattedMessage }) => formattedMessage).join('\n'))
  const contracts = Object.entries(output.contracts['governors.sol'] ?? {})
  return Object.fromEntries(contracts.map(([name, { abi, evm }]) => [name, { abi, bytecode: `0x${evm.bytecode.object}` }]))
}

// `npx tsx tools/summarize/governor/testing/compile.ts` writes what is kept.
if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const source = readFileSync(SOURCE, 'utf8')
  writeFileSync(KEPT, `${JSON.stringify({ source: digest(source), contracts: compile(source) })}\n`)
}
