import type { FactType } from '../../case/fact.ts'

/** What a dot on a chart stands for; each has a shape of its own. */
export type MilestoneKind =
  | 'received'
  | 'acknowledged'
  | 'looked-into'
  | 'answered'
  | 'asked-for-more'
  | 'more-time'
  | 'told-late'
  | 'set-aside'
  | 'ombudsman'
  | 'closed'

/**
 * The facts by which the course of a case is told: what carries it on, not what is noted on the way. Its place in a variant
 * is the day on which it happened, and on one day the order in which it was recorded.
 */
export const MILESTONES = {
  'complaint-received': 'received',
  'feedback-received': 'received',
  'ombudsman-contact-received': 'received',
  'acknowledgement-sent': 'acknowledged',
  'corporate-1-acknowledged': 'acknowledged',
  'corporate-2-acknowledged': 'acknowledged',
  'panel-request-acknowledged': 'acknowledged',
  'early-resolution-tried': 'looked-into',
  'investigation-started': 'looked-into',
  'investigation-report-received': 'looked-into',
  'complaint-adjudicated': 'looked-into',
  'panel-met': 'looked-into',
  'stage-1-answered': 'answered',
  'stage-2-answered': 'answered',
  'panel-response-sent': 'answered',
  'adult-response-sent': 'answered',
  'public-health-response-sent': 'answered',
  'joint-response-sent': 'answered',
  'corporate-1-answered': 'answered',
  'corporate-2-answered': 'answered',
  'stage-1-skipped': 'asked-for-more',
  'stage-2-requested': 'asked-for-more',
  'panel-requested': 'asked-for-more',
  'corporate-2-requested': 'asked-for-more',
  'further-look-asked': 'asked-for-more',
  'stage-1-extended': 'more-time',
  'stage-2-extended': 'more-time',
  'adult-response-extended': 'more-time',
  'corporate-1-extended': 'more-time',
  'corporate-2-extended': 'more-time',
  'lateness-notice-sent': 'told-late',
  'consideration-deferred': 'set-aside',
  'complaint-resubmitted': 'set-aside',
  'matter-signposted': 'set-aside',
  'complaint-refused': 'set-aside',
  'complaint-excluded': 'set-aside',
  'complaint-rerouted': 'set-aside',
  'complaint-withdrawn': 'set-aside',
  'ombudsman-enquiry-received': 'ombudsman',
  'ombudsman-enquiry-answered': 'ombudsman',
  'ombudsman-decided': 'ombudsman',
  'case-closed': 'closed',
  'case-reopened': 'closed',
} as const satisfies Partial<Record<FactType, MilestoneKind>>

export type Milestone = keyof typeof MILESTONES

export const MILESTONE_TYPES = Object.keys(MILESTONES) as readonly Milestone[]

export function isMilestone(type: string): type is Milestone {
  return Object.hasOwn(MILESTONES, type)
}
