import type { Fact } from '../../../case/fact.ts'
import type { CaseRecord } from '../../case-record.ts'
import type { Clock } from '../../clock.ts'
import { readByClocks } from '../../clock-reads.ts'
import type { Duty, Judgement } from '../../duty.ts'
import { of, toldAbout } from '../../evidence.ts'
import {
  cannotTell,
  clocksOf,
  factsOf,
  firstOf,
  judgeClock,
  met,
  notApplicable,
  notMet,
  notYetDue,
} from '../../judging.ts'
import { leadAgreed, partnerContacted } from '../co-operation.ts'
import { IN_FORCE, protocol, regulation9 } from '../source.ts'

/** Another body's part is found in an adult's complaint, which then goes on as a joint one. */
export const JOINT: readonly string[] = ['nhs-joint', 'adult-social-care']
const PERIODS = [{ from: IN_FORCE }] as const

export const partnerBrought: Duty = {
  id: 'N01',
  title: 'Once another body’s part is found, that body is contacted within five working days.',
  severity: 'duty',
  citation: regulation9(
    'reg. 9',
    'Where a complaint has material for another responsible body, both co-operate in handling it and make sure of a co-ordinated response.',
    'verified',
  ),
  reading:
    'The duty is law; five working days are the policy of joint protocols. Nothing is owed once the complainant has refused, or taken back, their consent before the body was contacted.',
  procedures: JOINT,
  periods: PERIODS,
  reads: [...readByClocks(partnerContacted), 'consent-refused', 'consent-withdrawn'],
  clocks: [partnerContacted.id],
  judge(record) {
    const found = new Set(factsOf(record, 'nhs-part-detected').map(({ data }) => data.body))
    const unfounded = factsOf(record, 'partner-contacted').filter(({ data }) => !found.has(data.body))
    return [
      ...clocksOf(record, partnerContacted.id).map((clock) =>
        judgeClock(clock, (late) => (late.metBy === undefined ? withoutConsent(record, late) : undefined)),
      ),
      ...unfounded.map((fact) =>
        of(fact.data.body, cannotTell('The body was contacted, and nothing says when its part was found.', fact)),
      ),
    ]
  },
}

function withoutConsent(record: CaseRecord, { subject }: Clock): Judgement | undefined {
  const no = factsOf(record, 'consent-refused', 'consent-withdrawn').find(({ data }) => data.body === subject)
  return no === undefined
    ? undefined
    : { ...notApplicable('The complainant did not agree to sharing: our own part alone is answered.', no), subject }
}

export const leadSought: Duty = {
  id: 'N02',
  title: 'The bodies seek to agree which of them leads, and what came of it is on record.',
  severity: 'duty',
  citation: regulation9(
    'reg. 9(3)(a)',
    'The bodies seek to agree which of them takes the lead in co-ordinating the handling of the complaint and in telling the complainant.',
    'verified',
  ),
  reading:
    'The duty is to seek agreement: kept by a lead, or by a try on record that ended in answering separately. The five working days of protocols say from when it is missed, but not while the complainant is still to say whether it may be shared.',
  procedures: JOINT,
  periods: PERIODS,
  reads: [
    ...readByClocks(leadAgreed),
    'lead-not-agreed',
    'joint-response-sent',
    'consent-asked',
    'consent-given',
    'consent-refused',
    'consent-withdrawn',
  ],
  clocks: [leadAgreed.id],
  judge(record) {
    const contacted = firstOf(record, 'partner-contacted')
    const lead = firstOf(record, 'lead-agreed')
    const tried = firstOf(record, 'lead-not-agreed')
    if (contacted === undefined && (lead !== undefined || tried !== undefined)) {
      return [cannotTell('A lead was sought, and no contact with the other body is on record.', lead, tried)]
    }
    return contacted === undefined ? [] : [judgeLead(record)]
  },
}

function judgeLead(record: CaseRecord): Judgement {
  const contacted = firstOf(record, 'partner-contacted')
  const lead = firstOf(record, 'lead-agreed')
  const tried = firstOf(record, 'lead-not-agreed')
  const split = firstOf(record, 'complaint-split')
  const sent = firstOf(record, 'joint-response-sent')
  const [clock] = clocksOf(record, leadAgreed.id)
  const due = clock?.due
  if (lead !== undefined) return { ...met('The lead was agreed.', contacted, lead), due, doneOn: lead.on }
  if (tried !== undefined && split !== undefined) {
    return { ...met('No lead was agreed, and the bodies answer separately.', contacted, tried, split), due }
  }
  if (sent !== undefined) return cannotTell('A joint response was sent, and no lead is on record.', contacted, sent)
  if (split !== undefined) return notMet('The complaint was split, and no try to agree a lead is on record.', split)
  if (isConsentOpen(record, contacted)) {
    return { ...notYetDue('The complainant is still to say whether it may be shared.', contacted), due }
  }
  if (clock?.status === 'running') return { ...notYetDue('The lead is being sought.', contacted, tried), due }
  if (clock?.status === 'stopped' && tried === undefined) {
    return notApplicable('The complaint ended before a lead had to be agreed.', contacted)
  }
  return tried === undefined
    ? { ...notMet('Nothing shows that a lead was sought.', contacted), due }
    : { ...notMet('No lead was agreed, and the complaint was not split either.', contacted, tried), due }
}

/** Asked about the body that was contacted, and not answered. */
function isConsentOpen({ state }: CaseRecord, contacted: Fact<'partner-contacted'> | undefined): boolean {
  return state.consents.some(({ body, state: said }) => body === contacted?.data.body && said === 'asked')
}

export const splitTold: Duty = {
  id: 'N05',
  title: 'Where the bodies answer separately, the complainant is told in writing who answers what, and by when.',
  severity: 'guidance',
  citation: protocol('split', 'The complainant is told in writing who answers what, and by when.'),
  reading: 'By the codes of the notice’s contents.',
  procedures: JOINT,
  periods: PERIODS,
  reads: ['complaint-split', 'notice-sent'],
  judge: (record) =>
    factsOf(record, 'complaint-split').map((split) =>
      toldAbout(record, split, {
        contents: ['who-answers', 'by-when'],
        written: true,
        what: 'who answers what, and by when',
      }),
    ),
}
