import { z } from 'zod'
import { defineTool } from '../define.ts'
import { answer } from './answer.ts'
import { run } from './run.ts'

/** Brings a folder of CSV and Parquet files into the warehouse. */
export const importTool = defineTool({
  name: 'import',
  title: 'Import',
  description: 'Imports a folder of CSV or Parquet files (ethereum-etl, cryo, or with matching columns) into the warehouse.',
  descriptions: {
    es: 'Importa al almacén una carpeta de archivos CSV o Parquet (ethereum-etl, cryo o con columnas que coincidan).',
    zh: '将 CSV 或 Parquet 文件夹（ethereum-etl、cryo 或列名匹配的文件）导入数据仓库。',
    ru: 'Загружает в хранилище папку файлов CSV или Parquet (ethereum-etl, cryo или с подходящими столбцами).',
    tr: 'CSV veya Parquet dosyalarından oluşan bir klasörü (ethereum-etl, cryo veya uyan sütunlar) ambara aktarır.',
    vi: 'Nhập một thư mục tệp CSV hoặc Parquet (ethereum-etl, cryo hoặc có cột phù hợp) vào kho dữ liệu.',
  },
  audience: 'operator',
  reach: 'files',
  returns: 'strangers',
  input: z.object({
    dir: z.string().min(1).max(4096).describe('Folder (or one file) to import.').meta({ byModel: false }),
    chain: z.string().min(1).max(60).optional().describe('Chain of rows that name none; the main chain when left out.'),
    again: z.boolean().default(false).describe('Import files again that were imported before.'),
  }),
  positional: 'dir',
  // A folder is named by the operator's command, never read out of a sentence.
  read: () => [],
  run,
  answer,
  examples: [{ say: '/import ./export', input: { dir: './export' } }],
  timeoutMs: 7 * 86_400_000,
})
