import * as F from './childrens-facts.ts'
import type { Told } from '../../engine/law/facts.ts'
import type { KeptCase } from './kept-case.ts'

const BY_THE_EXTENSION =
  'an extension made in time keeps it; whether the answer came is judged by the duty of the longest time'

const kept = (duty: string, name: string, told: readonly Told[], rest: Partial<KeptCase> = {}): KeptCase => ({
  duty,
  name,
  procedure: 'children-act',
  today: '2026-07-01',
  told: [F.RECEIVED, ...told],
  ...rest,
})

/** Each duty of the children's procedure, kept. */
export const CHILDREN_ACT_KEPT: readonly KeptCase[] = [
  kept('C01', 'acknowledged on the next day', [F.ACKNOWLEDGED]),
  kept('C02', 'informed with the acknowledgement', [F.ACKNOWLEDGED, F.INFORMED]),
  kept('C03', 'a child is told with the acknowledgement', [F.ADVOCACY_OFFERED, F.ACKNOWLEDGED]),
  kept('C03', 'a care leaver is told', [], {
    told: [F.BY_AN_ADULT, F.CARE_LEAVER, F.ADVOCACY_OFFERED, F.ACKNOWLEDGED],
  }),
  kept('C04', 'an advocate without ties', [
    ['2026-01-12', 'advocate-appointed', { person: 'adv1', provider: 'Speak Up', declaredIndependent: true }],
  ]),
  kept('C05', 'answered on day 10', [F.ANSWERED_1]),
  kept('C05', 'made longer on day 8', [F.EXTENDED_1, F.but(F.ANSWERED_1, { on: '2026-02-02' })], {
    canBeMissed: { 'stage-1-answered': BY_THE_EXTENSION },
  }),
  kept('C05', 'answered 10 days after an advocate came', [
    ['2026-01-06', 'advocate-wanted'],
    ['2026-01-13', 'advocate-appointed', { person: 'adv1', provider: 'Speak Up', declaredIndependent: true }],
    F.but(F.ANSWERED_1, { on: '2026-01-27' }),
  ]),
  kept('C06', 'complex, and told on the same day', [F.EXTENDED_1, F.TOLD_OF_EXTENSION_1]),
  kept('C07', 'answered on day 20', [F.but(F.ANSWERED_1, { on: '2026-02-02' })]),
  kept('C08', 'told in the answer', [F.ANSWERED_1]),
  kept('C08', 'told on day 21, where there was no answer', [F.TOLD_OF_STAGE_2]),
  kept('C09', 'opened on the day of the request', [F.ASKED_2, F.STAGE_2_OPENED]),
  kept('C10', 'acknowledged and settled', [F.ASKED_2, F.ACKNOWLEDGED_2, F.RECORD_SETTLED]),
  kept('C11', 'sent and settled', [F.ASKED_2, F.RECORD_SENT, F.RECORD_SETTLED]),
  kept('C12', 'settled on the tenth day', [F.ASKED_2, F.but(F.RECORD_SETTLED, { on: '2026-02-24' })]),
  kept('C13', 'declared, and without ties', [F.ASKED_2, F.INVESTIGATOR]),
  kept('C14', 'appointed a week before the start', [F.ASKED_2, F.INDEPENDENT, F.STARTED]),
  kept('C15', 'answered in 25 days on either reading', [F.ASKED_2, F.RECORD_SETTLED, F.ANSWERED_2]),
  kept(
    'C15',
    'made longer by a letter before day 25',
    [F.ASKED_2, F.RECORD_SETTLED, F.EXTENDED_2, F.TOLD_OF_EXTENSION_2, F.but(F.ANSWERED_2, { on: '2026-05-15' })],
    { canBeMissed: { 'stage-2-answered': BY_THE_EXTENSION } },
  ),
  kept('C16', 'answered on day 65 from the request', [
    F.ASKED_2,
    F.RECORD_SETTLED,
    F.but(F.ANSWERED_2, { on: '2026-05-15' }),
  ]),
  kept('C17', 'a finding on each of two points', [
    F.POINT,
    F.SECOND_POINT,
    F.ASKED_2,
    F.but(F.REPORTED, { data: { points: [F.decided('P1', 'upheld'), F.decided('P2', 'no-finding')] } }),
  ]),
  kept('C18', 'reported four days before', [F.ASKED_2, F.INDEPENDENT_REPORT, F.ADJUDICATED]),
  kept('C19', 'decided by whoever was appointed to', [F.POINT, F.ASKED_2, F.ADJUDICATOR, F.ADJUDICATED]),
  kept('C20', 'everything in the pack', [F.ANSWERED_2]),
  kept('C21', 'asked for in time, and opened', [F.ANSWERED_2, F.PANEL_ASKED, F.STAGE_3_OPENED]),
  kept('C22', 'acknowledged on the second day', [F.PANEL_ASKED, F.PANEL_ACKNOWLEDGED]),
  kept('C23', 'appointed on the tenth day', [F.PANEL_ASKED, F.CHAIR]),
  kept('C24', 'three independent people', [F.INDEPENDENT, F.PANEL]),
  kept('C25', 'met on day 30', [F.PANEL_ASKED, F.but(F.PANEL_MET, { on: '2026-05-13' })]),
  kept('C26', 'sent on the tenth working day before', [F.PANEL_CALLED, F.PAPERS, F.PANEL_MET]),
  kept('C27', 'to everybody on the fifth day', [F.COMPLAINANT, F.INDEPENDENT, F.PANEL_MET, F.PANEL_REPORT]),
  kept('C28', 'sent on day 15, decided together', [F.RECOMMENDED, F.RESPONSE_DECIDED, F.RESPONDED]),
  kept('C29', 'proposals and the Ombudsman', [F.RESPONSE_DECIDED, F.RESPONDED]),
  kept('C30', 'all six hold', [F.ADJUDICATED, F.ANSWERED_2, F.REFERRED_EARLY]),
  kept('C31', 'confirmed on the next day', [F.WITHDRAWN, F.WITHDRAWAL_CONFIRMED]),
  kept('C32', 'moved because of a mistake', [F.CLASSIFIED, F.STAGE_1_OPENED, F.MOVED]),
]
