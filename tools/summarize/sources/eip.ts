import type { Source } from '../material.ts'
import { markdownBlocks } from '../text/blocks.ts'
import { nothing } from './text.ts'

const PAGE = /^\/(?:EIPS|ERCS)\/(eip|erc)-(\d{1,6})(?:\.md)?\/?$/i

/** Front matter of a proposal: "title: …" between two lines of dashes. */
export function frontMatter(text: string): { fields: Map<string, string>; body: string } {
  const match = /^---\r?\n([\s\S]{0,5000}?)\r?\n---\r?\n/.exec(text)
  const fields = new Map((match?.[1] ?? '').split('\n').flatMap((line) => {
    const [, name, value] = /^([\w-]+):\s*(.*)$/.exec(line) ?? []
    return name ? [[name.toLowerCase(), value ?? ''] as const] : []
  })) // biome-ignore format: short
  return { fields, body: text.slice(match?.[0].length ?? 0) }
}

/** EIPs and ERCs: the Markdown that the site is made of. */
export const eip: Source = {
  name: 'EIP',
  fits: ({ hostname, pathname }) => (hostname === 'eips.ethereum.org' || hostname === 'ercs.ethereum.org') && PAGE.test(pathname),
  read: async (url, { fetcher, signal }) => {
    const [, kind = '', number = ''] = PAGE.exec(url.pathname) ?? []
    const erc = kind.toLowerCase() === 'erc'
    const place = `https://raw.githubusercontent.com/ethereum/${erc ? 'ERCs/master/ERCS/erc' : 'EIPs/master/EIPS/eip'}-${number}.md`
    const { fields, body } = frontMatter((await fetcher.fetch(place, { signal, robots: false })).text())
    const blocks = markdownBlocks(body)
    if (blocks.length === 0) throw nothing(url.href)
    const name = `${erc ? 'ERC' : 'EIP'}-${number}`
    const status = fields.get('status')
    const discussion = fields.get('discussions-to') ?? ''
    const head = [{ kind: 'paragraph' as const, text: `${fields.get('description') ?? ''}`.trim(), path: ['Description'] }].filter(
      ({ text }) => text,
    )
    return [
      {
        title: `${name}: ${fields.get('title') ?? ''}${status ? ` (${status})` : ''}`,
        url: url.href,
        genre: 'spec',
        blocks: [...head, ...blocks],
        ...(URL.canParse(discussion) ? { discussion } : {}),
      },
    ]
  },
}
