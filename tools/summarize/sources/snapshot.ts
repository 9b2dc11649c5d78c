import { type Source, visible } from '../material.ts'
import { markdownBlocks } from '../text/blocks.ts'
import { nothing } from './text.ts'

const PAGE = /^\/?#?\/(?:s:)?([\w.-]+)\/proposal\/(0x[0-9a-fA-F]{64}|[\w]{20,80})/
const HUB = 'https://hub.snapshot.org/graphql'
const QUERY =
  'query P($id: String!) { proposal(id: $id) { title body choices scores scores_total state start end quorum symbol votes space { id name } } }'

interface Proposal {
  title: string
  body: string
  choices: string[]
  scores: number[]
  state: string
  symbol?: string
  end?: number
  quorum?: number
  start?: number
}

/** A Snapshot proposal with the votes that were cast. The fragment of the address is read before it is fetched: it never reaches a server. */
export const snapshot: Source = {
  name: 'Snapshot proposal',
  fits: ({ hostname, pathname, hash }) => /^(?:www\.)?snapshot\.(?:org|box)$/.test(hostname) && PAGE.test(hash || pathname),
  read: async (url, { fetcher, signal }) => {
    const id = PAGE.exec(url.hash || url.pathname)?.[2] ?? ''
    const page = await fetcher.fetch(HUB, { signal, robots: false, json: { query: QUERY, variables: { id } } })
    const { proposal } = (JSON.parse(page.text()) as { data?: { proposal?: Proposal | null } }).data ?? {}
    if (!proposal?.body?.trim()) throw nothing(url.href)
    const tallies = proposal.choices.map((choice, i) => ({ choice: visible(choice).slice(0, 120), score: proposal.scores[i] ?? 0 }))
    return [
      {
        title: visible(proposal.title),
        url: url.href,
        genre: 'proposal',
        blocks: markdownBlocks(visible(proposal.body)),
        ...(proposal.start ? { at: proposal.start * 1000 } : {}),
        facts: [
          ...(proposal.state ? [{ name: 'state' as const, value: visible(proposal.state).slice(0, 20) }] : []),
          ...(proposal.quorum
            ? [{ name: 'quorum' as const, value: proposal.quorum, unit: visible(proposal.symbol ?? 'votes').slice(0, 20) }]
            : []),
        ],
        votes: { unit: visible(proposal.symbol ?? 'votes').slice(0, 20), state: visible(proposal.state).slice(0, 20), tallies },
      },
    ]
  },
}
