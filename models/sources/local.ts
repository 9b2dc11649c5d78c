import { stat } from 'node:fs/promises'
import path from 'node:path'
import type { CatalogueFile } from '../catalogue.ts'

/** The file in the models folder if somebody put it there (by an earlier download or by hand), else undefined. */
export async function findLocal(dir: string, file: Pick<CatalogueFile, 'file'>): Promise<string | undefined> {
  const full = path.join(dir, file.file)
  const info = await stat(full).catch(() => undefined)
  return info?.isFile() ? full : undefined
}
