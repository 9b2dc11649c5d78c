import { describe, expect, it } from 'vitest'
import { isLocal, readHost } from './host.ts'
import { readLinks } from './links.ts'

const hosts = (text: string, targets: string[] = []): string[] => readLinks(text, targets).map(({ host }) => host)

describe('readLinks', () => {
  it('reads links however they are written', () => {
    expect(hosts('go to evil.com, EVIL2.com/x?y and https://evil3.com.')).toEqual(['evil3.com', 'evil.com', 'evil2.com'])
    expect(hosts('evil[.]com evil2(dot)com hxxps://evil3.com evil4。com')).toEqual(['evil3.com', 'evil.com', 'evil2.com', 'evil4.com'])
    expect(hosts('打开https://evil.com/领取，快')).toEqual(['evil.com'])
    expect(hosts('metаmask.io')).toEqual(['xn--metmask-4fg.io'])
  })
  it('takes no sentence, version or file for a link', () => {
    expect(hosts('well.done v3.pool 1.5.2 e.g. i.e. a...b index.html readme.txt me@example.com 3.50')).toEqual([])
  })
  it('tells a link behind other words', () => {
    expect(readLinks('see uniswap.org', ['https://uniswap.org/', 'https://evil.com']).map(({ host, hidden }) => [host, hidden])).toEqual([
      ['uniswap.org', false],
      ['evil.com', true],
    ])
  })
  it('is bounded', () => expect(hosts(Array.from({ length: 500 }, (_, index) => `a${index}.com`).join(' '))).toHaveLength(50))
})

describe('readHost', () => {
  it('takes a host apart', () => {
    expect(readHost('https://a.b.evil.co.uk:8443/x')).toMatchObject({ registrable: 'evil.co.uk', label: 'evil', subdomain: 'a.b', suffix: 'co.uk', shared: false }) // biome-ignore format: short
    expect(readHost('https://uni.pages.dev')).toMatchObject({ registrable: 'uni.pages.dev', label: 'uni', shared: true })
    expect(readHost('https://uniswap.org@evil.com')).toMatchObject({ host: 'evil.com', userinfo: 'uniswap.org' })
  })
  it.each(['http://3232235777', 'http://0x7f.1', 'http://0300.0250.0.1'])('%s hides an address', (link) => {
    expect(readHost(link)).toMatchObject({ ip: true, hiddenIp: true })
  })
  it('knows what is none', () => {
    for (const link of ['mailto:a@b.com', 'javascript:alert(1)', 'tg://user?id=1', '', 'http://', 'not a link'])
      expect(readHost(link)).toBeUndefined()
  })
  it('knows local addresses', () => {
    for (const link of ['http://127.0.0.1', 'http://localhost:8545', 'http://192.168.0.1', 'http://[::1]/'])
      expect(isLocal(readHost(link) ?? { host: '', ip: false })).toBe(true)
    expect(isLocal(readHost('http://8.8.8.8') ?? { host: '', ip: false })).toBe(false)
  })
})
