import type { Candidate } from '../../core/tool.ts'
import { claim, commandWords } from '../command-words.ts'

const LIST = /^(?:list|show)?(?: the| all| available)* ?models$/
/** "pull model NAME"; after /models the word "model" may be left out, and the reading is then a weak one. */
const ACTION = /^(pull|download|use|load|bench|benchmark|measure)( model)? ([\w.:+/-]{1,200})$/
const VERBS: Readonly<Record<string, string>> = {
  pull: 'pull',
  download: 'pull',
  use: 'use',
  load: 'use',
  bench: 'bench',
  benchmark: 'bench',
  measure: 'bench',
}

/** Claims command-like phrases only: "list models", "pull model NAME". */
export function read(text: string): Candidate[] {
  const words = commandWords(text)
  if (LIST.test(words)) return [claim('models', { score: 0.92, input: { action: 'list' }, reading: 'the models of the catalogue' })]
  if (words === 'list') return [claim('models', { score: 0.5, input: { action: 'list' }, reading: 'the models of the catalogue' })]
  const [, verb = '', said, name] = ACTION.exec(words) ?? []
  const action = VERBS[verb]
  if (action === undefined || name === undefined) return []
  return [claim('models', { score: said === undefined ? 0.5 : 0.92, input: { action, name }, reading: `${action} the model ${name}` })]
}
