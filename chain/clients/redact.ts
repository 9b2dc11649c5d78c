/** The host of an RPC URL: all of it that may be shown, for keys stand in paths, queries and user names. */
export function hostOf(url: string): string {
  try {
    return new URL(url).host
  } catch {
    return 'invalid URL'
  }
}
