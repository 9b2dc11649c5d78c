import { CHECKS } from '../../audit/checks/index.ts'
import { type Finding, isSource } from '../../audit/finding.ts'
import { type Block, figure, type Inline, note, text, warning } from '../../core/answer.ts'
import { inLocale } from '../../core/title.ts'
import { cleanText, formatInteger } from '../format.ts'
import { explanation } from '../risk/explain.ts'
import { type AuditResult, type Count, FINDING_COLUMNS, onePerCheck, placeOf } from './run.ts'
import { CERTAINTY, COLUMN_WORDS, WORDS } from './words.ts'

/** Rows of the table, and findings whose code and fix are shown. */
const MOST_ROWS = 25
const MOST_SHOWN = 3
const MOST_SKIPPED = 6

/** The audit's card: what was found, where, how to fix the worst, and what was not looked at. */
export function answer(result: AuditResult, locale: string): Block[] {
  if (result.text) return [{ kind: 'code', language: result.text.language, text: result.text.body }]
  return [
    ...head(result, locale),
    ...explanation(result.explained),
    ...table(result, locale),
    ...worst(result, locale),
    ...rest(result, locale),
  ]
}

const shown = ({ id, value }: Count, locale: string): Inline => figure(formatInteger(value, locale), id)
const say = (key: keyof typeof WORDS, locale: string): string => inLocale(WORDS[key], locale)

function head({ name, counts, findings, at }: AuditResult, locale: string): Block[] {
  const kinds = (['high', 'medium', 'low', 'info'] as const).filter((severity) => counts[severity].value > 0)
  const parts = kinds.flatMap((severity, index): Inline[] => [
    index > 0 ? ', ' : '',
    shown(counts[severity], locale),
    ` ${say(severity, locale)}`,
  ])
  const none = counts.known.value > 0 ? 'none_new' : counts.hidden.value > 0 ? 'none_shown' : 'none'
  const title: Block = text(`${say('found', locale)} ${name}: `, ...(findings.length === 0 ? [say(none, locale)] : [...parts, '.']))
  return [title, ...(at ? [code(at, counts.block, locale)] : [])]
}

/** What was read of a contract on a chain: its published source, or the bytecode and why not the source. */
function code(at: NonNullable<AuditResult['at']>, block: Count, locale: string): Block {
  const { source } = at
  const proxy =
    at.proxy === undefined ? '' : at.implementation ? ` ${say('proxy', locale)} ${at.implementation}.` : ` ${say('proxy_lost', locale)}`
  const height: Inline = figure(String(block.value), block.id)
  if (typeof source !== 'string') {
    const how = say(source.exact ? 'exact' : 'partial', locale)
    return note(`${say('published', locale)} ${source.from} (${how}); ${say('at_block', locale)} `, height, `.${proxy}`)
  }
  return note(`${say(source, locale)} ${say('bytecode', locale)} `, height, `.${proxy}`)
}

function table({ findings, record }: AuditResult, locale: string): Block[] {
  if (findings.length === 0) return []
  const rows = findings
    .slice(0, MOST_ROWS)
    .map((finding) => [
      ...[say(finding.severity, locale), inLocale(CERTAINTY[finding.certainty], locale), finding.check, cleanText(placeOf(finding), 120)],
      ...[cleanText(`${finding.contract}.${finding.function}`, 80), cleanText(finding.message, 300)],
    ])
  return [
    {
      kind: 'table',
      title: say('findings', locale),
      record,
      columns: FINDING_COLUMNS.map((_, index) => ({
        title: inLocale(COLUMN_WORDS[index] ?? WORDS.findings, locale),
        align: 'left' as const,
      })),
      rows,
      ...(findings.length > MOST_ROWS ? { total: findings.length } : {}),
    },
  ]
}

/** The code of the worst findings, one a check, with the fix. */
function worst({ findings, explained }: AuditResult, locale: string): Block[] {
  return onePerCheck(findings)
    .slice(0, MOST_SHOWN)
    .flatMap((finding, index) => {
      const check = CHECKS.find(({ id }) => id === finding.check)
      const fix = check ? [note(`${explained ? `[F${index + 1}] ` : ''}${say('fix', locale)} (${finding.check}): ${check.fix}`)] : []
      return [...excerpt(finding), ...fix]
    })
}

/** Lines of a stranger's code, as data. */
function excerpt(finding: Finding): Block[] {
  if (!isSource(finding.at) || finding.at.excerpt.trim() === '') return []
  const lines = finding.at.excerpt.split('\n').slice(0, 6)
  const body = lines.map((line) => line.replace(/[^\P{C}\t]/gu, ' ').slice(0, 160)).join('\n')
  return [{ kind: 'code', language: 'solidity', title: cleanText(placeOf(finding), 120), text: body }]
}

function rest({ counts, skipped, written, from }: AuditResult, locale: string): Block[] {
  const looked: Inline[] =
    from === 'chain'
      ? [shown(counts.checks, locale), ` ${say('checks', locale)}`]
      : [
          ...[shown(counts.files, locale), ` ${say('files', locale)}, `, shown(counts.contracts, locale), ` ${say('contracts', locale)}, `],
          ...[shown(counts.checks, locale), ` ${say('checks', locale)}`],
        ]
  const extra = (['hidden', 'suppressed', 'known', 'fixed'] as const).filter((key) => counts[key].value > 0)
  const more = extra.flatMap((key): Inline[] => ['; ', shown(counts[key], locale), ` ${say(key, locale)}`])
  const some = skipped.slice(0, MOST_SKIPPED).join('; ')
  return [
    note(`${say('looked', locale)}: `, ...looked, ...more, '.'),
    ...(skipped.length === 0
      ? []
      : [
          warning(`${say('skipped', locale)} (`, shown(counts.skipped, locale), `): ${some}${skipped.length > MOST_SKIPPED ? '; …' : ''}.`),
        ]),
    ...(written.length === 0 ? [] : [text(`${say('written', locale)}: ${written.map((path) => cleanText(path, 200)).join(', ')}.`)]),
  ]
}
