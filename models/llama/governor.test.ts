import { describe, expect, it } from 'vitest'
import { Governor } from './governor.ts'

/** A machine where threads help while it is idle and ruin everything while it is busy. */
function machine() {
  const state = { busy: false, threads: 0, now: 0 }
  const tokenMs = () => (state.threads === 1 ? 110 : state.busy ? 1500 : 60)
  const governor = new Governor({
    levels: [1, 2],
    start: 2,
    expectedMs: 60,
    busy: () => state.busy,
    now: () => state.now,
    apply: (threads) => {
      state.threads = threads
    },
  })
  const run = (tokens: number) => {
    let ms = 0
    for (let i = 0; i < tokens; i++) {
      const step = tokenMs()
      state.now += step
      ms += step
      governor.token(step)
    }
    return ms / tokens
  }
  return { state, run, governor }
}

describe('Governor', () => {
  it('keeps the measured threads on an idle machine', () => {
    const { run, state } = machine()
    expect(run(200)).toBe(60)
    expect(state.threads).toBe(2)
  })

  it('keeps its threads through a slow first step of an idle machine, when weights come from disk', () => {
    const { governor, state, run } = machine()
    governor.prompt(500)
    for (let slow = 0; slow < 5; slow++) governor.token(900)
    expect(state.threads).toBe(2)
    expect(run(20)).toBe(60)
  })

  it('steps down within a few tokens when the machine becomes busy, and costs little from then on', () => {
    const { run, state } = machine()
    run(20)
    state.busy = true
    run(3)
    expect(state.threads).toBe(1)
    expect(run(1000)).toBeLessThan(150)
  })

  it('comes back when the machine is idle again', () => {
    const { run, state } = machine()
    state.busy = true
    run(50)
    state.busy = false
    run(1000)
    expect(state.threads).toBe(2)
  })

  it('steps down after one slow step of a prompt', () => {
    const { governor, state } = machine()
    state.busy = true
    governor.prompt(20)
    expect(state.threads).toBe(2)
    governor.prompt(400)
    expect(state.threads).toBe(1)
  })

  it('takes one unlucky token for what it is', () => {
    const { governor, state } = machine()
    for (const ms of [60, 900, 60, 900, 60, 900, 60]) governor.token(ms)
    expect(state.threads).toBe(2)
  })
})
