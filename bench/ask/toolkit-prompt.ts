import { createSqlQueryChain } from '@langchain/classic/chains/sql_db'
import { VIEWS } from '../../chain/warehouse/views.ts'
import type { Warehouse } from '../../chain/warehouse/warehouse.ts'
import type { LoadedModel } from '../../core/model.ts'

type Database = Parameters<typeof createSqlQueryChain>[0]['db']

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
const ROWS = 1
const CELL = 20
/** A statement is shorter; what follows it is cut off. */
const MAX_TOKENS = 220

/** What LangChain's SqlDatabase tells of tables, in its form: each with its columns and a row, for a small model's context. It knows no DuckDB itself. */
async function tableInfo(warehouse: Warehouse): Promise<string> {
  const known = new Set(VIEWS.map((view) => `${view.schema}.${view.name}`))
  const out: string[] = []
  for (const table of TABLES.filter((name) => known.has(name))) {
    const { columns, rows } = await warehouse.query(`SELECT * FROM ${table} LIMIT ${ROWS}`, [])
    const shown = rows.map((row) => row.map((value) => String(value ?? 'NULL').slice(0, CELL)).join(' '))
    out.push(
      `CREATE TABLE ${table} (${columns.map(({ name, type }) => `${name} ${type}`).join(', ')})\nSELECT * FROM ${table} LIMIT ${ROWS};\n${shown.join('\n')}`,
    )
  }
  return out.join('\n\n')
}

/** The statement in a reply: inside a fence, or from its first SELECT or WITH on. */
export function sqlOf(reply: string): string | undefined {
  const fenced = /```(?:sql)?\s*([\s\S]*?)```/i.exec(reply)?.[1] ?? reply
  const from = /\b(select|with)\b[\s\S]*/i.exec(fenced)?.[0]
  return from?.replace(/;[\s\S]*$/, '').trim() || undefined
}

/** LangChain's own chain from a question to a statement, with the prompt of its package, over our tables and model. */
export async function langchainSql(
  warehouse: Warehouse,
  model: LoadedModel,
): Promise<(question: string, signal: AbortSignal) => Promise<string | undefined>> {
  // Read once: the words before the question stay the same, so the model need not read them again.
  const info = await tableInfo(warehouse)
  const db = { getTableInfo: async () => info } as unknown as Database
  const llm = model.chat.withConfig({ maxTokens: MAX_TOKENS } as object) as unknown as Parameters<typeof createSqlQueryChain>[0]['llm']
  const chain = await createSqlQueryChain({ llm, db, k: 10, dialect: 'duckdb' as 'sqlite' })
  return async (question, signal) => sqlOf(await chain.invoke({ question }, { signal }))
}
