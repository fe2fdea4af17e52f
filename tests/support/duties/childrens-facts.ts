import type { Told } from '../../engine/law/facts.ts'

/*
 * A child's complaint of Monday 5 January 2026, step by step, all in time. Last days, worked out by hand with Good Friday
 * on 3 April, Easter Monday on 6 April and bank holidays on 4 and 25 May: acknowledgement 8 January; Stage 1 19 January,
 * at most 2 February, notice 3 February; record 24 February; Stage 2 17 March, at most 15 May, from the record 24 March
 * and 22 May; request for a panel 14 April, acknowledged 31 March, chair 14 April, meeting 13 May, papers 21 April,
 * report 13 May, response 5 June.
 */
export const RECEIVED: Told = ['2026-01-05', 'complaint-received', { channel: 'form', oral: false, byChild: true }]
export const BY_AN_ADULT: Told = ['2026-01-05', 'complaint-received', { channel: 'form', oral: false, byChild: false }]
export const CLASSIFIED: Told = [
  '2026-01-05',
  'complaint-classified',
  { procedure: 'children-act', functionCode: 'looked-after', personCode: 'P1', reason: 'Contact.' },
]
export const CARE_LEAVER: Told = [
  '2026-01-05',
  'complaint-classified',
  { procedure: 'children-act', functionCode: 'leaving-care', personCode: 'P6', reason: 'His flat.' },
]
export const POINT: Told = [
  '2026-01-05',
  'point-recorded',
  { point: 'P1', text: 'No visits.', desiredOutcome: 'Visits.' },
]
export const SECOND_POINT: Told = [
  '2026-01-05',
  'point-recorded',
  { point: 'P2', text: 'A lost letter.', desiredOutcome: 'A letter.' },
]
export const COMPLAINANT: Told = ['2026-01-05', 'person-added', { person: 'p1', role: 'complainant' }]
export const ADVOCACY_OFFERED: Told = [
  '2026-01-06',
  'advocacy-offered',
  { contents: ['advocacy-right', 'how-to-get-an-advocate'] },
]
export const ACKNOWLEDGED: Told = ['2026-01-06', 'acknowledgement-sent', { contents: ['receipt', 'next-step'] }]
export const INFORMED: Told = ['2026-01-06', 'procedure-information-given', { contents: ['procedure', 'help'] }]
export const STAGE_1_OPENED: Told = ['2026-01-06', 'stage-opened', { stage: 'stage-1' }]
export const EXTENDED_1: Told = [
  '2026-01-15',
  'stage-1-extended',
  { ground: 'complex', reason: 'Two teams.', until: '2026-02-02' },
]
export const TOLD_OF_EXTENSION_1: Told = [
  '2026-01-15',
  'notice-sent',
  { kind: 'stage-1-extension', mode: 'email', contents: ['reason', 'new-date', 'stage-2-right'] },
]
export const ANSWERED_1: Told = [
  '2026-01-19',
  'stage-1-answered',
  { contents: ['answer', 'stage-2-right', 'how-to-ask'], person: 'm1' },
]
export const TOLD_OF_STAGE_2: Told = [
  '2026-02-03',
  'stage-2-right-notified',
  { contents: ['stage-2-right', 'how-to-ask', 'may-wait'] },
]

export const ASKED_2: Told = ['2026-02-10', 'stage-2-requested', { channel: 'email', outstandingPoints: [] }]
export const STAGE_2_OPENED: Told = ['2026-02-10', 'stage-opened', { stage: 'stage-2' }]
export const ACKNOWLEDGED_2: Told = [
  '2026-02-10',
  'notice-sent',
  { kind: 'stage-2-acknowledgement', mode: 'email', contents: ['receipt', 'next-step'] },
]
export const INVESTIGATOR: Told = [
  '2026-02-11',
  'investigating-officer-appointed',
  { person: 'io1', declaredIndependent: true },
]
export const INDEPENDENT: Told = [
  '2026-02-11',
  'independent-person-appointed',
  { person: 'ip1', declaredIndependent: true },
]
export const ADJUDICATOR: Told = [
  '2026-02-11',
  'adjudicating-officer-appointed',
  { person: 'ao1', declaredIndependent: true },
]
export const RECORD_SENT: Told = ['2026-02-12', 'record-of-complaint-sent']
export const RECORD_SETTLED: Told = ['2026-02-17', 'record-of-complaint-settled', { agreed: true }]
export const STARTED: Told = ['2026-02-18', 'investigation-started']
export const EXTENDED_2: Told = [
  '2026-03-10',
  'stage-2-extended',
  { ground: 'people-unavailable', reason: 'Schools are closed.', until: '2026-05-15' },
]
export const TOLD_OF_EXTENSION_2: Told = [
  '2026-03-10',
  'notice-sent',
  { kind: 'stage-2-extension', mode: 'letter', contents: ['reason', 'new-date'] },
]
export const REPORTED: Told = ['2026-03-06', 'investigation-report-received', { points: [decided('P1', 'upheld')] }]
export const INDEPENDENT_REPORT: Told = [
  '2026-03-09',
  'independent-person-report-received',
  { agrees: true, reason: 'Fair and complete.' },
]
export const ADJUDICATED: Told = [
  '2026-03-13',
  'complaint-adjudicated',
  { person: 'ao1', points: [decided('P1', 'upheld')] },
]
export const PACK = [
  'investigation-report',
  'independent-person-report',
  'adjudication',
  'stage-3-right',
  'stage-3-window',
]
export const ANSWERED_2: Told = ['2026-03-13', 'stage-2-answered', { contents: PACK }]

export const PANEL_ASKED: Told = ['2026-03-27', 'panel-requested', { channel: 'email', reason: 'Not enough.' }]
export const STAGE_3_OPENED: Told = ['2026-03-27', 'stage-opened', { stage: 'stage-3' }]
export const PANEL_ACKNOWLEDGED: Told = ['2026-03-31', 'panel-request-acknowledged', { contents: ['receipt'] }]
export const CHAIR: Told = ['2026-04-14', 'panel-chair-appointed', { person: 'ch1', declaredIndependent: true }]
export const PANEL: Told = [
  '2026-04-14',
  'panel-appointed',
  { members: [member('ch1', { chairs: true }), member('pm2'), member('pm3')] },
]
export const PANEL_CALLED: Told = ['2026-04-14', 'panel-date-set', { meetsOn: '2026-05-06' }]
export const PAPERS: Told = ['2026-04-21', 'panel-papers-sent', { to: ['ch1', 'pm2', 'pm3', 'p1'], redacted: true }]
export const PANEL_MET: Told = ['2026-05-06', 'panel-met', { attendees: ['ch1', 'pm2', 'pm3', 'p1'] }]
export const PANEL_REPORT: Told = ['2026-05-13', 'panel-report-sent', { to: ['p1', 'ip1'] }]
export const RECOMMENDED: Told = ['2026-05-14', 'panel-recommendations-received', { recommendations: ['Apologise.'] }]
export const RESPONSE_DECIDED: Told = [
  '2026-06-04',
  'panel-response-decided',
  { withIndependentPerson: true, departures: [], reason: 'All accepted.' },
]
export const RESPONDED: Told = ['2026-06-05', 'panel-response-sent', { contents: ['proposals', 'ombudsman'] }]

export const REFERRED_EARLY: Told = [
  '2026-03-24',
  'early-referral-decided',
  {
    robustReport: true,
    completeAdjudication: true,
    significantComplaintsUpheld: true,
    clearActionPlan: true,
    mostDesiredOutcomesAgreed: true,
    complainantAgrees: true,
    outcome: 'refer',
  },
]
export const WITHDRAWN: Told = ['2026-01-07', 'complaint-withdrawn', { channel: 'phone' }]
export const WITHDRAWAL_CONFIRMED: Told = [
  '2026-01-08',
  'withdrawal-confirmed',
  { contents: ['withdrawal', 'may-come-back'] },
]
export const MOVED: Told = [
  '2026-01-09',
  'complaint-rerouted',
  { from: 'children-act', to: 'corporate', reasonCode: 'classified-in-error', reason: 'A school bus.' },
]
export const CLOSED: Told = ['2026-06-12', 'case-closed', { outcome: 'upheld' }]

/** A finding on a point. */
export function decided(point: string, outcome: string): object {
  return { point, outcome, reason: 'The records show it.', remedy: 'none' }
}

export function member(person: string, change: object = {}): object {
  return { person, independent: true, chairs: false, ...change }
}

/** The same fact on another day, or with other content. */
export function but([on, type, data = {}]: Told, change: { readonly on?: string; readonly data?: object }): Told {
  return [change.on ?? on, type, { ...data, ...change.data }]
}
