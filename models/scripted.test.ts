import { HumanMessage } from '@langchain/core/messages'
import { describe, expect, it } from 'vitest'
import { describeChatModel } from './conformance.case.ts'
import { conformingScript } from './conforming-script.case.ts'
import { scriptedModel } from './scripted.ts'

describeChatModel('scripted', async () => scriptedModel(conformingScript), {
  skip: { structured: 'a script has no grammar; it writes what it is told to' },
})

describe('scriptedModel', () => {
  it('plays its lines in order and repeats the last', async () => {
    const { chat } = scriptedModel([{ text: 'one' }, { text: 'two' }])
    const said = [await chat.invoke('a'), await chat.invoke('b'), await chat.invoke('c')].map((message) => message.text)
    expect(said).toEqual(['one', 'two', 'two'])
    expect(chat.seen.map((messages) => messages.at(-1)?.text)).toEqual(['a', 'b', 'c'])
  })

  it('hangs until it is stopped, and fails when its script says so', async () => {
    const { chat } = scriptedModel([{ fault: 'hang' }, { fault: 'throw' }])
    await expect(chat.invoke([new HumanMessage('x')], { signal: AbortSignal.timeout(30) })).rejects.toThrow(/timeout|abort/i)
    await expect(chat.invoke('y')).rejects.toMatchObject({ code: 'model_failed' })
  })

  it('chooses by words, with probabilities that sum to one', async () => {
    const { port } = scriptedModel([{ text: '' }])
    const { index, probabilities } = await port.choose(
      { question: 'volume this week', options: ['holders', 'volume by token'] },
      new AbortController().signal,
    )
    expect(index).toBe(1)
    expect(probabilities.reduce((a, b) => a + b, 0)).toBeCloseTo(1)
  })
})
