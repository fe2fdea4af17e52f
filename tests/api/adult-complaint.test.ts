import { expect } from 'chai'
import { dayOf, localDate, withDays, type LocalDate } from '../../engine/index.ts'
import { calendarOf } from '../../engine/law/index.ts'
import { forEachDatabase } from '../support/test-databases.ts'
import { usualAnswers } from '../support/usual-answers.ts'
import { startReadMail, type ReadMail } from '../support/mails.ts'
import { startTestService, type TestService } from '../support/service.ts'

const COMPLAINT = {
  procedure: 'adult-social-care',
  channel: 'email',
  oral: false,
  byChild: false,
  people: [
    {
      id: 'p1',
      role: 'complainant',
      name: 'Alex Moss',
      email: 'alex.moss@example.org',
      address: ['4 Example Street', 'Exampleton'],
      contactPreference: 'email',
      adjustments: [],
    },
  ],
  points: [{ text: 'Nobody came for three weeks.', desiredOutcome: 'Visits that happen.' }],
}

interface TaskBody {
  readonly taskId: string
  readonly element: string
  readonly form: string
  readonly dueOn?: LocalDate
}

const usual = usualAnswers('adult-social-care')

describe('an adult’s complaint, over HTTP and with real mail', function () {
  this.timeout(180_000)

  forEachDatabase((database) => {
    describe('from the first letter to the last', () => {
      let post: ReadMail
      let test: TestService
      let caseId: string

      before(async () => {
        post = await startReadMail()
        test = await startTestService({
          database: database.config,
          now: '2026-01-05T09:00:00.000Z',
          smtpUrl: post.url,
        })
        const submitted = await test.call('intake', 'POST', '/api/v1/cases', COMPLAINT)
        expect(submitted.status).to.equal(201)
        caseId = (submitted.body as { caseId: string }).caseId
        for (const person of usual.people) {
          await test.call('complaints-manager', 'POST', `/api/v1/cases/${caseId}/people`, person)
        }
      })
      after(async () => {
        await test.stop()
        await post.stop()
      })

      const tasks = async (): Promise<readonly TaskBody[]> => {
        await test.service.drain()
        const listed = await test.call('complaints-manager', 'GET', `/api/v1/tasks?caseId=${caseId}`)
        return (listed.body as { tasks: TaskBody[] }).tasks
      }
      /** Completes the one open task with the usual answers; gives its element, its day and the answer's status. */
      const next = async (answers: object = {}): Promise<readonly [string, LocalDate | null, number]> => {
        const [task] = await tasks()
        if (task === undefined) throw new Error('No task is open')
        const today = dayOf(test.service.runtime.clock.now())
        const said = { ...usual.forms[task.form], ...answers }
        const done = await test.call('complaints-manager', 'POST', `/api/v1/tasks/${task.taskId}/completion`, {
          answers: withDays(said, localDate(today), calendarOf('adult-social-care')),
        })
        return [task.element, task.dueOn ?? null, done.status]
      }

      it('is acknowledged, planned, looked into, checked and drafted, each task with its day', async () => {
        expect(await next()).to.deep.equal(['task_adult_record', '2026-01-08', 200])
        expect(await next()).to.deep.equal(['task_adult_decide_scope', null, 200])
        expect(await next()).to.deep.equal(['task_adult_check', null, 200])
        expect(await next()).to.deep.equal(['task_adult_agree_plan', '2026-01-19', 200])
        expect(await next()).to.deep.equal(['task_adult_grade_risk', null, 200])
        await test.moveTo('2026-02-02T10:00:00.000Z')
        expect(await next()).to.deep.equal(['task_adult_investigate_low', '2026-02-16', 200])
        expect(await next()).to.deep.equal(['task_adult_draft', '2026-07-04', 200])
        expect(await next()).to.deep.equal(['task_adult_check_quality', '2026-07-04', 200])
      })

      it('is signed by nobody but those whom the council has named', async () => {
        expect(await next({ signatory: 'team-manager' })).to.deep.equal(['task_adult_sign', '2026-07-04', 409])
        expect(await next({ signatory: 'director-of-adult-services' })).to.deep.equal([
          'task_adult_sign',
          '2026-07-04',
          200,
        ])
        await test.service.drain()
        const facts = await test.call('complaints-manager', 'GET', `/api/v1/cases/${caseId}/facts`)
        const sent = (facts.body as { facts: { type: string; data: object }[] }).facts.find(
          ({ type }) => type === 'adult-response-sent',
        )
        expect(sent?.data).to.deep.equal({
          contents: ['how-considered', 'conclusions', 'remedial-action', 'action-status', 'ombudsman'],
          signatory: 'director-of-adult-services',
        })
      })

      it('is closed once the actions are done and 20 working days have passed', async () => {
        expect(await next()).to.deep.equal(['task_learning_report_actions', null, 200])
        await test.moveTo('2026-03-03T10:00:00.000Z')
        expect(await next()).to.deep.equal(['task_learning_record', null, 200])
        await test.service.drain()
        const view = await test.call('complaints-manager', 'GET', `/api/v1/cases/${caseId}`)
        expect(view.body).to.include({ status: 'closed', stage: 'adult', outcome: 'partly-upheld' })
      })

      it('told the complainant by e-mail at each turn, with the reference alone in the subject', () => {
        const letters = post.mails.filter(({ to }) => JSON.stringify(to).includes('alex.moss@example.org'))
        const firstLines = letters.map(({ text = '' }) => text.split('\n\n')[1]?.replaceAll('\n', ' '))
        expect(firstLines).to.deep.equal([
          'Thank you for telling us about your complaint. It reached us on Monday 5 January 2026.',
          'Thank you for talking with us about your complaint. This is the plan that we agreed.',
          'We are still looking into your complaint.',
          'We have finished looking into your complaint. This is our answer.',
          'We have finished our work on your complaint.',
        ])
        for (const { subject, text } of letters) {
          expect(subject).to.equal(`Reference ${caseId}`)
          expect(text).to.not.include('undefined').and.not.include('Two visits were missed')
        }
        expect(letters[3]?.text).to.include('Local Government and Social Care Ombudsman')
        expect(letters[3]?.text).to.include('Signed by Robin Patel, Director of Adult Services')
        expect(letters[1]?.text).to.include('by Friday 27 February 2026')
      })
    })
  })
})
