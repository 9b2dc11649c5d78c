import fc from 'fast-check'

/**
 * Property tests draw from one seed, so that a commit which passed passes again for everyone.
 * `PETREL_SEED=random npm test` (or a number) explores other cases; fast-check prints the seed of whatever fails.
 */
const FIXED = 20_261_124
const asked = process.env['PETREL_SEED']
const seed = asked === undefined ? FIXED : asked === 'random' ? Date.now() % 2 ** 31 : Number(asked)
if (!Number.isSafeInteger(seed)) throw new Error(`PETREL_SEED is "${asked}": give a whole number or "random".`)
fc.configureGlobal({ seed })
