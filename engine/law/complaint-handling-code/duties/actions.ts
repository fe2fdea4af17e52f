import type { Fact } from '../../../case/fact.ts'
import { dayInWords } from '../../../values/day-in-words.ts'
import type { CaseRecord } from '../../case-record.ts'
import type { Duty, Judgement } from '../../duty.ts'
import { of } from '../../evidence.ts'
import { cannotTell, factsOf, met, notMet, notYetDue } from '../../judging.ts'
import { code } from '../source.ts'
import { CODE, PERIODS } from './stages.ts'

export const actionsTracked: Duty = {
  id: 'O07',
  title: 'What was promised is tracked until it is done.',
  severity: 'guidance',
  citation: code(
    '6.6',
    'The answer does not wait for actions to be done; outstanding ones are tracked, with updates.',
    'verified',
  ),
  reading: 'Each action is done by its day, or there is a word on how it stands.',
  procedures: CODE,
  periods: PERIODS,
  reads: ['action-agreed', 'action-updated', 'action-done'],
  judge(record) {
    const agreed = factsOf(record, 'action-agreed')
    const known = new Set(agreed.map(({ data }) => data.action))
    const unknown = factsOf(record, 'action-done', 'action-updated').filter(({ data }) => !known.has(data.action))
    return [
      ...agreed.map((action) => of(action.data.action, judgeAction(record, action))),
      ...unknown.map((fact) =>
        of(fact.data.action, cannotTell('Something is told of an action that is not on record.', fact)),
      ),
    ]
  },
}

function judgeAction(record: CaseRecord, agreed: Fact<'action-agreed'>): Judgement {
  const { action, dueOn: due } = agreed.data
  const done = factsOf(record, 'action-done').find(({ data }) => data.action === action)
  const update = factsOf(record, 'action-updated').find(({ data }) => data.action === action)
  if (done !== undefined && done.on <= due)
    return { ...met('It was done by its day.', agreed, done), due, doneOn: done.on }
  if (update !== undefined)
    return { ...met('There was word on how it stands.', agreed, update, done), due, doneOn: done?.on }
  if (done === undefined && record.today <= due)
    return { ...notYetDue(`It is due by ${dayInWords(due)}.`, agreed), due }
  const because =
    done === undefined ? 'Its day passed, and nothing is known of it.' : 'It was done late, and no word was given.'
  return { ...notMet(because, agreed, done), due, doneOn: done?.on }
}
