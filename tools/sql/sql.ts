import { z } from 'zod'
import { defineTool } from '../define.ts'
import { answer } from './answer.ts'
import { EDIT_OPS } from './edit.ts'
import { read } from './read.ts'
import { run } from './run.ts'

/** Runs, explains, repairs and changes a pasted SQL statement. */
export const sqlTool = defineTool({
  name: 'sql',
  title: 'SQL',
  description:
    'Runs a pasted SQL statement (DuckDB, Dune, Postgres or BigQuery), says what it computes, repairs it when it fails and changes it on request.',
  descriptions: {
    es: 'Ejecuta una sentencia SQL pegada (DuckDB, Dune, Postgres o BigQuery), dice qué calcula, la repara si falla y la cambia cuando se pide.',
    zh: '运行粘贴的 SQL（DuckDB、Dune、Postgres 或 BigQuery），说明其含义，出错时修复，并按要求修改。',
    ru: 'Выполняет вставленный SQL (DuckDB, Dune, Postgres или BigQuery), объясняет его, чинит при ошибке и меняет по просьбе.',
    tr: 'Yapıştırılan SQL ifadesini (DuckDB, Dune, Postgres veya BigQuery) çalıştırır, ne hesapladığını söyler, hata verirse onarır ve istek üzerine değiştirir.',
    vi: 'Chạy câu SQL được dán vào (DuckDB, Dune, Postgres hoặc BigQuery), giải thích, sửa khi lỗi và thay đổi theo yêu cầu.',
  },
  audience: 'everyone',
  reach: 'chain',
  returns: 'strangers',
  input: z.object({
    sql: z.string().min(1).max(20_000).describe("The asker's own SQL statement, word for word.").meta({ byModel: false }),
    show: z.enum(['result', 'explanation']).default('result').describe('What comes first: the rows, or what the statement computes.'),
    wishes: z
      .array(z.object({ op: z.enum(EDIT_OPS), value: z.string().max(300) }))
      .max(20)
      .default([])
      .describe('Changes, applied in order: limit 5, top 5, per week, period 2024-01-01/2025-01-01, only uniswap, and the like.'),
    file: z.enum(['csv', 'json']).optional().describe('Give the rows as a file too.').meta({ byModel: false }),
    values: z.record(z.string().max(60), z.string().max(300)).optional().describe('Values for {{names}} in the statement.'),
  }),
  positional: 'sql',
  read,
  run,
  answer,
  examples: [
    {
      say: 'SELECT token_pair, sum(amount_usd) FROM dex.trades GROUP BY 1 ORDER BY 2 DESC LIMIT 5',
      input: { sql: 'SELECT token_pair, sum(amount_usd) FROM dex.trades GROUP BY 1 ORDER BY 2 DESC LIMIT 5' },
    },
    {
      say: "explain this: SELECT date_trunc('day', block_time), count(*) FROM dex.trades GROUP BY 1",
      input: { sql: "SELECT date_trunc('day', block_time), count(*) FROM dex.trades GROUP BY 1", show: 'explanation' },
    },
  ],
})
