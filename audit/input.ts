import type { SourceFile } from './subject.ts'

export interface ReadInput {
  sources: readonly SourceFile[]
  remappings: readonly string[]
}

/**
 * Sources from a text that may be plain Solidity, a solc standard-JSON input, or the forms in which explorers store multi-file projects
 * (`{{…}}`, or a map of path to content). Anything else is taken as one Solidity file under `path`.
 */
export function readSources(path: string, text: string): ReadInput {
  const trimmed = text.trimStart()
  if (!trimmed.startsWith('{')) return { sources: [{ path, text }], remappings: [] }
  const json = parse(trimmed) ?? parse(trimmed.trimEnd().slice(1, -1))
  const files = json && filesOf(json)
  return files && files.length > 0 ? { sources: files, remappings: remappingsOf(json) } : { sources: [{ path, text }], remappings: [] }
}

type Json = Record<string, unknown>
const isRecord = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value)

function parse(text: string): Json | undefined {
  try {
    const value: unknown = JSON.parse(text)
    return isRecord(value) ? value : undefined
  } catch {
    return undefined
  }
}

function filesOf(json: Json): SourceFile[] {
  const map = isRecord(json.sources) ? json.sources : json
  return Object.entries(map).flatMap(([path, value]) => {
    const content = isRecord(value) ? value.content : value
    return typeof content === 'string' && path.endsWith('.sol') ? [{ path, text: content }] : []
  })
}

function remappingsOf(json: Json): string[] {
  const list = isRecord(json.settings) ? json.settings.remappings : undefined
  return Array.isArray(list) ? list.filter((one): one is string => typeof one === 'string') : []
}
