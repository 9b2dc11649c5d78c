import type { Source } from '../material.ts'
import { markdownBlocks } from '../text/blocks.ts'
import { frontMatter } from '../text/front-matter.ts'
import { nothing } from './text.ts'

const PAGE = /^\/(?:EIPS|ERCS)\/(eip|erc)-(\d{1,6})(?:\.md)?\/?$/i

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
