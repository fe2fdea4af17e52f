import { readFileSync } from 'node:fs'
import { expect } from 'chai'
import { readUsualAnswers } from '../../api/demo/usual-answers.ts'
import { dayOf, instant, type Role } from '../../engine/index.ts'
import { startReadMail, type ReadMail } from '../support/mails.ts'
import { startTestService, type TestService } from '../support/service.ts'
import { forEachDatabase } from '../support/test-databases.ts'

const USUAL = readUsualAnswers('processes', {})
const PEOPLE = (
  JSON.parse(readFileSync('processes/public-health/usual-answers.json', 'utf8')) as { people?: readonly object[] }
).people

interface TaskBody {
  readonly taskId: string
  readonly element: string
  readonly role: Role
  readonly form: string
}

describe('intake, public health, the Ombudsman and learning, over HTTP and with real mail', function () {
  this.timeout(180_000)

  forEachDatabase((database) => {
    describe('one after the other', () => {
      let post: ReadMail
      let test: TestService
      let caseId: string
      let now = '2026-05-04T09:00:00.000Z'

      before(async () => {
        post = await startReadMail()
        test = await startTestService({ database: database.config, now, smtpUrl: post.url })
      })
      after(async () => {
        await test.stop()
        await post.stop()
      })

      async function ask(role: Role, method: string, path: string, body?: object): Promise<object> {
        const answer = await test.call(role, method, `/api/v1${path}`, body)
        expect(answer.status, `${path}: ${JSON.stringify(answer.body)}`).to.be.within(200, 299)
        return answer.body as object
      }
      async function theCase(): Promise<{ readonly procedure: string; readonly status: string; receivedOn: string }> {
        return (await ask('complaints-manager', 'GET', `/cases/${caseId}`)) as never
      }
      async function openTasks(): Promise<readonly TaskBody[]> {
        await test.service.drain()
        return ((await ask('complaints-manager', 'GET', `/tasks?caseId=${caseId}`)) as { tasks: TaskBody[] }).tasks
      }
      /** Completes what comes up, as people usually would, until nothing is open; what was done, in order. */
      async function walk(special: Readonly<Record<string, object>> = {}): Promise<readonly string[]> {
        const done: string[] = []
        for (let [task] = await openTasks(); task !== undefined; [task] = await openTasks()) {
          const { procedure } = await theCase()
          const answers = USUAL.answers(procedure, task.form, special[task.form] ?? {}, dayOf(instant(now)))
          await ask(task.role, 'POST', `/tasks/${task.taskId}/completion`, { answers })
          done.push(task.element)
          if (done.length > 40) throw new Error(`It does not end: ${done.join(', ')}`)
        }
        return done
      }
      async function say(name: string, form: string, special: object = {}, procedure?: string): Promise<void> {
        const at = procedure ?? (await theCase()).procedure
        const answers = USUAL.answers(at, form, special, dayOf(instant(now)))
        const body = { name, answers, ...(procedure !== undefined && { procedure }) }
        await ask('complaints-manager', 'POST', `/cases/${caseId}/messages`, body)
      }
      async function moveTo(at: string): Promise<void> {
        now = at
        await test.moveTo(at)
      }

      it('takes a complaint in, routes it by the table, and answers it under the public-health procedure', async () => {
        const complainant = {
          id: 'p1',
          role: 'complainant',
          name: 'Sasha Quill',
          email: 'sasha.quill@example.org',
          address: ['1 High Street', 'Exampleton'],
          contactPreference: 'email',
          adjustments: [],
        }
        const opened = await ask('intake', 'POST', '/cases', {
          procedure: 'intake',
          channel: 'email',
          oral: false,
          byChild: false,
          people: [complainant, ...(PEOPLE ?? [])],
          points: [{ text: 'The clinic was closed without a word.', desiredOutcome: 'An explanation.' }],
        })
        caseId = (opened as { caseId: string }).caseId
        const done = await walk({ 'intake-triage': { functionCode: 'public-health', personCode: 'adult-user' } })
        expect(done[0]).to.equal('task_intake_triage')
        expect(done).to.include.members(['task_health_draft', 'task_health_sign'])
        expect(await theCase()).to.include({ procedure: 'public-health', receivedOn: '2026-05-04' })
        await moveTo('2026-06-15T09:00:00.000Z')
        expect(await walk()).to.include('task_learning_record')
        expect(await theCase()).to.include({ procedure: 'public-health', status: 'closed' })
      })

      it('is taken up by the Ombudsman’s procedure once it is closed, and decided', async () => {
        await say('ombudsman-contact', 'ombudsman-contact', {}, 'ombudsman')
        expect((await theCase()).procedure).to.equal('ombudsman')
        await walk()
        await say('ombudsman-draft-received', 'ombudsman-draft')
        await walk()
        await say('ombudsman-decided', 'ombudsman-decision')
        await walk()
        expect(await theCase()).to.include({ procedure: 'ombudsman', status: 'closed' })
      })

      it('told the complainant by e-mail, with the reference alone in the subject', async () => {
        await test.service.drain()
        const own = post.mails.filter((mail) => JSON.stringify(mail.to).includes('sasha.quill@example.org'))
        expect(own.length).to.be.at.least(3)
        expect(new Set(own.map(({ subject }) => subject?.includes(caseId)))).to.deep.equal(new Set([true]))
      })

      it('thanks for a compliment, and passes it on', async () => {
        const before = post.mails.length
        const opened = await ask('intake', 'POST', '/openings', {
          procedure: 'intake',
          facts: [
            {
              type: 'feedback-received',
              data: {
                kind: 'compliment',
                channel: 'email',
                area: 'adult-social-care',
                service: 'assessment',
                captured: 'here',
              },
            },
            { type: 'point-recorded', data: { point: 'P1', text: 'Everyone was kind.', desiredOutcome: '' } },
          ],
          people: [
            {
              id: 'p1',
              role: 'complainant',
              name: 'Robin Field',
              email: 'robin@example.org',
              contactPreference: 'email',
              adjustments: [],
            },
          ],
        })
        caseId = (opened as { caseId: string }).caseId
        expect(await walk()).to.deep.equal([])
        expect((await theCase()).status).to.equal('closed')
        expect(post.mails.length).to.be.greaterThan(before)
      })

      it('holds a Shared Learning Panel, and tells those who should hear of it', async () => {
        const opened = await ask('intake', 'POST', '/openings', {
          procedure: 'learning',
          facts: [{ type: 'learning-panel-called', data: { quarter: '2026-Q1' } }],
        })
        caseId = (opened as { caseId: string }).caseId
        expect((await walk()).slice(0, 3)).to.deep.equal([
          'task_learning_prepare_agenda',
          'task_learning_hold_panel',
          'task_learning_cascade',
        ])
        expect((await theCase()).status).to.equal('closed')
        const heard = post.mails.filter((mail) =>
          JSON.stringify(mail.to).includes('shared-learning@council.example.org'),
        )
        expect(heard.length).to.be.at.least(1)
      })
    })
  })
})
