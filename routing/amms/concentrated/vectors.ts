import type { Vector } from '../conformance.case.ts'
import type { ConcentratedPool } from './concentrated.ts'

export const VECTORS: readonly Vector<ConcentratedPool>[] = []
