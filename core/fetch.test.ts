import { gzipSync } from 'node:zlib'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { PetrelError } from './errors.ts'
import { HOSTILE, type Hostile, startHostile, startTrap } from './fetch/hostile.case.ts'
import { createFetcher, type Fetcher } from './fetch.ts'

const signal = () => AbortSignal.timeout(10_000)
const loopback = (address: string) => address === '127.0.0.1'
const code = (promise: Promise<unknown>) =>
  promise.then(
    () => 'read',
    (error: unknown) => (error instanceof PetrelError ? error.code : `${error}`),
  )

let hostile: Hostile
beforeAll(async () => {
  let version = 1
  hostile = await startHostile({
    ...HOSTILE,
    '/ok': (response) => {
      response.writeHead(200, { 'content-type': 'text/html; charset=iso-8859-1', 'content-encoding': 'gzip' })
      response.end(gzipSync(Buffer.from('caf\u00e9', 'latin1')))
    },
    '/hop': (response) => {
      response.writeHead(302, { location: '/ok' })
      response.end()
    },
    '/etag': (response) => {
      const asked = response.req.headers['if-none-match']
      response.writeHead(asked === '"1"' ? 304 : 200, { etag: '"1"' })
      response.end(asked ? undefined : `version ${version++}`)
    },
    '/robots.txt': (response) => {
      response.writeHead(200, { 'content-type': 'text/plain' })
      response.end('User-agent: *\nDisallow: /private')
    },
    '/to-elsewhere': (response, port) => {
      response.writeHead(302, { location: `http://localhost:${port}/cookie` })
      response.end()
    },
    '/private/page': (response) => {
      response.end('read me not')
    },
    '/cookie': (response) => {
      response.writeHead(200, { 'set-cookie': 'a=b' })
      response.end(JSON.stringify(response.req.headers))
    },
  })
})
afterAll(() => hostile.close())

const open: Fetcher[] = []
afterEach(async () => {
  for (const fetcher of open.splice(0)) await fetcher.close()
})
const make = (options: Partial<Parameters<typeof createFetcher>[0]> = {}): Fetcher => {
  const fetcher = createFetcher({ now: Date.now, ports: 'any', ...options })
  open.push(fetcher)
  return fetcher
}
const local = () => make({ allow: loopback, totalMs: 1500, headersMs: 600 })
const at = (path: string) => `http://127.0.0.1:${hostile.port}${path}`

describe('what a fetch reads', () => {
  it('unpacks, decodes by charset and follows a redirect', async () => {
    const page = await local().fetch(at('/hop'), { signal: signal() })
    expect([page.url, page.text()]).toEqual([at('/ok'), 'café'])
  })
  it('asks again with what the server gave and keeps what has not changed', async () => {
    const fetcher = local()
    const read = async () => (await fetcher.fetch(at('/etag'), { signal: signal() })).text()
    expect([await read(), await read()]).toEqual(['version 1', 'version 1'])
  })
  it('sends no cookie, referrer or credential', async () => {
    const fetcher = local()
    await fetcher.fetch(at('/cookie'), { signal: signal() })
    const headers = JSON.parse((await fetcher.fetch(at('/cookie?2'), { signal: signal() })).text())
    expect(Object.keys(headers).sort()).toEqual(['accept', 'accept-encoding', 'connection', 'host', 'user-agent'])
  })
  it('obeys robots.txt for pages and not for an API', async () => {
    expect(await code(local().fetch(at('/private/page'), { signal: signal() }))).toBe('url_refused')
    expect(await code(local().fetch(at('/private/page'), { signal: signal(), robots: false }))).toBe('read')
  })
  it('stops with its signal', async () => {
    const controller = new AbortController()
    const reading = local().fetch(at('/silent'), { signal: controller.signal, robots: false })
    setTimeout(() => controller.abort(new PetrelError('cancelled', { message: 'stop' })), 30)
    expect(await code(reading)).toBe('cancelled')
  })
})

describe('hostile servers end within the limits', () => {
  it.each(Object.keys(HOSTILE))('%s', async (path) => {
    const result = await code(local().fetch(at(path), { signal: signal(), maxBytes: 256 * 1024 }))
    expect(['fetch_failed', 'fetch_too_large', 'url_refused']).toContain(result)
  })
})

describe('what is never reached', () => {
  const LITERALS = (port: number) => [
    `http://127.0.0.1:${port}/`,
    `http://2130706433:${port}/`,
    `http://0x7f000001:${port}/`,
    `http://0177.0.0.1:${port}/`,
    `http://127.1:${port}/`,
    `http://0:${port}/`,
    `http://[::1]:${port}/`,
    `http://[::ffff:127.0.0.1]:${port}/`,
    `http://[::ffff:7f00:1]:${port}/`,
    `http://[::127.0.0.1]:${port}/`,
    `http://[64:ff9b::7f00:1]:${port}/`,
    `http://[64:ff9b:1::7f00:1]:${port}/`,
    `http://[2002:7f00:1::]:${port}/`,
    `http://[2001:0:7f00:1::1]:${port}/`,
    `http://[fe80::1]:${port}/`,
    `http://[fd00::1]:${port}/`,
    `http://169.254.169.254:${port}/`,
    `http://100.64.0.1:${port}/`,
    `http://localhost:${port}/`,
    `http://localhost.:${port}/`,
    `http://a.localhost:${port}/`,
    `http://user:pass@127.0.0.1:${port}/`,
    `http://①②⑦.⓪.⓪.①:${port}/`,
    `ftp://127.0.0.1:${port}/`,
    `gopher://127.0.0.1:${port}/`,
    'file:///etc/passwd',
    'data:text/plain,hello',
  ]

  it('loopback and private addresses in every spelling', async () => {
    const trap = await startTrap()
    try {
      const codes = await Promise.all(
        LITERALS(trap.port).map((url) => code(make({ totalMs: 3000 }).fetch(url, { signal: signal(), robots: false }))),
      )
      expect(LITERALS(trap.port).filter((_, i) => codes[i] !== 'url_refused')).toEqual([])
      expect(trap.hits()).toBe(0)
    } finally {
      await trap.close()
    }
  })

  it('a name of which one answer is private, and a name that changes its answer', async () => {
    const trap = await startTrap()
    try {
      const mixed = make({ lookup: async () => ['93.184.216.34', '127.0.0.1'] })
      expect(await code(mixed.fetch(`http://mixed.example:${trap.port}/`, { signal: signal(), robots: false }))).toBe('url_refused')
      let asked = 0
      // The first answer passes the check and leads nowhere; a second look-up would lead home.
      const rebinding = make({ totalMs: 700, lookup: async () => (++asked === 1 ? ['192.0.2.1'] : ['127.0.0.1']) })
      expect(await code(rebinding.fetch(`http://rebind.example:${trap.port}/`, { signal: signal(), robots: false }))).not.toBe('read')
      const again = make({ totalMs: 700, lookup: async () => (++asked % 2 === 1 ? ['1.1.1.1'] : ['127.0.0.1']) })
      for (let i = 0; i < 2; i += 1)
        expect(await code(again.fetch(`http://rebind.example:${trap.port}/`, { signal: signal(), robots: false }))).not.toBe('read')
      expect(trap.hits()).toBe(0)
    } finally {
      await trap.close()
    }
  })

  it('a private address behind a redirect of a server that may be read', async () => {
    const before = hostile.reached.length
    expect(await code(local().fetch(at('/to-metadata'), { signal: signal() }))).toBe('url_refused')
    expect(await code(local().fetch(at('/to-file'), { signal: signal() }))).toBe('url_refused')
    expect(hostile.reached.length).toBeGreaterThan(before)
  })

  it('other ports than those of the web, hosts the operator forbids', async () => {
    const fetcher = make({ ports: [80, 443], deny: ['example.org'] })
    expect(await code(fetcher.fetch('http://example.com:22/', { signal: signal() }))).toBe('url_refused')
    expect(await code(fetcher.fetch('https://sub.example.org/', { signal: signal() }))).toBe('url_refused')
  })
})

describe('manners', () => {
  it('sends headers of the caller to the host that was named and to no other, and keeps nothing of what they brought', async () => {
    const fetcher = make({ allow: loopback, lookup: async () => ['127.0.0.1'] })
    const headers = { authorization: 'Bearer secret' }
    expect((await fetcher.fetch(at('/cookie'), { signal: signal(), headers })).text()).toContain('Bearer secret')
    expect((await fetcher.fetch(at('/to-elsewhere'), { signal: signal(), headers })).text()).not.toContain('secret')
    const first = (await fetcher.fetch(at('/etag'), { signal: signal(), headers })).text()
    expect((await fetcher.fetch(at('/etag'), { signal: signal() })).text()).not.toBe(first)
  })
  it('waits between pages as robots.txt asks, and says when it would be too long', async () => {
    const asked: number[] = []
    const page = (robots: string) =>
      startHostile({
        '/robots.txt': (response) => response.end(robots),
        '/page': (response) => {
          asked.push(Date.now())
          response.end('x')
        },
      })
    const [patient, slow] = [await page('User-agent: *\nCrawl-delay: 1'), await page('User-agent: *\nCrawl-delay: 60')]
    const fetcher = make({ allow: loopback })
    const read = (port: number) => fetcher.fetch(`http://127.0.0.1:${port}/page`, { signal: signal() })
    await read(patient.port)
    await read(patient.port)
    // Timers may end a millisecond early.
    expect((asked[1] ?? 0) - (asked[0] ?? 0)).toBeGreaterThanOrEqual(990)
    await read(slow.port)
    await expect(read(slow.port)).rejects.toMatchObject({ code: 'fetch_failed', facts: { retryAfterMs: expect.any(Number) } })
    await patient.close()
    await slow.close()
  })
})
