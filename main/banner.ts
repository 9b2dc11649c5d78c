import type { StatusReport } from '../adapters/http/status.ts'
import type { ModelState } from '../core/model.ts'

const MB = 1e6

/** One line on where the model stands. */
export function modelLine(state: ModelState): string {
  switch (state.phase) {
    case 'off':
      return 'none (commands and the reader answer; set model.name to use one)'
    case 'downloading':
      return `${state.id}, downloading from ${state.source}: ${Math.round(state.done / MB)} of ${Math.round(state.total / MB)} MB (answers work meanwhile)`
    case 'loading':
      return `${state.id}, loading`
    case 'ready':
      return `${state.model.id}, ready`
    case 'failed':
      return `${state.id} is not there: ${state.reason} ${state.hint}`
    default:
      return state satisfies never
  }
}

const chainLine = ({ name, chain, from, to, fromTime, toTime }: StatusReport['chains'][number]): string => {
  if (from === undefined || to === undefined) return `${name} (${chain}), nothing indexed yet`
  const days = fromTime !== undefined && toTime !== undefined ? `, ${((toTime - fromTime) / 86_400).toFixed(1)} days` : ''
  return `${name} (${chain}), blocks ${from} to ${to}${days}`
}

/** What stands on the screen once Petrel is ready. */
export function banner(
  version: string,
  address: string,
  { adapters, report }: { adapters: readonly string[]; report: StatusReport },
): string {
  const rows: [string, string][] = [
    ['page and API', address],
    ['adapters', adapters.join(', ')],
    ['model', modelLine(report.model)],
    ...report.chains.map((chain): [string, string] => ['chain', chainLine(chain)]),
  ]
  const questions = report.questions.map((question) => `  ${question}`)
  return [
    '',
    `Petrel ${version} is ready.`,
    '',
    ...rows.map(([name, value]) => `  ${name.padEnd(14)}${value}`),
    '',
    'Three questions to try, on the page or with npx petrel ask "…":',
    ...questions,
    '',
    'Ctrl-C stops it.',
    '',
  ].join('\n')
}
