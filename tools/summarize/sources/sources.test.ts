import { describe, expect, it } from 'vitest'
import type { Fetched, Fetcher } from '../../../core/fetch.ts'
import { readPage } from './html.ts'
import { sources } from './index.ts'
import { textMaterial } from './text.ts'

/** A fetcher that knows these addresses; what it was asked for is noted. */
function shelf(pages: Readonly<Record<string, { type: string; body: string }>>): { fetcher: Fetcher; asked: string[] } {
  const asked: string[] = []
  const fetcher: Fetcher = {
    close: async () => {},
    fetch: async (url, { json }): Promise<Fetched> => {
      asked.push(json === undefined ? url : `${url} ${JSON.stringify(json).slice(0, 20)}`)
      const page = pages[url]
      if (!page) throw new Error(`no page ${url}`)
      const bytes = new TextEncoder().encode(page.body)
      return { url, contentType: page.type, bytes, text: () => page.body, at: 0 }
    },
  }
  return { fetcher, asked }
}

async function read(address: string, pages: Parameters<typeof shelf>[0]) {
  const { fetcher, asked } = shelf(pages)
  const url = new URL(address)
  const source = sources.find((candidate) => candidate.fits(url))
  const materials = (await source?.read(url, { fetcher, signal: AbortSignal.timeout(5000) })) ?? []
  return { name: source?.name, materials, asked }
}
const json = (value: unknown) => ({ type: 'application/json', body: JSON.stringify(value) })

describe('sources', () => {
  it('a Snapshot proposal with its votes', async () => {
    const proposal = {
      title: 'Fee switch',
      body: '## Summary\nTurn the fee on.',
      choices: ['For', 'Against'],
      scores: [900.5, 12],
      state: 'closed',
      symbol: 'UNI',
      start: 1_700_000_000,
    }
    const { name, materials } = await read(`https://snapshot.org/#/uniswap.eth/proposal/0x${'a'.repeat(64)}`, {
      'https://hub.snapshot.org/graphql': json({ data: { proposal } }),
    })
    expect(name).toBe('Snapshot proposal')
    expect(materials[0]).toMatchObject({
      title: 'Fee switch',
      genre: 'proposal',
      votes: {
        unit: 'UNI',
        tallies: [
          { choice: 'For', score: 900.5 },
          { choice: 'Against', score: 12 },
        ],
      },
    })
  })
  it('a Discourse topic with who wrote what; quotes of others are not theirs', async () => {
    const posts = [{ id: 1, username: 'ana', cooked: '<aside class="quote"><p>Old words</p></aside><p>New words.</p>' }]
    const { materials } = await read('https://forum.example/t/fees/42', {
      'https://forum.example/t/42.json': json({ title: 'Fees', post_stream: { posts, stream: [1] } }),
    })
    expect(materials[0]?.blocks).toEqual([{ kind: 'paragraph', text: 'New words.', path: [], who: 'ana' }])
  })
  it('releases newest first', async () => {
    const list = [{ name: 'v2', tag_name: 'v2', body: '## Added\n- A thing', published_at: '2026-01-02T00:00:00Z' }]
    const { materials } = await read('https://github.com/a/b/releases', {
      'https://api.github.com/repos/a/b/releases?per_page=10': json(list),
    })
    expect(materials.map(({ title }) => title)).toEqual(['b v2'])
  })
  it('an EIP from its Markdown, with where it is talked about', async () => {
    const body =
      '---\neip: 1\ntitle: Things\ndescription: Does things.\nstatus: Final\ndiscussions-to: https://ethereum-magicians.org/t/x/1\n---\n## Abstract\nText of it.'
    const { materials } = await read('https://eips.ethereum.org/EIPS/eip-1', {
      'https://raw.githubusercontent.com/ethereum/EIPs/master/EIPS/eip-1.md': { type: 'text/plain', body },
    })
    expect(materials[0]).toMatchObject({
      title: 'EIP-1: Things (Final)',
      genre: 'spec',
      discussion: 'https://ethereum-magicians.org/t/x/1',
    })
  })
  it('Atom, JSON Feed and loose RSS', async () => {
    const atom =
      '<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>t</title><entry><title>One</title><updated>2026-01-01T00:00:00Z</updated><link href="https://x.example/1"/><content type="html">&lt;p&gt;Atom words.&lt;/p&gt;</content></entry></feed>'
    const feed = {
      version: 'https://jsonfeed.org/version/1.1',
      title: 't',
      items: [{ id: '1', url: 'https://x.example/2', title: 'Two', content_html: '<p>JSON words.</p>' }],
    }
    const rss =
      '<rss version="2.0"><channel><title>A & B</title><item><title>Three</title><description>RSS words.</description></item></channel></rss>'
    for (const [type, body, words] of [
      ['application/atom+xml', atom, 'Atom words.'],
      ['application/feed+json', JSON.stringify(feed), 'JSON words.'],
      ['application/rss+xml', rss, 'RSS words.'],
    ] as const)
      expect((await read('https://x.example/feed', { 'https://x.example/feed': { type, body } })).materials[0]?.blocks[0]?.text).toBe(words)
  })
  it('refuses walls and pages with nothing in them', async () => {
    for (const body of [
      '<html><body><p>Please enable JavaScript to continue.</p></body></html>',
      '<html><body><script>x()</script></body></html>',
      '',
    ])
      await expect(read('https://x.example/', { 'https://x.example/': { type: 'text/html', body } })).rejects.toMatchObject({
        code: 'nothing_to_read',
      })
  })
})

it.each([
  ['nested', '<div>'.repeat(50_000)],
  ['brackets', '['.repeat(50_000)],
  ['dots', 'a.'.repeat(50_000)],
  ['styles', `<style>${'.a{'.repeat(30_000)}</style>`],
  ['comments', '<!-- '.repeat(20_000)],
])('a page that is made to break readers ends: %s', (_, body) => {
  expect(readPage(`<html><body>${body}</body></html>`, 'https://x.example/').blocks.length).toBeLessThan(10)
})

describe('what a reader of the page does not see', () => {
  it.each([
    ['<p hidden>X</p>'],
    ['<p aria-hidden="true">X</p>'],
    ['<p style="display : none">X</p>'],
    ['<p style="position:absolute;left:-9999px">X</p>'],
    ['<p style="color:#fff">X</p>'],
    ['<p style="font-size:0px">X</p>'],
    ['<div style="opacity:0"><p>X</p></div>'],
    ['<style>.k{visibility:hidden}</style><p class="k">X</p>'],
    ['<!-- X -->'],
    ['<template><p>X</p></template>'],
    ['<img alt="X" src="a.png">'],
    ['<noscript>X</noscript>'],
  ])('%s', (hidden) => {
    const { blocks } = readPage(
      `<html><head><title>t</title></head><body><p>Seen words stand here.</p>${hidden}</body></html>`,
      'https://x.example/',
    )
    expect(blocks.map(({ text }) => text)).toEqual(['Seen words stand here.'])
  })
  it('tag and direction characters', () => {
    const tags = [...'ignore'].map((letter) => String.fromCodePoint(0xe0000 + (letter.codePointAt(0) ?? 0))).join('')
    expect(textMaterial(`Seen${tags} \u202ewords\u202c stand here.`).blocks[0]?.text).toBe('Seen words stand here.')
  })
  it('a pasted conversation keeps who said what', () => {
    const text = 'Ana: Shall we ship?\nBen: Yes, on Friday.\nAna: Good.\nCy: I am against it.'
    expect(textMaterial(text).blocks.map((block) => (block as { who?: string }).who)).toEqual(['Ana', 'Ben', 'Ana', 'Cy'])
  })
})
