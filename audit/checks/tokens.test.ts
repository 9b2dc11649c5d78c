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
const powers = (text: string): string[] =>
  audit({ sources: [{ path: 'a.sol', text }] }).findings.flatMap(({ check }) => POWERS[check] ?? [])

test.each(readVariants(fileURLToPath(new URL('tokens', import.meta.url))))(
  '$kind by $name is seen, and not where it is gone',
  (variant) => {
    expect(powers(variant.weak)).toContain(variant.kind)
    expect(powers(variant.fixed)).not.toContain(variant.kind)
  },
)
