import { decodeAbiParameters, type Hex, toFunctionSelector } from 'viem'
import { factsOf } from '../../audit/bytecode/facts.ts'
import type { Simulator } from '../../chain/simulate/simulator.ts'
import type { Code } from './code.ts'
import type { Identity } from './identity.ts'
import type { Where } from './where.ts'

/** What is known of a host: on a phishing list, made to be taken for a known one, or neither. */
export interface JudgedLink {
  host: string
  bad?: 'listed' | 'imitates'
}

/** Finds the links of a text and judges each; wired by main from the community's lists. */
export type LinkJudge = (text: string) => readonly JudgedLink[]

/** Links that belong to a token. */
export interface TokenLinks {
  links: readonly (JudgedLink & { from: 'name' | 'code' | 'call' | 'source' })[]
  /** Whether its getters were asked too. */
  asked: boolean
}

/** Getters by which contracts tell where they are at home. */
const COMMON = ['contractURI()', 'website()', 'url()', 'telegram()', 'twitter()', 'getWebsite()', 'socials()', 'description()', 'links()']
const CALLER: Hex = '0x000000000000000000000000000000000007e117'
const MOST_CALLS = 60
const MOST_TEXT = 20_000

/** Texts of four letters and more in bytes: what a compiler leaves of a contract's strings. */
export function stringsIn(bytes: Uint8Array): string {
  const runs: string[] = []
  let run = ''
  for (const byte of bytes) {
    if (byte >= 0x20 && byte < 0x7f) run += String.fromCharCode(byte)
    else {
      if (run.length >= 4) runs.push(run)
      run = ''
    }
  }
  return [...runs, ...(run.length >= 4 ? [run] : [])].join('\n').slice(0, MOST_TEXT)
}

interface Sources {
  identity: Identity
  code: Code
  /** Verified source, where it was found. */
  source?: string
  simulator: Simulator | undefined
}

/** Links in a token's name, code and source and in what its getters answer. Throws PetrelError rpc_failed, simulation_failed. */
export async function readLinks({ identity, code, source, simulator }: Sources, where: Where, judge: LinkJudge): Promise<TokenLinks> {
  const told = simulator?.whole ? await tell(identity.address, code, { simulator, where }) : undefined
  const texts = [
    ['name', `${identity.name} ${identity.symbol}`],
    ['code', code.parts.map(({ bytes }) => stringsIn(bytes)).join('\n')],
    ['call', (told ?? []).join('\n')],
    ['source', source ?? ''],
  ] as const
  const found = texts.flatMap(([from, text]) => judge(text).map((link) => ({ ...link, from })))
  const once = found.filter((link, index) => found.findIndex(({ host }) => host === link.host) === index)
  return { links: once.sort((a, b) => Number(b.bad !== undefined) - Number(a.bad !== undefined)).slice(0, 20), asked: told !== undefined }
}

/** What functions without arguments answer, where it is text. One request for all. */
async function tell(token: Hex, code: Code, { simulator, where }: { simulator: Simulator; where: Where }): Promise<string[]> {
  const own = code.parts.flatMap(({ bytes }) => factsOf(bytes).selectors).filter((selector) => selector !== '')
  const selectors = [...new Set([...COMMON.map((one) => toFunctionSelector(one).slice(2)), ...own])].slice(0, MOST_CALLS)
  const calls = selectors.map((selector) => ({ from: CALLER, to: token, data: `0x${selector}` as Hex }))
  const [results = []] = await simulator.run({ block: where.block, blocks: [{ calls }] }, where.signal)
  return results.flatMap(({ ok, data }) => (ok ? (textOf(data) ?? []) : []))
}

function textOf(data: Hex): string | undefined {
  if (data.length < 130 || data.length > 2 * MOST_TEXT) return undefined
  try {
    return decodeAbiParameters([{ type: 'string' }], data)[0]
  } catch {
    return undefined
  }
}
