import type { Exchange, Finds, Looking } from './exchange.ts'
import { addressOf } from './exchange.ts'

const ASSET = 'function asset() view returns (address)'

/** Asked tokens that are shares of an ERC-4626 vault, with the asset behind them. One round. */
export async function findVaults({ dex }: Extract<Exchange, { kind: 'erc4626' }>, { asked, ask }: Looking): Promise<Finds> {
  const answers = await ask(asked.map((token) => ({ to: token, signature: ASSET, args: [] })))
  const known = asked.flatMap((token, at) => {
    const asset = addressOf(answers[at])
    if (asset === undefined || asset === token) return []
    return [{ kind: 'erc4626', identity: { id: token, tokens: [asset, token], dex, fixed: {} }, found: 'factory' as const }]
  })
  return { known, leftOut: [] }
}
