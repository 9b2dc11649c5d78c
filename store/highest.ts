/** Places of the `most` highest numbers, best first; one pass with a sorted short list, since nearly all fall below its last. */
export function highest(values: Int32Array | Float64Array, most: number): number[] {
  const best: number[] = []
  let floor = Number.NEGATIVE_INFINITY
  for (let i = 0; i < values.length; i += 1) {
    const value = values[i] as number
    if (value <= floor) continue
    let at = best.length
    while (at > 0 && (values[best[at - 1] as number] as number) < value) at -= 1
    best.splice(at, 0, i)
    if (best.length > most) best.pop()
    if (best.length === most) floor = values[best[most - 1] as number] as number
  }
  return best
}
