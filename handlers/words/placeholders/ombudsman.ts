import { lastFact } from '../../reading.ts'
import { day, yes, type Placeholders } from './placeholder.ts'

/** What the Ombudsman has decided and directed. */
export const OMBUDSMAN_PLACEHOLDERS = {
  ombudsmanDecidedOn: {
    doc: 'The day of the Ombudsman’s decision.',
    record: 'the Ombudsman’s decision',
    value: ({ caseState }) => day(lastFact(caseState, 'ombudsman-decided')?.on),
  },
  findingChanged: {
    doc: 'Holds when the Ombudsman upheld what the council had not.',
    record: '',
    conditionOnly: true,
    value: ({ caseState }) => yes(lastFact(caseState, 'ombudsman-decided')?.data.changedFinding),
  },
  directedUntil: {
    doc: 'By when the Ombudsman wants a stage to be finished.',
    record: 'by when the Ombudsman wants it finished',
    value: ({ caseState }) => day(lastFact(caseState, 'ombudsman-directed')?.data.dueOn),
  },
} satisfies Placeholders
