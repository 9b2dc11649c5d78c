/** Draws from 0 up to 1; the same seed gives the same draws, so that a printed seed brings a failure back. */
export function seeded(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
}
