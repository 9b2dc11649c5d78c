import { describe, expect, it } from 'vitest'
import { PetrelError } from '../../core/errors.ts'
import type { Fetcher } from '../../core/fetch.ts'
import { isLibrary, publishedSource } from './published.ts'

const ADDRESS = '0x00000000000000000000000000000000000000aa'
const signal = new AbortController().signal
const answering = (body: unknown, asked: string[] = []): Fetcher => ({
  fetch: async (url) => {
    asked.push(url)
    const text = JSON.stringify(body)
    return { url, contentType: 'application/json', bytes: new TextEncoder().encode(text), text: () => text, at: 0 }
  },
  close: async () => {},
})
const failing = (facts: Record<string, unknown>): Fetcher => ({
  fetch: () => Promise.reject(new PetrelError('fetch_failed', { message: 'no', facts })),
  close: async () => {},
})
const ask = (fetcher: Fetcher | undefined, chain = 1) => publishedSource({ chain, address: ADDRESS }, { fetcher, signal })

describe('published source', () => {
  it('is what Sourcify answers, with how well it matches', async () => {
    const asked: string[] = []
    const body = {
      match: 'exact_match',
      sources: { 'a.sol': { content: 'contract A {}' } },
      compilation: { compilerSettings: { remappings: ['@x/=y/'] } },
    }
    expect(await ask(answering(body, asked))).toEqual({
      state: 'found',
      from: 'Sourcify',
      exact: true,
      sources: [{ path: 'a.sol', text: 'contract A {}' }],
      remappings: ['@x/=y/'],
    })
    expect(asked).toEqual([expect.stringContaining(`/1/${ADDRESS}?`)])
    expect(await ask(answering({ ...body, match: 'match' }))).toMatchObject({ exact: false })
  })

  it('is missing for one of three reasons, each said', async () => {
    expect(await ask(answering({ match: null }))).toEqual({ state: 'unpublished' })
    expect(await ask(failing({ status: 404 }))).toEqual({ state: 'unpublished' })
    expect(await ask(failing({ status: 500 }))).toEqual({ state: 'unreachable' })
    expect(await ask(answering('nonsense'))).toEqual({ state: 'unpublished' })
    expect(await ask(undefined)).toEqual({ state: 'not_asked' })
    expect(await ask(answering({}), 31_337)).toEqual({ state: 'not_asked' })
  })

  it('tells a library’s files from the contract’s own', () => {
    expect(['@openzeppelin/contracts/token/ERC20.sol', 'lib/solmate/src/x.sol', 'a/node_modules/x.sol'].map(isLibrary)).toEqual([
      true,
      true,
      true,
    ])
    expect(['contracts/Token.sol', 'Token.sol', 'library/x.sol'].map(isLibrary)).toEqual([false, false, false])
  })
})
