import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Abi, Hex } from 'viem'

export interface Compiled {
  abi: Abi
  bytecode: Hex
}

interface Output {
  errors?: { severity: string; formattedMessage: string }[]
  contracts: Record<string, Record<string, { abi: Abi; evm: { bytecode: { object: string } } }>>
}

interface Kept {
  /** SHA-256 of the sources. */
  source: string
  contracts: Record<string, Compiled>
}

const KEPT = new URL('tokens.artifact.json', import.meta.url)
let known: Map<string, Compiled> | undefined

const sources = (): string =>
  ['tokens.sol', 'traps.sol', 'more-traps.sol'].map((file) => readFileSync(new URL(file, import.meta.url), 'utf8')).join('\n')
const digest = (text: string): string => createHash('sha256').update(text).digest('hex')

/** The test tokens: what is kept beside the sources when it was compiled from these very ones, else compiled with the dev dependency solc. */
export function testTokens(): Map<string, Compiled> {
  known ??= keptTokens() ?? compile(sources())
  return known
}

function keptTokens(): Map<string, Compiled> | undefined {
  try {
    const { source, contracts } = JSON.parse(readFileSync(KEPT, 'utf8')) as Kept
    return source === digest(sources()) ? new Map(Object.entries(contracts)) : undefined
  } catch {
    return undefined
  }
}

/** What is to be kept beside the sources: `npx tsx tools/risk/testing/keep.ts` writes it. */
export const artifact = (): { file: URL; kept: Kept } => ({
  file: KEPT,
  kept: { source: digest(sources()), contracts: Object.fromEntries(compile(sources())) },
})

/** Contracts of a source by name. Throws with the compiler's words. */
export function compile(content: string): Map<string, Compiled> {
  const solc = createRequire(import.meta.url)('solc') as { compile(input: string): string }
  const input = {
    language: 'Solidity',
    sources: { 'tokens.sol': { content } },
    settings: {
      optimizer: { enabled: true, runs: 200 },
      evmVersion: 'paris',
      outputSelection: { '*': { '*': ['abi', 'evm.bytecode.object'] } },
    },
  }
  const output = JSON.parse(solc.compile(JSON.stringify(input))) as Output
  const errors = output.errors?.filter(({ severity }) => severity === 'error') ?? []
  if (errors.length > 0) throw new Error(errors.map(({ formattedMessage }) => formattedMessage).join('\n'))
  const contracts = Object.entries(output.contracts['tokens.sol'] ?? {})
  return new Map(contracts.map(([name, { abi, evm }]) => [name, { abi, bytecode: `0x${evm.bytecode.object}` }]))
}
