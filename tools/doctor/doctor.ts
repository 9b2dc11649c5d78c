import { z } from 'zod'
import type { Candidate } from '../../core/tool.ts'
import { claim, commandWords } from '../command-words.ts'
import { defineTool } from '../define.ts'
import { answer } from './answer.ts'
import { run } from './run.ts'

const ASKS = /^(?:doctor|(?:run )?(?:a )?(?:health|self)[ -]?check|check (?:your|the) health|diagnose)$/

const read = (text: string): Candidate[] =>
  ASKS.test(commandWords(text)) ? [claim('doctor', { score: 0.92, input: {}, reading: 'check this machine and its parts' })] : []

/** Checks the machine, the settings and every part, and says what to do about each problem. */
export const doctorTool = defineTool({
  name: 'doctor',
  title: 'Doctor',
  description: 'Checks Node.js, memory, disk, GPU, model, RPC endpoints, index and keys, and says what to do about each problem.',
  audience: 'operator',
  reach: 'chain',
  returns: 'ours',
  input: z.object({}),
  read,
  run,
  answer,
  examples: [{ say: 'doctor', input: {} }],
})
