import type { Instant } from '../values/instant.ts'
import type { LocalDate } from '../values/local-date.ts'
import type { FactData } from './fact-data.ts'

/**
 * A fact about a case: what happened, in the past tense. Facts are added, never changed; a mistake is put right by a
 * later fact (`fact-corrected`). `on` is the day it happened, `recordedAt` the moment somebody told us.
 */
export type Fact<Type extends FactType = FactType> = Type extends FactType
  ? {
      /** `<case id>/<n>`, n from 1. */
      readonly id: string
      readonly type: Type
      readonly on: LocalDate
      readonly data: FactData[Type]
      readonly recordedAt: Instant
      /** Id of the person or key that recorded it. */
      readonly recordedBy: string
      /** In which role. */
      readonly role: string
    }
  : never

export type FactType = keyof FactData

/** A fact before it is recorded. */
export type NewFact<Type extends FactType = FactType> = Type extends FactType
  ? { readonly type: Type; readonly on: LocalDate; readonly data: FactData[Type] }
  : never
