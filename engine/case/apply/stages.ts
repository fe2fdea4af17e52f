import type { ComplaintCase } from '../complaint-case.ts'
import type { Fact, FactType } from '../fact.ts'
import type { Stage } from '../fact-data.ts'
import { kept, openedStage, withDecision, withPerson, withStage, type Appliers } from './parts.ts'

type Appointing =
  | 'investigating-officer-appointed'
  | 'independent-person-appointed'
  | 'adjudicating-officer-appointed'
  | 'panel-chair-appointed'

function appointed(role: string) {
  return (state: ComplaintCase, { on, data }: Fact<Appointing>): ComplaintCase =>
    withPerson(state, { ...data, role, from: on })
}

function extended(stage: Stage) {
  return (state: ComplaintCase, { on, data }: Fact<'stage-1-extended' | 'stage-2-extended'>): ComplaintCase =>
    withStage(state, stage, on, { extended: { on, ...data } })
}

function withPanel(state: ComplaintCase, change: Partial<ComplaintCase['panel']>): ComplaintCase {
  return { ...state, panel: { ...state.panel, ...change } }
}

/** The stages of every procedure, and those of the children's (SI 2006/1738 regs 14 to 20). */
export const STAGE_APPLIERS = {
  'stage-opened': (state, { on, data: { stage } }) => openedStage(state, stage, on),
  'early-resolution-tried': kept,
  'complainant-agreed-to-wait': kept,
  'lateness-notice-sent': kept,
  'lateness-reason-recorded': kept,
  'clock-held': kept,
  'clock-released': kept,
  'complainant-satisfied': kept,

  'stage-1-extended': extended('stage-1'),
  'stage-1-answered': (state, { on, data: { person } }) =>
    withStage(state, 'stage-1', on, { answeredOn: on, answeredBy: person }),
  'stage-2-right-notified': kept,
  'stage-1-skipped': kept,

  'stage-2-requested': kept,
  'record-of-complaint-sent': kept,
  'record-of-complaint-commented': kept,
  'record-of-complaint-settled': kept,
  'investigating-officer-appointed': appointed('investigating-officer'),
  'independent-person-appointed': appointed('independent-person'),
  'investigation-started': kept,
  'investigation-report-received': kept,
  'independent-person-report-received': kept,
  'stage-2-extended': extended('stage-2'),
  'adjudicating-officer-appointed': appointed('adjudicating-officer'),
  'complaint-adjudicated': (state, { on, data: { person, points } }) =>
    points.reduce(
      (next, decision) => withDecision(next, decision, 'stage-2', on),
      withStage(state, 'stage-2', on, { answeredBy: person }),
    ),
  'stage-2-answered': (state, { on }) => withStage(state, 'stage-2', on, { answeredOn: on }),

  'panel-requested': (state, { on }) => withPanel(state, { requestedOn: on }),
  'panel-request-acknowledged': kept,
  'panel-chair-appointed': appointed('panel-chair'),
  'panel-appointed': (state, { on, data: { members } }) =>
    members.reduce(
      (next, { person, independent, chairs }) =>
        withPerson(next, {
          person,
          role: chairs ? 'panel-chair' : 'panel-member',
          from: on,
          declaredIndependent: independent,
        }),
      withPanel(state, { members }),
    ),
  'panel-date-set': (state, { data: { meetsOn } }) => withPanel(state, { meetsOn }),
  'panel-papers-sent': kept,
  'panel-met': (state, { on }) => withPanel(state, { metOn: on }),
  'panel-report-sent': kept,
  'panel-recommendations-received': (state, { data: { recommendations } }) => withPanel(state, { recommendations }),
  'panel-response-decided': (state, { data }) => withPanel(state, { response: data }),
  'panel-response-sent': (state, { on }) => withStage(state, 'stage-3', on, { answeredOn: on }),
} satisfies Partial<Appliers<FactType>>
