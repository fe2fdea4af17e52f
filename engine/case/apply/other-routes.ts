import type { FactType } from '../fact.ts'
import { kept, openedStage, withStage, type Appliers } from './parts.ts'

/** Adults, public health, joint with the NHS, corporate, Ombudsman, data protection. */
export const OTHER_ROUTE_APPLIERS = {
  'oral-complaint-resolved': kept,
  'discussion-offered': kept,
  'response-plan-agreed': kept,
  'response-plan-set': kept,
  'proceedings-known': kept,
  'further-look-asked': kept,
  'risk-graded': kept,
  'adult-response-extended': (state, { on, data: { ground, reason, until } }) =>
    withStage(state, 'adult', on, { extended: { on, ground, reason, until } }),
  'adult-response-sent': (state, { on, data: { signatory } }) =>
    withStage(state, 'adult', on, { answeredOn: on, answeredBy: signatory }),
  'adult-period-missed-notified': kept,
  'provider-notified': kept,
  'response-drafted': kept,
  'response-quality-checked': kept,
  'response-signed': kept,
  'public-health-response-sent': (state, { on, data: { signatory } }) =>
    withStage(state, 'public-health', on, { answeredOn: on, answeredBy: signatory }),

  'nhs-part-detected': kept,
  'partner-contacted': kept,
  'lead-not-agreed': kept,
  'lead-agreed': kept,
  'partner-asked': kept,
  'partner-replied': kept,
  'partner-link-issued': kept,
  'partner-escalated': kept,
  'point-assigned': kept,
  'joint-meeting-held': kept,
  'part-signed-off': kept,
  'joint-draft-circulated': kept,
  'joint-response-sent': (state, { on }) => withStage(state, 'adult', on, { answeredOn: on }),
  'complaint-split': kept,

  'corporate-1-acknowledged': kept,
  'corporate-1-extended': (state, { on, data }) => withStage(state, 'corporate-1', on, { extended: { on, ...data } }),
  'corporate-1-answered': (state, { on, data: { person } }) =>
    withStage(state, 'corporate-1', on, { answeredOn: on, answeredBy: person }),
  'corporate-2-requested': kept,
  'corporate-2-acknowledged': kept,
  'corporate-2-extended': (state, { on, data }) => withStage(state, 'corporate-2', on, { extended: { on, ...data } }),
  'corporate-2-answered': (state, { on, data: { person } }) =>
    withStage(state, 'corporate-2', on, { answeredOn: on, answeredBy: person }),

  'ombudsman-papers-asked': kept,
  'ombudsman-papers-sent': kept,
  'ombudsman-enquiry-received': (state, { on }) => openedStage(state, 'ombudsman', on),
  'ombudsman-enquiry-answered': kept,
  'ombudsman-draft-received': kept,
  'ombudsman-draft-commented': kept,
  'ombudsman-decided': (state, { on }) => withStage(state, 'ombudsman', on, { answeredOn: on }),
  'ombudsman-recommended': kept,
  'ombudsman-paused': kept,
  'ombudsman-resumed': kept,
  'ombudsman-evidence-sent': kept,
  'ombudsman-report-received': kept,
  'ombudsman-report-advertised': kept,
  'ombudsman-report-answered': kept,
  'ombudsman-report-laid': kept,
  'monitoring-officer-reported': kept,
  'ombudsman-directed': kept,

  'access-requested': kept,
  'access-extended': kept,
  'access-answered': kept,
  disclosed: kept,
  'retention-set': kept,
} satisfies Partial<Appliers<FactType>>
