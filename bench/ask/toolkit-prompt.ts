import { VIEWS } from '../../chain/warehouse/views.ts'
import type { Warehouse } from '../../chain/warehouse/warehouse.ts'

/** Views that questions are about, as the peer is told of them. */
const TABLES = [
  'dex.trades',
  'dex.pools',
  'tokens.transfers',
  'tokens.erc20',
  'tokens.balances',
  'prices.hour',
  'prices.latest',
  'labels.addresses',
  'gas.fees',
  'evm.blocks',
  'evm.transactions',
]
const ROWS = 2
const CELL = 24

/** What LangChain's SqlDatabase puts into a prompt: each table with its columns and a few rows. */
export async function tableInfo(warehouse: Warehouse): Promise<string> {
  const known = new Set(VIEWS.map((view) => `${view.schema}.${view.name}`))
  const out: string[] = []
  for (const table of TABLES.filter((name) => known.has(name))) {
    const { columns, rows } = await warehouse.query(`SELECT * FROM ${table} LIMIT ${ROWS}`, [])
    const shown = rows.map((row) => row.map((value) => String(value ?? 'NULL').slice(0, CELL)).join(' '))
    out.push(`CREATE TABLE ${table} (${columns.map(({ name, type }) => `"${name}" ${type}`).join(', ')})\n${shown.join('\n')}`)
  }
  return out.join('\n\n')
}

/** In the manner of LangChain's SQL chain: dialect, tables with rows, the question; the model writes the statement. */
export const promptFor = (question: string, tables: string): { system: string; question: string } => ({
  system: `You are a DuckDB expert. For the user's question write one syntactically correct DuckDB query that answers it.
Use only the tables and columns below, and only the columns that are needed. Unless the user asks for a number of rows, return at most 10, ordered by what is asked.
Answer with the SQL query alone.

${tables}`,
  question: `Question: ${question}\nSQLQuery:`,
})

/** The statement in a reply: inside a fence, or from its first SELECT or WITH on. */
export function sqlOf(reply: string): string | undefined {
  const fenced = /```(?:sql)?\s*([\s\S]*?)```/i.exec(reply)?.[1] ?? reply
  const from = /\b(select|with)\b[\s\S]*/i.exec(fenced)?.[0]
  return from?.replace(/;[\s\S]*$/, '').trim() || undefined
}
