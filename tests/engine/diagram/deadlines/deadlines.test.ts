import { expect } from 'chai'
import {
  admitHere,
  deadlineInWords,
  previewDeadline,
  startDaysAfter,
  type DeadlineBinding,
  type LocalDeadline,
} from '../../../../engine/diagram/index.ts'
import { DEADLINE_RULES } from '../../../../engine/law/index.ts'
import { localDate } from '../../../../engine/values/local-date.ts'
import { shippedDiagrams } from '../edit/shipped.ts'

const OWN: LocalDeadline = {
  id: 'children-act.local.panel-appointed',
  title: 'The panel appointed and its day fixed',
  workingDays: 15,
  calendar: 'children-act',
  startedBy: 'panel-requested',
  metBy: 'panel-appointed',
}
const TODAY = localDate('2026-11-23')

describe('a deadline in words', () => {
  const SAID: readonly (readonly [binding: DeadlineBinding, sentence: string, moment: string, setBy: string])[] = [
    [
      { rule: 'children-act.stage-1-answer', at: 'due' },
      '10 working days after the complaint is received or the complaint is made again, may extend to 20 when it is complex or while an advocate is being found; it starts again when an advocate is appointed',
      'On the last day',
      'law',
    ],
    [
      { rule: 'adult-social-care.response', at: 'warning', before: 20 },
      '6 months from the day on which the complaint is received, that day counted, may extend to a day that is agreed',
      '20 working days before the last day',
      'law',
    ],
    [
      { rule: 'children-act.panel-papers', at: 'breach', repeat: 1 },
      '10 working days before the panel meets',
      'On the day after the last day, and again every 1 working day while it is late',
      'law',
    ],
    [
      { rule: 'adult-social-care.time-limit', at: 'due' },
      '12 months after the grounds for complaining arose',
      'On the last day',
      'law',
    ],
    [
      { rule: 'children-act.acknowledgement', at: 'due' },
      '3 working days after the complaint is received',
      'On the last day',
      'council',
    ],
    [
      { local: OWN, at: 'due' },
      '15 working days after a panel is asked for, until the panel is appointed',
      'On the last day',
      'council',
    ],
    [
      {
        local: { ...OWN, onlyWhere: { property: 'grade', is: 'low' }, metBy: 'panel-appointed case-closed' },
        at: 'breach',
      },
      '15 working days after a panel is asked for (only where the grade is low), until the panel is appointed or the case is closed',
      'On the day after the last day',
      'council',
    ],
    [
      { rule: 'complaint-handling-code.escalation-window', local: OWN, at: 'due' },
      '20 working days after Stage 1 is answered; where that was not in force, our own target: 15 working days after a panel is asked for, until the panel is appointed',
      'On the last day',
      'both',
    ],
    [{ rule: 'no-such', at: 'due' }, 'a rule that is not known (no-such)', 'On the last day', 'unknown'],
  ]
  for (const [binding, sentence, moment, setBy] of SAID) {
    it(sentence, () => {
      expect(deadlineInWords(binding)).to.include({ sentence, moment, setBy })
    })
  }

  it('says how far the clause of a rule may be relied on, and nothing of that where there is no rule', () => {
    const certainty = (rule: string) => deadlineInWords({ rule, at: 'due' }).certainty
    expect(
      ['children-act.panel-meeting', 'children-act.panel-chair', 'ombudsman.draft-comments'].map(certainty),
    ).to.eql(['verified', 'well-known', 'unsure'])
    expect(deadlineInWords({ local: OWN, at: 'due' })).not.to.have.property('certainty')
  })

  it('has words for every deadline that we ship, none of them a code, and finds nothing against any', () => {
    const seen = new Set<string>()
    const days = startDaysAfter(TODAY)
    for (const [path, xml] of shippedDiagrams()) {
      for (const node of admitHere(xml, { file: path }).diagram?.main.nodes.values() ?? []) {
        const timer = 'event' in node && node.event.kind === 'timer' ? node.event.timer : undefined
        const binding = timer?.kind === 'deadline' ? timer.deadline : node.redress.deadline
        if (binding === undefined || seen.has(JSON.stringify(binding))) continue
        seen.add(JSON.stringify(binding))
        const preview = previewDeadline(binding, days)
        expect(preview.faults, `${path} ${node.id}`).to.deep.equal([])
        expect(preview.setBy, `${path} ${node.id}`).not.to.equal('unknown')
        expect(preview.sentence, `${path} ${node.id}`).not.to.match(/[a-z]-[a-z]|undefined/)
        expect(preview.days.every(({ due, unknown }) => (due === undefined) === (unknown !== undefined))).to.equal(true)
      }
    }
    expect(seen.size).to.be.greaterThan(90)
  })
})

describe('the preview of a deadline', () => {
  const on = (day: string) => [{ label: 'Then', from: localDate(day) }]

  // Counted by hand: Good Friday is 26 March 2027, Easter Monday 29 March.
  it('counts over Easter as the law does, with each day that is left out', () => {
    const [day] = previewDeadline({ rule: 'children-act.stage-1-answer', at: 'due' }, on('2027-03-24')).days
    expect(day).to.include({ due: '2027-04-09', weekday: 'Friday', extendedTo: '2027-04-23' })
    expect(day?.notCounted.map(({ day: each, why }) => `${each} ${why}`)).to.deep.equal([
      '2027-03-26 Good Friday',
      '2027-03-27 Saturday',
      '2027-03-28 Sunday',
      '2027-03-29 bank holiday: Easter Monday',
      '2027-04-03 Saturday',
      '2027-04-04 Sunday',
    ])
  })

  it('leaves out the days on which the council is closed for its own targets, and not for the law', () => {
    const closed = ['2026-12-29', '2026-12-30', '2026-12-31'].map(localDate)
    const due = (binding: DeadlineBinding) => previewDeadline(binding, on('2026-12-21'), closed).days[0]?.due
    // 22, 23, 24 December; the 25th, 26th, 28th are holidays; 29, 30 December.
    expect(due({ rule: 'children-act.panel-report', at: 'due' })).to.equal('2026-12-30')
    expect(due({ local: { ...OWN, workingDays: 5 }, at: 'due' })).to.equal('2027-01-05')
  })

  it('tells the day on which a timer acts', () => {
    const acts = (more: Omit<DeadlineBinding, 'rule'>) =>
      previewDeadline({ rule: 'children-act.stage-1-answer', ...more }, on('2027-01-04')).days[0]?.acts
    expect(acts({ at: 'warning', before: 2 })).to.equal('2027-01-14')
    expect(acts({ at: 'breach' })).to.equal('2027-01-19')
    expect(acts({ at: 'due' })).to.equal(undefined)
  })

  it('says why no day can be told, and does not guess', () => {
    const [day] = previewDeadline({ rule: 'children-act.stage-2-answer', at: 'due' }, on('2028-12-20')).days
    expect(day?.due).to.equal(undefined)
    expect(day?.unknown).to.match(/Bank holidays are not known/)
  })

  const same = { startedBy: 'complaint-received', metBy: 'stage-1-answered' }
  const REFUSED: readonly (readonly [why: string, local: Partial<LocalDeadline>, fault: RegExp | undefined])[] = [
    ['as long as the law allows', { ...same, workingDays: 20 }, undefined],
    ['longer than the law', { ...same, workingDays: 21 }, /more than SI 2006\/1738 reg. 14 allows: 20 at most/],
    ['a clock of no law', { workingDays: 250 }, undefined],
    ['no length', { workingDays: 0 }, /whole number of working days from 1 to 250/],
    ['half a day', { workingDays: 2.5 }, /whole number/],
    ['a calendar of nobody', { calendar: 'moon' }, /calendar that is known/],
    [
      'a law that counts in months',
      { ...same, metBy: 'adult-response-sent', calendar: 'adult-social-care', workingDays: 130 },
      /after the last day that SI 2009\/309 reg. 14\(3\) allows/,
    ],
    [
      'tighter than a law that counts in months',
      { ...same, metBy: 'adult-response-sent', calendar: 'adult-social-care', workingDays: 100 },
      undefined,
    ],
  ]
  for (const [why, change, fault] of REFUSED) {
    it(`${fault === undefined ? 'lets pass' : 'refuses'} ${why}`, () => {
      const { faults } = previewDeadline({ local: { ...OWN, ...change }, at: 'due' }, startDaysAfter(TODAY))
      if (fault === undefined) expect(faults).to.deep.equal([])
      else expect(faults.join(' ')).to.match(fault)
    })
  }

  // From 1 April 2026: 19 working days of April, 19 of May, 22, 23, 20 and 22 to 30 September.
  it('lets pass the very day on which six months end, and refuses the one after', () => {
    const adult = { ...OWN, ...same, metBy: 'adult-response-sent', calendar: 'adult-social-care' }
    const faults = (workingDays: number) =>
      previewDeadline({ local: { ...adult, workingDays }, at: 'due' }, on('2026-04-01')).faults
    expect([faults(125).length, faults(126).length]).to.deep.equal([0, 1])
  })

  it('tries an ordinary week, Easter and Christmas, and nothing beyond the holidays that are known', () => {
    expect(startDaysAfter(TODAY).map(({ label, from }) => `${from} ${label}`)).to.deep.equal([
      '2027-01-04 An ordinary Monday',
      '2027-01-08 An ordinary Friday',
      '2027-01-09 A Saturday',
      '2027-03-24 The Wednesday before Easter',
      '2027-03-26 Good Friday',
      '2027-03-30 The Tuesday after Easter',
      '2026-12-18 A week before Christmas',
      '2026-12-24 Christmas Eve',
      '2026-12-28 Two days after Boxing Day',
    ])
    expect(startDaysAfter(localDate('2028-12-31'))).to.deep.equal([])
  })

  it('knows the words of every rule of law', () => {
    for (const { id } of DEADLINE_RULES) {
      expect(previewDeadline({ rule: id, at: 'due' }, startDaysAfter(TODAY)).sentence, id).not.to.match(
        /[a-z]-[a-z]|undefined|^0/,
      )
    }
  })
})
