import type { Hex } from 'viem'
import { metadataLength } from '../../audit/bytecode/disassemble.ts'
import { parseHex, toHex } from '../../audit/bytecode/hex.ts'
import type { Warehouse } from '../../chain/warehouse/warehouse.ts'
import { toPetrelError } from '../../core/errors.ts'
import type { Resolve } from '../../core/resolve.ts'
import { cleanText } from '../format.ts'
import type { Level } from './verdict.ts'
import type { Where } from './where.ts'

/** A token that the same account made. */
export interface Sibling {
  address: Hex
  /** A stranger's words, cleaned. */
  symbol: string
  /** Undefined when it was not judged in time. */
  level?: Level
  /** Its code is the same, the compiler's metadata left out. */
  sameCode: boolean
}

/** What else the maker of a token made on the indexed chain. */
export interface History {
  /** Other tokens by the same account. */
  tokens: number
  judged: readonly Sibling[]
  /** Of those judged, that are a danger. */
  bad: number
  /** The maker makes tokens for others, by its label. */
  service: boolean
}

/** Others that are judged: each costs a few simulations. */
const MOST = 4
const COUNT = `SELECT count(*) FROM main.contracts c JOIN main.tokens t ON t.chain_id = c.chain_id AND t.address = c.address
WHERE c.chain_id = $1 AND c.deployer = $2 AND c.address <> $3`
const NEWEST = `SELECT c.address, t.symbol FROM main.contracts c JOIN main.tokens t ON t.chain_id = c.chain_id AND t.address = c.address
WHERE c.chain_id = $1 AND c.deployer = $2 AND c.address <> $3 ORDER BY c.block_number DESC, c.address LIMIT ${MOST}`

interface Asked {
  token: Hex
  creator: string
  warehouse: Warehouse
  resolve: Resolve
  /** The short assessment of another token. */
  judge(token: Hex): Promise<Level>
}

/** Other tokens of a token's maker and what they are worth. Throws PetrelError query_failed, rpc_failed, cancelled. */
export async function readHistory({ token, creator, warehouse, resolve, judge }: Asked, where: Where): Promise<History> {
  const { chain, signal } = where
  const values = [chain.id, creator, token]
  const tokens = Number((await warehouse.query(COUNT, values, { signal })).rows[0]?.[0] ?? 0)
  const service = /deployer|factory|launch/i.test((await resolve.labelOf(creator))?.category ?? '')
  if (tokens === 0) return { tokens, judged: [], bad: 0, service }
  const { rows } = await warehouse.query(NEWEST, values, { signal })
  const own = await codeOf(token, where)
  const judged = await Promise.all(
    rows.map(async ([address, symbol]): Promise<Sibling> => {
      const at = String(address) as Hex
      const level = await judge(at).catch((error: unknown) => {
        if (signal.aborted || toPetrelError(error).code === 'cancelled') throw error
        return undefined
      })
      const sameCode = own !== '' && own === (await codeOf(at, where))
      return { address: at, symbol: cleanText(String(symbol ?? ''), 24), sameCode, ...(level ? { level } : {}) }
    }),
  )
  return { tokens, judged, service, bad: judged.filter(({ level }) => level === 'danger').length }
}

/** Runtime code without the compiler's metadata, which differs with every comment. */
async function codeOf(address: Hex, { chain, block }: Where): Promise<string> {
  const bytes = parseHex((await chain.client.getCode({ address, blockNumber: block })) ?? '0x')
  return bytes ? toHex(bytes.subarray(0, bytes.length - metadataLength(bytes))) : ''
}
