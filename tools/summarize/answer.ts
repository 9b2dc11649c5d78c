import { type Block, figure, type Inline, note, text } from '../../core/answer.ts'
import { inLocale } from '../../core/title.ts'
import { cleanText, formatInteger, formatNumber } from '../format.ts'
import type { Daily } from './daily.ts'
import type { DailyResult, ShownLine, ShownPart, SummaryResult } from './run.ts'
import { WORDS } from './words.ts'

const MARK = { quoted: '', shortened: '', checked: ' ✓', unchecked: ' ?' } as const

/** Longest name of a document above its sentences; the sources have the whole. */
const LONGEST_PLACE = 80

/** A sentence with its mark, who said it and the number of its evidence. */
export function sentence(line: ShownLine, evidence: string): Inline[] {
  const { shown, mark, row, who } = line
  const [open, close] = mark === 'quoted' ? ['“', '”'] : mark === 'shortened' ? ['‘', '’'] : ['', '']
  const by: Inline[] = who ? [`${who}: `] : []
  return [...by, open, figure(shown, evidence, row, 1), `${close}${MARK[mark]} [`, figure(String(row + 1), evidence, row, 0), ']']
}

const HEADINGS: Partial<Record<ShownPart['kind'], keyof typeof WORDS>> = {
  changes: 'changes',
  decided: 'decided',
  open: 'open',
  for: 'for',
  against: 'against',
}

export function partBlocks(part: ShownPart, evidence: string, locale: string): Block[] {
  const named = HEADINGS[part.kind]
  const count: Inline[] = part.people
    ? [
        ' (',
        figure(formatInteger(part.people.value, locale), part.people.id),
        ` ${inLocale(part.people.value === 1 ? WORDS.person : WORDS.people, locale)})`,
      ]
    : []
  const heading = named ? [text(inLocale(WORDS[named], locale), ...count, ':')] : []
  const date: Inline[] = part.at ? [figure(new Date(part.at.value).toISOString().slice(0, 10), part.at.id), ': '] : []
  return [
    ...heading,
    ...part.lines.flatMap((line, i) => {
      const { from, row } = line
      const place = from && from !== part.lines[i - 1]?.from ? [text(figure(cleanText(from, LONGEST_PLACE), evidence, row, 2), ':')] : []
      return [...place, text('• ', ...date, ...sentence(line, evidence))]
    }),
  ]
}

/** The summary, without any model: every sentence with its number in the evidence and its mark. */
export function answer(result: SummaryResult | DailyResult, locale: string): Block[] {
  if ('daily' in result) return dailyBlocks(result.daily, locale)
  const { title, parts, evidence, votes, voteUnit, facts, documents, dropped, unread, failed, chain } = result
  const say = (key: keyof typeof WORDS): string => inLocale(WORDS[key], locale)
  const marks = new Set(parts.flatMap(({ lines }) => lines.map(({ mark }) => mark)))
  const legend = marks.has('checked') || marks.has('unchecked') ? 'legend' : marks.has('shortened') ? 'shortened' : 'quotedOnly'
  const tally: Inline[] = votes.flatMap(({ choice, id, score }, i): Inline[] => [
    i > 0 ? '; ' : '',
    `${choice} `,
    figure(formatNumber(score, locale), id),
  ])
  const checks = chain.map(({ agrees, claim, measured, name }) =>
    note(
      `${say(agrees ? 'agrees' : 'differs')}: ${name}: ${say('claimed')} `,
      figure(claim.shown, claim.id),
      `, ${say('measured')} `,
      figure(measured.shown, measured.id),
      '.',
    ),
  )
  return [
    ...(title.value ? [text(figure(title.value, title.id))] : []),
    ...(parts.length === 0 ? [text(say('nothing'))] : parts.flatMap((part) => partBlocks(part, evidence, locale))),
    ...facts.map(({ name, id, shown }) => text(`${say(name)}: `, figure(shown, id))),
    ...(tally.length > 0 ? [text(`${say('votes')}: `, ...tally, ` ${voteUnit}`)] : []),
    ...checks,
    ...(dropped ? [note(`${say('dropped')} `, figure(String(dropped.value), dropped.id), '.')] : []),
    ...(unread ? [note(`${say('unread')} `, figure(unread.value, unread.id), '.')] : []),
    ...(failed ? [note(`${say('failed')} `, figure(String(failed.value), failed.id), '.')] : []),
    ...(parts.length > 0 ? [note(say(legend))] : []),
    { kind: 'sources', items: sourceItems(documents, say('pasted')) },
  ]
}

/** When it comes, and how to stop it. */
export const dailyBlocks = ({ at, number }: Daily, locale: string): Block[] => [
  text(`${inLocale(WORDS.daily, locale)} ${at}. ${inLocale(WORDS.stop, locale)} `, figure(String(number.value), number.id), '.'),
]

/** Most sources that are listed. */
const MOST_SOURCES = 12

export const sourceItems = (documents: SummaryResult['documents'], pasted: string): { text: string; url?: string }[] =>
  documents.length === 0
    ? [{ text: pasted }]
    : documents.slice(0, MOST_SOURCES).map(({ title, url }) => ({ text: title || pasted, ...(url ? { url } : {}) }))
