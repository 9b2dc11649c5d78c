import type { FileAst } from '../parse/ast.ts'

const normalise = (path: string): string => {
  const parts: string[] = []
  for (const part of path.split('/')) {
    if (part === '..') parts.pop()
    else if (part !== '.' && part !== '') parts.push(part)
  }
  return parts.join('/')
}

/** Finds the file that an import means: relative, remapped, as it stands, or by the longest common end of the paths. */
export function resolveImport(path: string, from: string, paths: ReadonlySet<string>, remappings: readonly string[]): string | undefined {
  const folder = from.includes('/') ? from.slice(0, from.lastIndexOf('/')) : ''
  const mapped = remappings
    .map((mapping) => mapping.slice(mapping.indexOf(':') + 1).split('='))
    .filter(([prefix]) => prefix && path.startsWith(prefix))
    .sort((a, b) => (b[0]?.length ?? 0) - (a[0]?.length ?? 0))
    .map(([prefix = '', target = '']) => target + path.slice(prefix.length))
  const tries = path.startsWith('.') ? [normalise(`${folder}/${path}`)] : [...mapped, path].map(normalise)
  const exact = tries.find((candidate) => paths.has(candidate))
  if (exact) return exact
  const end = normalise(path.replace(/^(?:\.\.?\/)+/, ''))
  return [...paths].find((candidate) => candidate === end || candidate.endsWith(`/${end}`))
}

/** For each file, the files that it imports, directly or not. Files that import each other or themselves are fine. */
export function importedFiles(files: readonly FileAst[], remappings: readonly string[]): (file: FileAst) => ReadonlySet<FileAst> {
  const byPath = new Map(files.map((file) => [normalise(file.path), file]))
  const paths = new Set(byPath.keys())
  const known = new Map<FileAst, ReadonlySet<FileAst>>()
  return (file) => {
    const old = known.get(file)
    if (old) return old
    const seen = new Set<FileAst>()
    const todo = [file]
    for (let at = todo.pop(); at; at = todo.pop()) {
      for (const { path } of at.imports) {
        const target = byPath.get(resolveImport(path, normalise(at.path), paths, remappings) ?? '')
        if (!target || seen.has(target)) continue
        seen.add(target)
        todo.push(target)
      }
    }
    known.set(file, seen)
    return seen
  }
}
