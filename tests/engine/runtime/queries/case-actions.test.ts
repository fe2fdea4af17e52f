import { expect } from 'chai'
import { readUsualAnswers } from '../../../../api/demo/usual-answers.ts'
import {
  addDays,
  caseNowAndActions,
  dayOf,
  previewExtension,
  type Actor,
  type CaseAction,
  type FactType,
  type LocalDate,
  type Role,
} from '../../../../engine/index.ts'
import { lookAhead } from '../../../../engine/runtime/look-ahead.ts'
import { takeMessage } from '../../../../engine/runtime/take-message.ts'
import { clocks } from '../../../../engine/law/index.ts'
import { ANSWERS } from '../../../support/journey.ts'
import { startTestService, type TestService } from '../../../support/service.ts'
import { submitExample, walk } from '../../../support/walk.ts'

const MANAGER: Actor = { id: 'complaints-manager', role: 'complaints-manager' }
const usual = readUsualAnswers('processes', {})

const complainant = {
  id: 'p1',
  role: 'complainant',
  name: 'Alex Moss',
  email: 'alex.moss@example.org',
  address: ['4 Example Street', 'Exampleton'],
  contactPreference: 'email',
  adjustments: [],
}
const POINT = { text: 'Nobody came for three weeks.', desiredOutcome: 'Visits that happen.' }
const OMBUDSMAN = { reference: '26 001 234', body: 'lgsco', about: 'enquiry', area: 'adult-social-care' }
const staff = (id: string) => ({ ...complainant, id, role: 'other', name: `Staff ${id}` })

async function begin(test: TestService, procedure: string, rounds: number): Promise<string> {
  const submitted = await test.call('intake', 'POST', '/api/v1/cases', {
    procedure,
    channel: 'email',
    oral: false,
    byChild: false,
    people: [complainant, staff('m1'), staff('sm1'), staff('io1'), staff('cm1'), staff('cr1')],
    points: [POINT, ...(procedure === 'nhs-joint' ? [POINT] : [])],
    ...(procedure === 'nhs-joint' && { variables: { triaged: true } }),
  })
  const { caseId } = submitted.body as { caseId: string }
  return goOn(test, caseId, procedure, rounds)
}

/** A case that begins with something else than a complaint. */
async function open(test: TestService, procedure: string, fact: object, rounds: number): Promise<string> {
  const opened = await test.call('intake', 'POST', '/api/v1/openings', { procedure, facts: [fact] })
  expect(opened.status, JSON.stringify(opened.body)).to.equal(201)
  return goOn(test, (opened.body as { caseId: string }).caseId, procedure, rounds)
}

/** As many tasks, answered as people usually do. */
async function goOn(test: TestService, caseId: string, procedure: string, rounds: number): Promise<string> {
  for (let round = 0; round < rounds; round += 1) {
    await test.service.drain()
    const { body } = await test.call('complaints-manager', 'GET', `/api/v1/tasks?caseId=${caseId}`)
    const [task] = (body as { tasks: { taskId: string; form: string }[] }).tasks
    if (task === undefined) break
    const answers = usual.answers(procedure, task.form, {}, todayOf(test))
    const done = await test.call('complaints-manager', 'POST', `/api/v1/tasks/${task.taskId}/completion`, { answers })
    expect(done.status, JSON.stringify([task, done.body])).to.equal(200)
  }
  await test.service.drain()
  return caseId
}

const todayOf = (test: TestService): LocalDate => dayOf(test.service.runtime.clock.now())

async function children(test: TestService, until: string): Promise<string> {
  const caseId = await submitExample(test)
  await walk(test, caseId, (step) => step === until)
  return caseId
}

async function actions(test: TestService, caseId: string, role: Role = 'complaints-manager') {
  const { status, body } = await test.call(role, 'GET', `/api/v1/cases/${caseId}/actions`)
  expect(status, JSON.stringify(body)).to.equal(200)
  const found = (body as { actions: readonly CaseAction[] }).actions
  if (role !== MANAGER.role) return found
  // The first page of the case, which reads it once for both, offers the same.
  const page = await caseNowAndActions(test.service.runtime, MANAGER, caseId)
  expect(JSON.parse(JSON.stringify(page.actions))).to.deep.equal(found)
  return found
}

/** Everything happens on the day of receipt here. */
const SPECIAL: Readonly<Record<string, (today: LocalDate) => object>> = {
  'record-death': (today) => ({ diedOn: today }),
  'learning-record-cost': () => ({ costs: [{ stage: 'adult', pence: 4550, what: 'Travel' }] }),
}

function answersTo(procedure: string, form: string, today: LocalDate): object {
  return ANSWERS[form]?.(today) ?? usual.answers(procedure, form, SPECIAL[form]?.(today) ?? {}, today)
}

/** Facts as the pages record them. */
const SAMPLES: Partial<Record<FactType, object>> = {
  'decision-freeze-decided': { outcome: 'frozen', reason: 'It would pre-empt the answer.' },
  'access-restricted': { reason: 'A colleague is involved.' },
  'access-restriction-lifted': { reason: 'No longer.' },
  'contact-recorded': { mode: 'phone', with: 'complainant', text: 'Rang.' },
  'complainant-told': { mode: 'phone' },
  'note-recorded': { kind: 'internal', text: 'A note.' },
  'team-wrote': { text: 'We have your letter.' },
  'consent-asked': { person: 'p1', body: 'Example NHS Trust' },
}

/** Does what is allowed, by what the command itself does, and takes it back. */
async function tryIt(test: TestService, caseId: string, { does }: CaseAction): Promise<void> {
  const { runtime } = test.service
  const today = todayOf(test)
  const asked = { caseId, action: 'record-facts' } as const
  switch (does.kind) {
    case 'message': {
      if (does.procedure !== undefined) return
      const { procedure } = (await test.call('complaints-manager', 'GET', `/api/v1/cases/${caseId}`)).body as {
        procedure: string
      }
      const answers = answersTo(procedure, does.form, today)
      const taken = await lookAhead(runtime, MANAGER, asked, (work) =>
        Promise.resolve(takeMessage(work, does.name, answers)),
      )
      expect(taken, does.name).to.equal(true)
      return
    }
    case 'clock': {
      if (does.change !== 'extension') return
      const clock = clocks(await runtime.store.read.facts(caseId), today).find(({ rule }) => rule === does.rule)
      const until = clock?.ceiling ?? addDays(clock?.due ?? today, 1)
      const request = { caseId, rule: does.rule, ground: 'complex', reason: 'It is long.', until }
      const { moves } = await previewExtension(runtime, MANAGER, { ...request, agreedByComplainant: true })
      expect(moves.map(({ rule, to }) => [rule, to])).to.deep.include([does.rule, until])
      return
    }
    case 'facts': {
      const facts = does.types.flatMap((type) => {
        const data = SAMPLES[type]
        return data === undefined ? [] : [{ type, on: today, data }]
      })
      await lookAhead(runtime, MANAGER, asked, (work) => {
        work.record(facts)
        return Promise.resolve(0)
      })
      expect(facts.length).to.be.greaterThan(0)
      return
    }
    case 'send-back': {
      for (const { element } of does.to) {
        await lookAhead(runtime, MANAGER, asked, async (work) => {
          const task = await work.unit.task(does.taskId)
          work.stimulate(task?.instanceId ?? '', { type: 'move', wait: task?.waitId ?? '', to: element })
        })
      }
      return
    }
    case 'add-person':
    case 'link':
    case 'cancellation':
      return
  }
}

/** Asks the API for what is refused: it must refuse it too, with the same code. */
async function refusedWith(test: TestService, caseId: string, { does }: CaseAction): Promise<string | undefined> {
  const path = `/api/v1/cases/${caseId}`
  const today = todayOf(test)
  const post = async (at: string, body: object) => {
    const answer = await test.call('complaints-manager', 'POST', `${path}${at}`, body)
    expect(answer.status, JSON.stringify(answer.body)).to.be.within(400, 499)
    const { reason, type } = answer.body as { reason?: string; type: string }
    return reason ?? type.split('#')[1]
  }
  switch (does.kind) {
    case 'message': {
      const view = await test.call('complaints-manager', 'GET', path)
      const answers = answersTo((view.body as { procedure: string }).procedure, does.form, today)
      return post('/messages', { name: does.name, answers })
    }
    case 'clock':
      return post(`/clocks/${does.rule}/${does.change}`, {
        ground: 'complex',
        reason: 'It is long.',
        ...(does.change === 'extension' && { until: '2027-01-04' }),
      })
    case 'facts':
      return post('/facts', { facts: [{ type: does.types[0], on: today, data: SAMPLES[does.types[0]!] }] })
    default:
      return undefined
  }
}

describe('what can be done about a case', function () {
  this.timeout(120_000)
  let test: TestService
  before(async () => {
    test = await startTestService({ now: '2026-03-02T09:00:00Z' })
  })
  after(() => test.stop())

  const states: readonly {
    readonly name: string
    readonly make: () => Promise<string>
    readonly allowed: readonly string[]
    readonly refused: readonly string[]
  }[] = [
    {
      name: 'a child’s complaint at Stage 1',
      make: () => children(test, 'task_answer_stage_1'),
      allowed: [
        'extension:children-act.stage-1-answer',
        'message:stage-2-requested',
        'message:complaint-withdrawn',
        'message:deferral-decided',
        'message:reroute-asked',
        'freeze',
        'restrict',
        'record-contact',
        'link',
      ],
      refused: ['message:panel-requested', 'message:complaint-resubmitted', 'message:officer-left'],
    },
    {
      name: 'a child’s complaint in the middle of Stage 2',
      make: () => children(test, 'task_investigate'),
      allowed: ['extension:children-act.stage-2-answer', 'message:officer-left', 'message:advocate-wanted'],
      refused: ['message:stage-2-requested', 'message:panel-requested'],
    },
    {
      name: 'a child’s complaint answered at Stage 2',
      make: () => children(test, 'panel-requested'),
      allowed: ['message:panel-requested', 'message:complainant-satisfied'],
      refused: ['message:stage-2-requested', 'message:officer-left'],
    },
    {
      name: 'a child’s complaint that was withdrawn',
      async make() {
        const caseId = await children(test, 'task_answer_stage_1')
        const answers = usual.answers('children-act', 'withdraw-complaint', {}, todayOf(test))
        await test.call('complaints-manager', 'POST', `/api/v1/cases/${caseId}/messages`, {
          name: 'complaint-withdrawn',
          answers,
        })
        await test.service.drain()
        return caseId
      },
      allowed: ['record-note', 'record-contact', 'add-person'],
      refused: ['message:complaint-withdrawn', 'message:panel-requested', 'freeze'],
    },
    {
      name: 'an adult’s complaint under way',
      make: () => begin(test, 'adult-social-care', 4),
      allowed: ['message:complaint-withdrawn', 'message:reroute-asked', 'restrict', 'record-contact'],
      refused: ['message:further-look-asked'],
    },
    {
      name: 'a corporate complaint at Stage 1',
      make: () => begin(test, 'corporate', 2),
      allowed: ['message:complaint-withdrawn', 'message:reroute-asked', 'record-note'],
      refused: ['message:complainant-satisfied'],
    },
    {
      name: 'a complaint at intake',
      make: () => begin(test, 'intake', 0),
      allowed: ['message:complaint-withdrawn', 'message:safeguarding-raised', 'record-contact', 'record-consent'],
      refused: [],
    },
    {
      name: 'a public health complaint under way',
      make: () => begin(test, 'public-health', 2),
      allowed: ['extension:public-health.response', 'message:points-added', 'message:reroute-asked'],
      refused: ['message:further-look-asked', 'message:nhs-part-found'],
    },
    {
      name: 'a complaint that the NHS answers a part of',
      make: () => begin(test, 'nhs-joint', 4),
      allowed: ['message:complaint-withdrawn', 'message:consent-withdrawn', 'record-consent'],
      refused: [],
    },
    {
      name: 'an enquiry of the Ombudsman',
      make: () => open(test, 'ombudsman', { type: 'ombudsman-contact-received', data: OMBUDSMAN }, 1),
      allowed: [
        'hold:ombudsman.enquiry',
        'message:ombudsman-decided',
        'message:ombudsman-draft-received',
        'message:ombudsman-paused',
      ],
      refused: ['message:ombudsman-resumed', 'message:complaint-came', 'message:ombudsman-contact'],
    },
    {
      name: 'a panel that learns',
      make: () => open(test, 'learning', { type: 'learning-panel-called', data: { quarter: '2026-Q1' } }, 1),
      allowed: ['restrict', 'record-note', 'link', 'cancel'],
      refused: [],
    },
  ]
  for (const { name, make, allowed, refused } of states) {
    describe(name, () => {
      let caseId: string
      let all: readonly CaseAction[]
      before(async () => {
        caseId = await make()
        all = await actions(test, caseId)
      })

      it('offers what the rules allow, and no more', () => {
        const ids = (which: boolean) => all.filter((each) => each.allowed === which).map(({ id }) => id)
        expect(ids(true)).to.include.members([...allowed])
        expect(ids(false)).to.include.members([...refused])
      })

      it('and all that is offered can be done', async () => {
        for (const action of all.filter((each) => each.allowed)) {
          try {
            await tryIt(test, caseId, action)
          } catch (error) {
            throw new Error(`${action.id}: ${error instanceof Error ? error.message : ''}`, { cause: error })
          }
        }
      })

      it('and what is not is refused for the same reason', async () => {
        for (const action of all.filter((each) => !each.allowed)) {
          const reason = await refusedWith(test, caseId, action)
          if (reason !== undefined) expect(reason, action.id).to.equal(action.refusal?.code)
        }
      })
    })
  }

  it('says to somebody whose role has none of it that they may not', async () => {
    const caseId = await children(test, 'task_answer_stage_1')
    const all = await actions(test, caseId, 'auditor')
    expect(all.filter(({ allowed }) => allowed)).to.eql([])
    expect(all.every(({ refusal }) => refusal?.code === 'not-permitted')).to.equal(true)
  })

  it('leaves it to those who deal with the case to withdraw it or send it elsewhere', async () => {
    const caseId = await children(test, 'task_independent_report')
    const ends = ['message:complaint-withdrawn', 'message:reroute-asked']
    const said = async (role: Role) =>
      (await actions(test, caseId, role)).flatMap(({ id, refusal }) => (ends.includes(id) ? [refusal?.code] : []))
    expect(await said('independent-person')).to.eql(['not-permitted', 'not-permitted'])
    expect(await said('investigating-officer')).to.eql(['not-permitted', 'not-permitted'])
    const answers = { withdrawnOn: todayOf(test), channel: 'phone', ownWish: true }
    const message = { name: 'complaint-withdrawn', answers }
    const refused = await test.call('independent-person', 'POST', `/api/v1/cases/${caseId}/messages`, message)
    expect(refused.status, JSON.stringify(refused.body)).to.equal(403)
  })
})
