/** Carries pieces from callbacks to one reader. When the reader leaves early, `signal` aborts, so the work behind it stops too. */
export class Channel<T> implements AsyncIterable<T> {
  private readonly queue: T[] = []
  private readonly left = new AbortController()
  private wake: (() => void) | undefined
  private ended: { error?: unknown } | undefined

  get signal(): AbortSignal {
    return this.left.signal
  }

  push(value: T): void {
    this.queue.push(value)
    this.wake?.()
  }

  /** Ends the stream when `work` does; its error is thrown to the reader. */
  endWith(work: Promise<unknown>): void {
    work.then(
      () => this.end({}),
      (error: unknown) => this.end({ error }),
    )
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<T> {
    try {
      for (;;) {
        const next = this.queue.shift()
        if (next !== undefined) yield next
        else if (this.ended) break
        else await this.sleep()
      }
      if (this.ended && 'error' in this.ended) throw this.ended.error
    } finally {
      this.left.abort()
    }
  }

  private sleep(): Promise<void> {
    return new Promise((resolve) => {
      this.wake = resolve
    })
  }

  private end(how: { error?: unknown }): void {
    this.ended = how
    this.wake?.()
  }
}
