import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { audit } from '../run.ts'
import { readVariants } from './variants/read.ts'

/** What each check says a token can do to its holders. */
const POWERS: Readonly<Record<string, string>> = {
  'token-free-mint': 'mint',
  'token-transfer-limit': 'limit',
  'token-privileged-drain': 'leak',
  'token-fee-raise': 'leak',
  'token-allowance-bypass': 'leak',
}
const powers = (text: string, low = true): string[] =>
  audit({ sources: [{ path: 'a.sol', text }] })
    .findings.filter(({ severity }) => low || severity !== 'low')
    .flatMap(({ check }) => POWERS[check] ?? [])

/** A limit with a floor is still told, at low severity. */
const TOLD_LOW: ReadonlySet<string> = new Set(['max-by-owner'])

const all = ['tokens', 'tokens/second'].flatMap((folder) => readVariants(fileURLToPath(new URL(folder, import.meta.url))))

test.each(all)('$kind by $name is seen, and not where it is gone', (variant) => {
  expect(powers(variant.weak)).toContain(variant.kind)
  expect(powers(variant.fixed, !TOLD_LOW.has(variant.name))).not.toContain(variant.kind)
})
