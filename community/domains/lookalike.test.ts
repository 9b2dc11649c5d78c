import { describe, expect, it } from 'vitest'
import { officialOf } from './brands.ts'
import { readHost } from './host.ts'
import { lookalike } from './lookalike.ts'

const of = (link: string) => {
  const host = readHost(link)
  if (!host) throw new Error(link)
  return lookalike(host)
}

describe('lookalike', () => {
  it.each([
    ['metаmask.io', 'metamask', 'disguised'],
    ['bіnance.com', 'binance', 'disguised'],
    ['rnetamask.io', 'metamask', 'disguised'],
    ['0pensea.io', 'opensea', 'disguised'],
    ['uníswap.org', 'uniswap', 'disguised'],
    ['ledqer.com', 'ledger', undefined],
    ['1edger.com', 'ledger', 'disguised'],
    ['metamask.app', 'metamask', 'other ending'],
    ['metamaks.io', 'metamask', 'misspelled'],
    ['myethewallet.com', 'myetherwallet', 'misspelled'],
    ['uniswap-claim.app', 'uniswap', 'with a lure'],
    ['claimuniswapairdrop.com', 'uniswap', 'with a lure'],
    ['support-metamask.netlify.app', 'metamask', 'with a lure'],
    ['uniswap.org.verify-1.com', 'uniswap', 'in a subdomain'],
    ['app-uniswap.org-login.evil.com', 'uniswap', 'in a subdomain'],
  ])('%s imitates %s', (link, brand, how) => {
    const found = of(link)
    if (how === undefined) expect(found?.sure ?? false).toBe(false)
    else expect(found).toEqual({ brand, how, sure: true })
  })

  it.each([
    'uniswap.org', 'app.uniswap.org', 'https://metamask.io/download', 'wikipedia.org', 'google.com', 'opensource.org', 'coinbase.com',
    'open.spotify.com', 'ledgerinsights.com', 'curveballmedia.com', 'metabase.com', 'openseamap.org', 'trezor.io', 'unicef.org',
    'discord.js.org', 'telegram.org', 'binance.us', 'sushi.com', 'müller.de', '中国.cn', 'пример.рф', 'polygon.com',
  ])('%s is left alone', (link) => expect(of(link)?.sure ?? false).toBe(false)) // biome-ignore format: short

  it('knows where names really are', () => {
    expect(officialOf('app.uniswap.org')?.name).toBe('uniswap')
    expect(officialOf('uniswap.org.evil.com')).toBeUndefined()
    expect(officialOf('notuniswap.org')).toBeUndefined()
  })
})
