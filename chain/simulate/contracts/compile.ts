import { readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { pathToFileURL } from 'node:url'

const require = createRequire(import.meta.url)
const here = new URL('./', import.meta.url)

export interface ProbeArtifact {
  abi: readonly unknown[]
  /** What stands at an address once the contract is deployed. */
  runtime: `0x${string}`
}

interface SolcOutput {
  errors?: { severity: string; formattedMessage: string }[]
  contracts: Record<string, { Probe: { abi: unknown[]; evm: { deployedBytecode: { object: string } } } }>
}

/** Compiles probe.sol with the npm package solc (a dev dependency). Throws with the compiler's own words. */
export function compileProbe(): ProbeArtifact {
  const solc = require('solc') as { compile(input: string): string }
  const input = {
    language: 'Solidity',
    sources: { 'probe.sol': { content: readFileSync(new URL('probe.sol', here), 'utf8') } },
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
  const built = output.contracts['probe.sol']?.Probe
  if (!built) throw new Error('probe.sol holds no Probe')
  return { abi: built.abi, runtime: `0x${built.evm.deployedBytecode.object}` }
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  writeFileSync(new URL('probe.artifact.json', here), `${JSON.stringify(compileProbe())}\n`)
}
