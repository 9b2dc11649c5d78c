import os from 'node:os'
import { getLlama } from 'node-llama-cpp'
import { type CatalogueModel, DEFAULT_MODEL } from './catalogue.ts'

/** What the machine offers a model. */
export interface Hardware {
  /** Kind of accelerator that can really be used, or "none". */
  gpu: 'cuda' | 'vulkan' | 'metal' | 'none'
  gpuNames: readonly string[]
  /** Bytes; 0 without a GPU. */
  gpuMemory: number
  gpuFree: number
  /** Bytes. */
  memory: number
  memoryFree: number
  cores: number
  cpu: string
}

/** How much context a model must have room for. */
export interface Room {
  /** Tokens of one conversation. */
  contextSize: number
  /** Conversations held at once. */
  slots: number
}

/** Bytes that a backend needs beside weights and cache: compute buffers and its own code. */
const OVERHEAD = 500 * 1024 * 1024

/** Looks for a usable GPU through node-llama-cpp (no compiler is ever started) and reads the memory sizes. */
export async function readHardware(gpu: 'auto' | 'cuda' | 'vulkan' | 'metal' | 'none'): Promise<Hardware> {
  const base = { memory: os.totalmem(), memoryFree: os.freemem(), cores: os.availableParallelism(), cpu: os.cpus()[0]?.model ?? 'unknown' }
  const none: Hardware = { gpu: 'none', gpuNames: [], gpuMemory: 0, gpuFree: 0, ...base }
  if (gpu === 'none') return none
  const llama = await getLlama({ gpu: gpu === 'auto' ? 'auto' : gpu, build: 'never', progressLogs: false, logger: () => {} }).catch(
    () => undefined,
  )
  if (!llama) return none
  try {
    if (!llama.gpu) return none
    const vram = await llama.getVramState()
    return { ...base, gpu: llama.gpu, gpuNames: await llama.getGpuDeviceNames(), gpuMemory: vram.total, gpuFree: vram.free }
  } finally {
    await llama.dispose()
  }
}

/** Bytes that a model needs with its weights, the cache of all slots and the backend's buffers. */
export function memoryNeeded(model: Pick<CatalogueModel, 'size' | 'kvPerToken' | 'contextSize'>, room: Room): number {
  const context = Math.min(room.contextSize, model.contextSize)
  return model.size + model.kvPerToken * context * room.slots + OVERHEAD
}

/** Says whether a model fits, in words that an operator understands. `fits` counts GPU memory where there is a GPU. */
export function fitOf(model: CatalogueModel, hardware: Hardware, room: Room): { fits: boolean; words: string } {
  const needed = memoryNeeded(model, room)
  const onGpu = hardware.gpu !== 'none'
  const free = onGpu ? hardware.gpuFree : hardware.memoryFree
  const place = onGpu ? 'GPU' : 'memory'
  if (needed <= free) return { fits: true, words: `fits: needs ${gigabytes(needed)} of ${gigabytes(free)} free ${place}` }
  return { fits: false, words: `too large: needs ${gigabytes(needed)}, ${gigabytes(free)} ${place} free` }
}

/**
 * The model that "auto" stands for: on a GPU the largest that fits, on a CPU always the small default, because a larger one would
 * answer too slowly to be of use.
 */
export function chooseModel(models: readonly CatalogueModel[], hardware: Hardware, room: Room): string {
  if (hardware.gpu === 'none') return DEFAULT_MODEL
  const fitting = models.filter((model) => model.auto && fitOf(model, hardware, room).fits)
  return fitting.sort((a, b) => b.size - a.size)[0]?.id ?? DEFAULT_MODEL
}

const gigabytes = (bytes: number) => `${(bytes / 1e9).toFixed(1)} GB`
