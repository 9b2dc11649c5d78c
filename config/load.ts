import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import type { z } from 'zod'
import { PetrelError } from '../core/errors.ts'
import type { SettingListing, SettingsView } from '../core/operator.ts'
import { nearest } from './nearest.ts'
import { parseText } from './parse-text.ts'
import { type Config, configSchema } from './schema.ts'
import { SETTINGS, type Setting } from './settings.ts'

export type SettingSource = SettingListing['from']

export interface LoadOptions {
  /** Settings file; by default PETREL_CONFIG or petrel.config.json in `cwd`, which may be absent. A file that is named must exist. */
  file?: string | undefined
  env: Readonly<Record<string, string | undefined>>
  /** Settings given on the command line, by key: { 'model.name': 'none' }. They win over environment and file. */
  args?: Readonly<Record<string, unknown>>
  cwd: string
}

export interface LoadedConfig {
  config: Config
  /** Where each setting came from, by key. */
  sources: Readonly<Record<string, SettingSource>>
  view: SettingsView
}

const FILE = 'petrel.config.json'
/** Settings that once existed: key and what to do now. */
const RETIRED: Readonly<Record<string, string>> = {}
/** Variables that are no settings. */
const OTHER_VARIABLES = new Set(['PETREL_CONFIG'])

type Tree = Record<string, unknown>
interface Problem {
  unknown: boolean
  text: string
}
interface Given {
  value: unknown
  from: SettingSource
  /** How the operator wrote it: a key of the file, a variable, an argument. */
  name: string
}

const isTree = (value: unknown): value is Tree => typeof value === 'object' && value !== null && !Array.isArray(value)

/** Throws PetrelError config_unreadable; never shows the file's text, which may hold secrets. */
function readFile(path: string, required: boolean): Tree {
  let text: string
  try {
    text = readFileSync(path, 'utf8')
  } catch (cause) {
    if (!required && (cause as NodeJS.ErrnoException).code === 'ENOENT') return {}
    const why = (cause as NodeJS.ErrnoException).code ?? 'unknown error'
    throw unreadable(`The settings file ${path} cannot be read (${why}).`, 'Check its path and permissions.')
  }
  let value: unknown
  try {
    value = JSON.parse(text.replace(/^\uFEFF/, ''))
  } catch (cause) {
    const position = /position (\d+)/.exec(String(cause))?.[1]
    const where = position === undefined ? '' : ` near line ${text.slice(0, Number(position)).split('\n').length}`
    throw unreadable(`The settings file ${path} is not valid JSON${where}.`, 'Check quotes, commas and brackets; JSON has no comments.')
  }
  if (isTree(value)) return value
  throw unreadable(`The settings file ${path} does not hold an object.`, 'It begins with { and ends with }.')
}
const unreadable = (message: string, hint: string): PetrelError => new PetrelError('config_unreadable', { message, hint })

function unknownKey(name: string, known: readonly string[]): Problem {
  const retired = RETIRED[name]
  if (retired !== undefined) return { unknown: true, text: `${name} is no longer a setting: ${retired}` }
  const guess = nearest(name, known)
  return { unknown: true, text: `${name} is not a setting${guess === undefined ? '' : `; did you mean ${guess}?`}` }
}

const KEYS = SETTINGS.map(({ key }) => key)
const groups = new Set(SETTINGS.flatMap(({ path }) => path.slice(1).map((_, index) => path.slice(0, index + 1).join('.'))))

/** Settings of the file by key; whatever is no setting becomes a problem. */
function fromTree(tree: Tree, prefix: string, into: { given: Map<string, Given>; problems: Problem[] }): void {
  for (const [name, value] of Object.entries(tree)) {
    const key = prefix === '' ? name : `${prefix}.${name}`
    if (KEYS.includes(key)) into.given.set(key, { value, from: 'file', name: key })
    else if (!groups.has(key)) into.problems.push(unknownKey(key, KEYS))
    else if (isTree(value)) fromTree(value, key, into)
    else into.problems.push({ unknown: false, text: `${key} must be a group of settings, not ${shown(value)}` })
  }
}

const flat = (variable: string): string => variable.replaceAll('_', '')
const byVariable = new Map(SETTINGS.map((setting) => [flat(setting.variable), setting]))

function fromEnvironment(env: LoadOptions['env'], into: { given: Map<string, Given>; problems: Problem[] }): void {
  for (const [name, text] of Object.entries(env)) {
    // An empty variable is one that was not set: compose files write them.
    if (!name.startsWith('PETREL_') || OTHER_VARIABLES.has(name) || text === undefined || text === '') continue
    const setting = byVariable.get(flat(name))
    if (setting) into.given.set(setting.key, { value: parseText(text, setting.type), from: 'environment', name })
    else into.problems.push(unknownKey(name, SETTINGS.map(({ variable }) => variable))) // biome-ignore format: short
  }
}

function fromArguments(args: Readonly<Record<string, unknown>>, into: { given: Map<string, Given>; problems: Problem[] }): void {
  for (const [key, value] of Object.entries(args)) {
    if (value === undefined) continue
    const setting = SETTINGS.find((candidate) => candidate.key === key)
    if (setting)
      into.given.set(key, { value: typeof value === 'string' ? parseText(value, setting.type) : value, from: 'argument', name: key })
    else into.problems.push(unknownKey(key, KEYS))
  }
}

function shown(value: unknown): string {
  const text = JSON.stringify(value) ?? String(value)
  return text.length > 60 ? `${text.slice(0, 60)}…` : text
}

const article = (allowed: string): string => (/^(?:whole|number|list\b)/.test(allowed) ? `a ${allowed}` : allowed)

/** One line for each setting that the schema refuses. */
function refusals(error: z.ZodError, given: ReadonlyMap<string, Given>): Problem[] {
  const seen = new Set<string>()
  return error.issues.flatMap((issue) => {
    const setting = SETTINGS.find(({ path }) => path.every((name, index) => issue.path[index] === name))
    if (!setting) return [{ unknown: false, text: `${issue.path.join('.')}: ${issue.message}` }]
    if (seen.has(setting.key)) return []
    seen.add(setting.key)
    const from = given.get(setting.key)
    const value = setting.secret ? 'the value given' : shown(from?.value)
    const where = from && from.name !== setting.key ? ` (from ${from.name})` : ''
    return [{ unknown: false, text: `${setting.key} must be ${article(setting.allowed)}, not ${value}${where}` }]
  })
}

function nested(given: ReadonlyMap<string, Given>): Tree {
  const tree: Tree = {}
  for (const { key, path } of SETTINGS) {
    const found = given.get(key)
    if (!found) continue
    const parent = path.slice(0, -1).reduce<Tree>((at, name) => {
      at[name] ??= {}
      return at[name] as Tree
    }, tree)
    parent[path.at(-1) ?? ''] = found.value
  }
  return tree
}

const sentence = (text: string): string => (text.endsWith('?') ? text : `${text}.`)

function refuse(problems: readonly Problem[], file: string): never {
  const code = problems.every(({ unknown }) => unknown) ? 'config_unknown_key' : 'config_invalid'
  const message =
    problems.length === 1
      ? sentence(problems[0]?.text ?? '')
      : `${problems.length} settings are wrong:\n${problems.map(({ text }) => `- ${text}`).join('\n')}`
  throw new PetrelError(code, {
    message,
    hint: `Settings come from ${file}, PETREL_ variables and arguments; docs/settings.md lists them.`,
    facts: { file },
  })
}

/** "~/x" with the home folder of the environment. */
function expandHome(path: string, env: LoadOptions['env']): string {
  const home = env.HOME ?? env.USERPROFILE
  return home !== undefined && /^~(?=$|[/\\])/.test(path) ? home + path.slice(1) : path
}

function withPaths(config: Config, { env, cwd }: LoadOptions): Config {
  const path = (text: string) => resolve(cwd, expandHome(text, env))
  const { model } = config
  return { ...config, dataDir: path(config.dataDir), model: { ...model, dir: path(model.dir), name: expandHome(model.name, env) } }
}

const valueAt = (config: Config, setting: Setting): unknown => setting.path.reduce<unknown>((at, name) => (at as Tree)[name], config)

function display(config: Config, setting: Setting): string {
  const value = valueAt(config, setting)
  const empty = value === '' || (Array.isArray(value) && value.length === 0) || (isTree(value) && Object.keys(value).length === 0)
  if (setting.secret) return empty ? '(not set)' : '(set, hidden)'
  if (Array.isArray(value)) return value.join(', ')
  return typeof value === 'string' ? value : JSON.stringify(value)
}

/**
 * The effective settings: defaults, then the file, then PETREL_ variables, then arguments. Unknown names and bad values are refused all
 * at once. Throws PetrelError config_invalid, config_unknown_key, config_unreadable; none of them shows a secret.
 * @example loadConfig({ env: { PETREL_HTTP_PORT: '8080' }, cwd: '/srv/petrel' }).config.http.port // 8080
 */
export function loadConfig(options: LoadOptions): LoadedConfig {
  const named = options.file ?? (options.env.PETREL_CONFIG || undefined)
  const file = resolve(options.cwd, expandHome(named ?? FILE, options.env))
  const into = { given: new Map<string, Given>(), problems: [] as Problem[] }
  fromTree(readFile(file, named !== undefined), '', into)
  fromEnvironment(options.env, into)
  fromArguments(options.args ?? {}, into)
  const parsed = configSchema.safeParse(nested(into.given))
  const problems = [...into.problems, ...(parsed.success ? [] : refusals(parsed.error, into.given))]
  if (!parsed.success || problems.length > 0) return refuse(problems, file)
  const config = withPaths(parsed.data, options)
  const sources = Object.fromEntries(KEYS.map((key) => [key, into.given.get(key)?.from ?? 'default'] as const))
  const list = SETTINGS.map((setting) => ({
    key: setting.key,
    value: display(config, setting),
    from: sources[setting.key] ?? 'default',
    help: setting.help,
  }))
  return { config, sources, view: { file, list: () => list } }
}
