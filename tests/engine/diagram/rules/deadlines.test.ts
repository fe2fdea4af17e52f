import { expect } from 'chai'
import { FIXTURE_REGISTRY } from '../../../fixtures/diagrams/registry.ts'
import { beside, line, note, offer } from '../../../support/diagrams/fixtures.ts'
import { foundBy } from '../../../support/diagrams/read.ts'
import { lateness, legal, local, service, timer, user, ways } from '../../../support/diagrams/steps.ts'
import type { Aside, Step } from '../../../support/diagrams/draw.ts'

const RULE = 'children-act.stage-1-answer'
const bound = (deadline: string) => line(user('task_answer', 'Answer', 'note', { deadline }))

describe('user-task-has-deadline', () => {
  it('wants a reason that says something', async () => {
    const found = await foundBy('user-task-has-deadline', line(user('task_a', 'Note', 'note', { noDeadline: ' ' })))
    expect(found).to.deep.equal(["task_a: The user task 'Note' (task_a) has no deadline and does not say why."])
  })

  it('does not accept a deadline and a reason for having none', async () => {
    const both = user('task_a', 'Note', 'note', { deadline: legal(RULE) })
    const step: Step = { ...both, attributes: { ...both.attributes, 'redress:noDeadline': 'No hurry' } }
    expect((await foundBy('user-task-has-deadline', line(step))).join()).to.contain('also a reason')
  })
})

describe('deadline-within-statute', () => {
  for (const [days, faults] of [
    [1, 0],
    [10, 0],
    [20, 0],
    [21, 1],
  ] as const) {
    it(`${days} working days for stage 1 → ${faults} faults (ceiling 20)`, async () => {
      const content = bound(local(days, 'complaint-received', 'stage-1-answered'))
      expect(await foundBy('deadline-within-statute', content)).to.have.lengthOf(faults)
    })
  }

  it('looks at timers as well as at tasks, and names the clause', async () => {
    const content = line(timer('ev_wait', 'Waited', local(66, 'stage-2-requested', 'stage-2-answered')))
    expect(await foundBy('deadline-within-statute', content)).to.deep.equal([
      "ev_wait: The waiting event 'Waited' (ev_wait) allows 66 working days ('Our own target'); SI 2006/1738 allows at most 65.",
    ])
  })

  it('says nothing of a clock that only practice sets, or that another instrument sets', async () => {
    const more = (id: string, clause: string) => {
      const rule = {
        id,
        clause,
        workingDays: 3,
        pausable: false,
        startedBy: ['complaint-received'],
        metBy: ['acknowledgement-sent'],
      }
      return { registry: { ...FIXTURE_REGISTRY, deadlineRules: new Map([[id, rule]]) } }
    }
    const content = bound(local(5, 'complaint-received', 'acknowledgement-sent'))
    const faults = async (id: string, clause: string) =>
      (await foundBy('deadline-within-statute', content, more(id, clause))).length
    expect(await faults('children-act.acknowledgement', 'Practice local target'), 'practice').to.equal(0)
    expect(await faults('adult-social-care.acknowledgement', 'SI 2009/309 reg. 13(3)'), 'adults').to.equal(0)
    expect(await faults('children-act.acknowledgement', 'SI 2006/1738 reg. 99'), 'law').to.equal(1)
  })

  it('says nothing of a clock that no law knows', async () => {
    const content = bound(local(200, 'complaint-received', 'acknowledgement-sent'))
    expect(await foundBy('deadline-within-statute', content)).to.be.empty
  })
})

describe('deadline-names-its-start', () => {
  it('finds a rule that is not known', async () => {
    expect((await foundBy('deadline-names-its-start', bound(legal('children-act.nonsense')))).join()).to.contain(
      'not known',
    )
  })

  it('finds facts that no case can record', async () => {
    const found = await foundBy('deadline-names-its-start', bound(local(5, 'full-moon', 'new-moon')))
    expect(found.map((text) => /'([a-z]+-moon)'/.exec(text)?.[1])).to.deep.equal(['full-moon', 'new-moon'])
  })

  for (const one of ['children-act.stage-2-answer', 'children-act.stage-2-answer-from-record']) {
    it(`finds ${one} alone, whichever of the two it is`, async () => {
      expect(await foundBy('deadline-names-its-start', bound(legal(one)))).to.have.lengthOf(1)
    })
  }

  it('has nothing to say of a clock with one reading', async () => {
    expect(await foundBy('deadline-names-its-start', bound(legal(RULE)))).to.be.empty
  })
})

describe('lateness-tells-complainant', () => {
  const found = (content: Parameters<typeof foundBy>[1]) => foundBy('lateness-tells-complainant', content)
  const answer = user('task_answer', 'Answer', 'note', { deadline: legal(RULE) })
  const late = (step: Partial<Step>): Step[] =>
    lateness('task_answer', RULE).steps.map((each) => (each.kind === 'boundaryEvent' ? { ...each, ...step } : each))

  it('is kept by a border timer that lets the work go on', async () => {
    expect(await found(beside(line(answer), lateness('task_answer', RULE)))).to.be.empty
  })

  const { flows } = lateness('task_answer', RULE)
  for (const [what, steps] of Object.entries({
    'stops the work': late({ attributes: {} }),
    'is for another rule': late({
      definition: timer('ev_x', '', legal('children-act.panel-meeting', 'breach')).definition ?? '',
    }),
    'comes on the due day, when nothing is late': late({
      definition: timer('ev_x', '', legal(RULE, 'due')).definition ?? '',
    }),
  })) {
    it(`is broken by a timer that ${what}`, async () => {
      expect(await found(beside(line(answer), { steps, flows }))).to.have.length.above(0)
    })
  }

  it('is broken by telling only the staff', async () => {
    const steps = lateness('task_answer', RULE).steps.map((step) =>
      step.kind === 'serviceTask'
        ? {
            ...service(step.id, 'Tell staff', 'notify-staff', {
              role: 'complaints-manager',
              template: 'deadline-missed',
            }),
            row: 1,
          }
        : step,
    )
    expect(await found(beside(line(answer), { steps, flows }))).to.have.lengthOf(1)
  })

  it('is kept by an event sub-process, which covers every task', async () => {
    const [event, tell, end] = lateness('task_answer', RULE).steps
    const aside: Aside = {
      id: 'sub_late',
      name: 'The legal deadline passed',
      documentation: 'SI 2006/1738 reg 14',
      steps: [
        {
          id: 'ev_late',
          kind: 'startEvent',
          name: 'Late',
          attributes: { isInterrupting: 'false' },
          definition: event?.definition ?? '',
        },
        { ...service(tell?.id ?? '', 'Tell', 'send-lateness-notice', { rule: RULE }), row: 0 },
        { id: end?.id ?? '', kind: 'endEvent', name: 'Told' },
      ],
      flows: ways(`ev_late > ${tell?.id ?? ''} > ${end?.id ?? ''}`),
    }
    const content = { ...line(offer, answer, note()), asides: [aside] }
    expect(await found(content)).to.be.empty
    expect(await foundBy('end-event-has-outcome', content), 'the side track needs no outcome').to.be.empty
  })

  it('does not ask for a notice when a window for the complainant closes', async () => {
    expect(await found(bound(legal('children-act.panel-request-window')))).to.be.empty
  })

  it('does not ask it of the notice of lateness itself', async () => {
    const rule = {
      id: 'children-act.stage-2-right-notice',
      clause: 'SI 2006/1738 reg. 15',
      pausable: false,
      metBy: ['stage-2-right-notified'],
    }
    const registry = { ...FIXTURE_REGISTRY, deadlineRules: new Map([[rule.id, rule]]) }
    expect(await foundBy('lateness-tells-complainant', bound(legal(rule.id)), { registry })).to.be.empty
  })

  it('names each rule once, at the first step that it binds', async () => {
    const twice = line(answer, user('task_again', 'Answer again', 'note', { deadline: legal(RULE) }))
    expect((await found(twice)).map((text) => text.split(':')[0])).to.deep.equal(['task_answer'])
  })
})

describe('only-pausable-clocks-pause', () => {
  const found = (step: Step) => foundBy('only-pausable-clocks-pause', line(step))

  it('wants to know which clock is paused', async () => {
    expect((await found(user('task_hold', 'Hold', 'hold-clock'))).join()).to.contain('does not say which')
  })

  it('wants a ground from an action too', async () => {
    const found = await foundBy(
      'only-pausable-clocks-pause',
      line(service('task_hold', 'Hold', 'hold-clock', { rule: RULE })),
    )
    expect(found).to.deep.equal([
      "task_hold: The service task 'Hold' (task_hold) pauses a clock and asks for no ground.",
    ])
  })
})
