import fc from 'fast-check'
import { expect, test } from 'vitest'
import { decide } from './policy.ts'
import type { Audience, Reach } from './tool.ts'

const audiences: Audience[] = ['everyone', 'admin', 'operator']
const reaches: Reach[] = ['none', 'store', 'chain', 'web', 'files']
const tool = (audience: Audience, reach: Reach) => ({ name: 'tool', audience, reach })

test('a caller gets the tools of their rank and below', () => {
  audiences.forEach((audience, wanted) => {
    audiences.forEach((role, rank) => {
      expect(decide(tool(audience, 'none'), { role, surface: 'http', sawStrangers: false }).allow).toBe(rank >= wanted)
    })
  })
})

test('after a stranger spoke nothing leaves the machine, whoever asks; files stay on the terminal', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...audiences),
      fc.constantFrom(...audiences),
      fc.constantFrom(...reaches),
      fc.constantFrom('http', 'cli', 'telegram'),
      (audience, role, reach, surface) => {
        const verdict = decide(tool(audience, reach), { role, surface, sawStrangers: true })
        if (reach === 'web') expect(verdict.allow).toBe(false)
        if (reach === 'files' && surface !== 'cli') expect(verdict.allow).toBe(false)
        if (!verdict.allow) expect(verdict.reason).toContain('tool')
      },
    ),
  )
})
