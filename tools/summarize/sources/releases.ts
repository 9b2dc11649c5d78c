import { type Source, visible } from '../material.ts'
import { markdownBlocks } from '../text/blocks.ts'
import { nothing } from './text.ts'

const PAGE = /^\/([\w.-]+)\/([\w.-]+)\/releases(?:\/(?:tag\/([^/]+)|latest))?\/?$/

interface Release {
  name?: string | null
  tag_name?: string
  body?: string | null
  html_url?: string
  published_at?: string | null
}

/** Releases of a repository on GitHub, newest first, or one of them. */
export const releases: Source = {
  name: 'GitHub releases',
  fits: ({ hostname, pathname }) => hostname === 'github.com' && PAGE.test(pathname),
  read: async (url, { fetcher, signal }) => {
    const [, owner, repo, tag] = PAGE.exec(url.pathname) ?? []
    const rest = tag ? `/tags/${tag}` : url.pathname.endsWith('/latest') ? '/latest' : '?per_page=10'
    const page = await fetcher.fetch(`https://api.github.com/repos/${owner}/${repo}/releases${rest}`, {
      signal,
      robots: false,
      accept: 'application/vnd.github+json',
    })
    const parsed = JSON.parse(page.text()) as Release | Release[]
    const list = (Array.isArray(parsed) ? parsed : [parsed]).filter(({ body }) => body?.trim())
    if (list.length === 0) throw nothing(url.href)
    return list.map(({ name, tag_name, body, published_at }) => {
      const at = Date.parse(published_at ?? '')
      return {
        title: visible(`${repo} ${name || tag_name || ''}`),
        ...(list.length > 1 ? { series: `${owner}/${repo}` } : {}),
        url: url.href,
        genre: 'news',
        blocks: markdownBlocks(visible(body ?? '')),
        ...(Number.isNaN(at) ? {} : { at }),
      }
    })
  },
}
