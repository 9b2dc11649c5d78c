import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join, normalize, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { audit } from '../../audit/run.ts'
import type { BenchOptions, Figure } from '../figures.ts'

const CACHE = '.petrel/peers/slither'
const VERSION = '0.11.6'
/** Contracts of OpenZeppelin that both analyse, each with what it imports. */
const TARGETS = [
  'token/ERC20/ERC20.sol',
  'token/ERC20/extensions/ERC20Votes.sol',
  'token/ERC20/extensions/ERC4626.sol',
  'token/ERC721/ERC721.sol',
  'token/ERC1155/ERC1155.sol',
  'access/AccessControl.sol',
  'access/manager/AccessManager.sol',
  'governance/TimelockController.sol',
  'proxy/transparent/TransparentUpgradeableProxy.sol',
  'utils/cryptography/ECDSA.sol',
  'utils/structs/EnumerableSet.sol',
  'finance/VestingWallet.sol',
]

interface Group {
  name: string
  /** Absolute paths, the target first. */
  sources: string[]
}

/** Slither's own part (its compiler's time left out) against ours on the same files. Skipped, saying so, where Slither cannot be installed. */
export async function slitherSpeed({ log }: BenchOptions): Promise<Figure[]> {
  const python = await install(log)
  if (!python) return []
  const root = dirname(createRequire(import.meta.url).resolve('openzeppelin-contracts-5/package.json'))
  const groups = TARGETS.map((name) => ({ name, sources: withImports(join(root, name)) }))
  const theirs = await slither(python, groups)
  const both = groups.filter(({ name }) => theirs.has(name))
  if (both.length === 0) {
    log('skipped: Slither analysed none of the files')
    return []
  }
  const sources = both.map((group) => group.sources.map((path) => ({ path: relative(root, path), text: readFileSync(path, 'utf8') })))
  // Ours is compiled while it runs: one pass to warm up, then the median of three.
  const pass = (): number => {
    const start = performance.now()
    for (const each of sources) audit({ sources: each })
    return (performance.now() - start) / 1000
  }
  pass()
  const [, ours = 0] = [pass(), pass(), pass()].sort((x, y) => x - y)
  const sum = (list: readonly number[]): number => list.reduce((total, one) => total + one, 0)
  const [a, b] = [ours, sum(both.map(({ name }) => theirs.get(name) ?? 0))]
  log(`Slither ${VERSION} took ${b.toFixed(2)} s without compiling, Petrel ${a.toFixed(2)} s, on ${both.length} files with their imports`)
  return [
    {
      id: 'speedup_vs_slither',
      value: Number((b / a).toFixed(1)),
      unit: 'times',
      better: 'higher',
      peer: { name: `slither ${VERSION}`, value: 1 },
    },
  ]
}

/** The Python of an environment with Slither in it, made once. */
async function install(log: BenchOptions['log']): Promise<string | undefined> {
  const python = join(CACHE, 'bin', 'python')
  if (existsSync(join(CACHE, 'bin', 'slither'))) return python
  mkdirSync(dirname(CACHE), { recursive: true })
  log(`Installing Slither ${VERSION} into ${CACHE} (a minute or two)`)
  const made = (await run('python3', ['-m', 'venv', CACHE], '')) !== undefined
  const installed = made && (await run(python, ['-m', 'pip', 'install', '--quiet', `slither-analyzer==${VERSION}`], '')) !== undefined
  if (installed && existsSync(join(CACHE, 'bin', 'slither'))) return python
  log('skipped: Slither could not be installed (Python 3 with venv and a way to PyPI are needed); its speed was not compared')
  return undefined
}

/** The output of a command, or undefined when it failed. */
function run(command: string, args: readonly string[], input: string): Promise<string | undefined> {
  return new Promise((resolve) => {
    const child = spawn(command, args, { stdio: ['pipe', 'pipe', 'ignore'], timeout: 600_000 })
    let out = ''
    child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()))
    child.once('error', () => resolve(undefined))
    child.once('close', (code) => resolve(code === 0 ? out : undefined))
    child.stdin.end(input)
  })
}

async function slither(python: string, groups: readonly Group[]): Promise<Map<string, number>> {
  const here = (name: string): string => fileURLToPath(new URL(`slither/${name}`, import.meta.url))
  const out = (await run(python, [here('own-part.py'), here('solc-command.cjs')], JSON.stringify(groups))) ?? ''
  const lines = out.split('\n').filter((line) => line.startsWith('{'))
  const results = lines.map((line) => JSON.parse(line) as { name: string; seconds?: number })
  return new Map(results.flatMap(({ name, seconds }) => (seconds === undefined ? [] : [[name, seconds] as const])))
}

/** A file and all that it imports. */
function withImports(path: string, seen = new Set<string>()): string[] {
  if (seen.has(path)) return []
  seen.add(path)
  const text = readFileSync(path, 'utf8')
  for (const [, to = ''] of text.matchAll(/^import\s+(?:[^"';]*\sfrom\s+)?["'](\.[^"']+)["']/gm))
    withImports(normalize(join(dirname(path), to)), seen)
  return [...seen]
}
