/** The last `most` ids that were added. */
export function createMemory(most: number): { add(id: string): void; has(id: string): boolean } {
  const ids = new Set<string>()
  return {
    add: (id) => {
      ids.add(id)
      if (ids.size > most) ids.delete(ids.values().next().value ?? '')
    },
    has: (id) => ids.has(id),
  }
}
