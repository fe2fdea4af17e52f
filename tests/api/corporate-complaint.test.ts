import { expect } from 'chai'
import type { Role } from '../../engine/index.ts'
import { startReadMail, type ReadMail } from '../support/mails.ts'
import { startTestService, type TestService } from '../support/service.ts'
import { forEachDatabase } from '../support/test-databases.ts'

const staff = (id: string, name: string) => ({
  id,
  role: 'other',
  name,
  email: `${id}@council.example.org`,
  contactPreference: 'email',
  adjustments: [],
})
const COMPLAINT = {
  procedure: 'corporate',
  channel: 'email',
  oral: false,
  byChild: false,
  people: [
    {
      id: 'p1',
      role: 'complainant',
      name: 'Sasha Quill',
      email: 'sasha.quill@example.org',
      address: ['1 High Street', 'Exampleton'],
      contactPreference: 'email',
      adjustments: [],
    },
    staff('cm1', 'Nadia Brook'),
    staff('cr1', 'Owen Hale'),
  ],
  points: [{ text: 'The school bus stopped coming.', desiredOutcome: 'A bus.' }],
}
const finding = (outcome: string, remedy: string) => [{ point: 'P1', outcome, reason: 'The file shows it.', remedy }]

interface TaskBody {
  readonly taskId: string
  readonly element: string
  readonly role: string
  readonly dueOn?: string
}

describe('a corporate complaint, over HTTP and with real mail', function () {
  this.timeout(60_000)

  forEachDatabase((database) => {
    describe('from the first letter to the final answer', () => {
      let post: ReadMail
      let test: TestService
      let caseId: string

      before(async () => {
        post = await startReadMail()
        test = await startTestService({
          database: database.config,
          now: '2026-06-01T09:00:00.000Z',
          smtpUrl: post.url,
        })
        const submitted = await test.call('intake', 'POST', '/api/v1/cases', COMPLAINT)
        expect(submitted.status, JSON.stringify(submitted.body)).to.equal(201)
        caseId = (submitted.body as { caseId: string }).caseId
      })
      after(async () => {
        await test.stop()
        await post.stop()
      })

      async function tasks(): Promise<readonly TaskBody[]> {
        await test.service.drain()
        const { body } = await test.call('complaints-manager', 'GET', `/api/v1/tasks?caseId=${caseId}`)
        return (body as { tasks: TaskBody[] }).tasks
      }
      async function complete(element: string, answers: object, role?: Role) {
        const open = await tasks()
        const task = open.find((each) => each.element === element)
        if (task === undefined) throw new Error(`${element} is not open: ${open.map((each) => each.element).join()}`)
        const as = role ?? (task.role as Role)
        const done = await test.call(as, 'POST', `/api/v1/tasks/${task.taskId}/completion`, { answers })
        await test.service.drain()
        return done
      }
      async function done(element: string, answers: object): Promise<void> {
        const { status, body } = await complete(element, answers)
        expect(status, JSON.stringify(body)).to.equal(200)
      }
      const dueOf = async (element: string) => (await tasks()).find((each) => each.element === element)?.dueOn

      it('is acknowledged, answered by the day that the Code sets, and asked about again', async () => {
        expect(await dueOf('task_corporate_log')).to.equal('2026-06-08')
        await done('task_corporate_log', {
          whatIsIt: 'complaint',
          functionCode: 'education',
          personCode: 'service-user',
          reason: 'School transport.',
        })
        await test.moveTo('2026-06-04T09:00:00.000Z')
        await done('task_corporate_consider', { inTime: true, considered: 'consider', reason: 'A service of ours.' })
        // ten working days after Thursday 4 June
        expect(await dueOf('task_corporate_handle')).to.equal('2026-06-18')
        await done('task_corporate_handle', { spoke: true, earlyResolution: false })
        await done('task_corporate_answer_1', {
          person: 'cm1',
          decisions: finding('not-upheld', 'explanation'),
          actions: [],
        })
        await test.moveTo('2026-06-15T09:00:00.000Z')
        const asked = await test.call('complaints-manager', 'POST', `/api/v1/cases/${caseId}/messages`, {
          name: 'stage-2-requested',
          answers: { requestedOn: '2026-06-15', channel: 'email' },
        })
        expect(asked.status, JSON.stringify(asked.body)).to.equal(200)
        expect(await dueOf('task_corporate_understand')).to.equal('2026-06-22')
      })

      it('gets its final answer from somebody else', async () => {
        await done('task_corporate_understand', { asked: true })
        // twenty working days after Monday 15 June
        expect(await dueOf('task_corporate_answer_2')).to.equal('2026-07-13')
        const answers = { person: 'cm1', decisions: finding('upheld', 'apology'), actions: [] }
        const same = await complete('task_corporate_answer_2', answers)
        expect(same).to.nested.include({ status: 409, 'body.reason': 'same-person' })
        await done('task_corporate_answer_2', { ...answers, person: 'cr1' })
      })

      it('is closed with what was learnt', async () => {
        await done('task_learning_record', {
          learnt: true,
          learning: [{ area: 'communication', rootCause: 'systems', text: 'One address for notices.' }],
          keptWith: 'complaint',
          legalHold: false,
        })
        const { body } = await test.call('complaints-manager', 'GET', `/api/v1/cases/${caseId}`)
        expect(body).to.include({ status: 'closed', stage: 'corporate-2', outcome: 'upheld' })
        const overview = await test.call('auditor', 'GET', '/api/v1/learning?from=2026-06-01&to=2026-06-30')
        expect(overview.body).to.nested.include({ 'learning.points': 1 })
      })

      it('told the complainant by e-mail, with the reference alone in the subject and the findings on paper', async () => {
        await test.service.drain()
        const told = post.mails.filter(({ to }) => JSON.stringify(to).includes('sasha.quill@example.org'))
        // acknowledgement, answer, acknowledgement of the request, final answer, outcome
        expect(told).to.have.lengthOf(5)
        for (const { subject, text = '' } of told) {
          expect(subject).to.equal(`Reference ${caseId}`)
          expect(text).to.not.match(/bus|The file shows it|undefined/)
        }
        expect(told.map(({ text = '' }) => text.replaceAll(/\s+/g, ' ')).join()).to.include('you can ask for Stage 2')
      })

      it('records what the Code asks for', async () => {
        const { body } = await test.call('complaints-manager', 'GET', `/api/v1/cases/${caseId}/facts`)
        const { facts } = body as { facts: { type: string; data: { contents?: string[]; person?: string } }[] }
        const of = (type: string) => facts.find((fact) => fact.type === type)?.data
        expect(of('corporate-1-answered')).to.deep.include({ person: 'cm1' })
        expect(of('corporate-1-answered')?.contents).to.include.members(['stage-2-right', 'ombudsman', 'reasons'])
        expect(of('corporate-2-answered')).to.deep.include({ person: 'cr1' })
        expect(of('corporate-2-answered')?.contents).to.include.members(['final', 'ombudsman'])
        expect(of('retention-set')).to.deep.equal({ rule: 'complaint-6-years', until: '2032-06-15' })
      })
    })
  })

  describe('received before the Code', () => {
    it('shows no clock of the Code, and the council’s own target in its place', async () => {
      const test = await startTestService({ now: '2020-06-01T09:00:00.000Z' })
      try {
        const submitted = await test.call('intake', 'POST', '/api/v1/cases', COMPLAINT)
        const { caseId } = submitted.body as { caseId: string }
        await test.service.drain()
        const { body } = await test.call('complaints-manager', 'GET', `/api/v1/cases/${caseId}/clocks`)
        const { clocks } = body as { clocks: { rule: string; status: string; due?: string; inPlaceOf?: string }[] }
        const rule = 'complaint-handling-code.stage-1-acknowledgement'
        const law = clocks.find((clock) => clock.rule === rule)
        expect(law).to.include({ status: 'not-in-force' }).and.not.have.property('due')
        expect(clocks.find((clock) => clock.inPlaceOf === rule)).to.include({
          rule: 'corporate.local.stage-1-acknowledgement',
          status: 'running',
          due: '2020-06-08',
        })
        const listed = await test.call('complaints-manager', 'GET', `/api/v1/tasks?caseId=${caseId}`)
        expect(
          (listed.body as { tasks: TaskBody[] }).tasks.map(({ element, dueOn }) => [element, dueOn]),
        ).to.deep.equal([['task_corporate_log', '2020-06-08']])
      } finally {
        await test.stop()
      }
    })
  })
})
