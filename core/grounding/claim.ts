import type { Decimal } from './decimal.ts'
import type { Unit } from './units.ts'

/** What a piece of prose claims: something that needs a record before it may be shown. */
export type ClaimKind = 'number' | 'ordinal' | 'date' | 'address' | 'hash' | 'link' | 'unreadable'

/** One way to understand a figure. A claim is supported when any of its readings is. */
export type Reading =
  | {
      kind: 'point'
      value: Decimal
      /** Value of the last digit that is shown: 0.01 for "1.25", 1,000 for "12k". */
      step: Decimal
      unit: Unit
      /** Scaled, spelled or approximate: must also be within 5 % of the record. */
      rough: boolean
      /** "over 5": the record may not be below; "under 5": not above. */
      bound?: 'above' | 'below'
      /** A sign is written, so a record of the other sign does not do. */
      signed: boolean
    }
  /** "thousands of swaps": from low up to, not including, high. */
  | { kind: 'interval'; low: Decimal; high: Decimal; unit: Unit }
  /** "two thirds", in percent with a tolerance of one point; part and whole when both are shown in digits ("3/5"). */
  | { kind: 'share'; percent: number; parts?: readonly [Decimal, Decimal] }
  /** "doubled", "10x". */
  | { kind: 'times'; factor: number; step: number }
  /** Rank in a list that a record holds. */
  | { kind: 'rank'; value: number }
  /** UTC components that are shown; a missing one was not said. */
  | { kind: 'date'; year?: number; month?: number; day?: number; hour?: number; minute?: number; second?: number }
  /** Hexadecimal, maybe shortened in the middle. */
  | { kind: 'hex'; start: string; end: string; whole: boolean }
  /** Must stand in a record or in the asker's words as it is. */
  | { kind: 'verbatim'; text: string }

export interface Claim {
  kind: ClaimKind
  /** As it stands in the prose, invisible characters removed. */
  text: string
  /** Empty when it cannot be read: never supported. */
  readings: readonly Reading[]
}

/** A claim after the check: `record` is the id that supports it, or "words" for the asker's own. */
export interface CheckedClaim {
  kind: ClaimKind
  text: string
  supported: boolean
  record?: string
}
