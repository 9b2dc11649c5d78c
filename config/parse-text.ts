import type { Setting } from './settings.ts'

const SWITCH: Readonly<Record<string, boolean>> = {
  true: true,
  '1': true,
  yes: true,
  on: true,
  false: false,
  '0': false,
  no: false,
  off: false,
}

const commas = (text: string): string[] =>
  text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '')

/** "ethereum=https://a,ethereum=https://b,base=https://c" */
function pairs(text: string): Record<string, string[]> | undefined {
  const found: Record<string, string[]> = {}
  for (const part of commas(text)) {
    const at = part.indexOf('=')
    if (at < 1) return undefined
    const name = part.slice(0, at).trim()
    found[name] = [...(Object.hasOwn(found, name) ? (found[name] ?? []) : []), part.slice(at + 1).trim()]
  }
  return found
}

function json(text: string): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch {
    return undefined
  }
}

/**
 * Value of a setting from the text of a variable or an argument. Lists are JSON or separated by commas, records JSON or name=value.
 * Text that does not fit is returned as it is: the schema then names what is wrong.
 */
export function parseText(text: string, type: Setting['type']): unknown {
  const trimmed = text.trim()
  switch (type) {
    case 'number':
      return /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i.test(trimmed) ? Number(trimmed) : text
    case 'switch':
      return SWITCH[trimmed.toLowerCase()] ?? text
    case 'list':
      return trimmed.startsWith('[') ? (json(trimmed) ?? text) : commas(trimmed)
    case 'record':
      return (trimmed.startsWith('{') ? json(trimmed) : pairs(trimmed)) ?? text
    case 'text':
      return text
    default:
      return type satisfies never
  }
}
