import { readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { pathToFileURL } from 'node:url'

const require = createRequire(import.meta.url)
const here = new URL('./', import.meta.url)

/** Source files of the demo chain's own contracts; the artifact of `x.sol` is `x.artifact.json`. */
export const SOURCES = ['demo-token', 'honey-token', 'taxed-token', 'proxied-token', 'demo-multicall'] as const

export interface Artifact {
  contract: string
  abi: readonly unknown[]
  bytecode: `0x${string}`
}

interface SolcOutput {
  errors?: { severity: string; formattedMessage: string }[]
  contracts: Record<string, Record<string, { abi: unknown[]; evm: { bytecode: { object: string } } }>>
}

interface Solc {
  compile(input: string, callbacks: { import(path: string): { contents: string } | { error: string } }): string
}

function standardInput(file: string, content: string) {
  return JSON.stringify({
    language: 'Solidity',
    sources: { [file]: { content } },
    settings: {
      optimizer: { enabled: true, runs: 200 },
      evmVersion: 'paris',
      // Without the metadata hash the bytecode depends on nothing but source and compiler.
      metadata: { bytecodeHash: 'none', appendCBOR: false },
      outputSelection: { [file]: { '*': ['abi', 'evm.bytecode.object'] } },
    },
  })
}

function readImport(path: string) {
  try {
    return { contents: readFileSync(require.resolve(path), 'utf8') }
  } catch {
    return { error: `${path} is not installed` }
  }
}

/** Compiles one of SOURCES with the npm package solc (a dev dependency). Throws with the compiler's own words. */
export function compile(name: string): Artifact {
  const solc = require('solc') as Solc
  const file = `${name}.sol`
  const output = JSON.parse(
    solc.compile(standardInput(file, readFileSync(new URL(file, here), 'utf8')), { import: readImport }),
  ) as SolcOutput
  const errors = output.errors?.filter((error) => error.severity === 'error') ?? []
  if (errors.length > 0) throw new Error(errors.map((error) => error.formattedMessage).join('\n'))
  const [contract, built] = Object.entries(output.contracts[file] ?? {})[0] ?? []
  if (contract === undefined || built === undefined) throw new Error(`${file} holds no contract`)
  return { contract, abi: built.abi, bytecode: `0x${built.evm.bytecode.object}` }
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  for (const name of SOURCES) writeFileSync(new URL(`${name}.artifact.json`, here), `${JSON.stringify(compile(name))}\n`)
}
