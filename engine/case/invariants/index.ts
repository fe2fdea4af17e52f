import type { LocalDate } from '../../values/local-date.ts'
import { isFactId } from '../case-id.ts'
import type { ComplaintCase } from '../complaint-case.ts'
import type { NewFact } from '../fact.ts'
import type { Refusal } from '../refusal.ts'
import { refused } from '../refusal.ts'
import { ACTION_INVARIANTS } from './actions.ts'
import { ADULT_INVARIANTS } from './adults.ts'
import { ADVOCACY_INVARIANTS } from './advocacy.ts'
import { APPOINTMENT_INVARIANTS } from './appointments.ts'
import { CLOSING_INVARIANTS, whyNotNow } from './closing.ts'
import { CORPORATE_INVARIANTS } from './corporate.ts'
import { DEFERRAL_INVARIANTS } from './deferral.ts'
import { MONEY_INVARIANTS } from './money.ts'
import { NOTE_INVARIANTS } from './notes.ts'
import { PANEL_INVARIANTS } from './panel.ts'
import { PARTNER_INVARIANTS } from './partners.ts'
import type { Invariants } from './parts.ts'
import { PEOPLE_INVARIANTS } from './people.ts'
import { POINT_INVARIANTS } from './points.ts'
import { RECTIFICATION_INVARIANTS } from './rectification.ts'
import { ROUTING_INVARIANTS } from './routing.ts'
import { STAGE_2_INVARIANTS } from './stage-2.ts'

const INVARIANTS: Invariants = {
  ...CLOSING_INVARIANTS,
  ...PEOPLE_INVARIANTS,
  ...APPOINTMENT_INVARIANTS,
  ...ADVOCACY_INVARIANTS,
  ...POINT_INVARIANTS,
  ...DEFERRAL_INVARIANTS,
  ...STAGE_2_INVARIANTS,
  ...PANEL_INVARIANTS,
  ...NOTE_INVARIANTS,
  ...ACTION_INVARIANTS,
  ...MONEY_INVARIANTS,
  ...CORPORATE_INVARIANTS,
  ...ADULT_INVARIANTS,
  ...PARTNER_INVARIANTS,
  ...ROUTING_INVARIANTS,
  ...RECTIFICATION_INVARIANTS,
  'fact-corrected': (state, { data: { fact } }) => {
    const wrong = state.facts.find(({ id }) => id === fact)
    if (!isFactId(state.id, fact) || wrong === undefined) {
      return refused('no-such-fact', `There is no fact ${fact} in this case`)
    }
    const already = state.facts.some((other) => other.type === 'fact-corrected' && other.data.fact === fact)
    return already ? refused('already-corrected', `${fact} was corrected before`) : undefined
  },
}

/** Why the case does not allow a fact; undefined when it does. */
export function whyNot(state: ComplaintCase, fact: NewFact, today: LocalDate): Refusal | undefined {
  return whyNotThen(state, fact, today) ?? whyNotNow(state, fact) ?? whyNotThis(state, fact)
}

/** What a case can begin with. */
export const OPENINGS: ReadonlySet<string> = new Set([
  'complaint-received',
  'feedback-received',
  'ombudsman-contact-received',
  'learning-panel-called',
])

function whyNotThen(
  { openedOn, received }: ComplaintCase,
  { type, on }: NewFact,
  today: LocalDate,
): Refusal | undefined {
  if (on > today) return refused('in-the-future', `${on} has not come yet, so ${type} cannot have happened then`)
  if (type === 'complaint-received') {
    return received === undefined ? undefined : refused('already-received', 'This case has its complaint already')
  }
  if (openedOn === undefined) {
    if (OPENINGS.has(type)) return undefined
    return refused('not-received', `No complaint has been received, so nothing follows from it`)
  }
  const began = received?.on ?? openedOn
  return on < began
    ? refused('before-receipt', `${type} cannot be on ${on}: the ${received ? 'complaint' : 'case'} came on ${began}`)
    : undefined
}

function whyNotThis<Type extends NewFact['type']>(state: ComplaintCase, fact: NewFact<Type>): Refusal | undefined {
  const invariant = INVARIANTS[fact.type] as
    ((state: ComplaintCase, fact: NewFact<Type>) => Refusal | undefined) | undefined
  return invariant?.(state, fact)
}
