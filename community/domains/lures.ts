/** What phishing puts beside a borrowed name, or names itself after. Lower-case parts of domain labels. */
export const LURES: ReadonlySet<string> = new Set(
  `claim claims claiming airdrop airdrops reward rewards bonus bonuses promo promotion giveaway giveaways gift gifts free event events drop
  login signin sigin logins log sign signup account accounts auth secure security verify verified verification validate validation validator
  restore recover recovery recovered rectify fix resolve unlock unfreeze sync synchronize connect connection connector link support help helpdesk
  helpcenter service services center official online live app apps dapp dapps web web3 wallet wallets portal panel dashboard access
  update updates upgrade migrate migration swap swaps exchange trade trading pro market node nodes mint minting nft nfts token tokens coin coins
  presale sale ico ido launch launchpad stake staking unstake earn double multiply generator hack share send receive get my the io com org net www
  finance financial defi team company corp inc global info news blog site page space foundation network eth ethereum btc bitcoin usdt bnb crypto
  extension chrome download install desktop mobile api http https bridge vault pool pools snapshot eligible eligibility allocation season
  competition contest winner win lucky give back refund refunds compensation v2 v3 v4 2024 2025 2026`.split(/\s+/),
)

/** Beside a name that is also a word, only these are more than chance: nobody else asks for them. */
export const STRONG_LURES: ReadonlySet<string> = new Set(
  `claim claims airdrop airdrops giveaway giveaways bonus gift gifts promo promotion reward rewards login logins signin signup verify verified
  verification validate validation restore recover recovery rectify unlock unfreeze support helpdesk double multiply presale refund refunds
  compensation competition contest winner eligible`.split(/\s+/),
)

/** Two of these in one registered name are bait by themselves. */
export const BAIT: ReadonlySet<string> = new Set(
  `claim claims airdrop airdrops giveaway giveaways bonus gift gifts promo reward rewards free double multiply rectify restore recover recovery
  validate validation validator sync synchronize connect verify unlock unfreeze migrate wallet wallets dapp dapps eth ethereum btc bitcoin crypto
  token tokens nft nfts mint presale elon musk tesla vitalik buterin spacex refund compensation eligible allocation connect swap`.split(
    /\s+/,
  ),
)

const LONGEST = Math.max(...[...LURES, ...BAIT].map((word) => word.length))

/**
 * A label cut into known words, or undefined when some of it is none: "claimairdrop" → ["claim", "airdrop"].
 * Longest words first, with a step budget.
 */
export function cut(label: string, words: ReadonlySet<string>): string[] | undefined {
  let budget = 500
  const from = (at: number): string[] | undefined => {
    if (at >= label.length) return []
    budget -= 1
    if (budget < 0) return undefined
    if (/[-_]/.test(label[at] ?? '')) return from(at + 1)
    const digits = /^\d+/.exec(label.slice(at))?.[0]
    for (let size = Math.min(LONGEST, label.length - at); size >= 2; size -= 1) {
      const word = label.slice(at, at + size)
      const rest = words.has(word) ? from(at + size) : undefined
      if (rest) return [word, ...rest]
    }
    return digits === undefined ? undefined : from(at + digits.length)
  }
  return from(0)
}
