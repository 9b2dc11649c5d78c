/** One instruction of EVM code. */
export interface Instruction {
  pc: number
  op: number
  /** Bytes that PUSH carries; missing ones at the end of the code count as zero. */
  push?: bigint
}

/** Names of the opcodes that people need to read; others are written as hex. */
export const NAMES: Readonly<Record<number, string>> = {
  0: 'STOP', 1: 'ADD', 2: 'MUL', 3: 'SUB', 20: 'EQ', 21: 'ISZERO', 32: 'KECCAK256', 51: 'CALLER', 52: 'CALLVALUE',
  53: 'CALLDATALOAD', 84: 'SLOAD', 85: 'SSTORE', 86: 'JUMP', 87: 'JUMPI', 91: 'JUMPDEST', 241: 'CALL', 242: 'CALLCODE',
  243: 'RETURN', 244: 'DELEGATECALL', 250: 'STATICCALL', 253: 'REVERT', 254: 'INVALID', 255: 'SELFDESTRUCT',
} // biome-ignore format: one table

/**
 * Instructions of runtime code, with the CBOR metadata that compilers append left out when its length is plausible. Never throws: any
 * bytes are code.
 */
export function disassemble(code: Uint8Array): Instruction[] {
  const end = code.length - metadataLength(code)
  const list: Instruction[] = []
  for (let pc = 0; pc < end; pc += 1) {
    const op = code[pc] ?? 0
    if (op < 0x5f || op > 0x7f) {
      list.push({ pc, op })
      continue
    }
    const size = op - 0x5f
    let push = 0n
    for (let at = 1; at <= size; at += 1) push = (push << 8n) | BigInt(code[pc + at] ?? 0)
    list.push({ pc, op, push })
    pc += size
  }
  return list
}

/** Bytes of metadata at the end: two bytes of length after a CBOR map (0xa1 to 0xa4) that begins where they say. */
export function metadataLength(code: Uint8Array): number {
  if (code.length < 4) return 0
  const size = ((code[code.length - 2] ?? 0) << 8) | (code[code.length - 1] ?? 0)
  const start = code.length - 2 - size
  const first = code[start] ?? 0
  return start > 0 && size > 4 && size < 512 && first >= 0xa1 && first <= 0xa4 ? size + 2 : 0
}

/** Stack effect as [taken, given]; PUSH, DUP, SWAP and LOG are computed. */
export function stackEffect(op: number): readonly [number, number] {
  if (op >= 0x5f && op <= 0x7f) return [0, 1]
  if (op >= 0x80 && op <= 0x8f) return [op - 0x7f, op - 0x7e]
  if (op >= 0x90 && op <= 0x9f) return [op - 0x8e, op - 0x8e]
  if (op >= 0xa0 && op <= 0xa4) return [op - 0x9e, 0]
  return EFFECTS[op] ?? [0, 0]
}

const fill = (ops: readonly number[], effect: readonly [number, number]): [number, readonly [number, number]][] =>
  ops.map((op) => [op, effect])

const EFFECTS: Readonly<Record<number, readonly [number, number]>> = Object.fromEntries([
  ...fill(
    [0x01, 0x02, 0x03, 0x04, 0x05, 0x06, 0x07, 0x0a, 0x0b, 0x10, 0x11, 0x12, 0x13, 0x14, 0x16, 0x17, 0x18, 0x1a, 0x1b, 0x1c, 0x1d, 0x20],
    [2, 1],
  ),
  ...fill([0x08, 0x09, 0xf0], [3, 1]),
  ...fill([0x15, 0x19, 0x31, 0x35, 0x3b, 0x3f, 0x40, 0x49, 0x51, 0x54, 0x5c], [1, 1]),
  ...fill([0x30, 0x32, 0x33, 0x34, 0x36, 0x38, 0x3a, 0x3d, 0x41, 0x42, 0x43, 0x44, 0x45, 0x46, 0x47, 0x48, 0x4a, 0x58, 0x59, 0x5a], [0, 1]),
  ...fill([0x37, 0x39, 0x3e, 0x5e], [3, 0]),
  ...fill([0x50, 0x56, 0xff], [1, 0]),
  ...fill([0x52, 0x53, 0x55, 0x57, 0x5d, 0xf3, 0xfd], [2, 0]),
  ...fill([0x3c], [4, 0]),
  ...fill([0xf1, 0xf2], [7, 1]),
  ...fill([0xf4, 0xfa], [6, 1]),
  ...fill([0xf5], [4, 1]),
])
