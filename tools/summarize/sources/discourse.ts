import { type Source, visible } from '../material.ts'
import type { Said } from '../text/document.ts'
import { htmlBlocks } from './html.ts'
import { nothing } from './text.ts'
import { web } from './web.ts'

const TOPIC = /^\/t\/(?:[^/]+\/)?(\d{1,9})(?:\/\d+)?\/?$/
/** Posts that are read besides those of the first page. */
const MORE_POSTS = 60

interface Post {
  id: number
  username: string
  cooked: string
  created_at?: string
}

interface Topic {
  title?: string
  created_at?: string
  post_stream?: { posts?: Post[]; stream?: number[] }
}

const saidBy = ({ username, cooked }: Post): Said[] =>
  htmlBlocks(cooked.replace(/<aside class="quote[\s\S]{0,20000}?<\/aside>/g, '')).map((block) => ({
    ...block,
    who: visible(username).slice(0, 60),
  }))

/** A topic of a Discourse forum, each sentence with who wrote it. A page that only looks like one is read as a page. */
export const discourse: Source = {
  name: 'Discourse topic',
  fits: ({ pathname }) => TOPIC.test(pathname),
  read: async (url, context) => {
    const { fetcher, signal } = context
    const id = TOPIC.exec(url.pathname)?.[1]
    const ask = async (path: string): Promise<Topic | undefined> => {
      const page = await fetcher.fetch(new URL(path, url).href, { signal, accept: 'application/json' })
      try {
        return JSON.parse(page.text()) as Topic
      } catch {
        return undefined
      }
    }
    const topic = await ask(`/t/${id}.json`).catch(() => undefined)
    const posts = topic?.post_stream?.posts ?? []
    if (posts.length === 0) return web.read(url, context)
    const known = new Set(posts.map((post) => post.id))
    const rest = (topic?.post_stream?.stream ?? []).filter((post) => !known.has(post)).slice(0, MORE_POSTS)
    const more =
      rest.length === 0
        ? undefined
        : await ask(`/t/${id}/posts.json?${rest.map((post) => `post_ids[]=${post}`).join('&')}`).catch(() => undefined)
    const all = [...posts, ...(more?.post_stream?.posts ?? [])]
    const blocks = all.flatMap(saidBy)
    if (blocks.length === 0) throw nothing(url.href)
    const at = Date.parse(topic?.created_at ?? posts[0]?.created_at ?? '')
    return [{ title: visible(topic?.title ?? ''), url: url.href, genre: 'proposal', blocks, ...(Number.isNaN(at) ? {} : { at }) }]
  },
}
