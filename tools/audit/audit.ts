import { z } from 'zod'
import { SEVERITIES } from '../../audit/finding.ts'
import { defineTool } from '../define.ts'
import { answer } from './answer.ts'
import { read } from './read.ts'
import { run } from './run.ts'

/** Of the asker alone: a model fills none of these. */
const own = { byModel: false }

/** What is wrong with a contract, where, how sure, and how to fix it. */
export const auditTool = defineTool({
  name: 'audit',
  title: 'Audit',
  description:
    'Audits a smart contract: Solidity in the message or in an attached file, the bytecode at an address, or a file or folder in the terminal.',
  audience: 'everyone',
  reach: 'chain',
  returns: 'strangers',
  input: z.object({
    target: z.string().min(1).max(1000).optional().describe('Address of a contract, a token, or (in the terminal) a file or folder.'),
    source: z.string().max(400_000).optional().meta(own).describe('Solidity source or standard-JSON input.'),
    chain: z.string().min(1).max(60).optional().describe('Chain name; the main chain when left out.'),
    format: z.enum(['card', 'json', 'sarif', 'markdown']).default('card').describe('Form of the report.'),
    severity: z.enum(SEVERITIES).default('low').describe('Least severity that is shown.'),
    out: z.string().min(1).max(1000).optional().meta(own).describe('File to write the report to (terminal only).'),
    baseline: z.string().min(1).max(1000).optional().meta(own).describe('File of findings that are known; only new ones count (terminal only).'),
    writeBaseline: z.string().min(1).max(1000).optional().meta(own).describe('File to write the present findings to, as a baseline (terminal only).'),
    failOn: z.enum([...SEVERITIES, 'never']).default('never').describe('Least severity of a new finding that makes the command fail (exit code 1).'),
  }), // biome-ignore format: one field a line
  positional: 'target',
  read,
  run,
  answer,
  examples: [
    { say: 'audit HONEY', input: { target: 'HONEY' } },
    { say: 'audit 0x5FbDB2315678afecb367f032d93F642f64180aa3', input: { target: '0x5FbDB2315678afecb367f032d93F642f64180aa3' } },
  ],
  timeoutMs: 300_000,
  explains: true,
})
