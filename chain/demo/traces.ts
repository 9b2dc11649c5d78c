const FIELD = Buffer.from('"traces":[')
const QUOTE = 0x22
const ESCAPE = 0x5c
const OPEN = 0x5b
const CLOSE = 0x5d
const SLICE = 8_388_608

/**
 * A dumped state with the lists of call traces emptied: they are two thirds of its bytes, and blocks, receipts and logs do not
 * need them. Works on bytes and in slices, because parsing a hundred megabytes of JSON would stop everything else for seconds.
 */
export async function withoutTraces(state: Buffer): Promise<Buffer> {
  const kept: Buffer[] = []
  let rest = 0
  let yielded = 0
  for (let at = state.indexOf(FIELD); at !== -1; at = state.indexOf(FIELD, rest)) {
    const inside = at + FIELD.length
    kept.push(state.subarray(rest, inside))
    rest = endOfList(state, inside)
    if (rest - yielded < SLICE) continue
    yielded = rest
    await new Promise((resolve) => setImmediate(resolve))
  }
  return Buffer.concat([...kept, state.subarray(rest)])
}

/** Where the list that is open at `from` closes. */
function endOfList(state: Buffer, from: number): number {
  let depth = 1
  let quoted = false
  for (let i = from; i < state.length; i++) {
    const byte = state[i]
    if (quoted && byte === ESCAPE) i++
    else if (byte === QUOTE) quoted = !quoted
    else if (!quoted && byte === OPEN) depth++
    else if (!quoted && byte === CLOSE && --depth === 0) return i
  }
  return state.length
}
