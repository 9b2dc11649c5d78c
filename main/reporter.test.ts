import { expect, test } from 'vitest'
import { createReporter } from './reporter.ts'

function screen(isTTY: boolean) {
  const state = { written: '', clock: 0 }
  const write = (text: string): void => {
    state.written += text
  }
  const stream = { isTTY, columns: 100, write }
  return { state, reporter: createReporter(stream, () => state.clock) }
}

test('without a terminal each phase gets its first line at once and more only every few seconds', () => {
  const { state, reporter } = screen(false)
  for (let block = 0; block < 100; block += 1, state.clock += 100) reporter.report(`indexing, ${100 - block} blocks left`, block / 100)
  reporter.report('indexing, 0 blocks left', 1)
  reporter.report('loading')
  const lines = state.written.trim().split('\n')
  expect(lines).toHaveLength(4)
  expect(lines[2]).toContain('100 %')
  expect(lines[3]).toContain('loading')
})

test('on a terminal one line is redrawn and wiped before anything else is printed', () => {
  const { state, reporter } = screen(true)
  reporter.report('indexing', 0.5)
  expect(state.written).not.toContain('\n')
  expect(state.written).toContain('50 %')
  reporter.clear()
  expect(state.written.endsWith('\r\x1b[2K')).toBe(true)
  const before = state.written
  reporter.clear()
  expect(state.written).toBe(before)
})
