import type { Fact, FactType } from '../../../case/fact.ts'
import type { CaseRecord } from '../../case-record.ts'
import type { Clock } from '../../clock.ts'
import { readByClocks } from '../../clock-reads.ts'
import type { Duty, Judgement } from '../../duty.ts'
import { inWords, missingFrom } from '../../evidence.ts'
import { cannotTell, clocksOf, factsOf, judgeClock, met, notMet } from '../../judging.ts'
import { panelReport, panelResponse } from '../review-panel.ts'
import { regulation } from '../source.ts'
import { byClocks, CHILDRENS, withLaterFacts } from './parts.ts'

/** Who the panel's report goes to besides the authority, by role. */
const ENTITLED = new Map([
  ['complainant', 'the complainant'],
  ['advocate', 'the advocate'],
  ['independent-person', 'the independent person'],
  ['interested-person', 'others with sufficient interest'],
])

const PEOPLE: readonly FactType[] = [
  'person-added',
  'person-ended',
  'independent-person-appointed',
  'advocate-appointed',
]

export const C27: Duty = {
  ...CHILDRENS,
  id: 'C27',
  title: 'The panel’s report goes to everybody entitled to it within 5 working days of the meeting.',
  severity: 'duty',
  citation: panelReport.citation,
  reading: `${panelReport.interpretation} Entitled are the complainant, their advocate, the independent person, and others with sufficient interest; a child who has nobody else as complainant is the complainant.`,
  reads: [...readByClocks(panelReport), 'panel-recommendations-received', ...PEOPLE],
  clocks: [panelReport.id],
  judge: report,
}

export const C28: Duty = {
  ...CHILDRENS,
  id: 'C28',
  title: 'The authority answers the panel within 15 working days, as decided together with the independent person.',
  severity: 'statutory-limit',
  citation: panelResponse.citation,
  reading: panelResponse.interpretation,
  reads: [...readByClocks(panelResponse), 'panel-response-decided'],
  clocks: [panelResponse.id],
  judge: response,
}

export const C29: Duty = {
  ...CHILDRENS,
  id: 'C29',
  title:
    'The answer to the panel says what is proposed, why anything recommended is not taken up, and how to reach the Ombudsman.',
  severity: 'duty',
  citation: regulation(
    20,
    'reg. 20(3)',
    'The authority sends the complainant its proposals, with information on making a complaint to the Local Commissioner.',
    'verified',
  ),
  reading:
    'Reasons are owed only for what departs from the recommendations; that they are owed is read in the advice of the Family Rights Group.',
  reads: ['panel-response-sent', 'panel-response-decided'],
  judge: (record) => factsOf(record, 'panel-response-sent').map((sent) => contents(record, sent)),
}

function report(record: CaseRecord): readonly Judgement[] {
  const found = clocksOf(record, panelReport.id)
  if (found.length === 0) return byClocks(record, panelReport)
  return found.map((clock) => {
    const own = withLaterFacts(record, clock, judgeClock(clock), ['panel-recommendations-received'])
    const sent = factsOf(record, 'panel-report-sent').find(({ id }) => id === clock.metBy)
    return sent === undefined ? own : toEverybody(record, sent, own)
  })
}

/** The report may go to one person first and to another later; those whom it had not reached by then are named by role. */
function toEverybody(record: CaseRecord, sent: Fact<'panel-report-sent'>, own: Judgement): Judgement {
  const due = own.due ?? sent.on
  const to = new Set(
    factsOf(record, 'panel-report-sent')
      .filter(({ on }) => on <= (sent.on > due ? sent.on : due))
      .flatMap(({ data }) => data.to),
  )
  const entitled = entitledOn(record, sent)
  const left = entitled.filter(({ person }) => !to.has(person)).map(({ role }) => ENTITLED.get(role))
  if (left.length > 0) {
    return { ...own, ...notMet(`The report did not go to ${[...new Set(left)].join(', ')}.`, sent) }
  }
  const unknown = ['complainant', 'independent-person'].filter((role) => entitled.every((each) => each.role !== role))
  if (unknown.length === 0 || own.result === 'not-met') return own
  return { ...own, ...cannotTell(`Nothing says who is ${unknown.map((role) => ENTITLED.get(role)).join(', ')}.`, sent) }
}

/** Those who held such a role on that day. */
function entitledOn(
  { state }: CaseRecord,
  { on }: Fact,
): readonly { readonly person: string; readonly role: string }[] {
  const held = state.people.filter(({ from, until }) => from <= on && (until === undefined || until > on))
  const hasComplainant = held.some(({ role }) => role === 'complainant')
  return held.flatMap(({ person, role }) => {
    if (role === 'child' && !hasComplainant) return [{ person, role: 'complainant' }]
    return ENTITLED.has(role) ? [{ person, role }] : []
  })
}

function response(record: CaseRecord): readonly Judgement[] {
  const found = clocksOf(record, panelResponse.id)
  if (found.length === 0) return byClocks(record, panelResponse)
  return found.map((clock) => withIndependentPerson(record, clock, judgeClock(clock)))
}

function withIndependentPerson(record: CaseRecord, clock: Clock, own: Judgement): Judgement {
  const decided = decisionBefore(record, clock.metOn)
  if (decided?.data.withIndependentPerson === false) {
    return { ...own, ...notMet('It was decided without the independent person.', decided) }
  }
  if (own.result !== 'met' || decided !== undefined) return own
  return { ...own, ...cannotTell('Nothing says how the answer to the panel was decided.') }
}

function decisionBefore(record: CaseRecord, day: Clock['metOn']): Fact<'panel-response-decided'> | undefined {
  return factsOf(record, 'panel-response-decided').findLast(({ on }) => day === undefined || on <= day)
}

function contents(record: CaseRecord, sent: Fact<'panel-response-sent'>): Judgement {
  const decided = decisionBefore(record, sent.on)
  if (decided === undefined) return cannotTell('Nothing says what was decided on the recommendations.', sent)
  const departs = decided.data.departures.length > 0
  const missing = missingFrom(sent.data.contents, ['proposals', ...(departs ? ['departure-reasons'] : []), 'ombudsman'])
  return missing.length === 0
    ? { ...met('The answer says what is proposed and how to reach the Ombudsman.', decided, sent), doneOn: sent.on }
    : { ...notMet(`The answer to the panel lacks: ${inWords(missing)}.`, decided, sent), doneOn: sent.on }
}
