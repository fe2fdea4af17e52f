import { expect } from 'chai'
import { line, note } from '../../../support/diagrams/fixtures.ts'
import { foundBy } from '../../../support/diagrams/read.ts'
import { lasting, local, timer } from '../../../support/diagrams/steps.ts'

const cycle = (text: string) => `<bpmn:timeCycle xsi:type="bpmn:tFormalExpression">${text}</bpmn:timeCycle>`
const date = (text: string) => `<bpmn:timeDate xsi:type="bpmn:tFormalExpression">${text}</bpmn:timeDate>`

describe('no-raw-days-in-timers and no-long-timers', () => {
  const examples = [
    { what: lasting('PT1H'), days: 0, long: 0, because: 'an hour is no day' },
    { what: lasting('PT23H59M'), days: 0, long: 0, because: 'not quite a day' },
    { what: lasting('PT48H'), days: 1, long: 0, because: 'two days, written in hours' },
    { what: lasting('P10D'), days: 1, long: 0, because: 'ten days of no calendar' },
    { what: lasting('P2W'), days: 1, long: 0, because: 'weeks are days' },
    { what: lasting('P24D'), days: 1, long: 0, because: 'the last that is not long' },
    { what: lasting('P25D'), days: 0, long: 1, because: 'the first that is long' },
    { what: lasting('P1M'), days: 0, long: 1, because: 'a month' },
    { what: lasting('P1Y'), days: 0, long: 1, because: 'a year' },
    { what: cycle('R3/PT1H'), days: 0, long: 0, because: 'a cycle of hours' },
    { what: cycle('R/P7D'), days: 1, long: 0, because: 'a cycle of days' },
    { what: lasting('=duration("P10D")'), days: 1, long: 0, because: 'a length within FEEL' },
    { what: date('2027-04-01T09:00'), days: 0, long: 0, because: 'a date has no length' },
    {
      what: local(10, 'complaint-received', 'acknowledgement-sent', 'moon'),
      days: 1,
      long: 0,
      because: 'no such calendar',
    },
    { what: local(10, 'complaint-received', 'acknowledgement-sent'), days: 0, long: 0, because: 'a deadline' },
  ]
  for (const { what, days, long, because } of examples) {
    it(`${/>([^<]+)</.exec(what)?.[1] ?? 'a local deadline'}: ${because}`, async () => {
      const content = line(note(), timer('ev_wait', 'Waited', what))
      expect(await foundBy('no-raw-days-in-timers', content)).to.have.lengthOf(days)
      expect(await foundBy('no-long-timers', content)).to.have.lengthOf(long)
    })
  }
})
