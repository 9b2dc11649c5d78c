import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { ERRORS, PetrelError, toPetrelError } from './errors.ts'

const page = readFileSync('docs/errors.md', 'utf8')
const listed = [...page.matchAll(/^\| `(\w+)` \| (yes|no) \| (\d+) \| (.+) \|$/gm)]

test('docs/errors.md lists exactly the codes that exist, with the same facts', () => {
  const fromDocs = Object.fromEntries(
    listed.map(([, code, retry, http, about]) => [code, { retryable: retry === 'yes', http: Number(http), about }]),
  )
  expect(fromDocs).toEqual(ERRORS)
})

test('an error carries its facts, its hint and whether trying again helps', () => {
  const error = new PetrelError('token_unknown', {
    message: 'No token is called "PEPEE".',
    hint: 'Give its address.',
    facts: { words: 'PEPEE' },
  })
  expect(error).toMatchObject({
    code: 'token_unknown',
    retryable: false,
    facts: { words: 'PEPEE' },
    forUser: 'No token is called "PEPEE". Give its address.',
  })
})

test('anything thrown becomes a PetrelError, and what a person reads says nothing of the inside', () => {
  expect(toPetrelError(new DOMException('x', 'AbortError')).code).toBe('cancelled')
  expect(toPetrelError(AbortSignal.timeout(0).reason ?? new DOMException('x', 'TimeoutError')).code).toBe('deadline')
  const internal = toPetrelError(new TypeError('cannot read /etc/secret'))
  expect(internal.code).toBe('internal')
  expect(internal.forUser).not.toContain('secret')
})
