import type { Resolve } from '../resolve.ts'

const ADDRESS = /0x[0-9a-fA-F]{40}/g

/** Every string inside an input. */
function* strings(value: unknown): Generator<string> {
  if (typeof value === 'string') yield value
  else if (Array.isArray(value)) for (const item of value) yield* strings(item)
  else if (value && typeof value === 'object') for (const item of Object.values(value)) yield* strings(item)
}

/**
 * Addresses in a model's input that neither stand in the asker's words nor in a registry. Models invent them
 * (a made-up zero address for a known token was measured), so a call that carries one is refused.
 */
export async function unknownAddresses(input: unknown, words: string, resolve: Resolve): Promise<string[]> {
  const said = words.toLowerCase()
  const found = new Set([...strings(input)].flatMap((text) => text.match(ADDRESS) ?? []).map((address) => address.toLowerCase()))
  const unknown: string[] = []
  for (const address of found) {
    if (said.includes(address)) continue
    const known = (await resolve.labelOf(address)) ?? (await resolve.tokens(address)).find(({ symbol }) => symbol !== '')
    if (!known) unknown.push(address)
  }
  return unknown
}
