import { stat } from 'node:fs/promises'
import { parseHex } from '../../audit/bytecode/hex.ts'
import { detectProxy } from '../../audit/bytecode/proxy.ts'
import { readSources } from '../../audit/input.ts'
import type { AuditInput } from '../../audit/run.ts'
import { PetrelError } from '../../core/errors.ts'
import type { ToolContext } from '../../core/tool.ts'
import type { Handles } from '../define.ts'
import { openCode } from '../risk/code.ts'
import { ADDRESS, one } from '../token/find.ts'
import { openProject } from './project.ts'
import { isLibrary, type PublishedSource, publishedSource } from './published.ts'

/** What is audited, and where it came from. */
export interface Material {
  input: AuditInput
  /** Name of the whole thing as people see it. */
  name: string
  from: 'path' | 'source' | 'file' | 'chain'
  /** Paths whose findings are reported; undefined for all. */
  own?: ReadonlySet<string>
  missing: readonly string[]
  /** Where the code of a chain was read. */
  at?: {
    chain: string
    chainId: number
    block: number
    proxy?: string
    implementation?: string
    /** The verified source that was read, or why there is none. */
    source: { from: string; exact: boolean; address: string } | Exclude<PublishedSource['state'], 'found'>
  }
}

type Asked = { target?: string | undefined; source?: string | undefined; chain?: string | undefined }
const MOST_BYTES = 2_000_000

/** True in the operator's own terminal: paths mean nothing elsewhere. */
export const inTerminal = ({ asker }: Pick<ToolContext<Handles>, 'asker'>): boolean => asker.bot === 'cli' && asker.role === 'operator'

/** Finds what the input speaks of: source, an attachment, a path (terminal only), or the code at an address. Throws PetrelError. */
export async function openMaterial(asked: Asked, context: ToolContext<Handles>): Promise<Material> {
  if (asked.source !== undefined) return fromSource(asked.source)
  if (asked.target === undefined) return await fromFile(context)
  if (inTerminal(context) && !ADDRESS.test(asked.target) && (await exists(asked.target))) return await fromPath(asked.target, context)
  if (/[/\\]|\.(?:sol|json)$/i.test(asked.target)) throw noPath(asked.target, context)
  return await fromChain(asked.target, asked.chain, context)
}

const exists = (path: string): Promise<boolean> => stat(path).then(() => true, () => false) // biome-ignore format: short

function noPath(path: string, context: ToolContext<Handles>): PetrelError {
  if (inTerminal(context))
    return new PetrelError('input_invalid', { message: `There is no file or folder "${path}".`, hint: 'Check the path.' })
  return new PetrelError('not_allowed', {
    message: 'Files and folders can be audited in the terminal of Petrel’s machine only.',
    hint: 'Paste the source, attach the file, or give an address.',
  })
}

function fromSource(text: string): Material {
  return { input: readSources('contract.sol', text), name: 'contract.sol', from: 'source', missing: [] }
}

async function fromFile({ files }: ToolContext<Handles>): Promise<Material> {
  const fitting = files.filter(({ name }) => /\.(?:sol|json|txt)$/i.test(name))
  if (fitting.length === 0) {
    throw new PetrelError('input_invalid', {
      message: 'There is nothing to audit.',
      hint: 'Paste Solidity, attach a .sol or .json file, or give the address of a contract.',
    })
  }
  const size = fitting.reduce((sum, file) => sum + file.size, 0)
  if (size > MOST_BYTES) {
    throw new PetrelError('input_too_large', {
      message: `The files have ${size} bytes and I read ${MOST_BYTES}.`,
      hint: 'Attach fewer or smaller files.',
      facts: { size, most: MOST_BYTES },
    })
  }
  const read = await Promise.all(
    fitting.map(async (file) => readSources(file.name, new TextDecoder().decode((await file.read()).slice(0, MOST_BYTES)))),
  )
  const input = { sources: read.flatMap(({ sources }) => sources), remappings: read.flatMap(({ remappings }) => remappings) }
  return { input, name: fitting.map(({ name }) => name).join(', '), from: 'file', missing: [] }
}

async function fromPath(path: string, { signal }: ToolContext<Handles>): Promise<Material> {
  const { sources, remappings, own, missing } = await openProject(path, signal)
  return { input: { sources, remappings }, name: path, from: 'path', own, missing }
}

async function fromChain(words: string, chainName: string | undefined, context: ToolContext<Handles>): Promise<Material> {
  const { chains, fetcher } = context.handles
  const wanted = chainName === undefined ? chains.main : chains.get(chainName)
  const match = await one(words, [wanted.id], context.resolve)
  const code = await openCode(wanted, match.address as `0x${string}`, context.signal)
  const [first, second] = code.parts
  const last = code.parts.at(-1)
  const asked = { chain: wanted.id, address: last?.address ?? match.address }
  const source = await publishedSource(asked, { fetcher, signal: context.signal })
  const found = source.state === 'found' ? source : undefined
  // Where the source is known it is read; the bytecode of what hands its calls to it is read all the same.
  const bytecode = code.parts.filter((part) => !found || part !== last).map(({ address, hex }) => ({ name: address, hex }))
  const proxy = first ? detectProxy(parseHex(first.hex) ?? new Uint8Array()) : undefined
  return {
    input: { ...(bytecode.length > 0 ? { bytecode } : {}), ...(found ? { sources: found.sources, remappings: found.remappings } : {}) },
    name: match.symbol || match.address,
    from: 'chain',
    missing: [],
    ...(found ? { own: new Set([...found.sources.map(({ path }) => path).filter((path) => !isLibrary(path)), ...bytecode.map(({ name }) => name)]) } : {}),
    at: {
      chain: wanted.name,
      chainId: wanted.id,
      block: code.block,
      source: source.state === 'found' ? { from: source.from, exact: source.exact, address: asked.address } : source.state,
      ...(proxy ? { proxy: proxy.kind } : {}),
      ...(second ? { implementation: second.address } : {}),
    },
  } // biome-ignore format: short
}
