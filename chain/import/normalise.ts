import type { ChainDefinition } from '../clients/chains.ts'
import { type Converter, sqlText } from './converter.ts'
import { type Layout, sourceOf } from './layouts.ts'
import { absentOf, cellOf, type SourceColumn, textOf } from './values.ts'

/** A file of a known layout. */
export interface KnownFile {
  path: string
  layout: Layout
  columns: readonly SourceColumn[]
}

export interface ImportChains {
  /** For rows that name no chain. */
  main: ChainDefinition
  all: readonly ChainDefinition[]
}

const find = (columns: readonly SourceColumn[], name: string): SourceColumn | undefined =>
  columns.find((column) => column.name.toLowerCase() === name)

/** Chain id of a row: its chain_id or blockchain column, else the main chain; NULL for a chain nobody knows. */
function chainOf(columns: readonly SourceColumn[], { main, all }: ImportChains): string {
  const id = find(columns, 'chain_id')
  if (id) return `coalesce(TRY_CAST(${textOf(id)} AS INTEGER), ${main.id})`
  const name = find(columns, 'blockchain') ?? find(columns, 'chain')
  if (!name) return String(main.id)
  const cases = all.flatMap((chain) => [chain.name, ...chain.aliases].map((word) => `WHEN ${sqlText(word)} THEN ${chain.id}`))
  return `CASE coalesce(lower(${textOf(name)}), ${sqlText(main.name)}) ${cases.join(' ')} END`
}

interface Read {
  /** SELECT of "row", chain_id, and all columns of the layout, NULL where the file has none. */
  good: string
  /** SELECT of "row" and what is wrong with it. */
  bad: string
}

/** How a file's rows become rows of its layout, and which do not. */
export function readings({ path, layout, columns }: KnownFile, chains: ImportChains, converter: Converter): Read {
  const chain = chainOf(columns, chains)
  const parts = layout.columns.map((wanted) => {
    const found = sourceOf(wanted, columns)
    if (!found) return { name: wanted.name, value: absentOf(wanted.type), faults: [] }
    const value = cellOf(found, wanted.type)
    const wrong = `WHEN ${textOf(found)} IS NOT NULL AND (${value}) IS NULL THEN ${sqlText(`${found.name} holds no ${wanted.type}: `)} || ${textOf(found)}[:60]`
    const absent = wanted.required ? [`WHEN ${textOf(found)} IS NULL THEN ${sqlText(`${found.name} is empty`)}`] : []
    return { name: wanted.name, value, faults: [wrong, ...absent] }
  })
  const from = converter.source(path)
  const faults = [`WHEN (${chain}) IS NULL THEN 'its chain is unknown'`, ...parts.flatMap((part) => part.faults)]
  const fault = `CASE ${faults.join(' ')} END`
  const values = parts.map(({ name, value }) => `${value} AS "${name}"`)
  return {
    good: `SELECT "row", (${chain})::INTEGER AS chain_id, ${values.join(', ')} FROM ${from} WHERE ${fault} IS NULL`,
    bad: `SELECT "row", fault FROM (SELECT "row", ${fault} AS fault FROM ${from}) WHERE fault IS NOT NULL`,
  }
}
