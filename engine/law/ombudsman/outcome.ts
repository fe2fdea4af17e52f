import type { FactType } from '../../case/fact.ts'
import type { Stage } from '../../case/fact-data.ts'
import type { DeadlineRule } from '../deadline-rule.ts'
import { act, IN_FORCE, practice } from './source.ts'
import { workingDay } from './working-day.ts'

export const recommendation: DeadlineRule = {
  id: 'ombudsman.recommendation',
  instrument: 'ombudsman',
  title: 'our evidence that the Ombudsman’s recommendation was carried out',
  kind: 'guidance',
  nature: 'duty',
  citation: practice('compliance', 'Evidence for each recommendation is given by the day agreed for it.', 'verified'),
  interpretation: 'The day that was agreed with the recommendation; a clock for each.',
  startedBy: ['ombudsman-recommended'],
  givenBy: 'dueOn',
  pairedBy: 'recommendation',
  repeats: 'latest',
  metBy: ['ombudsman-evidence-sent'],
  counting: 'day-given',
  periods: [{ from: IN_FORCE, length: 0, definition: workingDay }],
  decidedBy: ['ombudsman-link-officer'],
}

export const reportNotice: DeadlineRule = {
  id: 'ombudsman.report-notice',
  instrument: 'ombudsman',
  title: 'the public notice of the Ombudsman’s report',
  kind: 'statutory',
  nature: 'duty',
  citation: act(
    '30',
    'Notice of a public report is given in the press within 2 weeks, and it lies open for 3 weeks.',
    'well-known',
  ),
  interpretation: 'Two weeks after the report was received, that day left out; weekends and holidays count.',
  startedBy: ['ombudsman-report-received'],
  metBy: ['ombudsman-report-advertised'],
  counting: 'weeks-after',
  periods: [{ from: IN_FORCE, length: 2, definition: workingDay }],
  decidedBy: ['ombudsman-link-officer', 'director'],
}

export const reportInspection: DeadlineRule = {
  id: 'ombudsman.report-inspection',
  instrument: 'ombudsman',
  title: 'the time in which everybody can read the Ombudsman’s report',
  kind: 'statutory',
  nature: 'window',
  citation: act(
    '30',
    'Notice of a public report is given in the press within 2 weeks, and it lies open for 3 weeks.',
    'well-known',
  ),
  interpretation: 'Three weeks after the public notice, that day left out; weekends and holidays count.',
  startedBy: ['ombudsman-report-advertised'],
  repeats: 'latest',
  metBy: [],
  counting: 'weeks-after',
  periods: [{ from: IN_FORCE, length: 3, definition: workingDay }],
  decidedBy: ['ombudsman-link-officer'],
}

export const reportAnswer: DeadlineRule = {
  id: 'ombudsman.report-answer',
  instrument: 'ombudsman',
  title: 'our answer to the Ombudsman on what we do about its report',
  kind: 'statutory',
  nature: 'duty',
  citation: act(
    '31',
    'The report is laid before the council, and the Ombudsman is told within 3 months what is done.',
    'well-known',
  ),
  interpretation:
    'Three months after the report was received: the day itself is left out, the last day is the corresponding day or the end of the month, and it does not move for weekends or holidays.',
  startedBy: ['ombudsman-report-received'],
  metBy: ['ombudsman-report-answered'],
  counting: 'months-after',
  periods: [{ from: IN_FORCE, length: 3, definition: workingDay }],
  decidedBy: ['ombudsman-link-officer', 'director'],
}

/** A stage that the Ombudsman has told the council to carry on with, by the day that it set. */
export const directedStages: readonly DeadlineRule[] = [
  directed('stage-1', 'Stage 1', ['stage-1-answered']),
  directed('stage-2', 'Stage 2', ['stage-2-answered']),
  directed('stage-3', 'Stage 3', ['panel-response-sent']),
  directed('adult', 'the adult procedure', ['adult-response-sent', 'joint-response-sent']),
  directed('public-health', 'the public health procedure', ['public-health-response-sent']),
  directed('corporate-1', 'Stage 1 of the Code', ['corporate-1-answered']),
  directed('corporate-2', 'Stage 2 of the Code', ['corporate-2-answered']),
]

function directed(stage: Stage, name: string, metBy: readonly FactType[]): DeadlineRule {
  return {
    id: `ombudsman.directed-${stage}`,
    instrument: 'ombudsman',
    title: `${name} to be finished, as the Ombudsman directed`,
    kind: 'guidance',
    nature: 'duty',
    citation: practice(
      'referral back',
      'The Ombudsman may have a stage carried on with by a day that it sets.',
      'well-known',
    ),
    interpretation: 'The day that the Ombudsman set, whatever the stage’s own time would be.',
    startedBy: ['ombudsman-directed'],
    onlyWhere: { property: 'stage', is: stage },
    givenBy: 'dueOn',
    repeats: 'latest',
    metBy,
    counting: 'day-given',
    periods: [{ from: IN_FORCE, length: 0, definition: workingDay }],
    endedBy: ['complaint-withdrawn'],
    decidedBy: ['complaints-manager', 'ombudsman-link-officer'],
  }
}
