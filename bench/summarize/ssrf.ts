import { readFileSync } from 'node:fs'
import { PetrelError } from '../../core/errors.ts'
import { HOSTILE, startHostile } from '../../core/fetch/hostile.case.ts'
import { UNPACED } from '../../core/fetch/pace.ts'
import { createFetcher, type Fetcher } from '../../core/fetch.ts'

/** What became of a fetch: its code, or "read". */
async function outcome(fetcher: Fetcher, url: string): Promise<string> {
  try {
    await fetcher.fetch(url, { signal: AbortSignal.timeout(15_000), robots: false, maxBytes: 256 * 1024 })
    return 'read'
  } catch (error) {
    return error instanceof PetrelError ? error.code : String(error)
  }
}

export const ssrfUrls = (file: string): string[] => readFileSync(file, 'utf8').split('\n').filter(Boolean).map((line) => (JSON.parse(line) as { url: string }).url) // biome-ignore format: short

/** Addresses that were not refused: asked for directly, and as the target of a redirect of a server that may be read. Every name leads home. */
export async function reached(urls: readonly string[], log: (message: string) => void): Promise<{ direct: number; redirected: number }> {
  const lookup = async () => ['127.0.0.1']
  const strict = createFetcher({ now: Date.now, pace: UNPACED, lookup, totalMs: 4000 })
  const direct = await Promise.all(urls.map((url) => outcome(strict, url)))
  await strict.close()
  urls.forEach((url, i) => { if (direct[i] !== 'url_refused') log(`reached (${direct[i]}): ${url}`) }) // biome-ignore format: short
  const hop = await startHostile(
    Object.fromEntries(
      urls.map((url, i) => [
        `/${i}`,
        (response) => {
          response.writeHead(302, {
            location:
              encodeURI(url)
                .replace(/%25/g, '%')
                .replace(/[^\x20-\x7e]/g, '') || '/',
          })
          response.end()
        },
      ]),
    ),
  )
  // Only the first hop's own address may be reached besides public ones, and only names lead elsewhere.
  const open = createFetcher({
    now: Date.now,
    pace: UNPACED,
    lookup: async () => ['10.0.0.1'],
    ports: [80, 443, hop.port],
    allow: (address) => address === '127.0.0.1',
    totalMs: 4000,
  })
  let redirected = 0
  for (const [i, url] of urls.entries()) {
    const result = await outcome(open, `http://127.0.0.1:${hop.port}/${i}`)
    const own = /^https?:\/*(?:127\.0\.0\.1|2130706433|0x7f)/i.test(url)
    if (result === 'read' || (result !== 'url_refused' && !own && result !== 'fetch_failed')) redirected += 1
  }
  await open.close()
  await hop.close()
  return { direct: direct.filter((code) => code !== 'url_refused').length, redirected }
}

/** Hostile servers that were not ended within the limits of time and bytes. */
export async function overLimit(log: (message: string) => void): Promise<{ over: number; servers: number }> {
  const hostile = await startHostile()
  const totalMs = 1500
  const fetcher = createFetcher({
    now: Date.now,
    pace: UNPACED,
    ports: 'any',
    allow: (address) => address === '127.0.0.1',
    totalMs,
    headersMs: 600,
  })
  const paths = Object.keys(HOSTILE)
  let over = 0
  for (const path of paths) {
    const start = performance.now()
    const memory = process.memoryUsage().rss
    const code = await outcome(fetcher, `http://127.0.0.1:${hostile.port}${path}`)
    const took = performance.now() - start
    const grew = (process.memoryUsage().rss - memory) / 2 ** 20
    if (code === 'read' || took > 2 * totalMs || grew > 256) {
      over += 1
      log(`${path}: ${code} after ${took.toFixed(0)} ms, ${grew.toFixed(0)} MiB`)
    }
  }
  await fetcher.close()
  await hostile.close()
  return { over, servers: paths.length }
}
