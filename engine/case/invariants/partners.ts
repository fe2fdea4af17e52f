import type { ComplaintCase } from '../complaint-case.ts'
import { mayShareWith } from '../consent.ts'
import { refused, type Refusal } from '../refusal.ts'
import type { Invariants } from './parts.ts'
import { unknownPoint } from './points.ts'

/** Nothing about a complainant goes to another body before they have agreed to it, or after they took that back. */
export const PARTNER_INVARIANTS: Invariants = {
  'partner-asked': (state, { data: { body } }) => withoutConsent(state, [body]),
  'provider-notified': (state, { data: { body } }) => withoutConsent(state, [body]),
  'partner-link-issued': (state, { data: { body } }) => withoutConsent(state, [body]),
  'joint-draft-circulated': (state, { data: { bodies } }) => withoutConsent(state, bodies),
  'point-assigned': (state, { data: { point } }) => unknownPoint(state, [point]),
  'complaint-split': (_state, { data: { reason } }) =>
    reason.trim() === '' ? refused('split-not-reasoned', 'Say why the bodies answer separately') : undefined,
}

function withoutConsent(state: ComplaintCase, bodies: readonly string[]): Refusal | undefined {
  return bodies.some((body) => !mayShareWith(state, body))
    ? refused('no-consent', 'Consent to share with that body does not stand: nothing may go to it')
    : undefined
}
