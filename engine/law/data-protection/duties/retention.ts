import type { Fact } from '../../../case/fact.ts'
import type { Duty } from '../../duty.ts'
import { cannotTell, factsOf, lastOf, met, notMet, notYetDue } from '../../judging.ts'
import { article, IN_FORCE } from '../source.ts'

export const retentionSet: Duty = {
  id: 'D04',
  title: 'When the case is closed it is settled how long it is kept, and a legal hold is not cut short.',
  severity: 'guidance',
  citation: article(
    5,
    'art. 5(1)(e)',
    'Personal data is kept no longer than it is needed; what the law or a claim needs is kept as long.',
    'well-known',
  ),
  reading:
    'On the day of closing at the latest; a day set earlier in the case counts. A hold for legal reasons may be followed by a later day, never by an earlier one.',
  periods: [{ from: IN_FORCE }],
  reads: ['case-closed', 'retention-set'],
  judge(record) {
    const set = factsOf(record, 'retention-set')
    const closed = lastOf(record, 'case-closed')
    const [cut] = set.flatMap((hold, at) => set.slice(at + 1).find((later) => shortens(later, hold)) ?? [])
    if (cut !== undefined) return [notMet('A legal hold was cut short.', ...set)]
    if (record.state.closed === undefined || closed === undefined) return [notYetDue('It is settled at closing.')]
    const last = set.at(-1)
    if (last === undefined) {
      return closed.on === record.today
        ? [notYetDue('It is owed on the day of closing.', closed)]
        : [notMet('The case was closed, and nothing says how long it is kept.', closed)]
    }
    return last.data.until > closed.on
      ? [met('It is settled how long the case is kept.', closed, last)]
      : [cannotTell('The day until which it is kept lies before the closing.', closed, last)]
  },
}

function shortens(later: Fact<'retention-set'>, earlier: Fact<'retention-set'>): boolean {
  return earlier.data.rule === 'legal-hold' && later.data.until < earlier.data.until
}
