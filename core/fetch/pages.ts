/** A page that was read, kept with what its server gave to ask about it again. */
export interface CachedPage<T> {
  value: T
  bytes: number
  etag?: string
  lastModified?: string
  /** Unix milliseconds until which it may be used without asking. */
  freshUntil: number
}

export interface PageCache<T> {
  get(url: string): CachedPage<T> | undefined
  put(url: string, page: CachedPage<T>): void
}

/** The pages that were used last, at most `mostBytes` together. */
export function pageCache<T>(mostBytes: number): PageCache<T> {
  const pages = new Map<string, CachedPage<T>>()
  let total = 0
  const drop = (url: string): void => {
    total -= pages.get(url)?.bytes ?? 0
    pages.delete(url)
  }
  return {
    get: (url) => {
      const page = pages.get(url)
      if (page) {
        pages.delete(url)
        pages.set(url, page)
      }
      return page
    },
    put: (url, page) => {
      drop(url)
      if (page.bytes > mostBytes) return
      pages.set(url, page)
      total += page.bytes
      for (const oldest of pages.keys()) {
        if (total <= mostBytes) break
        drop(oldest)
      }
    },
  }
}

/** Longest time for which a server's word that nothing changes is taken. */
const LONGEST_MS = 600_000

/** Milliseconds for which an answer may be used again without asking; 0 when its headers do not say. */
export function freshFor(cacheControl: string): number {
  if (/\b(?:no-store|no-cache|private)\b/i.test(cacheControl)) return 0
  const age = /\bmax-age=(\d{1,9})/i.exec(cacheControl)?.[1]
  return age === undefined ? 0 : Math.min(LONGEST_MS, Number(age) * 1000)
}
