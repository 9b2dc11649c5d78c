import { expect, it } from 'vitest'
import { gather } from './evidence.ts'
import { compose } from './forms.ts'
import { summarizeInput } from './input.ts'
import { textMaterial } from './sources/text.ts'
import { leanOf, stance } from './stance.ts'

/** What each form shows of a text, by kind, with how many people. */
function shown(text: string, form: 'views' | 'changes' | 'decisions') {
  const parts = compose(gather([textMaterial(text)], 'en').readings, summarizeInput.parse({ text, form, length: 'long' }))
  return Object.fromEntries(parts.map(({ kind, pieces, people }) => [kind, { said: pieces.map((piece) => piece.text), ...(people === undefined ? {} : { people }) }])) // biome-ignore format: short
}

const PROPOSAL = `# PIP-12: Switch on the protocol fee

## Summary
We propose to switch on a protocol fee of 0.05 % from 1 December 2026. The fee is expected to bring 120,000 USDC a month.

## Motivation
Since the launch the treasury has had no income.
Bob (delegate) objects: volume could move to competing venues. Carol supports the change if the fee is reviewed after 3 months.

## Specification
- Call setFeeProtocol(6, 6) on the pool.
- The income goes to the timelock.

## Risks
Volume may fall by up to 15 %.

## Voting
Voting opens on 25 November 2026. Still open: who reviews the fee, and whether other pools follow.`

it('finds the persons that a proposal names, what it changes and what is open', () => {
  const { for: pro, against } = shown(PROPOSAL, 'views')
  expect(pro).toEqual({ said: ['Carol supports the change if the fee is reviewed after 3 months.'], people: 1 })
  expect(against).toEqual({
    said: ['Bob (delegate) objects: volume could move to competing venues.', 'Volume may fall by up to 15 %.'],
    people: 1,
  })
  expect(shown(PROPOSAL, 'changes').changes?.said).toEqual([
    'We propose to switch on a protocol fee of 0.05 % from 1 December 2026.',
    'Call setFeeProtocol(6, 6) on the pool.',
    'The income goes to the timelock.',
  ])
  expect(shown(PROPOSAL, 'decisions')).toEqual({
    open: { said: ['Still open: who reviews the fee, and whether other pools follow.'] },
  })
})

it('takes what stands after a "but", and support in as many words before it', () => {
  const forum = `Ben: I like the direction but 35,000 is too aggressive for the liquidity we have.
Rita: I was sceptical at first, but after reading the audit I fully support this.
Sam: While I appreciate the effort, I can't support a budget of 2 million without milestones.
Tess: Agreed with Sam, milestones are a must.
Vera: I don't see any risk here that we don't already have.
Gil: It supports all the assets listed in the table above.
Hal: +1`
  const { for: pro, against } = shown(forum, 'views')
  expect([pro?.people, against?.people]).toEqual([3, 3])
  expect(new Set(pro?.said)).toEqual(
    new Set([
      'I was sceptical at first, but after reading the audit I fully support this.',
      "I don't see any risk here that we don't already have.",
      '+1',
    ]),
  )
  expect(new Set(against?.said)).toEqual(
    new Set([
      'I like the direction but 35,000 is too aggressive for the liquidity we have.',
      "While I appreciate the effort, I can't support a budget of 2 million without milestones.",
      'Agreed with Sam, milestones are a must.',
    ]),
  )
})

it('counts everybody that a sentence names, and nobody of a group', () => {
  const news = `Alice, Bob and Chen support raising the quorum to 5 %. Dana strongly opposes it, because small holders would never reach it.
Erik agrees with Dana. Several delegates oppose the date. The protocol supports twelve chains.`
  const { for: pro, against } = shown(news, 'views')
  expect([pro?.people, against?.people]).toEqual([3, 2])
  expect([...(against?.said ?? [])].sort()).toEqual([
    'Dana strongly opposes it, because small holders would never reach it.',
    'Erik agrees with Dana.',
    'Several delegates oppose the date.',
  ])
})

it.each([
  ['es', 'El delegado Jorge Ruiz se opone: la tesorería perderá ingresos. Marta Gil apoya la rebaja. El protocolo admite doce redes.'],
  ['ru', 'Делегат Иван Петров выступил против: казна потеряет доход. Мария Соколова поддержала снижение. Протокол поддерживает двенадцать сетей.'],
  ['tr', 'Delege Ali Kaya karara karşı çıkıyor: hazine gelir kaybedecek. Ayşe Demir indirimi destekliyor. Protokol on iki ağı destekliyor.'],
  ['vi', 'Đại biểu Trần Nam phản đối: ngân quỹ sẽ mất thu nhập. Nguyễn Hà ủng hộ việc giảm phí. Giao thức hỗ trợ mười hai mạng.'],
  ['zh', '代表李明反对这一决定，认为金库会失去收入。王芳支持下调借款的费率。该协议支持十二条链。'],
])('counts persons named in a text: %s', (_, text) => {
  const { for: pro, against } = shown(text, 'views')
  expect([pro?.said.length, pro?.people, against?.said.length, against?.people]).toEqual([1, 1, 1, 1])
}) // biome-ignore format: a table

it('lists every item of a release, the short ones too, and no thanks', () => {
  const notes = `# v2.8.0
## Breaking changes
- Drop Node 16.
## Features
- Add Base Sepolia.
- New hook \`useBalanceOf\` for ERC-20 tokens.
## Fixes
- Fix a memory leak when a websocket reconnects.
## Thanks
Thanks to everyone who reported issues and changed the docs.`
  expect(shown(notes, 'changes').changes?.said).toEqual([
    'Drop Node 16.',
    'Add Base Sepolia.',
    'New hook useBalanceOf for ERC-20 tokens.',
    'Fix a memory leak when a websocket reconnects.',
  ])
  expect(shown(notes, 'views')).toEqual({})
  const plain = '# Wallet 7.1\n\n- You can now hide spam tokens.\n- Goodbye, Goerli: the test network is gone.'
  expect(shown(plain, 'changes').changes?.said).toHaveLength(2)
})

it('reads decisions and tasks of minutes, and drops a question that was answered', () => {
  const minutes = `# Call
## Decisions
- Hire a second auditor.
## Action items
- Ada to draft the mandate by Friday.
## Open questions
- Custody of the ETH reserve.
## Notes
Why does this matter? Because the yield is about 4.8 %. If the vote passes, the vault is opened.`
  expect(shown(minutes, 'decisions')).toEqual({
    decided: { said: ['Hire a second auditor.', 'Ada to draft the mandate by Friday.'] },
    open: { said: ['Custody of the ETH reserve.'] },
  })
  const chat = `lou: has anyone tested the new bridge yet?
mo: yes, works fine for me on arbitrum
kira: ok lets postpone the announcement to tuesday
lou: i'll draft the post tonight
mo: who has the keys of the multisig now?`
  expect(shown(chat, 'decisions')).toEqual({
    decided: { said: ['ok lets postpone the announcement to tuesday', "i'll draft the post tonight"] },
    open: { said: ['who has the keys of the multisig now?'] },
  })
})

it.each([
  ['No objections from my side.', 1],
  ['I am not convinced that it helps.', -1],
  ['Me parece bien, adelante.', 1],
  ['Мне кажется, это преждевременно.', -1],
  ['Fikir güzel ama zamanlama kötü.', -1],
  ['Ý tưởng hay nhưng bây giờ chưa phải lúc.', -1],
  ['想法不错，但是现在时机不对。', -1],
  ['Should we support this at all?', 0],
  ['The deposit is locked for seven days.', 0],
])('"%s"', (text, side) => {
  expect(stance(text)).toBe(side)
})

it('says of denied support that it is opposition, as plainly', () => {
  expect(leanOf('We do not support the listing.')).toEqual({ sum: -2, weight: 2 })
})

it('reads the year of dates without one from the text, and takes no byline for an event', () => {
  const news = `By Lena Ott, 4 May 2026

The protocol will replace its floating rates with fixed terms from 1 July. The first auction of terms is planned for 20 June.`
  const parts = compose(gather([textMaterial(news)], 'en').readings, summarizeInput.parse({ text: news, form: 'timeline' }))
  expect(parts.map(({ at }) => new Date(at ?? 0).toISOString().slice(0, 10))).toEqual(['2026-06-20', '2026-07-01'])
})
