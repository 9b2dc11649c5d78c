import { z } from 'zod'
import { defineTool } from '../define.ts'
import { answer } from './answer.ts'
import { read } from './read.ts'
import { run } from './run.ts'

/** Queries that were checked by hand, with parameters. */
export const libraryTool = defineTool({
  name: 'library',
  title: 'Library',
  description: 'Runs one of the verified queries on chain data by its name, with typed parameters, or lists them.',
  descriptions: {
    es: 'Ejecuta por su nombre una de las consultas verificadas sobre datos de la cadena, con parámetros, o las lista.',
    zh: '按名称运行经过验证的链上数据查询（可带参数），或列出全部。',
    ru: 'Выполняет по имени один из проверенных запросов к данным сети с параметрами или перечисляет их.',
    tr: 'Zincir verileri üzerindeki doğrulanmış sorgulardan birini adıyla, parametrelerle çalıştırır ya da listeler.',
    vi: 'Chạy theo tên một truy vấn đã xác minh trên dữ liệu chuỗi, có tham số, hoặc liệt kê chúng.',
  },
  audience: 'everyone',
  reach: 'chain',
  returns: 'strangers',
  input: z.object({
    name: z.string().max(300).optional().describe('Name of a verified query, such as top-traders; without it the list.'),
    values: z
      .record(z.string().max(40), z.string().max(200))
      .optional()
      .describe('Parameters by name: token, pair, dex, chain, address, period, unit, n, usd.'),
    file: z.enum(['csv', 'json']).optional().describe('Give the rows as a file too.').meta({ byModel: false }),
  }),
  positional: 'name',
  read,
  run,
  answer,
  examples: [
    { say: 'verified queries', input: {} },
    { say: 'verified top-traders token=UNI period=7d n=5', input: { name: 'top-traders', values: { token: 'UNI', period: '7d', n: '5' } } },
    { say: 'trade size distribution', input: { name: 'trade-size-buckets' } },
  ],
})
