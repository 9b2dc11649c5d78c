import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { createPhishingList, openPhishingList, readDomainList } from './phishing-list.ts'

it('finds a listed domain and everything under it, and nothing beside it', () => {
  const list = createPhishingList([{ source: 'test', blocked: ['evil.com', 'bad.example.org'], trusted: ['good.com', 'ok.evil.com'] }])
  expect(list.find('evil.com')).toEqual({ domain: 'evil.com', source: 'test' })
  expect(list.find('a.b.EVIL.com.')).toEqual({ domain: 'evil.com', source: 'test' })
  for (const host of ['notevil.com', 'evil.com.au', 'example.org', 'com', 'ok.evil.com', 'x.ok.evil.com'])
    expect(list.find(host)).toBeUndefined()
  expect(list.trusts('www.good.com')).toBe(true)
  expect(list.trusts('notgood.com')).toBe(false)
})

it('comes with a list and reads newer ones', () => {
  const folder = mkdtempSync(join(tmpdir(), 'petrel-list-'))
  try {
    writeFileSync(join(folder, 'hosts'), '# scams\n0.0.0.0 fresh-scam.example\nother.example # new\n\n')
    writeFileSync(join(folder, 'config.json'), JSON.stringify({ blacklist: ['third.example'], whitelist: ['fine.example'] }))
    writeFileSync(join(folder, 'broken.json'), '{')
    const list = openPhishingList({ files: [join(folder, 'hosts'), join(folder, 'config.json')] })
    expect(list.size).toBeGreaterThan(10_000)
    expect(list.find('fresh-scam.example')?.source).toBe(join(folder, 'hosts'))
    expect(list.find('other.example')).toBeDefined()
    expect(list.find('a.third.example')).toBeDefined()
    expect(list.trusts('fine.example')).toBe(true)
    expect(() => readDomainList(join(folder, 'broken.json'))).toThrow(/cannot be read/)
    expect(() => readDomainList(join(folder, 'absent'))).toThrow(/cannot be read/)
  } finally {
    rmSync(folder, { recursive: true })
  }
})
