import { expect } from 'chai'
import { deadlineRule, explain, localDate, DEADLINE_RULES, unitOf } from '../../../engine/index.ts'
import { explainedDays } from '../../../web/cases/explained-days.ts'

describe('the days between the start and the last day of a time limit', () => {
  it('counts ten working days over Easter, each day not counted with its reason (received on Maundy Thursday 2026)', () => {
    const rows = explainedDays(explain(deadlineRule('children-act.stage-1-answer'), localDate('2026-04-02')))
    expect(rows.map(({ days, counted, why }) => `${days}: ${counted ?? why ?? ''}`)).to.eql([
      'Friday 3 April 2026: Good Friday',
      'Saturday 4 April 2026 to Sunday 5 April 2026: weekend',
      'Monday 6 April 2026: bank holiday: Easter Monday',
      'Tuesday 7 April 2026 to Friday 10 April 2026: 1 to 4',
      'Saturday 11 April 2026 to Sunday 12 April 2026: weekend',
      'Monday 13 April 2026 to Friday 17 April 2026: 5 to 9',
      'Saturday 18 April 2026 to Sunday 19 April 2026: weekend',
      'Monday 20 April 2026: 10',
    ])
  })

  for (const rule of DEADLINE_RULES.filter(({ counting }) => unitOf(counting) === 'working days')) {
    it(`of ${rule.id} add up to the last day`, () => {
      const explanation = explain(rule, localDate('2026-12-18'))
      const rows = explainedDays(explanation)
      expect(rows.findLast(({ upTo }) => upTo !== undefined)?.upTo).to.equal(explanation.counted)
      expect(rows.at(-1)?.to).to.equal(explanation.due)
    })
  }
})
