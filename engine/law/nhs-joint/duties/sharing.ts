import type { Fact } from '../../../case/fact.ts'
import type { CaseRecord } from '../../case-record.ts'
import { bodyMayBeTold } from '../../consent-before.ts'
import type { Duty } from '../../duty.ts'
import { of } from '../../evidence.ts'
import { factsOf } from '../../judging.ts'
import { IN_FORCE, protocol } from '../source.ts'
import { JOINT } from './co-operation.ts'

export const consentFirst: Duty = {
  id: 'N03',
  title: 'Nothing is shared with an NHS body before the complainant has agreed to it.',
  severity: 'statutory-limit',
  citation: {
    ...protocol('consent', 'Consent of the person concerned to share with each body; no sharing of detail before it.'),
    instrument: 'UK GDPR and joint protocols under SI 2009/309 reg. 9',
  },
  reading:
    'Shared by whatever carries detail: papers, questions, a link, a draft. A first contact carries none. Consent must stand for that body on that moment of the record, from everybody who was asked.',
  procedures: JOINT,
  periods: [{ from: IN_FORCE }],
  reads: [
    'nhs-part-detected',
    'disclosed',
    'partner-asked',
    'partner-link-issued',
    'joint-draft-circulated',
    'consent-asked',
    'consent-given',
    'consent-refused',
    'consent-withdrawn',
  ],
  judge: (record) =>
    factsOf(record, 'disclosed', 'partner-asked', 'partner-link-issued', 'joint-draft-circulated').flatMap((sharing) =>
      bodiesOf(record, sharing).map((body) => of(body, bodyMayBeTold(record, sharing, body))),
    ),
}

type Sharing = Fact<'disclosed' | 'partner-asked' | 'partner-link-issued' | 'joint-draft-circulated'>

function bodiesOf(record: CaseRecord, sharing: Sharing): readonly string[] {
  switch (sharing.type) {
    case 'disclosed':
      return isNhsBody(record, sharing.data.to) ? [sharing.data.to] : []
    case 'joint-draft-circulated':
      return sharing.data.bodies
    default:
      return [sharing.data.body]
  }
}

const NHS: readonly string[] = ['integrated-care-board', 'trust', 'gp', 'ambulance']

function isNhsBody(record: CaseRecord, to: string): boolean {
  const kind = record.council?.partners?.[to]?.kind
  if (kind !== undefined) return NHS.includes(kind)
  return factsOf(record, 'nhs-part-detected').some(({ data }) => data.body === to)
}
