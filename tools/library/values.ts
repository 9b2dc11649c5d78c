import type { PetrelError } from '../../core/errors.ts'
import { PetrelError as Refusal } from '../../core/errors.ts'
import type { ToolContext } from '../../core/tool.ts'
import type { Handles } from '../define.ts'
import { PARAMETERS, type ParameterName, parametersOf, type VerifiedQuery } from './query.ts'
import { iso, spanOf } from './span.ts'

export type Values = Readonly<Partial<Record<ParameterName, string>>>
type Context = Pick<ToolContext<Handles>, 'resolve' | 'handles' | 'now'>

const MOST_ROWS = 1000
const invalid = (name: string, value: string): PetrelError =>
  new Refusal('input_invalid', {
    message: `"${value}" is no value for ${name}.`,
    hint: `Give ${PARAMETERS[name as ParameterName]?.about ?? 'another value'}.`,
    facts: { name, value },
  })

async function tokenOf(name: string, value: string, { resolve }: Context): Promise<string> {
  if (/^0x[0-9a-f]{40}$/i.test(value)) return value.toLowerCase()
  const found = (await resolve.tokens(value)).filter(({ match }) => match !== 'near')
  const [first, second] = found
  if (!first)
    throw new Refusal('token_unknown', { message: `No token is called "${value}".`, hint: 'Give its address.', facts: { name, value } })
  // Two of one name, and nothing says which: the asker must.
  if (second && second.symbol.toLowerCase() === first.symbol.toLowerCase() && second.weight === first.weight)
    throw new Refusal('token_ambiguous', {
      message: `Several tokens are called "${value}": ${found
        .slice(0, 5)
        .map((token) => token.address)
        .join(', ')}.`,
      hint: 'Give the address of the one you mean.',
      facts: { name, options: found.slice(0, 5).map((token) => token.address) },
    })
  return first.address.toLowerCase()
}

async function addressOf(name: string, value: string, { resolve }: Context): Promise<string> {
  if (/^0x[0-9a-f]{40}$/i.test(value)) return value.toLowerCase()
  const [label] = await resolve.labels(value)
  if (!label) throw invalid(name, value)
  return label.address.toLowerCase()
}

async function oneOf(name: string, value: string, known: readonly string[]): Promise<string> {
  const found = known.find((each) => each.toLowerCase() === value.toLowerCase())
  if (found === undefined) throw new Refusal('input_invalid', { message: `"${value}" is no value for ${name}.`, hint: known.length > 0 ? `Known are ${known.slice(0, 12).join(', ')}.` : 'Nothing is indexed yet.', facts: { name, value } }) // biome-ignore format: one error
  return found
}

const quoted = (text: string): string => `'${text.replaceAll("'", "''")}'`

/** The SQL literal of one parameter. Throws PetrelError input_invalid, token_unknown, token_ambiguous. */
async function literal(name: ParameterName, value: string, context: Context): Promise<string> {
  const { kind } = PARAMETERS[name]
  switch (kind) {
    case 'token':
      return quoted(await tokenOf(name, value, context))
    case 'address':
      return quoted(await addressOf(name, value, context))
    case 'pool':
      if (!/^0x[0-9a-f]{40}$/i.test(value)) throw invalid(name, value)
      return quoted(value.toLowerCase())
    case 'pair':
      return quoted(
        value
          .split(/[-/\s]+/)
          .filter(Boolean)
          .sort()
          .join('-'),
      )
    case 'dex':
      return quoted(await oneOf(name, value, await context.resolve.values('dex')))
    case 'chain':
      return quoted(await oneOf(name, value, await context.resolve.values('chain')))
    case 'version':
      if (!/^v?[234]$/i.test(value)) throw invalid(name, value)
      return quoted(value.replace(/^v/i, ''))
    case 'words':
      return quoted(value)
    case 'unit':
      if (!/^(hour|day|week|month)$/i.test(value)) throw invalid(name, value)
      return quoted(value.toLowerCase())
    case 'count': {
      const count = Number(value)
      if (!Number.isInteger(count) || count < 1 || count > MOST_ROWS) throw invalid(name, value)
      return String(count)
    }
    case 'amount': {
      const amount = Number(value.replaceAll(',', ''))
      if (!Number.isFinite(amount) || amount < 0 || value.trim() === '') throw invalid(name, value)
      return String(amount)
    }
    case 'period':
      return value
    default:
      return kind satisfies never
  }
}

const OPEN = /\(\{\{(\w+)\}\} IS NULL OR ((?:[^()]|\([^()]*\))*)\)/g

/** Filters that a parameter leaves open are left out, so that the statement reads as what it does; it means the same. */
const closed = (sql: string, taken: Readonly<Record<string, string>>): string =>
  sql
    .replace(OPEN, (_, name: string, test: string) => (taken[name] === undefined ? 'true' : `(${test})`))
    .replace(/\s+AND true\b/g, '')
    .replace(/\bWHERE true AND\b/g, 'WHERE')
    .replace(/\s+WHERE true(?=\s+(?:GROUP|ORDER|LIMIT)\b|\s*\)|\s*$)/g, '')

export interface Filled {
  sql: string
  /** What each parameter stands for in this run; those that are open are left out. */
  values: Values
}

/** The template with its values in place. Throws PetrelError input_invalid naming what is missing or wrong, token_unknown, token_ambiguous. */
export async function fillTemplate(
  query: Pick<VerifiedQuery, 'sql' | 'needs' | 'defaults'>,
  values: Values,
  context: Context,
): Promise<Filled> {
  const names = parametersOf(query.sql)
  const strange = Object.keys(values).filter((name) => !names.includes(name as ParameterName))
  if (strange.length > 0)
    throw new Refusal('input_invalid', { message: `This query has no parameter "${strange[0]}".`, hint: names.length > 0 ? `It has ${names.join(', ')}.` : 'It has none.', facts: { names } }) // biome-ignore format: one error
  const taken: Record<string, string> = {}
  for (const name of names) {
    const value = values[name] ?? query.defaults[name]
    if (value !== undefined) taken[name] = value
  }
  const missing = query.needs.filter((name) => taken[name] === undefined)
  if (missing.length > 0)
    throw new Refusal('input_invalid', {
      message: `This query needs ${missing.map((name) => `${name} (${PARAMETERS[name].about})`).join(' and ')}.`,
      hint: `For example: ${missing.map((name) => `${name}=${name.startsWith('token') ? 'UNI' : '…'}`).join(' ')}.`,
      facts: { missing },
    })
  const made: Record<string, string> = {}
  for (const name of names) {
    const value = taken[name]
    made[name] = value === undefined ? 'NULL' : await literal(name, value, context)
  }
  if (names.includes('period')) {
    const { from, to } = spanOf(taken.period ?? 'all', context.now())
    made.from = `TIMESTAMP '${iso(from)}'`
    made.to = `TIMESTAMP '${iso(to)}'`
  }
  const sql = closed(query.sql, taken).replace(/\{\{(\w+)\}\}/g, (_, name: string) => made[name] ?? 'NULL')
  return { sql, values: taken as Values }
}
