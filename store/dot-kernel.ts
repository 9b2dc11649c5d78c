/**
 * Dot products of one vector of bytes with many, sixteen numbers at once: a WebAssembly function that is put together here, instruction by
 * instruction, so that nothing unreadable is kept. 10,000 rows of 384 take a third of a millisecond; plain loops take ten times that and
 * more (docs/decisions/0095-vectors.md).
 */

/** A number in the binary format (LEB128, signed; small numbers are the same unsigned). */
function leb(value: number): number[] {
  const bytes: number[] = []
  for (let rest = value; ; ) {
    const byte = rest & 127
    rest >>= 7
    if ((rest === 0 && byte < 64) || (rest === -1 && byte >= 64)) return [...bytes, byte]
    bytes.push(byte | 128)
  }
}

const size = (length: number): number[] => (length < 128 ? [length] : [(length & 127) | 128, length >> 7])
const list = (...items: number[][]): number[] => [...size(items.length), ...items.flat()]
const section = (id: number, body: number[]): number[] => [id, ...size(body.length), ...body]

const [I32, V128] = [0x7f, 0x7b]
const get = (local: number): number[] => [0x20, local]
const set = (local: number): number[] => [0x21, local]
const constant = (value: number): number[] => [0x41, ...leb(value)]
const [ADD, SUBTRACT, IS_ZERO, BELOW] = [[0x6a], [0x6b], [0x45], [0x49]]
const [BLOCK, LOOP, END] = [[0x02, 0x40], [0x03, 0x40], [0x0b]] // biome-ignore format: short
const jump = (depth: number): number[] => [0x0c, depth]
const jumpIf = (depth: number): number[] => [0x0d, depth]
const STORE = [0x36, 2, 0]
const LOAD_16 = [0xfd, 0x00, 0, 0]
const ZEROS = [0xfd, 0x0c, ...Array<number>(16).fill(0)]
const lane = (n: number): number[] => [0xfd, 0x1b, n]
const MULTIPLY_LOW = [0xfd, 0x9c, 0x01] // i16x8.extmul_low_i8x16_s
const MULTIPLY_HIGH = [0xfd, 0x9d, 0x01] // i16x8.extmul_high_i8x16_s
const ADD_PAIRS = [0xfd, 0x7e] // i32x4.extadd_pairwise_i16x8_s
const ADD_4 = [0xfd, 0xae, 0x01] // i32x4.add

/** Parameters, then locals. */
const [QUERY, ROW, COUNT, SIZE, OUT, AT, STOP, SUM, LEFT, RIGHT] = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9] as const
const advance = (local: number, by: number): number[] => [...get(local), ...constant(by), ...ADD, ...set(local)]
const products = (half: number[]): number[] => [...get(LEFT), ...get(RIGHT), ...half, ...ADD_PAIRS, ...ADD_4]

const BODY = [
  ...[...get(QUERY), ...get(SIZE), ...ADD, ...set(STOP)],
  ...[...BLOCK, ...LOOP],
  ...[...get(COUNT), ...IS_ZERO, ...jumpIf(1)],
  ...[...ZEROS, ...set(SUM), ...get(QUERY), ...set(AT)],
  ...LOOP,
  ...[...get(AT), ...LOAD_16, ...set(LEFT), ...get(ROW), ...LOAD_16, ...set(RIGHT)],
  ...[...get(SUM), ...products(MULTIPLY_LOW), ...products(MULTIPLY_HIGH), ...set(SUM)],
  ...[...advance(ROW, 16), ...advance(AT, 16)],
  ...[...get(AT), ...get(STOP), ...BELOW, ...jumpIf(0), ...END],
  ...[...get(OUT), ...get(SUM), ...lane(0)],
  ...[1, 2, 3].flatMap((n) => [...get(SUM), ...lane(n), ...ADD]),
  ...[...STORE, ...advance(OUT, 4)],
  ...[...get(COUNT), ...constant(1), ...SUBTRACT, ...set(COUNT), ...jump(0)],
  ...[...END, ...END, ...END],
]
const CODE = [...list([2, I32], [3, V128]), ...BODY]
const MODULE = Uint8Array.from([
  ...[0x00, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
  ...section(1, list([0x60, ...list([I32], [I32], [I32], [I32], [I32]), 0])),
  ...section(2, list([1, 0x6d, 1, 0x6d, 2, 0, 1])), // memory "m" "m", one page at least
  ...section(3, list([0])),
  ...section(7, list([1, 0x66, 0, 0])), // exported as "f"
  ...section(10, list([...size(CODE.length), ...CODE])),
])

/** Memory that the kernel and plain code share. */
export interface KernelMemory {
  buffer: ArrayBuffer
}

/** What is used of WebAssembly: TypeScript declares it for browsers alone. */
const wasm = (
  globalThis as unknown as {
    WebAssembly: {
      Memory: new (pages: { initial: number }) => KernelMemory
      Module: new (bytes: Uint8Array) => object
      Instance: new (module: object, imports: Record<string, Record<string, unknown>>) => { exports: Record<string, unknown> }
      validate(bytes: Uint8Array): boolean
    }
  }
).WebAssembly

const PAGE = 65_536
export const kernelMemory = (bytes: number): KernelMemory => new wasm.Memory({ initial: Math.max(1, Math.ceil(bytes / PAGE)) })

/** Writes one 32-bit sum a row to `out`; offsets into memory, `size` a multiple of 16. */
export type DotKernel = (query: number, rows: number, count: number, size: number, out: number) => void

/** The function over a memory, or undefined on a processor without such instructions. */
export function dotKernel(memory: KernelMemory): DotKernel | undefined {
  if (!wasm.validate(MODULE)) return undefined
  const { exports } = new wasm.Instance(new wasm.Module(MODULE), { m: { m: memory } })
  return exports.f as DotKernel
}
