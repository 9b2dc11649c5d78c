import { expect, test } from 'vitest'
import { z } from 'zod'
import { checkCommands } from '../../test/kits/discord/check-commands.ts'
import { tools } from '../../tools/index.ts'
import { commandsOf, modal, modalOf, sameCommands } from './commands.ts'
import { shapeOf } from './options-of-tool.ts'
import { TOOLS } from './rig.case.ts'

const parts = { canComplete: true, privateTools: ['wallet'], fileTools: ['ask'] }

test('every tool of Petrel becomes a command that Discord accepts', () => {
  const commands = commandsOf(tools, parts).map(({ command }) => command)
  expect(checkCommands(commands)).toHaveLength(commands.length)
  expect(commands.length).toBeGreaterThan(5)
})

test('fields become options with their types, choices and bounds; what is required comes first', () => {
  const input = z.object({
    chain: z.string().max(60).optional().describe('Chain name.'),
    slippageBps: z.number().int().min(1).max(5000).default(50),
    amount: z.number().positive(),
    side: z.enum(['buy', 'sell']),
    exact: z.boolean().default(false),
    token: z.string().min(1).max(120),
  })
  const shape = shapeOf({ input }, { canComplete: true })
  expect(shape.kind === 'fields' ? shape.fields.map(({ option }) => option) : []).toEqual([
    { name: 'amount', type: 10, description: 'amount', required: true, min_value: 0 },
    {
      name: 'side',
      type: 3,
      description: 'side',
      required: true,
      choices: [
        { name: 'buy', value: 'buy' },
        { name: 'sell', value: 'sell' },
      ],
    },
    { name: 'token', type: 3, description: 'token', required: true, min_length: 1, max_length: 120, autocomplete: true },
    { name: 'chain', type: 3, description: 'Chain name.', max_length: 60 },
    { name: 'slippage-bps', type: 4, description: 'slippageBps', min_value: 1, max_value: 5000 },
    { name: 'exact', type: 5, description: 'exact' },
  ])
})

test('an input with lists is asked for in words', () => {
  const input = z.object({ question: z.string().optional(), by: z.array(z.string()).default([]) })
  expect(shapeOf({ input, positional: 'question' }, { canComplete: false })).toEqual({ kind: 'words', field: 'question' })
})

test('who may see a command follows from its audience', () => {
  const byName = new Map(commandsOf(TOOLS, parts).map(({ command }) => [command.name, command]))
  expect(byName.get('token')).toMatchObject({ default_member_permissions: null, contexts: [0, 1] })
  expect(byName.get('settings')).toMatchObject({ default_member_permissions: '32' })
  expect(byName.get('sync')).toMatchObject({ default_member_permissions: '0', contexts: [0] })
  expect(byName.get('wallet')?.options.map(({ name }) => name)).not.toContain('private')
  expect(byName.get('ask')?.options.map(({ name }) => name)).toEqual(['question', 'file', 'private'])
})

test('what Discord adds to a command is no change, another description is', () => {
  const ours = commandsOf(TOOLS, parts).map(({ command }) => command)
  const theirs = ours.map((command) => ({
    ...command,
    id: '1',
    version: '2',
    options: command.options.map((option) => ({ ...option, name_localizations: null })),
  }))
  expect(sameCommands(ours, theirs.toReversed())).toBe(true)
  expect(sameCommands(ours, [{ ...(theirs[0] ?? {}), description: 'other' }, ...theirs.slice(1)])).toBe(false)
  expect(sameCommands(ours, theirs.slice(1))).toBe(false)
})

test('a window remembers its tool and whether the answer is private', () => {
  const { custom_id: id } = modal({ tool: 'ask', ephemeral: true, locale: 'tr' }) as { custom_id: string }
  expect(modalOf(id)).toEqual({ tool: 'ask', ephemeral: true })
  expect(modalOf('cb00000000000001')).toBeUndefined()
})

test('descriptions come in the languages that Discord knows, and a new translation is a change', () => {
  const tool = { ...TOOLS[1], descriptions: { es: 'Dice algo.', zh: '说明。', ru: 'Описание.' } } as (typeof TOOLS)[number]
  const [made] = commandsOf([tool], parts).map(({ command }) => command)
  expect(made?.description_localizations).toEqual({ 'es-ES': 'Dice algo.', 'zh-CN': '说明。', ru: 'Описание.' })
  expect(checkCommands([made])).toHaveLength(1)
  const [plain] = commandsOf(TOOLS.slice(1, 2), parts).map(({ command }) => command)
  expect(sameCommands([made ?? {}], [plain ?? {}])).toBe(false)
})
