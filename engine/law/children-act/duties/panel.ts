import type { Fact, FactType } from '../../../case/fact.ts'
import { dayInWords } from '../../../values/day-in-words.ts'
import type { CaseRecord } from '../../case-record.ts'
import type { Clock } from '../../clock.ts'
import { readByClocks } from '../../clock-reads.ts'
import { dueOn } from '../../due.ts'
import type { Duty, Judgement } from '../../duty.ts'
import { ifKnown } from '../../evidence.ts'
import {
  cannotTell,
  clocksOf,
  factsOf,
  firstOf,
  judgeClock,
  lastOf,
  met,
  notApplicable,
  notMet,
  notYetDue,
} from '../../judging.ts'
import { panelAcknowledgement, panelChair, panelMeeting, panelPapers, panelRequestWindow } from '../review-panel.ts'
import { regulation } from '../source.ts'
import { byClocks, CHILDRENS } from './parts.ts'

/** What there is no panel without. */
const WORK_OF_STAGE_3: readonly FactType[] = [
  'panel-chair-appointed',
  'panel-appointed',
  'panel-met',
  'panel-report-sent',
]

export const C21: Duty = {
  ...CHILDRENS,
  id: 'C21',
  title: 'A request for a review panel within 20 working days of the answer opens Stage 3.',
  severity: 'statutory-limit',
  citation: panelRequestWindow.citation,
  reading: `${panelRequestWindow.interpretation} A later request may be taken up, and nothing is owed on it. The Regulations give no days for opening the stage: it is late once the panel should have met.`,
  reads: [
    ...readByClocks(panelRequestWindow, panelMeeting),
    'stage-opened',
    'complaint-refused',
    'complaint-excluded',
    ...WORK_OF_STAGE_3,
  ],
  clocks: [panelRequestWindow.id, panelMeeting.id],
  judge: openings,
}

export const C22: Duty = {
  ...CHILDRENS,
  id: 'C22',
  title: 'The request for a review panel is acknowledged within 2 working days.',
  severity: 'guidance',
  citation: panelAcknowledgement.citation,
  reading: panelAcknowledgement.interpretation,
  reads: readByClocks(panelAcknowledgement),
  clocks: [panelAcknowledgement.id],
  judge: (record) => byClocks(record, panelAcknowledgement),
}

export const C23: Duty = {
  ...CHILDRENS,
  id: 'C23',
  title: 'The panel’s chair is appointed within 10 working days of the request.',
  severity: 'guidance',
  citation: panelChair.citation,
  reading: panelChair.interpretation,
  reads: [...readByClocks(panelChair), 'panel-appointed', 'panel-met'],
  clocks: [panelChair.id],
  judge: (record) => byClocks(record, panelChair, { after: ['panel-appointed', 'panel-met'] }),
}

export const C24: Duty = {
  ...CHILDRENS,
  id: 'C24',
  title: 'The review panel is three independent people, one of whom chairs, without the independent person of Stage 2.',
  severity: 'statutory-limit',
  citation: regulation(
    19,
    'reg. 19(2), (3)',
    'The panel consists of three independent persons, one of whom chairs; the independent person of Stage 2 may not sit on it.',
    'verified',
  ),
  reading:
    'The panel that met, or the last that was appointed. Without the appointment of an independent person at Stage 2 it cannot be told whether that person sits on it.',
  reads: ['panel-appointed', 'panel-met', 'independent-person-appointed'],
  judge: composition,
}

export const C25: Duty = {
  ...CHILDRENS,
  id: 'C25',
  title: 'The review panel meets within 30 working days of the request.',
  severity: 'statutory-limit',
  citation: panelMeeting.citation,
  reading: panelMeeting.interpretation,
  reads: [...readByClocks(panelMeeting), 'panel-report-sent', 'panel-recommendations-received'],
  clocks: [panelMeeting.id],
  judge: (record) => byClocks(record, panelMeeting, { after: ['panel-report-sent', 'panel-recommendations-received'] }),
}

export const C26: Duty = {
  ...CHILDRENS,
  id: 'C26',
  title: 'The panel’s papers go out at least 10 working days before it meets.',
  severity: 'guidance',
  citation: panelPapers.citation,
  reading: `${panelPapers.interpretation} Where the panel met on another day than was set, that day counts.`,
  reads: [...readByClocks(panelPapers), 'panel-met', 'panel-report-sent', 'panel-recommendations-received'],
  clocks: [panelPapers.id],
  judge: papers,
}

function openings(record: CaseRecord): readonly Judgement[] {
  const requests = factsOf(record, 'panel-requested')
  const opening = factsOf(record, 'stage-opened').find(({ data }) => data.stage === 'stage-3')
  if (requests.length === 0) {
    const later = opening ?? firstOf(record, ...WORK_OF_STAGE_3)
    return later === undefined
      ? []
      : [cannotTell('Stage 3 went on, and nothing says that a panel was asked for.', later)]
  }
  const windows = clocksOf(record, panelRequestWindow.id)
  if (windows.length === 0) return [cannotTell('Nothing says when Stage 2 was answered.', ...requests)]
  return requests.flatMap((request) => {
    const window = windows.find(({ metBy }) => metBy === request.id)
    return window === undefined ? [] : [{ ...handled(record, request, window), due: window.due }]
  })
}

function handled(record: CaseRecord, request: Fact<'panel-requested'>, window: Clock): Judgement {
  if (window.status !== 'met') {
    return notApplicable(`Asked for on ${dayInWords(request.on)}, after the 20 working days.`, request)
  }
  const refusal = factsOf(record, 'complaint-refused', 'complaint-excluded').find(({ on }) => on >= request.on)
  if (refusal !== undefined) return notMet(`Refused on ${dayInWords(refusal.on)}.`, request, refusal)
  const opening = factsOf(record, 'stage-opened').find(({ on, data }) => data.stage === 'stage-3' && on >= request.on)
  if (opening !== undefined) return { ...met('Stage 3 was opened.', request, opening), doneOn: opening.on }
  const later = factsOf(record, ...WORK_OF_STAGE_3).find(({ on }) => on >= request.on)
  if (later !== undefined) return cannotTell('Stage 3 went on, and its opening is not on record.', request, later)
  const meeting = clocksOf(record, panelMeeting.id).find(({ startedBy }) => startedBy === request.id)
  switch (meeting?.status) {
    case 'running':
      return notYetDue('A panel was asked for; Stage 3 is not open yet.', request)
    case 'stopped':
    case 'void':
      return meeting.endedBy !== undefined &&
        record.facts.some(({ id, type }) => id === meeting.endedBy && type === 'case-closed')
        ? notMet('A panel was asked for in time, and the case was closed without one.', request)
        : notApplicable('The complaint ended before Stage 3 was opened.', request)
    default:
      return notMet('A panel was asked for in time, and Stage 3 was never opened.', request)
  }
}

function composition(record: CaseRecord): readonly Judgement[] {
  const held = lastOf(record, 'panel-met')
  const panels = factsOf(record, 'panel-appointed')
  const panel = panels.findLast(({ on }) => held === undefined || on <= held.on) ?? panels.at(-1)
  if (panel === undefined) {
    return held === undefined ? [] : [cannotTell('The panel met, and nothing says who sat on it.', held)]
  }
  const { members } = panel.data
  const people = new Set(members.map(({ person }) => person))
  const wrong = [
    ...(members.length !== 3 || people.size !== 3 ? [`it has ${people.size} members`] : []),
    ...(members.some(({ independent }) => !independent) ? ['not every member is independent'] : []),
    ...(members.filter(({ chairs }) => chairs).length === 1 ? [] : ['not exactly one member chairs it']),
  ]
  const independent = factsOf(record, 'independent-person-appointed')
  if (independent.some(({ data }) => people.has(data.person)))
    wrong.push('the independent person of Stage 2 sits on it')
  if (wrong.length > 0) return [notMet(`The panel is not as it must be: ${wrong.join('; ')}.`, panel)]
  return [
    independent.length === 0
      ? cannotTell('Nothing says who was the independent person of Stage 2, so whether they sit on it.', panel)
      : met('Three independent people, one of whom chairs; the independent person of Stage 2 is none of them.', panel),
  ]
}

function papers(record: CaseRecord): readonly Judgement[] {
  const calls = factsOf(record, 'panel-date-set')
  const meetings = factsOf(record, 'panel-met')
  const first = firstOf(record, 'panel-papers-sent', 'panel-met')
  if (calls.length === 0) {
    return first === undefined ? [] : [cannotTell('Nothing says for which day the panel was called.', first)]
  }
  const held = meetings.map((met) => ({ call: calls.findLast(({ on }) => on <= met.on), met }))
  const last = calls.at(-1)
  const called = held.some(({ call }) => call === last) ? held : [...held, { call: last, met: undefined }]
  return called.flatMap(({ call, met }) =>
    clocksOf(record, panelPapers.id)
      .filter(({ startedBy }) => startedBy === call?.id)
      .map((clock) => paperOf(record, clock, met)),
  )
}

function paperOf(record: CaseRecord, clock: Clock, held: Fact<'panel-met'> | undefined): Judgement {
  const own = judgeClock(clock)
  if (held === undefined) {
    if (own.result !== 'met') return own
    const later = firstOf(record, 'panel-report-sent', 'panel-recommendations-received')
    const undecided =
      later === undefined
        ? notYetDue('Sent; the panel has not met yet.')
        : cannotTell('The papers were sent; on which day the panel met is not on record.', later)
    return { ...own, ...undecided }
  }
  const day = ifKnown(() => dueOn(panelPapers, held.on))
  if (day === undefined || day === clock.due || clock.metOn === undefined) return own
  const because = `Sent on ${dayInWords(clock.metOn)}; the panel met on ${dayInWords(held.on)}, so they were due by ${dayInWords(day)}.`
  const judge = clock.metOn <= day ? met : notMet
  return { ...own, ...judge(because, held), due: day }
}
