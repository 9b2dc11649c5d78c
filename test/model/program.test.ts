import { setTimeout as sleep } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { DEFAULT_MODEL } from '../../models/catalogue.ts'
import { describeProgram } from '../e2e/run.ts'
import type { RunningPetrel } from '../kits/petrel.ts'
import { MODELS_DIR, weights } from './weights.ts'

const file = await weights(DEFAULT_MODEL)

/** Waits until the program's own model answers. */
async function modelReady({ address }: RunningPetrel): Promise<void> {
  for (let tries = 0; tries < 600; tries += 1) {
    const { model } = (await (await fetch(`${address}/v1/status`)).json()) as { model: { phase: string; reason?: string } }
    if (model.phase === 'ready') return
    if (model.phase === 'failed') throw new Error(`the model is not there: ${model.reason}`)
    await sleep(500)
  }
  throw new Error('the model was not ready in five minutes')
}

if (file) {
  const settings = { PETREL_MODEL_NAME: DEFAULT_MODEL, PETREL_MODEL_DIR: MODELS_DIR }
  describeProgram('the program with its default model', settings, { ready: modelReady })
} else {
  describe('the program with its default model', () => {
    it.skip('needs the weights of the default model', () => expect(file).toBeDefined())
  })
}
