/** A memory of the newest `limit` keys. */
export interface Recent<T> {
  get(key: string): T | undefined
  set(key: string, value: T): void
}

export function createRecent<T>(limit: number): Recent<T> {
  const entries = new Map<string, T>()
  return {
    get: (key) => entries.get(key),
    set: (key, value) => {
      entries.delete(key)
      entries.set(key, value)
      if (entries.size > limit) entries.delete(entries.keys().next().value ?? '')
    },
  }
}
