import { readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { pathToFileURL } from 'node:url'

const require = createRequire(import.meta.url)

/** Contracts that are put at an address for one request: where the source stands, and the contract in it. */
export const SOURCES = {
  probe: { file: new URL('probe.sol', import.meta.url), contract: 'Probe' },
  lens: { file: new URL('../../market/contracts/lens.sol', import.meta.url), contract: 'Lens' },
} as const

export interface RuntimeArtifact {
  abi: readonly unknown[]
  /** What stands at an address once the contract is deployed. */
  runtime: `0x${string}`
}

interface SolcOutput {
  errors?: { severity: string; formattedMessage: string }[]
  contracts: Record<string, Record<string, { abi: unknown[]; evm: { deployedBytecode: { object: string } } }>>
}

/** Where the committed artifact of a source stands. */
export const artifactOf = (name: keyof typeof SOURCES): URL => new URL(SOURCES[name].file.href.replace(/\.sol$/, '.artifact.json'))

/** Compiles one of SOURCES with the npm package solc (a dev dependency). Throws with the compiler's own words. */
export function compileRuntime(name: keyof typeof SOURCES): RuntimeArtifact {
  const solc = require('solc') as { compile(input: string): string }
  const { file, contract } = SOURCES[name]
  const input = {
    language: 'Solidity',
    sources: { [name]: { content: readFileSync(file, 'utf8') } },
    settings: {
      optimizer: { enabled: true, runs: 200 },
      // The oldest rules that any chain of the catalogue follows.
      evmVersion: 'paris',
      metadata: { bytecodeHash: 'none', appendCBOR: false },
      outputSelection: { '*': { '*': ['abi', 'evm.deployedBytecode.object'] } },
    },
  }
  const output = JSON.parse(solc.compile(JSON.stringify(input))) as SolcOutput
  const errors = output.errors?.filter((error) => error.severity === 'error') ?? []
  if (errors.length > 0) throw new Error(errors.map((error) => error.formattedMessage).join('\n'))
  const built = output.contracts[name]?.[contract]
  if (!built) throw new Error(`${file.href} holds no ${contract}`)
  return { abi: built.abi, runtime: `0x${built.evm.deployedBytecode.object}` }
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  for (const name of Object.keys(SOURCES) as (keyof typeof SOURCES)[]) {
    writeFileSync(artifactOf(name), `${JSON.stringify(compileRuntime(name))}\n`)
  }
}
