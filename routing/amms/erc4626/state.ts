import type { ContractCall, StatePlan } from '../../amm.ts'
import { type Erc4626Pool, out } from './math.ts'

const big = (value: unknown): bigint => BigInt(value as bigint)

/** An amount that rounds differently under every rule of the field. */
const PROBE = 1_234_567_890_123_456_789n
/** Nobody: limits that depend on the asker are read for an address that holds nothing. */
const NOBODY = '0x000000000000000000000000000000000000dead'

/** What implementations add before they divide: nothing (Solmate), or one asset and a power of ten shares (OpenZeppelin). */
const RULES: readonly (readonly [virtualAssets: bigint, virtualShares: bigint])[] = [
  [0n, 0n],
  ...Array.from({ length: 19 }, (_, places) => [1n, 10n ** BigInt(places)] as const),
]

const read = (to: string, signature: string, args: readonly unknown[] = []): ContractCall => ({ to, signature, args })

/** Whether the vault's own previews are what the rule gives; false for vaults with fees or prices of their own. */
const follows = (pool: Erc4626Pool, deposited: bigint, redeemed: bigint): boolean => {
  const free = { ...pool, mostDeposit: 1n << 255n, mostWithdraw: 1n << 255n, totalSupply: pool.totalSupply }
  const shares = out(free, { tokenIn: 0, tokenOut: 1 }, PROBE)?.amountOut ?? 0n
  const assets = (PROBE * (pool.totalAssets + pool.virtualAssets)) / (pool.totalSupply + pool.virtualShares || 1n)
  return shares === deposited && assets === redeemed
}

/** One round of six reads. A vault whose previews follow none of the rules throws, so that it is left out with that reason. */
export const state: StatePlan<Erc4626Pool> = {
  created: [],
  read({ id, tokens, dex }, answers) {
    const [found] = answers
    const [asset, share] = [tokens[0] ?? '', tokens[1] ?? '']
    if (!found) {
      const calls = [
        read(id, 'function totalAssets() view returns (uint256)'),
        read(id, 'function totalSupply() view returns (uint256)'),
        read(id, 'function previewDeposit(uint256 assets) view returns (uint256)', [PROBE]),
        read(id, 'function previewRedeem(uint256 shares) view returns (uint256)', [PROBE]),
        read(id, 'function maxDeposit(address receiver) view returns (uint256)', [NOBODY]),
        read(asset, 'function balanceOf(address holder) view returns (uint256)', [id]),
      ]
      return { calls }
    }
    const [totalAssets, totalSupply, deposited, redeemed, mostDeposit, mostWithdraw] = found.map(big) as [
      bigint,
      bigint,
      bigint,
      bigint,
      bigint,
      bigint,
    ]
    const base = { kind: 'erc4626', id, tokens: [asset, share], ...(dex === undefined ? {} : { dex }) } as const
    for (const [virtualAssets, virtualShares] of RULES) {
      const pool: Erc4626Pool = { ...base, totalAssets, totalSupply, virtualAssets, virtualShares, mostDeposit, mostWithdraw }
      if (follows(pool, deposited, redeemed)) return { pool }
    }
    throw new Error(`the previews ${deposited} and ${redeemed} of ${PROBE} follow no known rule`)
  },
  events: [
    {
      signature: 'event Deposit(address indexed sender, address indexed owner, uint256 assets, uint256 shares)',
      apply: () => undefined,
    },
    {
      signature: 'event Withdraw(address indexed sender, address indexed receiver, address indexed owner, uint256 assets, uint256 shares)',
      apply: () => undefined,
    },
  ],
}
