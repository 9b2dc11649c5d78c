import { readdir, readFile, realpath, stat } from 'node:fs/promises'
import { basename, dirname, join, relative, resolve, sep } from 'node:path'
import { type ReadInput, readSources } from '../../audit/input.ts'
import type { SourceFile } from '../../audit/subject.ts'
import { PetrelError } from '../../core/errors.ts'

export interface Project extends ReadInput {
  /** Paths whose findings are reported; the others are what they import. */
  own: ReadonlySet<string>
  /** Imports that were found nowhere. */
  missing: readonly string[]
}

const SKIPPED = new Set([
  'node_modules',
  'lib',
  'out',
  'artifacts',
  'cache',
  'cache_forge',
  'typechain',
  'typechain-types',
  'coverage',
  'broadcast',
  'dist',
])
const MOST_FILES = 5000
const MOST_BYTES = 40_000_000

const unreadable = (path: string, cause?: unknown): PetrelError =>
  new PetrelError('input_invalid', {
    message: `"${path}" cannot be read.`,
    hint: 'Give a Solidity file, a standard-JSON input, or a folder that holds some.',
    facts: { path },
    cause,
  })

/** Sources behind a path: one file, or a plain, Foundry or Hardhat folder with what it imports. Throws PetrelError input_invalid. */
export async function openProject(path: string, signal: AbortSignal): Promise<Project> {
  const full = resolve(path)
  const kind = await stat(full).catch((cause: unknown) => {
    throw unreadable(path, cause)
  })
  const root = kind.isDirectory() ? full : await rootOf(dirname(full))
  const config = await configOf(root)
  const files = kind.isDirectory() ? await listSources(await startOf(root, config)) : [full]
  const project: Collected = { root, sources: new Map(), remappings: config.remappings, bytes: 0 }
  for (const file of files) {
    signal.throwIfAborted()
    await add(project, file)
  }
  if (project.sources.size === 0) throw unreadable(path)
  const own = new Set(project.sources.keys())
  const missing = await follow(project, signal)
  return { sources: [...project.sources].map(([at, text]) => ({ path: at, text })), remappings: project.remappings, own, missing }
}

interface Collected {
  root: string
  sources: Map<string, string>
  remappings: string[]
  bytes: number
}

async function add(project: Collected, file: string): Promise<SourceFile[]> {
  if (project.sources.size >= MOST_FILES || project.bytes >= MOST_BYTES) return []
  const text = await readFile(file, 'utf8').catch((cause: unknown) => {
    throw unreadable(file, cause)
  })
  project.bytes += text.length
  const { sources, remappings } = readSources(slashed(relative(project.root, file)), text)
  project.remappings.push(...remappings)
  for (const source of sources) project.sources.set(source.path, source.text)
  return [...sources]
}

const slashed = (path: string): string => path.split(sep).join('/')

/** The folder above that holds the project's settings, at most six levels up; else the file's own. */
async function rootOf(folder: string): Promise<string> {
  let at = folder
  for (let level = 0; level < 6; level += 1) {
    const names: string[] = await readdir(at).catch(() => [])
    if (names.some((name) => /^(?:foundry\.toml|hardhat\.config\.\w+|remappings\.txt|package\.json)$/.test(name))) return at
    if (dirname(at) === at) break
    at = dirname(at)
  }
  return folder
}

interface Config {
  /** Folder of the sources, from the project's settings. */
  source: string | undefined
  remappings: string[]
}

async function configOf(root: string): Promise<Config> {
  const [toml, list, names] = await Promise.all([
    readFile(join(root, 'foundry.toml'), 'utf8').catch(() => ''),
    readFile(join(root, 'remappings.txt'), 'utf8').catch(() => ''),
    readdir(root).catch((): string[] => []),
  ])
  const inline = /^\s*remappings\s*=\s*\[([\s\S]*?)\]/m.exec(toml)?.[1] ?? ''
  const remappings = [...list.split('\n'), ...[...inline.matchAll(/["']([^"']+=[^"']+)["']/g)].map(([, one = '']) => one)]
  const source =
    /^\s*src\s*=\s*["']([^"']+)["']/m.exec(toml)?.[1] ??
    (toml ? 'src' : names.some((name) => name.startsWith('hardhat.config')) ? 'contracts' : undefined)
  return { source, remappings: remappings.map((one) => one.trim()).filter((one) => one.includes('=')) }
}

async function startOf(root: string, { source }: Config): Promise<string> {
  const start = source === undefined ? root : resolve(root, source)
  const inside = start === root || start.startsWith(root + sep)
  return inside && (await stat(start).catch(() => undefined))?.isDirectory() ? start : root
}

/** Solidity files below a folder, without dependencies, build output and tests. */
async function listSources(folder: string): Promise<string[]> {
  const found: string[] = []
  const seen = new Set<string>()
  const walk = async (at: string): Promise<void> => {
    const real = await realpath(at)
    if (seen.has(real) || found.length >= MOST_FILES) return
    seen.add(real)
    const entries = await readdir(at, { withFileTypes: true })
    for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
      const path = join(at, entry.name)
      if (entry.isDirectory() && !SKIPPED.has(entry.name) && !entry.name.startsWith('.')) await walk(path)
      else if (entry.isFile() && entry.name.endsWith('.sol') && !/\.(?:t|s)\.sol$/.test(entry.name)) found.push(path)
    }
  }
  await walk(folder)
  return found
}

const IMPORT = /^\s*import\s+(?:[^'";]*?\sfrom\s+)?["']([^"'\n]+)["']/gm

/** Reads what the sources import, again and again; returns what was found nowhere. */
async function follow(project: Collected, signal: AbortSignal): Promise<string[]> {
  const todo: SourceFile[] = [...project.sources].map(([path, text]) => ({ path, text }))
  const missing = new Set<string>()
  for (let file = todo.pop(); file; file = todo.pop()) {
    signal.throwIfAborted()
    for (const [, path = ''] of file.text.matchAll(IMPORT)) {
      const at = await locate(project, file.path, path)
      if (at === undefined) missing.add(path)
      else if (!project.sources.has(slashed(relative(project.root, at)))) todo.push(...(await add(project, at)))
    }
  }
  return [...missing].sort()
}

/** Where an import lies on disk, never outside the project and its dependency folders. */
async function locate({ root, remappings, sources }: Collected, from: string, path: string): Promise<string | undefined> {
  const mapped = remappings
    .map((one) => one.slice(one.indexOf(':') + 1).split('='))
    .filter(([prefix = '']) => prefix !== '' && path.startsWith(prefix))
    .map(([prefix = '', target = '']) => join(root, target, path.slice(prefix.length)))
  const candidates = path.startsWith('.')
    ? [join(root, dirname(from), path)]
    : [...mapped, join(root, path), join(root, 'node_modules', path), join(root, 'lib', path)]
  if (sources.has(slashed(relative(root, candidates[0] ?? '')))) return candidates[0]
  for (const candidate of candidates) {
    const real = await realpath(candidate).catch(() => undefined)
    const inside = real !== undefined && (real.startsWith((await realpath(root)) + sep) || real.includes(`${sep}node_modules${sep}`))
    if (inside && (await stat(candidate)).isFile() && basename(candidate).endsWith('.sol')) return candidate
  }
  return undefined
}
