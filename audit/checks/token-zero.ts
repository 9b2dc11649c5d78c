import type { WriteAction } from '../model/actions.ts'

/** A write of the literal zero. */
export const isZeroed = (write: WriteAction): boolean => write.value?.k === 'lit' && /^(?:0x)?0*$/.test(write.value.value)
