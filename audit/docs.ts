import type { Check } from './check.ts'
import { CASES } from './checks/cases/index.ts'

/** The page of a check in docs/checks, written from the check itself. */
export function checkPage(check: Check): string {
  const example = CASES[check.id]
  const show = (title: string, text: string): string => `## ${title}\n\n\`\`\`solidity\n${text}\n\`\`\`\n`
  return [
    `# ${check.title}\n`,
    `\`${check.id}\` · ${check.severity} · ${check.category} · needs ${check.needs} · ${check.references.join(', ')}\n`,
    `${check.explanation}\n`,
    `**Fix.** ${check.fix}\n`,
    ...(example ? [show('Found', example.vulnerable), show('Not found', example.fixed)] : []),
  ].join('\n')
}
