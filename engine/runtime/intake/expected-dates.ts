import type { Fact } from '../../case/fact.ts'
import type { Certainty } from '../../law/citation.ts'
import type { Clock } from '../../law/clock.ts'
import { clocks } from '../../law/clocks.ts'
import { instant } from '../../values/instant.ts'
import type { LocalDate } from '../../values/local-date.ts'

/** By when somebody hears from us, and which rule says so. */
export interface ExpectedDate {
  readonly by: LocalDate
  readonly rule: string
  readonly clause: string
  readonly certainty: Certainty
  /** `policy`: the council's own; nobody can insist on it. */
  readonly kind: Clock['kind']
  /** How the day was counted, a sentence each. */
  readonly inWords: readonly string[]
}

export interface ExpectedDates {
  readonly acknowledgement?: ExpectedDate
  readonly answer?: ExpectedDate
  /** The longest that the answer may take, where the law sets such a day besides. */
  readonly latest?: ExpectedDate
}

const RULES: Readonly<Record<string, { readonly acknowledgement: string; readonly answer: string; latest?: string }>> =
  {
    'children-act': {
      acknowledgement: 'children-act.acknowledgement',
      answer: 'children-act.stage-1-answer',
      latest: 'children-act.stage-1-limit',
    },
    'adult-social-care': {
      acknowledgement: 'adult-social-care.acknowledgement',
      answer: 'adult-social-care.response',
    },
    'nhs-joint': { acknowledgement: 'adult-social-care.acknowledgement', answer: 'adult-social-care.response' },
    'public-health': { acknowledgement: 'public-health.acknowledgement', answer: 'public-health.response' },
    corporate: {
      acknowledgement: 'complaint-handling-code.stage-1-acknowledgement',
      answer: 'complaint-handling-code.stage-1-answer',
    },
  }

/**
 * The dates of the law for a complaint received on that day, if it goes through that procedure.
 *
 * Computed by the clocks that a case of that procedure has; nothing is stored. Where the answer is counted from the
 * acknowledgement (the Code), it is the day that follows from acknowledging on the last day in time.
 *
 * Where the procedure is not known yet, only the earliest acknowledgement of all of them is given.
 */
export function expectedDates(procedure: string | undefined, receivedOn: LocalDate): ExpectedDates {
  const rules = procedure === undefined ? undefined : RULES[procedure]
  if (procedure === undefined || rules === undefined) return earliest(receivedOn)
  const acknowledgement = dateOf(procedure, rules.acknowledgement, [received(receivedOn)])
  const answer =
    dateOf(procedure, rules.answer, [received(receivedOn)]) ??
    (acknowledgement &&
      dateOf(procedure, rules.answer, [received(receivedOn), acknowledged(acknowledgement.by)], acknowledgement.by))
  const latest = rules.latest === undefined ? undefined : dateOf(procedure, rules.latest, [received(receivedOn)])
  return {
    ...(acknowledgement !== undefined && { acknowledgement }),
    ...(answer !== undefined && { answer }),
    ...(latest !== undefined && { latest }),
  }
}

/** When a complaint that nobody has sorted yet must be acknowledged, for each procedure that it may come to; soonest first. */
export function acknowledgementsByProcedure(
  receivedOn: LocalDate,
): readonly { readonly procedure: string; readonly acknowledgement: ExpectedDate }[] {
  return Object.keys(RULES)
    .flatMap((procedure) => {
      const { acknowledgement } = expectedDates(procedure, receivedOn)
      return acknowledgement === undefined ? [] : [{ procedure, acknowledgement }]
    })
    .toSorted((one, other) => one.acknowledgement.by.localeCompare(other.acknowledgement.by))
}

function earliest(receivedOn: LocalDate): ExpectedDates {
  const [first] = Object.keys(RULES)
    .flatMap((procedure) => expectedDates(procedure, receivedOn).acknowledgement ?? [])
    .toSorted((one, other) => one.by.localeCompare(other.by) || one.kind.localeCompare(other.kind))
  return first === undefined ? {} : { acknowledgement: first }
}

function dateOf(
  procedure: string,
  rule: string,
  facts: readonly Fact[],
  today: LocalDate | undefined = facts[0]?.on,
): ExpectedDate | undefined {
  if (today === undefined) return undefined
  const clock = clocks(facts, today, { procedure }).find((each) => each.rule === rule)
  if (clock?.due === undefined) return undefined
  const { due: by, clause, certainty, kind, explanation } = clock
  return { by, rule, clause, certainty, kind, inWords: explanation?.inWords ?? [] }
}

function received(on: LocalDate): Fact {
  return {
    ...BESIDE,
    id: 'SC-2000-00001/1',
    type: 'complaint-received',
    on,
    data: { channel: 'form', oral: false, byChild: false },
  }
}

function acknowledged(on: LocalDate): Fact {
  return { ...BESIDE, id: 'SC-2000-00001/2', type: 'corporate-1-acknowledged', on, data: { contents: [] } }
}

/** What a fact carries that no clock looks at. */
const BESIDE = { recordedAt: instant('2000-01-01T00:00:00Z'), recordedBy: 'system', role: 'system' } as const
