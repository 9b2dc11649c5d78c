/** The part of autocannon (no types of its own) that the benchmarks use. */
declare module 'autocannon' {
  interface Options {
    url: string
    method: 'POST'
    headers: Record<string, string>
    body: string
    connections: number
    /** Seconds. */
    duration: number
    /** Requests a second over all connections. */
    overallRate?: number
    workers?: number
  }
  interface Result {
    requests: { average: number; total: number }
    /** Milliseconds. */
    latency: { p50: number; p99: number }
    errors: number
    non2xx: number
  }
  // biome-ignore lint/style/noDefaultExport: this is how the package exports it.
  export default function autocannon(options: Options): Promise<Result>
}
