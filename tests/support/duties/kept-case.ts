import {
  caseRecord,
  localDate,
  type CaseRead,
  type CaseRecord,
  type Council,
  type Fact,
  type FactType,
} from '../../../engine/index.ts'
import { factsOf, type Told } from '../../engine/law/facts.ts'

/** A small case in which one duty is kept, by no more facts than it takes. */
export interface KeptCase {
  readonly duty: string
  readonly name: string
  /** In which the case was started. */
  readonly procedure: string
  readonly today: string
  readonly told: readonly Told[]
  /** Facts that the duty reads and that can be missed without its being in doubt, each with the reason. */
  readonly canBeMissed?: Readonly<Partial<Record<FactType, string>>>
  readonly council?: Pick<Council, 'signatories' | 'partners'>
  readonly reads?: readonly CaseRead[]
}

type Frame = Omit<KeptCase, 'duty' | 'name' | 'told'>

/** The record of the case; `facts` in place of those that it tells. */
export function recordOf(
  { procedure, today, council, reads }: Frame,
  facts: readonly Fact[],
  missing: { readonly factCount?: number; readonly recordedTypes?: ReadonlyMap<number, FactType> } = {},
): CaseRecord {
  return caseRecord({
    caseId: 'SC-2026-00001',
    facts,
    today: localDate(today),
    context: { procedure },
    ...(council && { council }),
    ...(reads && { reads }),
    ...missing,
  })
}

export function factsTold({ told }: Pick<KeptCase, 'told'>): readonly Fact[] {
  return factsOf(...told)
}
