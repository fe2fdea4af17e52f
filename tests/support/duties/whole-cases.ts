import * as F from './childrens-facts.ts'
import type { Told } from '../../engine/law/facts.ts'

/** A case from its beginning to its end, with everything in it: no duty may see more of it than it says. */
export interface WholeCase {
  readonly name: string
  readonly procedure: string
  readonly today: string
  readonly told: readonly Told[]
}

export const CHILD: WholeCase = {
  name: 'a child’s complaint through all three stages',
  procedure: 'children-act',
  today: '2026-07-01',
  told: [
    F.RECEIVED,
    F.COMPLAINANT,
    F.POINT,
    F.CLASSIFIED,
    F.ADVOCACY_OFFERED,
    F.ACKNOWLEDGED,
    F.INFORMED,
    ['2026-01-06', 'complainant-told', { mode: 'email' }],
    F.STAGE_1_OPENED,
    ['2026-01-06', 'person-added', { person: 'm1', role: 'responding-manager' }],
    ['2026-01-06', 'advocate-wanted'],
    ['2026-01-12', 'advocate-conflict-checked', { person: 'adv1', provider: 'S', clear: true, reason: 'No tie.' }],
    ['2026-01-12', 'advocate-appointed', { person: 'adv1', provider: 'S', declaredIndependent: true }],
    F.EXTENDED_1,
    F.TOLD_OF_EXTENSION_1,
    ['2026-01-19', 'point-decided', { ...F.decided('P1', 'partly-upheld'), stage: 'stage-1' }],
    ['2026-01-19', 'action-agreed', { action: 'A1', text: 'A plan.', owner: 'm1', dueOn: '2026-03-02' }],
    F.ANSWERED_1,
    F.ASKED_2,
    F.STAGE_2_OPENED,
    F.ACKNOWLEDGED_2,
    F.INVESTIGATOR,
    F.INDEPENDENT,
    F.ADJUDICATOR,
    F.RECORD_SENT,
    ['2026-02-16', 'record-of-complaint-commented', { comments: 'It was four months.' }],
    F.RECORD_SETTLED,
    F.STARTED,
    ['2026-03-02', 'action-done', { action: 'A1', evidence: 'Signed.' }],
    F.REPORTED,
    F.INDEPENDENT_REPORT,
    F.ADJUDICATED,
    ['2026-03-13', 'point-decided', { ...F.decided('P1', 'upheld'), stage: 'stage-2' }],
    F.ANSWERED_2,
    F.PANEL_ASKED,
    F.STAGE_3_OPENED,
    F.PANEL_ACKNOWLEDGED,
    F.CHAIR,
    F.PANEL,
    F.PANEL_CALLED,
    F.PAPERS,
    F.PANEL_MET,
    ['2026-05-13', 'panel-report-sent', { to: ['p1', 'ip1', 'adv1'] }],
    F.RECOMMENDED,
    F.RESPONSE_DECIDED,
    F.RESPONDED,
    ['2026-06-05', 'ombudsman-signposted', { contents: ['ombudsman'] }],
    ['2026-06-12', 'learning-recorded', { area: 'service-quality', rootCause: 'process', text: 'Plan.' }],
    ['2026-06-12', 'retention-set', { rule: 'complaint-6-years', until: '2032-06-12' }],
    F.CLOSED,
  ],
}

export const WHOLE_CASES: readonly WholeCase[] = [CHILD]
