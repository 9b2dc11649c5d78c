import { readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { pathToFileURL } from 'node:url'
import type { Abi, Hex } from 'viem'

const require = createRequire(import.meta.url)

export interface Compiled {
  abi: Abi
  bytecode: Hex
}

interface Output {
  errors?: { severity: string; formattedMessage: string }[]
  contracts: Record<string, Record<string, { abi: Abi; evm: { bytecode: { object: string } } }>>
}

let known: Map<string, Compiled> | undefined

/** The stand-ins for exchanges by name, compiled with the dev dependency solc once a process. Throws with the compiler's words. */
export function standIns(): Map<string, Compiled> {
  known ??= compile('exchanges.sol')
  return known
}

function readImport(path: string) {
  try {
    return { contents: readFileSync(require.resolve(path), 'utf8') }
  } catch {
    return { error: `${path} is not installed` }
  }
}

function compile(file: string): Map<string, Compiled> {
  const solc = require('solc') as { compile(input: string, callbacks: { import: typeof readImport }): string }
  const content = readFileSync(new URL(file, import.meta.url), 'utf8')
  const input = {
    language: 'Solidity',
    sources: { [file]: { content } },
    settings: {
      optimizer: { enabled: true, runs: 200 },
      evmVersion: 'paris',
      outputSelection: { [file]: { '*': ['abi', 'evm.bytecode.object'] } },
    },
  }
  const output = JSON.parse(solc.compile(JSON.stringify(input), { import: readImport })) as Output
  const errors = output.errors?.filter(({ severity }) => severity === 'error') ?? []
  if (errors.length > 0) throw new Error(errors.map(({ formattedMessage }) => formattedMessage).join('\n'))
  return new Map(
    Object.entries(output.contracts[file] ?? {}).map(([name, { abi, evm }]) => [
      name,
      { abi, bytecode: `0x${evm.bytecode.object}` as Hex },
    ]),
  )
}

const ARTIFACT = new URL('exchanges.artifact.json', import.meta.url)

/** What `standIns` gave when it was last written to the file beside it. */
export const committed = (): Map<string, Compiled> =>
  new Map(Object.entries(JSON.parse(readFileSync(ARTIFACT, 'utf8')) as Record<string, Compiled>))

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href)
  writeFileSync(ARTIFACT, `${JSON.stringify(Object.fromEntries(standIns()))}\n`)
