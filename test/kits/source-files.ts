import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'

/** TypeScript files of the project, tracked or new, not ignored; paths from the root. */
export const sourceFiles = (): string[] =>
  execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', '*.ts'], { encoding: 'utf8' })
    .split('\n')
    .filter((file) => file !== '' && existsSync(file))
